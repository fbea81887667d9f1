package org.openledger.datanet.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.file.Place;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.mapping.RowMaker;
import org.openledger.datanet.privacy.PrivateRow;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Rejection;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.Schema;
import org.openledger.datanet.row.SearchScope;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.row.Verdict;
import org.openledger.datanet.screening.Corrections;
import org.openledger.datanet.screening.DuplicateSearch;
import org.openledger.datanet.screening.PrivateVerdict;
import org.openledger.datanet.screening.ScreeningPolicy;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Json;

/**
 * Reads one upload into rows and rejected records, a batch at a time: parsing, fingerprints and the search for duplicates
 * happen outside any transaction, each batch is then filed in a short one. Memory is bounded by a batch and a record.
 */
public final class Intake {
    private static final int BATCH_ROWS = 1024;
    private static final int MAX_BATCH_CHARACTERS = 4 << 20;
    private static final int SAMPLES = 3;
    /** Of refused records that are shown again. */
    private static final int MAX_TEXT_CHARACTERS = 4 << 20;

    private final Database database;
    private final Contribution contribution;
    private final Rules rules;
    private final IntakeLimits limits;
    private final RandomGenerator random;
    private final List<Candidate> rows = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<IntakeReport.Sample> samples = new ArrayList<>();
    private final Map<Long, Verdict> found = new HashMap<>();
    private final List<IntakeReport.Private> privates = new ArrayList<>();
    private final Map<Long, String> texts = new HashMap<>();
    private long textCharacters;
    private long batchCharacters;
    private long line;
    private long accepted;
    private long rejected;
    private long held;
    private long repairable;

    /**
     * What its Datanet wants of rows.
     *
     * @param heldAfterMillis rows that were signed later hold their place while they wait for review
     */
    public record Rules(Schema schema, ScreeningPolicy policy, long heldAfterMillis) {}

    public Intake(
            Database database, Contribution contribution, Rules rules, IntakeLimits limits, RandomGenerator random) {
        this.database = database;
        this.contribution = contribution;
        this.rules = rules;
        this.limits = limits;
        this.random = random;
    }

    public void read(FileUpload upload) throws IOException {
        read(upload, () -> false);
    }

    /**
     * Reads until somebody says to stop.
     *
     * @param stopped asked before each batch is filed; {@link DatanetException} once it says so
     */
    public void read(FileUpload upload, BooleanSupplier stopped) throws IOException {
        RowMaker maker = new RowMaker(rules.schema(), upload.mapping(), limits.maxFieldCharacters(), upload.repairs());
        long looked = 0;
        try (RecordReader records = upload.records()) {
            for (Read read = records.next(); read != null; read = records.next()) {
                place(read.place());
                if (++looked > limits.maxRows()) {
                    refuse(
                            Reason.TOO_MANY_ROWS,
                            "from here on nothing was looked at: an upload has at most " + limits.maxRows()
                                    + " rows, send the rest in another one",
                            "",
                            false);
                    break;
                }
                switch (read) {
                    case Read.Bad bad ->
                        refuse(bad.reason(), bad.detail() + where(bad.place()), bad.text(), bad.repairable());
                    case Read.Good record -> take(record, maker, upload.asked());
                }
                if (rows.size() + rejections.size() >= BATCH_ROWS || batchCharacters > MAX_BATCH_CHARACTERS) {
                    if (stopped.getAsBoolean()) {
                        throw new DatanetException(
                                Refusal.Kind.CONFLICT, "nobody waits for this any more, so it was stopped");
                    }
                    file();
                }
            }
        }
        file();
    }

    /**
     * The line that names a record: the one it begins in. Where several begin in one line, or the file has none, they are counted
     * on, so that each has its own.
     */
    private void place(Place place) {
        line = Math.max(place.line() == 0 ? place.record() : place.line(), line + 1);
    }

    private String where(Place place) {
        return place.line() == 0 || place.line() == line
                ? ""
                : " (record " + place.record() + ", which begins in line " + place.line() + " of the file)";
    }

    public long accepted() {
        return accepted;
    }

    public long rejected() {
        return rejected;
    }

    /** Of the accepted ones those that wait for the owner's own word. */
    public long held() {
        return held;
    }

    /** What is told of a file that is only tried. */
    public IntakeReport report(FileUpload upload, List<Rejection> refused, List<Rejection> related) {
        return new IntakeReport(
                upload.kind(),
                upload.mapping(),
                upload.problem(),
                upload.columns(),
                samples,
                accepted + rejected,
                accepted,
                held,
                repairable,
                refused.stream()
                        .map(why -> new IntakeReport.Refused(why, texts.getOrDefault(why.line(), "")))
                        .toList(),
                related,
                privates);
    }

