package org.openledger.factory.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * What came out of asking a model, beside its base.
 *
 * @param learnt whether the rows are some that the model learnt, since it held out none
 * @param rows that were read
 * @param tokens of them that were predicted
 * @param lossBaseNanonats mean loss of such a token under the base, in 10⁻⁹ nats
 * @param lossModelNanonats the same under the model
 * @param asked rows that were asked as questions; plain texts have none
 * @param answerTokens of an answer at most
 * @param base how well the base answered
 * @param model how well the model answered
 * @param repeated rows that stand in those the model learnt, the most repeated first, see {@link Contamination}; none where
 *     {@code learnt}
 * @param answers some answers side by side
 */
public record ModelEvaluation(
        boolean learnt,
        int rows,
        long tokens,
        long lossBaseNanonats,
        long lossModelNanonats,
        int asked,
        int answerTokens,
        Score base,
        Score model,
        int repeatedRows,
        List<Repeated> repeated,
        List<Answered> answers) {
    private static final String SCHEMA = "openledger.run-evaluation/1";

    public ModelEvaluation {
        repeated = List.copyOf(repeated);
        answers = List.copyOf(answers);
    }

    /** Means over the questions, in parts per million. */
    public record Score(int exactMatchPpm, int f1Ppm) {}

    /** A row, and which part of its words stands in rows that were learnt. */
    public record Repeated(String leaf, int partPpm) {}

    /** What base and model answer to a row, and how far each is what the row says. */
    public record Answered(String leaf, String base, String model, Score ofBase, Score ofModel) {}

    /** How much less a token costs under the model, in nats; below zero where it costs more. */
    public double gain() {
        return (lossBaseNanonats - lossModelNanonats) / 1e9;
    }

    public static String digest(String document) {
        return Hex.of(Hashes.sha256(document.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The document that is kept. Rows stand in it by their leaves alone, which tells nothing of one that is erased.
     *
     * @param run whose model was asked
     */
    public String document(String run, String adapterDigest) {
        Json document = Json.object()
                .put("schema", SCHEMA)
                .put("run", run)
                .put("adapterDigest", adapterDigest)
                .put("learnt", learnt ? 1 : 0)
                .put("rows", rows)
                .put("tokens", tokens)
                .put("lossBaseNanonats", lossBaseNanonats)
                .put("lossModelNanonats", lossModelNanonats)
                .put("asked", asked)
                .put("answerTokens", answerTokens)
                .put("base", json(base))
                .put("model", json(model))
                .put("contaminationWords", Contamination.WORDS)
                .put("repeatedRows", repeatedRows)
                .put(
                        "repeated",
                        Json.array(repeated.stream()
                                .map(row -> Json.object()
                                        .put("leaf", row.leaf())
                                        .put("partPpm", row.partPpm())
                                        .build())
                                .toList()))
                .put(
                        "answers",
                        Json.array(answers.stream()
                                .map(answer -> Json.object()
                                        .put("leaf", answer.leaf())
                                        .put("base", answer.base())
                                        .put("model", answer.model())
                                        .put("ofBase", json(answer.ofBase()))
                                        .put("ofModel", json(answer.ofModel()))
                                        .build())
                                .toList()))
                .build();
        return new String(CanonicalJson.write(document), StandardCharsets.UTF_8);
    }

    /** What a kept document says. */
    public static ModelEvaluation parse(String document) {
        Read read = new Read(CanonicalJson.parseCanonical(document.getBytes(StandardCharsets.UTF_8)));
        return new ModelEvaluation(
                read.number("learnt") == 1,
                read.count("rows"),
                read.number("tokens"),
                read.number("lossBaseNanonats"),
                read.number("lossModelNanonats"),
                read.count("asked"),
                read.count("answerTokens"),
                read.score("base"),
                read.score("model"),
                read.count("repeatedRows"),
                read.list("repeated").stream()
                        .map(row -> new Repeated(row.text("leaf"), row.count("partPpm")))
                        .toList(),
                read.list("answers").stream()
                        .map(answer -> new Answered(
                                answer.text("leaf"),
                                answer.text("base"),
                                answer.text("model"),
                                answer.score("ofBase"),
                                answer.score("ofModel")))
                        .toList());
    }

    /** A kept document whose answers to some rows are empty. */
    static String withoutAnswersTo(String document, Set<String> leaves) {
        Json.JsonObject kept =
                (Json.JsonObject) CanonicalJson.parseCanonical(document.getBytes(StandardCharsets.UTF_8));
        SortedMap<String, Json> members = new TreeMap<>(kept.members());
        List<Json> answers =
                new Read(kept).member(Json.JsonArray.class, "answers").items();
        members.put(
                "answers",
                Json.array(answers.stream()
                        .map(answer -> leaves.contains(new Read(answer).text("leaf")) ? emptied(answer) : answer)
                        .toList()));
        return new String(CanonicalJson.write(new Json.JsonObject(members)), StandardCharsets.UTF_8);
    }

    private static Json emptied(Json answer) {
        SortedMap<String, Json> members = new TreeMap<>(((Json.JsonObject) answer).members());
        members.put("base", Json.of(""));
        members.put("model", Json.of(""));
        return new Json.JsonObject(members);
    }

    private static Json json(Score score) {
        return Json.object()
                .put("exactMatchPpm", score.exactMatchPpm())
                .put("f1Ppm", score.f1Ppm())
                .build();
    }

    /** An object of the document; a member that is missing or of another type is a defect, since the node wrote it. */
    private record Read(SortedMap<String, Json> members) {
        Read(Json json) {
            this(as(Json.JsonObject.class, json, "an object").members());
        }

        private <T extends Json> T member(Class<T> type, String name) {
            return as(type, members.get(name), name);
        }

        private static <T extends Json> T as(Class<T> type, @Nullable Json json, String what) {
            if (!type.isInstance(json)) {
                throw new IllegalStateException("a kept evaluation has no " + what + " where it was written");
            }
            return type.cast(json);
        }

        long number(String name) {
            return member(Json.JsonInteger.class, name).value();
        }

        int count(String name) {
            return Math.toIntExact(number(name));
        }

        String text(String name) {
            return member(Json.JsonString.class, name).value();
        }

        List<Read> list(String name) {
            return member(Json.JsonArray.class, name).items().stream()
                    .map(Read::new)
                    .toList();
        }

        Score score(String name) {
            Read score = new Read(member(Json.JsonObject.class, name));
            return new Score(score.count("exactMatchPpm"), score.count("f1Ppm"));
        }
    }
}
