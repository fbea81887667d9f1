package org.openledger.api.datanet;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.Names;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.version.DiffQuery;
import org.openledger.client.version.ExportQuery;
import org.openledger.client.version.RowBlame;
import org.openledger.client.version.RowProof;
import org.openledger.client.version.VersionDetail;
import org.openledger.client.version.VersionDiff;
import org.openledger.client.version.VersionEndpoints;
import org.openledger.client.version.VersionRow;
import org.openledger.client.version.VersionRows;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.datanet.VersionChanges;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.export.PublishedVersions;
import org.openledger.export.VersionTar;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;
import org.openledger.verify.dataset.Format;

/** One version of a Datanet: what checks it, what it has beside another, and its folder. All of it is anyone's to read. */
public final class VersionRoutes implements Handlers.Noun {
    private static final String NUMBER = "number";
    private static final String LEAF = "leaf";

    private final DatanetParts parts;
    private final Database database;
    private final Names names;

    public VersionRoutes(DatanetParts parts, Database database, Names names) {
        this.parts = parts;
        this.database = database;
        this.names = names;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(VersionEndpoints.SHOW, this::show);
        handlers.answer(VersionEndpoints.ROWS, this::rows);
        handlers.write(
                VersionEndpoints.LEAVES,
                call -> call.context()
                        .contentType("application/octet-stream")
                        .result(parts.published().leaves(require(call))));
        handlers.answer(VersionEndpoints.PROOF, this::proof);
        handlers.write(VersionEndpoints.EXPORT, this::export);
        handlers.answer(VersionEndpoints.DIFF, this::diff);
        handlers.answer(VersionEndpoints.BLAME, this::blame);
    }

    private Version require(Call<?, NoBody> call) {
        return database.read(
                handle -> PublishedVersions.requirePublished(handle, call.number("id"), call.number(NUMBER)));
    }

    private VersionDetail show(Call<NoQuery, NoBody> call) {
        Version version = require(call);
        Datanet datanet = parts.datanets().require(version.datanet());
        return new VersionDetail(
                DatanetViews.version(version),
                database.read(handle -> RowTable.countWithdrawn(handle, version.datanet(), version.number())),
                JsonFormat.read(
                        new String(parts.published().manifest(version), java.nio.charset.StandardCharsets.UTF_8)),
                version.manifestDigest(),
                datanet.owner(),
                version.deadlineSeconds(),
                version.signature().orElseThrow(),
                parts.published().registry(),
                datanet.requireToken(),
                parts.published().transaction(version));
    }

    private VersionRows rows(Call<VersionRowsQuery, NoBody> call) {
        Version version = require(call);
        VersionRowsQuery query = call.query();
        if (query.q().isPresent()) {
            List<VersionRow> found =
                    parts
                            .published()
                            .proof(version, leafOf(query.q().get()))
                            .map(PublishedVersions.Proof::place)
                            .stream()
                            .flatMap(place -> rows(version, Math.toIntExact(place), 1).stream())
                            .toList();
            return new VersionRows(query.offset() > 0 ? List.of() : found, found.size());
        }
        return new VersionRows(rows(version, query.offset(), query.limit()), version.rows());
    }

    private List<VersionRow> rows(Version version, int offset, int limit) {
        List<Row> rows = parts.versions().rows(version.datanet(), version.number(), offset, limit);
        return java.util.stream.IntStream.range(0, rows.size())
                .mapToObj(i -> row(offset + (long) i, rows.get(i)))
                .toList();
    }

    private static VersionRow row(long place, Row row) {
        boolean there = !row.isErased();
        return new VersionRow(
                place,
                row.leaf(),
                there ? Optional.of(row.salt()) : Optional.empty(),
                there ? Optional.of(row.content()) : Optional.empty(),
                Long.toString(row.contribution()),
                row.contributor(),
                row.line(),
                there ? "there" : "withdrawn");
    }

    private static String leafOf(String text) {
        if (!text.matches("[0-9a-f]{64}")) {
            throw ApiException.invalid("leaf", "'leaf' must be 64 small hexadecimal digits.");
        }
        return text;
    }