    private void take(Read.Good record, RowMaker maker, FileUpload.Asked asked) {
        switch (maker.make(record.values())) {
            case RowMaker.Made.Refused refused ->
                refuse(
                        refused.reason(),
                        refused.detail() + where(record.place()),
                        record.values().asText(),
                        refused.repairable());
            case RowMaker.Made.Row made -> take(record, made, asked);
        }
    }

    private void take(Read.Good record, RowMaker.Made.Row made, FileUpload.Asked asked) {
        PrivateRow inside = PrivateRow.of(made.fields(), made.metadata(), Schema.MESSAGES);
        inside.places().stream()
                .limit(Math.max(0, Screening.MAX_LISTED - privates.size()))
                .forEach(place -> privates.add(new IntakeReport.Private(line, place)));
        RowMaker.Made.Row row = made;
        if (asked.redact() && !inside.places().isEmpty()) {
            PrivateRow.Redacted redacted = PrivateRow.redacted(made.fields(), made.metadata(), Schema.MESSAGES);
            row = new RowMaker.Made.Row(redacted.fields(), redacted.metadata());
            inside = new PrivateRow(List.of());
        }
        Optional<Verdict> verdict = PrivateVerdict.of(inside, rules.policy());
        if (verdict.isPresent() && verdict.get().act() == Treatment.REFUSE) {
            refuse(
                    verdict.get().reason(),
                    verdict.get().detail(),
                    record.values().asText(),
                    false);
            return;
        }
        SortedMap<String, Json> metadata = new TreeMap<>(row.metadata());
        if (asked.corrects().isPresent()) {
            if (accepted + rows.size() > 0) {
                refuse(
                        Reason.WRONG_SCHEMA,
                        "one row corrects " + asked.corrects().get()
                                + ": give it alone, or say in a column 'corrects' which row each corrects",
                        record.values().asText(),
                        false);
                return;
            }
            metadata.put(Row.CORRECTS, Json.of(asked.corrects().get()));
        }
        byte[] salt = new byte[Row.SALT_BYTES];
        random.nextBytes(salt);
        long id = contribution.id() * Row.MAX_A_CONTRIBUTION + accepted + rejected + rows.size() + rejections.size();
        String content = Row.content(row.fields(), metadata);
        rows.add(Candidate.of(
                id, line, salt, content, Row.corrects(metadata), rules.schema().parts(row.fields())));
        verdict.ifPresent(each -> found.put(id, each));
        if (samples.size() < SAMPLES) {
            samples.add(new IntakeReport.Sample(line, record.values().asText(), content));
        }
        batchCharacters += content.length();
    }

    private void refuse(Reason reason, String detail, String text, boolean canBeRepaired) {
        rejections.add(new Rejection(line, reason, detail, Optional.empty()));
        repairable += canBeRepaired ? 1 : 0;
        keep(line, text);
    }

    /** Texts of refused records are kept as long as they are few. */
    private void keep(long ofLine, String text) {
        if (texts.size() < Screening.MAX_LISTED && textCharacters + text.length() <= MAX_TEXT_CHARACTERS) {
            texts.put(ofLine, text);
            textCharacters += text.length();
        }
    }

    private void file() {
        Map<Long, Verdict> verdicts = rows.isEmpty() ? Map.of() : database.read(this::verdicts);
        List<Candidate> refused = rows.stream()
                .filter(row -> verdicts.containsKey(row.id())
                        && Objects.requireNonNull(verdicts.get(row.id())).act() == Treatment.REFUSE)
                .toList();
        refused.forEach(row -> keep(row.line(), row.content()));
        database.write(tx -> {
            RowTable.insert(tx, contribution.id(), contribution.datanet(), rows, verdicts);
            rejections.forEach(rejection -> RowTable.reject(tx, contribution.id(), rejection));
        });
        accepted += rows.size() - refused.size();
        rejected += rejections.size() + refused.size();
        held += verdicts.values().stream()
                .filter(verdict -> verdict.act() == Treatment.HOLD)
                .count();
        rows.clear();
        found.clear();
        rejections.clear();
        batchCharacters = 0;
    }

    private Map<Long, Verdict> verdicts(Handle handle) {
        Map<Long, Verdict> before = new HashMap<>(found);
        Corrections.of(handle, rows, contribution.datanet(), rules.policy())
                .forEach((id, verdict) -> before.merge(id, verdict, Verdict::and));
        SearchScope scope = new SearchScope(
                contribution.contributor(),
                contribution.datanet(),
                contribution.id(),
                SearchScope.heldFrom(handle, rules.heldAfterMillis()),
                -1);
        return new DuplicateSearch(handle, scope, rules.policy()).verdicts(rows, before, true);
    }
}
