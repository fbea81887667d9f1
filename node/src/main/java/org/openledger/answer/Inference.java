package org.openledger.answer;

import java.util.List;
import java.util.Optional;
import org.openledger.verify.CommittedEvidence;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.VerifyException;

/**
 * One inference as it is kept.
 *
 * @param id the receipt's id
 * @param question what the page shows as asked: the last user message, or the prompt
 * @param prompt the rendered prompt, which the receipt's request digest commits to
 * @param priceGwei for each token of prompt and answer
 * @param sources what was searched for sources and stands in the prompt; empty when nothing was to be searched
 * @param salt 32 hexadecimal digits; with it the receipt's digests open
 * @param erased that question, prompt, answer, salt, sources and evidence are gone, and empty here
 */
public record Inference(
        String id,
        State state,
        long admittedMillis,
        String payer,
        String model,
        String adapterDigest,
        String question,
        String prompt,
        List<Integer> promptIds,
        int maxTokens,
        int temperaturePpm,
        int topPPpm,
        long seed,
        long priceGwei,
        String salt,
        Optional<PromptSources> sources,
        Optional<Answer> answer,
        Optional<Signed> signed,
        Optional<String> failure,
        Optional<Erased> erased) {
    /** What stands for a text that is not the one its receipt commits to. */
    private static final String DAMAGED = "(damaged: run openledger fsck)";

    public Inference {
        promptIds = List.copyOf(promptIds);
        boolean shape = switch (state) {
            case ADMITTED -> answer.isEmpty() && signed.isEmpty() && failure.isEmpty();
            case ANSWERED -> answer.isPresent() && signed.isEmpty() && failure.isEmpty();
            case RECEIPTED -> answer.isPresent() && signed.isPresent() && failure.isEmpty();
            case FAILED -> signed.isEmpty() && failure.isPresent();
        };
        if (!shape) {
            throw new IllegalStateException("inference " + id + " is " + state + " but does not look like it");
        }
    }

    /** The same, whose answer may have so many tokens. */
    public Inference withMaxTokens(int tokens) {
        return new Inference(
                id,
                state,
                admittedMillis,
                payer,
                model,
                adapterDigest,
                question,
                prompt,
                promptIds,
                tokens,
                temperaturePpm,
                topPPpm,
                seed,
                priceGwei,
                salt,
                sources,
                answer,
                signed,
                failure,
                erased);
    }

    /** Where an inference is in its life. */
    public enum State {
        ADMITTED,
        ANSWERED,
        RECEIPTED,
        FAILED
    }

    /**
     * What the model answered.
     *
     * @param upstream which other engine computed it, with its scores; empty where this node's did
     * @param withheld that the caller was not given it; empty where the caller was
     */
    public record Answer(
            String text,
            List<Integer> ids,
            Receipt.Finish finish,
            long answeredMillis,
            Optional<UpstreamScores> upstream,
            Optional<Withheld> withheld) {
        public Answer {
            ids = List.copyOf(ids);
        }

        /** One that this node computed and gave. */
        public Answer(String text, List<Integer> ids, Receipt.Finish finish, long answeredMillis) {
            this(text, ids, finish, answeredMillis, Optional.empty(), Optional.empty());
        }

        /** What the caller was told: the text, or why there is none. */
        public String told() {
            return withheld.map(Withheld::told).orElse(text);
        }

        /** The same, not given. */
        public Answer withheld(Withheld why) {
            return new Answer(text, ids, finish, answeredMillis, upstream, Optional.of(why));
        }
    }

    /**
     * The signed receipt and its place in the log.
     *
     * @param evidence what the receipt commits to; absent where it says it itself, and where it was erased
     */
    @SuppressWarnings("ArrayRecordComponent") // canonical bytes, handed on as they were signed
    public record Signed(
            byte[] receipt,
            String signature,
            long logIndex,
            long receiptedMillis,
            Optional<CommittedEvidence> evidence) {
        /** Of a receipt as it was written, with its evidence. */
        public static Signed of(Receipt receipt, String signature, long logIndex, long receiptedMillis) {
            return new Signed(
                    receipt.canonicalBytes(),
                    signature,
                    logIndex,
                    receiptedMillis,
                    receipt.evidence().map(root -> CommittedEvidence.of(receipt)));
        }

        /** The receipt with all that is known of its evidence. */
        public Receipt opened() {
            Receipt said = Receipt.fromJson(CanonicalJson.parse(receipt));
            return evidence.map(shown -> shown.open(said)).orElse(said);
        }
    }

    /** This inference with its answer. */
    public Inference answered(Answer given) {
        return with(State.ANSWERED, Optional.of(given), signed);
    }

    /** This inference with its receipt. */
    public Inference signed(Signed receipt) {
        return with(State.RECEIPTED, answer, Optional.of(receipt));
    }

    private Inference with(State next, Optional<Answer> given, Optional<Signed> receipt) {
        return new Inference(
                id,
                next,
                admittedMillis,
                payer,
                model,
                adapterDigest,
                question,
                prompt,
                promptIds,
                maxTokens,
                temperaturePpm,
                topPPpm,
                seed,
                priceGwei,
                salt,
                sources,
                given,
                receipt,
                failure,
                erased);
    }

    /** Whether prompt and answer are those that the receipt commits to, where there is one already. */
    public boolean isAsItsReceiptSays() {
        try {
            return signed.isEmpty() || erased.isPresent() || isAs(signed.get().opened());
        } catch (VerifyException damaged) {
            return false;
        }
    }

    /** This inference for a list: where it is damaged, without what was asked and answered. */
    public Inference shown() {
        if (isAsItsReceiptSays()) {
            return this;
        }
        return new Inference(
                id,
                state,
                admittedMillis,
                payer,
                model,
                adapterDigest,
                DAMAGED,
                DAMAGED,
                promptIds,
                maxTokens,
                temperaturePpm,
                topPPpm,
                seed,
                priceGwei,
                salt,
                sources,
                answer.map(given -> new Answer(
                        DAMAGED,
                        given.ids(),
                        given.finish(),
                        given.answeredMillis(),
                        given.upstream(),
                        given.withheld())),
                signed,
                failure,
                erased);
    }

    private boolean isAs(Receipt receipt) {
        return receipt.id().equals(id)
                && receipt.request().digest().equals(ReceiptFile.Opening.digest(salt, prompt))
                && receipt.withheld()
                        .map(Receipt.Withheld::minimumPpm)
                        .equals(answer.flatMap(Answer::withheld).map(Withheld::minimumPpm))
                && receipt.answer()
                        .digest()
                        .equals(answer.map(given -> ReceiptFile.Opening.digest(salt, given.text()))
                                .orElse(""))
                && receipt.evidence()
                        .map(root -> CommittedEvidence.of(receipt).root(salt).equals(root))
                        .orElse(true);
    }

    /** The most it can cost: what is held while it runs. */
    public long mostGwei() {
        return Math.multiplyExact(priceGwei, (long) promptIds.size() + maxTokens);
    }

    /** What it costs, once answered. */
    public long feeGwei() {
        return answer.flatMap(Answer::withheld).map(Withheld::feeGwei).orElseGet(this::wholeFeeGwei);
    }

    /** What its tokens cost where the answer is given. */
    public long wholeFeeGwei() {
        int answered = answer.map(given -> given.ids().size()).orElse(0);
        return Math.multiplyExact(priceGwei, (long) promptIds.size() + answered);
    }
}