    private RowProof proof(Call<NoQuery, NoBody> call) {
        Version version = require(call);
        String leaf = leafOf(call.text(LEAF));
        return parts.published()
                .proof(version, leaf)
                .map(proof -> new RowProof(leaf, proof.place(), version.rows(), version.root(), proof.hashes()))
                .orElseThrow(() -> ApiException.notFound("Version " + version.number() + " of Datanet "
                        + version.datanet() + " has no row " + leaf + "."));
    }

    private void export(Call<ExportQuery, NoBody> call) throws IOException {
        Version version = require(call);
        Format format = Format.of(call.query().format()).orElseThrow();
        Path folder = Files.createTempDirectory("openledger-version");
        try {
            parts.published().write(version.datanet(), version.number(), format, folder);
            Context context = call.context();
            context.contentType("application/x-tar")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"datanet-%d-version-%d-%s.tar\""
                                    .formatted(version.datanet(), version.number(), format.word()));
            VersionTar.write(folder, context.outputStream());
        } finally {
            LocalDisk.deleteTree(folder);
        }
    }

    private VersionDiff diff(Call<DiffQuery, NoBody> call) {
        long id = parts.datanets().require(call.number("id")).id();
        DiffQuery query = call.query();
        return database.read(handle -> {
            PublishedVersions.requirePublished(handle, id, query.from());
            PublishedVersions.requirePublished(handle, id, query.to());
            Datanet datanet = org.openledger.datanet.Datanets.require(handle, id);
            List<VersionChanges.Change> changes =
                    VersionChanges.of(handle, id, query.from(), query.to()).changes();
            long corrected =
                    changes.stream().filter(VersionChanges.Change::isCorrection).count();
            long removed =
                    changes.stream().filter(each -> each.after().isEmpty()).count();
            return new VersionDiff(
                    query.from(),
                    query.to(),
                    changes.size() - corrected - removed,
                    removed,
                    corrected,
                    changes.stream()
                            .skip(query.offset())
                            .limit(query.limit())
                            .map(each -> change(each, datanet))
                            .toList());
        });
    }

    private static VersionDiff.Change change(VersionChanges.Change change, Datanet datanet) {
        Row any = change.after().or(change::before).orElseThrow();
        return new VersionDiff.Change(
                change.after().map(Row::leaf),
                change.before().map(Row::leaf),
                any.contributor(),
                change.after().flatMap(row -> text(row, datanet)),
                change.before().flatMap(row -> text(row, datanet)));
    }

    private static Optional<String> text(Row row, Datanet datanet) {
        return row.isErased()
                ? Optional.empty()
                : Optional.of(datanet.schema().reading(row.whole().fields()));
    }

    /** Rows that are in no version are told of to nobody here: the row's own page tells those whom it concerns. */
    private RowBlame blame(Call<NoQuery, NoBody> call) {
        long datanet = parts.datanets().require(call.number("id")).id();
        String leaf = leafOf(call.text(LEAF));
        return database.read(handle -> RowTable.kept(handle, leaf)
                .filter(row -> row.datanet() == datanet && row.firstVersion().isPresent())
                .map(row -> blame(handle, row))
                .orElseThrow(
                        () -> ApiException.notFound("No version of Datanet " + datanet + " has a row " + leaf + ".")));
    }

    private RowBlame blame(Handle handle, Row row) {
        Contribution contribution = ContributionTable.require(handle, row.contribution());
        return new RowBlame(
                row.leaf(),
                row.contributor(),
                names.of(row.contributor()),
                Long.toString(contribution.id()),
                row.line(),
                contribution.signedMillis().orElseThrow(),
                contribution.recordDigest().orElseThrow(),
                contribution.stated().map(DatanetViews::statement),
                RowTable.versionsOf(handle, row),
                stateOf(handle, row));
    }

    private static String stateOf(Handle handle, Row row) {
        return switch (row.state()) {
            case WITHDRAWN -> "withdrawn";
            case ACCEPTED -> RowTable.isHeld(handle, row.leaf()) ? "held" : "there";
            case SCREENED, COMMITTED, REJECTED -> "out";
        };
    }
}
