package org.openledger.factory;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.factory.evaluation.EvaluationTable;
import org.openledger.factory.evaluation.Evaluator;
import org.openledger.factory.evaluation.ModelEvaluation;
import org.openledger.identity.GivenName;
import org.openledger.model.Adapter;
import org.openledger.model.Bases;
import org.openledger.model.file.ModelException;
import org.openledger.registry.ModelFolders;
import org.openledger.registry.Source;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.Cancellation;
import org.openledger.train.HeldOutLoss;
import org.openledger.train.TrainingRow;

/**
 * What the models of runs say to rows they did not learn: each run's own held-out rows, asked before the model is registered, and
 * regression sets that its owner names later, a Datanet's version or lines. The worker asks; this keeps what is to be asked, and what
 * came out.
 */
public final class Evaluating {
    /** Sets that one run may have. */
    public static final int MAX_SETS = 32;

    public static final int MAX_LINES_CHARACTERS = 1_000_000;

    private static final int ID_BYTES = 8;
    private static final String OWN_NAME = "Rows held out";
    private static final GivenName NAMED = new GivenName("the name of a regression set", "name");

    private final Database database;
    private final RunRows rows;
    private final Bases bases;
    private final ModelFolders folders;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Evaluating(Database database, RunRows rows, Bases bases, ModelFolders folders, InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.bases = bases;
        this.folders = folders;
        this.clock = clock;
    }

    /** What a run's model was asked, or will be: its own evaluation first. */
    public List<EvaluationTable.Line> of(String run) {
        return database.read(handle -> EvaluationTable.of(handle, run));
    }

    /**
     * Notes a regression set, which the worker asks as soon as it can.
     *
     * @param name what its owner calls it
     * @param version rows of a Datanet
     * @param lines JSON lines with {@code instruction} and {@code response}, or with {@code text}; exactly one of the two is given
     */
    public EvaluationTable.Line name(Run run, String name, Optional<Source> version, Optional<String> lines) {
        if (version.isPresent() == lines.isPresent()) {
            throw new FactoryException(
                    Kind.INVALID, "a regression set is a Datanet's version or lines: give exactly one of the two");
        }
        if (run.adapterDigest().isEmpty() || run.state() == RunState.FAILED || run.state() == RunState.CANCELLED) {
            throw new FactoryException(
                    Kind.CONFLICT,
                    "run " + run.id() + " has no model that could be asked: it is "
                            + run.state().name().toLowerCase(Locale.ROOT));
        }
        String given = NAMED.of(name);
        version.ifPresent(rows::requireVersion);
        lines.ifPresent(text -> ofLines(run, text));
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        EvaluationTable.Line line = new EvaluationTable.Line(
                HexFormat.of().formatHex(id),
                run.id(),
                given,
                version.map(Source::datanet),
                version.map(Source::number),
                lines,
                Optional.empty(),
                Optional.empty(),
                "",
                clock.millis(),
                Optional.empty());
        database.write(tx -> {
            if (EvaluationTable.of(tx, run.id()).size() >= MAX_SETS) {
                throw new FactoryException(
                        Kind.CONFLICT, "run " + run.id() + " has " + MAX_SETS + " evaluations, the most it may");
            }
            EvaluationTable.insert(tx, line);
        });
        return line;
    }

    /** What its rows held out cost by the token: not what a run of preferences measured. */
    private static Optional<HeldOutLoss> ofTokens(Run run) {
        return run.request().configuration().options().recipe() == Recipe.DPO ? Optional.empty() : run.heldOut();
    }

    /** A run's own evaluation: of the rows it held out, or where there are none of some it learnt. */
    EvaluationTable.Line own(Run run, Cancellation cancellation) {
        TrainingData data = rows.of(run);
        ModelEvaluation found;
        try (Adapter adapter = adapter(run)) {
            Evaluator evaluator = new Evaluator(bases.of(run.baseDigest()), adapter, cancellation);
            found = data.heldOut().isEmpty()
                    ? evaluator.ofLearnt(data.training())
                    : evaluator.ofUnlearnt(data.heldOut(), data.training(), ofTokens(run));
        }
        String document = found.document(run.id(), run.adapterDigest().orElseThrow());
        return new EvaluationTable.Line(
                run.id(),
                run.id(),
                found.learnt() ? "Rows learnt" : OWN_NAME,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(document),
                Optional.of(ModelEvaluation.digest(document)),
                "",
                clock.millis(),
                Optional.of(clock.millis()));
    }

    /** A set that waits, with its run. */
    Optional<EvaluationTable.Line> next() {
        return database.read(EvaluationTable::next);
    }

    /** Asks a set. One that cannot be asked says why; the run is no worse for it. */
    void ask(Run run, EvaluationTable.Line line, Cancellation cancellation) {
        try (Adapter adapter = adapter(run)) {
            ModelEvaluation found = new Evaluator(bases.of(run.baseDigest()), adapter, cancellation)
                    .ofUnlearnt(rowsOf(run, line), rows.of(run).training(), Optional.empty());
            database.write(tx -> EvaluationTable.measured(
                    tx, line.id(), found.document(run.id(), run.adapterDigest().orElseThrow()), clock.millis()));
        } catch (Refusal | ModelException refused) {
            database.write(
                    tx -> EvaluationTable.failed(tx, line.id(), String.valueOf(refused.getMessage()), clock.millis()));
        }
    }

    private Adapter adapter(Run run) {
        return Adapter.load(folders.adapter(run.request().name(), run.id()), bases.of(run.baseDigest()));
    }

    private List<TrainingRow> rowsOf(Run run, EvaluationTable.Line line) {
        List<TrainingRow> found = line.lines()
                .map(given -> ofLines(run, given))
                .orElseGet(() -> rows.ofVersion(
                        run,
                        new Source(line.datanet().orElseThrow(), line.number().orElseThrow())));
        if (found.isEmpty()) {
            throw new FactoryException(Kind.INVALID, "no row of the set has something to read: it is left out");
        }
        return TrainingRow.spread(found, HeldOut.MAX_ROWS);
    }

    private List<TrainingRow> ofLines(Run run, String lines) {
        if (lines.length() > MAX_LINES_CHARACTERS) {
            throw new FactoryException(
                    Kind.TOO_LARGE, "a regression set has at most " + MAX_LINES_CHARACTERS + " characters");
        }
        List<TrainingRow> found = new ArrayList<>();
        int number = 0;
        for (String line : lines.split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                rows.ofLine(run, line, number).ifPresent(found::add);
            }
        }
        if (found.isEmpty()) {
            throw new FactoryException(Kind.INVALID, "the lines have no row: send one JSON object a line");
        }
        return found;
    }
}
