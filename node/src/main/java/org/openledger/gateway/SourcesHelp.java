package org.openledger.gateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.GatewayException;
import org.openledger.serve.Answer;
import org.openledger.serve.Ending;
import org.openledger.serve.Generation;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.OverloadedException;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.ServingEngine;
import org.openledger.serve.TokenScore;
import org.openledger.store.Refusal.Kind;

/**
 * Whether sources help a model: both prompts are answered, greedily and shortly, and the sources help where the tokens of the answer
 * with them are likelier on average by {@link #MARGIN} or more. A small model that was never trained on prompts with sources
 * is confused by them; one that reads them is surer of what it reads.
 */
final class SourcesHelp {
    /** Nats a token. */
    static final double MARGIN = 0.3;

    private static final int TRIED_TOKENS = 48;

    private final ServingEngine engine;

    SourcesHelp(ServingEngine engine) {
        this.engine = engine;
    }

    /**
     * @param adapter that answers; null for the base alone
     * @param payer who asks
     */
    boolean with(@Nullable String adapter, String payer, int[] without, int[] with) {
        try {
            Generation plain = tried(adapter, payer, without);
            Generation sourced = tried(adapter, payer, with);
            return meanScore(sourced.answer()) >= meanScore(plain.answer()) + MARGIN;
        } catch (OverloadedException busy) {
            throw new GatewayException(
                    Kind.OVERLOADED.retryAfter(TimeUnit.SECONDS.toMillis(busy.retryAfterSeconds())),
                    "Too many answers wait for the engine.");
        }
    }

    private Generation tried(@Nullable String adapter, String payer, int[] prompt) {
        return engine.submit(new GenerationRequest(
                adapter,
                payer,
                prompt,
                TRIED_TOKENS,
                SamplingParameters.of(/* temperature= */ 0, /* topP= */ 1, /* seed= */ 0),
                Ending.at(List.of()),
                new GenerationRequest.Scores(/* answer= */ true, /* prompt= */ false, /* alternatives= */ 0),
                Optional.empty()));
    }

    /** Of an answer without a token there is nothing to be sure of. */
    private static double meanScore(Answer answer) {
        return answer.scores().stream()
                .mapToDouble(TokenScore::logProbability)
                .average()
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
