package org.openledger.factory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.row.Schema;
import org.openledger.factory.evaluation.EvaluationTable;
import org.openledger.model.BaseModel;
import org.openledger.model.Bases;
import org.openledger.registry.Source;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.TrainingRow;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** What a run learns from, and how: and what it leaves out: the same for the run itself, its counterfactual adapters, its
 * index, its audits and the value of its rows. */
public final class RunRows {
    private final Bases bases;
    private final Database database;

    public RunRows(Bases bases, Database database) {
        this.bases = bases;
        this.database = database;
    }

    /** A run; {@link FactoryException} where there is none of this id. */
    public Run run(String id) {
        return database.read(handle -> RunTable.require(handle, id));
    }

    /** The rows of a run's versions, as the engine takes them. */
    public TrainingData of(Run run) {
        List<TrainingData.Input> inputs = run.request().sources().stream()
                .flatMap(source -> inputs(source).stream())
                .toList();
        RunConfiguration configuration = run.request().configuration();
        Set<String> heldOut = HeldOut.of(
                inputs.stream().map(input -> input.row().leaf()).toList(),
                run.request().heldOutPpm().orElse(0),
                configuration.seed());
        return TrainingData.of(
                bases.of(run.baseDigest()),
                inputs,
                heldOut,
                configuration.maxTokens(),
                configuration.options().recipe());
    }

    private List<TrainingData.Input> inputs(Source source) {
        return database.read(handle -> {
            Schema schema = Datanets.require(handle, source.datanet()).schema();
            return Versions.rows(handle, source.datanet(), source.number()).stream()
                    .map(row -> new TrainingData.Input(row, schema))
                    .toList();
        });
    }

    /** Makes a run's span index from the rows that are there; its digest. */
    public String index(Run run, Path spanIndex) {
        boolean anyLeft = run.request().sources().stream()
                .flatMap(source -> inputs(source).stream())
                .anyMatch(input -> !input.row().isErased());
        return SpanIndex.build(anyLeft ? of(run).indexed() : List.of(), spanIndex);
    }

    /** Forgets what models answered to some rows that their runs held out; how good the answers were stays. */
    public static void forgetAnswers(Handle tx, Set<String> leaves) {
        RunTable.forgetSamples(tx, List.copyOf(leaves));
        EvaluationTable.forgetAnswers(tx, leaves);
    }

    /** Refuses a version that is not there. */
    void requireVersion(Source source) {
        database.read(handle -> Versions.require(handle, source.datanet(), source.number()));
    }

    /** The rows of a version as a run would take them, though it learnt them not. */
    List<TrainingRow> ofVersion(Run run, Source source) {
        return TrainingData.of(
                        bases.of(run.baseDigest()),
                        inputs(source),
                        Set.of(),
                        run.request().configuration().maxTokens(),
                        run.request().configuration().options().recipe())
                .training();
    }

    /**
     * One line of JSON as a row of whichever schema has its fields; empty where nothing of it is left to read.
     *
     * @param number of the line, from 1
     */
    Optional<TrainingRow> ofLine(Run run, String line, int number) {
        String place = "line " + number;
        SortedMap<String, String> fields = new TreeMap<>();
        try {
            if (CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Json.JsonObject object) {
                object.members().forEach((name, value) -> {
                    if (value instanceof Json.JsonString text) {
                        fields.put(name, text.value());
                    }
                });
                if (fields.size() < object.members().size()) {
                    fields.clear();
                }
            }
        } catch (VerifyException malformed) {
            throw new FactoryException(Kind.INVALID, place + " is no JSON object: " + malformed.getMessage());
        }
        Schema schema = Stream.of(Schema.values())
                .filter(each -> each.fits(fields.keySet()))
                .findFirst()
                .orElseThrow(() -> new FactoryException(
                        Kind.INVALID,
                        place + " is no row: it needs exactly these texts: "
                                + Stream.of(Schema.values())
                                        .map(each -> String.join(" and ", each.required()))
                                        .collect(Collectors.joining("; or "))));
        return TrainingData.textOf(
                        fields, schema, run.request().configuration().options().recipe())
                .tokens(
                        bases.of(run.baseDigest()),
                        run.request().configuration().maxTokens(),
                        0,
                        place);
    }

    /** A run's settings, as the engine takes them: to the step after which its adapter was taken. */
    public static LoraConfiguration configuration(Run run, BaseModel base) {
        LoraConfiguration whole = run.request().configuration().on(base.config());
        return run.stepsTaken()
                .filter(taken -> taken < whole.steps())
                .map(taken -> whole.with(whole.options().withStopAfter(taken)))
                .orElse(whole);
    }
}
