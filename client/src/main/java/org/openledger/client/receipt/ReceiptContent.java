package org.openledger.client.receipt;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;
import tools.jackson.databind.json.JsonMapper;

/**
 * A receipt as its operator signed it: what ran, what it cost, who shaped it, how sure.
 *
 * @param schema openledger.receipt/6; receipts of openledger.receipt/5 widen all intervals by one factor, those of openledger.receipt/4 do not say what rows carry, those of openledger.receipt/3 say nothing of other seeds, those of openledger.receipt/2 nothing of support either, and those of openledger.receipt/1 say their evidence in the clear
 * @param id 32 hexadecimal digits
 * @param timeMillis when the answer was asked for
 * @param operator who signed
 * @param payer whose deposit paid
 * @param chain the contracts that hold the money and the anchors
 * @param log that the receipt is in
 * @param model that answered
 * @param request what was asked
 * @param answer what was answered
 * @param attribution who shaped the answer
 * @param retrieval what it was given as sources, where a Datanet was searched
 * @param fee what it cost
 * @param payments the parts of the fee
 * @param evidence the digest of rows, quotations and sources; left out of receipts that say them
 * @param upstream which other engine computed the answer; left out where the operator's own did
 * @param withheld that the caller was not given the answer; left out where the caller was
 */
