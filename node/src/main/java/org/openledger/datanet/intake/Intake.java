package org.openledger.datanet.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Rejection;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.Schema;
import org.openledger.datanet.screening.DuplicateSearch;
import org.openledger.store.Database;

/**
 * Reads one upload into rows and rejected lines, a batch at a time: parsing, fingerprints and the search for duplicates
 * happen outside any transaction, each batch is then filed in a short one. Memory is bounded by a batch and a line.
 */
public final class Intake {
    private static final int BATCH_ROWS = 256;
    private static final int MAX_BATCH_CHARACTERS = 4 << 20;

    private final Database database;
    private final Contribution contribution;
    private final Schema schema;
    private final IntakeLimits limits;
    private final RandomGenerator random;
    private final List<Candidate> rows = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private long batchCharacters;
    private long accepted;
    private long rejected;

    public Intake(
            Database database, Contribution contribution, Schema schema, IntakeLimits limits, RandomGenerator random) {
        this.database = database;
        this.contribution = contribution;
        this.schema = schema;
        this.limits = limits;
        this.random = random;
    }

    public void read(InputStream jsonl) throws IOException {
        LineReader lines = new LineReader(jsonl, limits);
        RowParser parser = new RowParser(schema, limits);
        long looked = 0;
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            if (++looked > limits.maxRows()) {
                refuse(
                        line.number(),
                        Reason.TOO_MANY_ROWS,
                        "from here on nothing was looked at: an upload has at most " + limits.maxRows()
                                + " rows, send the rest in another one");
                break;
            }
            take(line.number(), parser.parse(line));
            if (rows.size() + rejections.size() >= BATCH_ROWS || batchCharacters > MAX_BATCH_CHARACTERS) {
                file();
            }
        }
        file();
    }

    public long accepted() {
        return accepted;
    }

    public long rejected() {
        return rejected;
    }

    private void take(long line, RowParser.Parsed parsed) {
        switch (parsed) {
            case RowParser.Parsed.Refused(Reason reason, String detail) -> refuse(line, reason, detail);
            case RowParser.Parsed.Row row -> {
                byte[] salt = new byte[Row.SALT_BYTES];
                random.nextBytes(salt);
                long id = contribution.id() * Row.MAX_A_CONTRIBUTION
                        + accepted
                        + rejected
                        + rows.size()
                        + rejections.size();
                Candidate candidate =
                        Candidate.of(id, line, salt, Row.content(row.fields()), schema.textOf(row.fields()));
                rows.add(candidate);
                batchCharacters += candidate.content().length();
            }
        }
    }

    private void refuse(long line, Reason reason, String detail) {
        rejections.add(new Rejection(line, reason, detail, Optional.empty()));
    }

    private void file() {
        Map<Long, Leader> leaders = rows.isEmpty()
                ? Map.of()
                : database.read(
                        handle -> DuplicateSearch.everywhere(handle, contribution.contributor(), contribution.id())
                                .leaders(rows, true));
        database.write(tx -> {
            RowTable.insert(tx, contribution.id(), contribution.datanet(), contribution.contributor(), rows, leaders);
            rejections.forEach(rejection -> RowTable.reject(tx, contribution.id(), rejection));
        });
        accepted += rows.size() - leaders.size();
        rejected += rejections.size() + leaders.size();
        rows.clear();
        rejections.clear();
        batchCharacters = 0;
    }
}
