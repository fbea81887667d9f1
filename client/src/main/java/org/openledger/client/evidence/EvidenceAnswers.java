package org.openledger.client.evidence;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * What is known of a thing: five questions, each with its claims, as a pack of it has them.
 *
 * @param subject absent where several things could be meant
 * @param answers one a question; none where several things could be meant
 * @param meant what could be meant
 */
public record EvidenceAnswers(
        Optional<Subject> subject,
        @AtMost(5) List<Question> answers,
        @AtMost(100) List<Subject> meant) {
    /**
     * What a pack can be of.
     *
     * @param kind of thing
     * @param of as {@link EvidenceWanted} takes it
     * @param name for people
     * @param path of the page that shows it
     */
    public record Subject(
            @Words({"model", "version", "receipt", "action"})
            String kind,

            String of,
            String name,
            String path) {}

    /**
     * A question and its answer.
     *
     * @param id of the question
     * @param question for people
     * @param answer yes where all that decides is shown, no where none of it is known
     * @param claims what is said to it
     */
    public record Question(
            @Words({"dataset", "value", "paid", "rights", "traced"})
            String id,

            String question,

            @Words({"yes", "partly", "no"}) String answer,

            @AtMost(10_000) List<Claim> claims) {}

    /**
     * One sentence, and what stands behind it.
     *
     * @param says what is claimed, a sentence without its full stop
     * @param status how it is known
     * @param by who states it; of what is stated alone
     * @param decides whether the answer rests on it
     * @param evidence parts of the pack that show it
     */
    public record Claim(
            String says,

            @Words({"shown", "stated", "not known"}) String status,

            Optional<String> by,
            boolean decides,
            @AtMost(10_000) List<String> evidence) {}
}