public record ReceiptContent(
        String schema,
        String id,
        long timeMillis,
        String operator,
        String payer,
        Chain chain,
        Log log,
        Model model,
        Request request,
        Answer answer,
        Attribution attribution,
        Optional<Retrieval> retrieval,
        Fee fee,
        List<Payment> payments,
        Optional<String> evidence,
        Optional<Upstream> upstream,
        Optional<Withheld> withheld) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a signed receipt says. */
    public static ReceiptContent of(SignedJson signed) {
        return JSON.readValue(signed.json(), ReceiptContent.class);
    }

    /**
     * The contracts that hold the money and the anchors.
     *
     * @param id of the chain
     * @param escrow address of the contract that holds deposits
     * @param anchor address of the contract that holds the log's roots
     * @param distributor address of the contract that pays
     */
    public record Chain(long id, String escrow, String anchor, String distributor) {}

    /**
     * A log.
     *
     * @param origin its name in checkpoints
     * @param key the C2SP verifier key that checkpoints are signed with
     */
    public record Log(String origin, String key) {}

    /**
     * What answered.
     *
     * @param name to ask it by
     * @param token its number in the ModelRegistry
     * @param baseDigest SHA-256 of the base model
     * @param adapterDigest SHA-256 of the adapter; empty for a base model alone
     * @param tokenizerDigest SHA-256 of the tokenizer
     * @param run that made it; empty for a base model alone
     * @param versions it learned from
     * @param ancestors the models that it was built on, and those that these were; left out where there is none
     */
    public record Model(
            String name,
            String token,
            String baseDigest,
            String adapterDigest,
            String tokenizerDigest,
            String run,
            List<Version> versions,
            Optional<List<Ancestor>> ancestors) {}

    /**
     * A version of a Datanet that a model learned from.
     *
     * @param datanet the Datanet's number on chain
     * @param number of the version
     * @param root of the Merkle tree over its rows
     * @param licence under which it was used, as an SPDX identifier; left out of receipts that do not say it
     * @param termsDigest SHA-256 of the terms that its contributors signed; stands beside the licence
     */
    public record Version(
            String datanet, long number, String root, Optional<String> licence, Optional<String> termsDigest) {}

    /**
     * A model that another was built on, whether itself or by one between them.
     *
     * @param token its number in the ModelRegistry
     * @param owner who owned it when the answer was paid
     * @param bps what it gets of the developer's part, in basis points
     */
    public record Ancestor(String token, String owner, int bps) {}

    /**
     * What was asked.
     *
     * @param digest of salt and rendered prompt
     * @param tokens of the prompt
     * @param maxTokens of the answer
     * @param temperaturePpm of the sampling
     * @param seed of the sampling
     */
    public record Request(String digest, int tokens, int maxTokens, int temperaturePpm, long seed) {}

    /**
     * What was answered.
     *
     * @param digest of salt and answer
     * @param tokens of the answer
     * @param finish why it ended
     */
    public record Answer(
            String digest,
            int tokens,
            @Words({"stop", "length"}) String finish) {}

    /**
     * Another engine that computed the answer. The operator's engine scored its tokens again: where they differ by more than the
     * tolerance, nobody is credited.
     *
     * @param name what the operator calls it
     * @param differenceNanonats by how much a token's log-probability differs at most, in 10⁻⁹ nats
     * @param toleranceNanonats by how much it may
     */
    public record Upstream(String name, long differenceNanonats, long toleranceNanonats) {}

    /**
     * An answer that its caller did not get, since nobody's rows support it by as much as was asked for. Its data part was neither
     * charged nor paid.
     *
     * @param minimumPpm the support that was asked for
     */
    public record Withheld(int minimumPpm) {}

    /**
     * Who shaped the answer. The parts of all shares, the base's and the unattributed part sum to 1,000,000.
     *
     * @param method by which it was measured
     * @param code version of the code
     * @param ready whether the counterfactual adapters were there when the answer was given
     * @param influenceDigest SHA-256 of the counterfactual adapters
     * @param indexDigest SHA-256 of the span index
     * @param seed of the measurement
     * @param tolerancePpm by how much another kind of machine may differ
     * @param shares of contributors, largest first
     * @param basePpm the base model's part
     * @param unattributedPpm the part that nobody has
     * @param confidencePpm the part of the credit that another seed of the run is expected to give to the same receivers; of older
     *     receipts, the part that stays when the answer's tokens are resampled
     * @param deltaNanonats the answer's log-likelihood under the model minus that under the base, in 10⁻⁹ nats
     * @param otherSeeds what the intervals say of runs with other seeds; left out by older receipts, whose intervals are of the answer's tokens
     */
    public record Attribution(
            String method,
            String code,
            @Words({"before-answer", "after-answer"}) String ready,
            String influenceDigest,
            String indexDigest,
            long seed,
            int tolerancePpm,
            List<Share> shares,
            int basePpm,
            int unattributedPpm,
            int confidencePpm,
            long deltaNanonats,
            Optional<OtherSeeds> otherSeeds) {}

    /**
     * What a receipt says of runs that learn the same rows with other seeds. Effects are exact in the run that answered, but for those
     * that are foreseen. Intervals are of a run with another seed.
     *
     * @param factorPpm by how much intervals of the answer's tokens are widened for that, in parts per million
     * @param leadFactorPpm the same of who leads the answer, to whom at least half of all goes that made it likelier; left out where it is
     *     factorPpm
     * @param commonPpm of the squared doubt of each effect, the part that all answers of the run have in common
     * @param foreseen contributors whose effects are foreseen and not measured
     */
    public record OtherSeeds(int factorPpm, Optional<Integer> leadFactorPpm, int commonPpm, List<String> foreseen) {}

    /**
     * One contributor's part of the credit, with its evidence.
     *
     * @param contributor their address
     * @param ppm their part
     * @param shapedPpm what their rows shaped: their part if the rows carried all that the answer says; left out by older receipts
     * @param supportPpm how far rows carry what the answer says; left out by older receipts
     * @param carriedPpm how much of what the answer says stands in their rows for that question, in whole percents: whose rows say it,
     *     whoever caused it; left out by older receipts
     * @param effectNanonats what the answer loses without them in the run that answered, in 10⁻⁹ nats
     * @param lowNanonats lower end of the 90 % interval of what it loses in a run with another seed, in 10⁻⁹ nats
     * @param highNanonats upper end of it, in 10⁻⁹ nats
     * @param rows nearest to the answer, best first; left out where the receipt commits to them
     * @param spans parts of the answer that stand in their rows word for word; left out where the receipt commits to them
     */
    public record Share(
            String contributor,
            int ppm,
            Optional<Integer> shapedPpm,
            Optional<Integer> supportPpm,
            Optional<Integer> carriedPpm,
            long effectNanonats,
            long lowNanonats,
            long highNanonats,
            Optional<List<RowScore>> rows,
            Optional<List<Span>> spans) {}

    /**
     * A row that speaks for a share.
     *
     * @param leaf of the row
     * @param datanet the Datanet's number on chain
     * @param scorePpm how near it is to the answer
     */
    public record RowScore(String leaf, String datanet, int scorePpm) {}

    /**
     * A part of the answer that stands word for word in training rows.
     *
     * @param start its first token
     * @param length in tokens
     * @param count how often it occurs in the model's training rows
     * @param rows leaves of at most five of this contributor's rows that hold it
     */
    public record Span(
            int start, int length, long count, @AtMost(5) List<String> rows) {}

    /**
     * What was searched for sources, and what each source did. Offsets count bytes of the prompt's UTF-8.
     *
     * @param method by which the effects were measured
     * @param start where the block of all sources begins in the prompt; left out where the receipt commits to it
     * @param end where it ends; left out where the receipt commits to it
     * @param searched the versions that were searched
     * @param sources in the order of the prompt; left out where the receipt commits to them
     * @param datanets that sources are from, by their numbers on chain; left out where sources are named
     */
    public record Retrieval(
            String method,
            Optional<Integer> start,
            Optional<Integer> end,
            List<Searched> searched,
            Optional<List<Source>> sources,
            Optional<List<String>> datanets) {}

    /**
     * A version that was searched.
     *
     * @param datanet the Datanet's number on chain
     * @param number of the version
     * @param root of the Merkle tree over its rows
     * @param indexDigest SHA-256 of the index
     * @param licence under which it was used, as an SPDX identifier; left out of receipts that do not say it
     * @param termsDigest SHA-256 of the terms that its contributors signed; stands beside the licence
     */
    public record Searched(
            String datanet,
            long number,
            String root,
            String indexDigest,
            Optional<String> licence,
            Optional<String> termsDigest) {}

    /**
     * A row that was given to the model as a source.
     *
     * @param number it had in the prompt, from 1
     * @param leaf of the row
     * @param datanet the Datanet's number on chain
     * @param contributor who gave the row
     * @param start of its text and number, in bytes of the prompt
     * @param end of its text, in bytes of the prompt
     * @param effectNanonats what it added to the answer's log-likelihood, in 10⁻⁹ nats
     * @param lowNanonats lower end of the 90 % interval, in 10⁻⁹ nats
     * @param highNanonats upper end of it, in 10⁻⁹ nats
     */
    public record Source(
            int number,
            String leaf,
            String datanet,
            String contributor,
            int start,
            int end,
            long effectNanonats,
            long lowNanonats,
            long highNanonats) {}

    /**
     * What the answer cost.
     *
     * @param totalGwei in all
     * @param splitBps the parts
     * @param rule by which contributors get theirs; all at once where it is left out
     * @param parameters where the parts come from; left out where no vote can change them
     */
    public record Fee(long totalGwei, SplitBps splitBps, Optional<String> rule, Optional<Parameters> parameters) {}

    /**
     * Which parts were in force when the answer was admitted.
     *
     * @param contract the address of the Parameters contract
     * @param block that has its event SplitSet
     */
    public record Parameters(String contract, long block) {}

    /**
     * Basis points of the fee for each role; together 10,000.
     *
     * @param treasury the treasury's
     * @param stakers the stakers'
     * @param operator the operator's
     * @param base the base model's
     * @param developer the model owner's
     * @param data the contributors'
     */
    public record SplitBps(int treasury, int stakers, int operator, int base, int developer, int data) {}

    /**
     * One part of the fee. What is of the role waiting is its contributor's only as far as the epoch's audit releases it.
     *
     * @param account an address, or treasury, stakers, or commons and a Datanet
     * @param role that is paid
     * @param gwei how much
     */
    public record Payment(
            String account,

            @Words({
                "treasury",
                "stakers",
                "operator",
                "base",
                "developer",
                "royalty",
                "contributor",
                "waiting",
                "commons"
            })
            String role,

            long gwei) {}
}
