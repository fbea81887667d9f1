package org.openledger.client.run;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * What a run's model and its base were asked.
 *
 * @param id of the evaluation; the run's own has the run's
 * @param name of the rows
 * @param datanet whose version they are, where they are one
 * @param number of the version
 * @param state how far it is
 * @param refusal why nothing came out
 * @param measured what came out
 * @param digest SHA-256 of the document that is kept of it
 */
public record EvaluationDetail(
        String id,
        String name,
        Optional<String> datanet,
        Optional<Long> number,
        @Words({"waiting", "refused", "measured"}) String state,
        Optional<String> refusal,
        Optional<Measured> measured,
        Optional<String> digest) {
    /**
     * What came out.
     *
     * @param learnt whether the model learnt these very rows, since it held out none
     * @param rows that were read
     * @param tokens of them that were predicted
     * @param lossBase mean loss of such a token under the base, in nats
     * @param lossModel the same under the model
     * @param perplexityBase e to the power of that loss
     * @param perplexityModel the same under the model
     * @param asked rows that were asked as questions
     * @param answerTokens of an answer at most
     * @param base how well the base answered
     * @param model how well the model answered
     * @param contaminationWords a row counts as repeated where a run of so many of its words stands in a row that was learnt
     * @param repeatedRows how many do
     * @param repeated those of which most stands there
     * @param answers some answers side by side
     */
    public record Measured(
            boolean learnt,
            int rows,
            long tokens,
            double lossBase,
            double lossModel,
            double perplexityBase,
            double perplexityModel,
            int asked,
            int answerTokens,
            Score base,
            Score model,
            int contaminationWords,
            int repeatedRows,
            @AtMost(20) List<Repeated> repeated,
            @AtMost(20) List<Answered> answers) {}

    /**
     * Means over the questions, as SQuAD measures them.
     *
     * @param exactMatchPpm part of the answers that are the expected ones, case, punctuation, articles and spaces aside
     * @param f1Ppm how far their words are the expected ones
     */
    public record Score(int exactMatchPpm, int f1Ppm) {}

    /**
     * A row that stands in rows that were learnt.
     *
     * @param leaf of the row, or its line
     * @param text of the row, while the node has it
     * @param partPpm part of its words that stands there
     */
    public record Repeated(String leaf, Optional<String> text, int partPpm) {}

    /**
     * A question with both answers.
     *
     * @param leaf of the row, or its line
     * @param text of the row, while the node has it
     * @param base what the base answers
     * @param model what the model answers
     * @param ofBase how far that is what the row says
     * @param ofModel how far that is
     */
    public record Answered(
            String leaf, Optional<String> text, String base, String model, Score ofBase, Score ofModel) {}
}
