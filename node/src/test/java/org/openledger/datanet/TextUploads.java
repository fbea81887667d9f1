package org.openledger.datanet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.Schema;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.screening.ScreeningPolicy;
import org.openledger.identity.Accounts;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.MasterKey;
import org.openledger.identity.Wallets;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/** A Datanet of plain text that refuses whatever is related to an earlier row, and two who upload to it. */
public final class TextUploads {
    public final String ana;
    public final String ben;
    public final Contributions contributions;
    final Datanet datanet;
    public Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public TextUploads(Database database, Path folder) {
        Accounts accounts = new Accounts(database, MasterKey.openOrCreate(folder), () -> now);
        Blobs blobs = new Blobs(folder.resolve("blobs"), new LocalDisk());
        KeptRecord record = new KeptRecord();
        ana = accounts.create("Ana").address();
        ben = accounts.create("Ben").address();
        Datanets datanets = new Datanets(database, blobs, record, () -> now);
        datanet = datanets.list().isEmpty()
                ? datanets.create(ana, "Words", Schema.TEXT, "CC0-1.0", "Free.")
                : datanets.list().getFirst();
        ScreeningPolicy.RELATIONS.forEach(
                each -> datanets.rule(datanet.id(), datanet.owner(), each.word(), Treatment.REFUSE));
        contributions = new Contributions(
                database,
                blobs,
                accounts,
                new Wallets(ContractCalls.none()),
                record,
                IntakeLimits.STANDARD,
                () -> now,
                Versions.STANDARD_SIGNING_TIME);
    }

    public Screening submit(String contributor, List<String> texts) throws IOException {
        return contributions.submit(datanet.id(), contributor, lines(texts));
    }

    public static InputStream lines(List<String> texts) {
        StringBuilder body = new StringBuilder();
        for (String text : texts) {
            byte[] line = CanonicalJson.write(Json.object().put("text", text).build());
            body.append(new String(line, StandardCharsets.UTF_8)).append('\n');
        }
        return new ByteArrayInputStream(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads and signs; the contribution's id. */
    public long signed(String contributor, List<String> texts) throws IOException {
        long id = submit(contributor, texts).contribution().id();
        contributions.signCustodial(id);
        return id;
    }
}
