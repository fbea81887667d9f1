package org.openledger.api.openai;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.gateway.Gateway;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** Which inference answers a call that may be sent again: its id follows from what the call is known by. */
record OnceAnswers(Gateway gateway) {
    private static final long RUNNING_RETRY_MILLIS = 1_000;

    /**
     * The inference of the call's id that did not fail; those that failed cost nothing, and each gives way to another.
     *
     * @param once what the call is known by
     * @param place among the call's answers
     */
    Optional<Inference> last(String once, int place) {
        Optional<Inference> last = gateway.find(next(once, place));
        if (last.isPresent() && last.get().answer().isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT.retryAfter(RUNNING_RETRY_MILLIS),
                    "The answer to this call is still being made: its receipt is "
                            + last.get().id() + ". Send the call again later.");
        }
        return last;
    }

    /** The first id of the call that no inference has, or that has one that did not fail. */
    String next(String once, int place) {
        for (int attempt = 0; ; attempt++) {
            String name = place == 0 ? once + attempt : once + attempt + "," + place;
            String id = Hex.of(Hashes.sha256(name.getBytes(StandardCharsets.US_ASCII)))
                    .substring(0, Gateway.ID_DIGITS);
            if (gateway.find(id)
                    .filter(known -> known.state() == Inference.State.FAILED)
                    .isEmpty()) {
                return id;
            }
        }
    }
}
