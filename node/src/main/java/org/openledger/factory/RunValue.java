package org.openledger.factory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.RowValues;
import org.openledger.train.TrainingRow;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * What a run's rows did for the loss on rows that it held out.
 *
 * @param heldOut how many those are
 * @param measured what came out; empty when nothing was measured, then {@code refusal} says why
 * @param unpaid why a promised reward was not paid; empty where it was, or none was promised
 */
public record RunValue(String run, int heldOut, Optional<Measured> measured, String refusal, String unpaid) {
    /** Of losses and values as they are kept: thousand millionths of a nat a held-out token. */
    private static final double NANONATS = 1e9;

    private static final String SCHEMA = "openledger.run-values/1";

    /**
     * The loss on the held-out rows.
     *
     * @param lossBefore mean loss of a held-out token under the base, in nats
     * @param lossAfter the same at the end of the run
     * @param digest of the document that the log commits to
     */
    public record Measured(double lossBefore, double lossAfter, String digest) {}

    /**
     * A contributor's value: by how many 10⁻⁹ nats the mean loss of a held-out token rises without this contributor's rows.
     *
     * @param rows that the run learnt
     * @param low lower end of the 90 % interval over the held-out tokens
     * @param high its upper end
     */
    public record OfContributor(String contributor, long rows, long nanonats, long low, long high) {}

    /** A row's value, to first order. */
    public record OfRow(String leaf, String contributor, long nanonats) {}

    /** One of a contributor's rows that did most. */
    public record BestRow(String leaf, String datanet, long nanonats) {}

    /** What a contributor, or a row, did for a model; a row has no interval. */
    public record OfModel(
            String model, String run, String contributor, long nanonats, Optional<Long> low, Optional<Long> high) {}

    static List<OfContributor> contributors(TrainingData data, RowValues.Values values) {
        return values.groups().stream()
                .map(group -> new OfContributor(
                        group.name(),
                        data.training().stream()
                                .filter(row -> data.groups().get(row.group()).equals(group.name()))
                                .count(),
                        nanonats(group.nats()),
                        nanonats(group.lowNats()),
                        nanonats(group.highNats())))
                .toList();
    }

    /** By leaf. */
    static List<OfRow> rows(TrainingData data, RowValues.Values values) {
        return IntStream.range(0, values.ofRows().length)
                .mapToObj(i -> {
                    TrainingRow row = data.training().get(i);
                    return new OfRow(row.leaf(), data.groups().get(row.group()), nanonats(values.ofRows()[i]));
                })
                .sorted(Comparator.comparing(OfRow::leaf))
                .toList();
    }

    static long nanonats(double nats) {
        return Math.round(nats * NANONATS);
    }

    /**
     * The document whose digest stands in the log: which rows were held out, what each contributor and each other row did, and who was
     * paid for it. Canonical JSON; rows by leaf alone, which tells nothing of a row that was erased.
     */
    static byte[] document(
            Run run,
            TrainingData data,
            RowValues.Values values,
            List<OfContributor> contributors,
            List<OfRow> rows,
            List<Payment> payments) {
        List<String> heldOut =
                data.heldOut().stream().map(TrainingRow::leaf).sorted().toList();
        return CanonicalJson.write(Json.object()
                .put("schema", SCHEMA)
                .put("run", run.id())
                .put("adapterDigest", run.adapterDigest().orElseThrow())
                .put("lossBeforeNanonats", nanonats(values.lossBefore()))
                .put("lossAfterNanonats", nanonats(values.lossAfter()))
                .put("heldOut", Json.strings(heldOut))
                .put("contributors", array(contributors, RunValue::json))
                .put("rows", array(rows, RunValue::json))
                .put("payments", array(payments, RunValue::json))
                .build());
    }

    private static <T> Json array(List<T> items, Function<T, Json> json) {
        return Json.array(items.stream().map(json).toList());
    }

    private static Json json(OfContributor one) {
        return Json.object()
                .put(Role.CONTRIBUTOR.word(), one.contributor())
                .put("rows", one.rows())
                .put("nanonats", one.nanonats())
                .put("low", one.low())
                .put("high", one.high())
                .build();
    }

    private static Json json(OfRow one) {
        return Json.object()
                .put("leaf", one.leaf())
                .put("nanonats", one.nanonats())
                .build();
    }

    private static Json json(Payment one) {
        return Json.object()
                .put("account", one.account())
                .put("role", one.role().word())
                .put("gwei", one.gwei())
                .build();
    }

    static String digest(byte[] document) {
        return Hex.of(Hashes.sha256(document));
    }
}
