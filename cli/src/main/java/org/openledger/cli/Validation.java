package org.openledger.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openledger.answer.GatewayException;
import org.openledger.chain.ChainClient;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.epoch.EpochDetail;
import org.openledger.client.node.NodeState;
import org.openledger.log.LogCopy;
import org.openledger.receipt.Recomputation;
import org.openledger.receipt.recompute.Recomputer;
import org.openledger.store.Refusal;
import org.openledger.verify.Check;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Sample;
import org.openledger.verify.Verifier;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.Hex;
import org.web3j.tx.gas.StaticGasProvider;

/**
 * A validator's look at an epoch: a sample of its receipts, drawn from the log by a beacon, each checked as the verifier does and
 * computed again from files. The node is asked for bytes only; log, anchor and receipts are checked here.
 */
final class Validation {
    private final NodeClient node;
    private final ChainClient chain;
    private final Recomputer recomputer;
    private final String operator;
    private final LogCopy log;

    /** Reads the node's log. */
    Validation(NodeClient node, ChainClient chain, Recomputer recomputer) {
        this.node = node;
        this.chain = chain;
        this.recomputer = recomputer;
        NodeState state = node.overview().node();
        this.operator = state.operator();
        this.log = LogCopy.read(path -> node.logFile(path), VerifierKey.parse(state.logKey()));
    }

    /** What came of one receipt. */
    enum Outcome {
        SAME,
        /** It does not hold, or another attribution follows from the files it names. */
        WRONG,
        /** The log has it and the node does not show it. */
        WITHHELD,
        /** It could not be computed again here. */
        UNCHECKED
    }

    /** One receipt of the sample, by its place in the log. */
    record Finding(long logIndex, String receipt, Outcome outcome, String says) {
        String mark() {
            return outcome == Outcome.SAME ? "✓" : outcome == Outcome.UNCHECKED ? "○" : "✗";
        }
    }

    /**
     * What a validation gave.
     *
     * @param receipts how many the epoch has
     * @param anchoredSize entries of the log under the anchored root that the beacon was made with
     */
    record Result(
            String operator,
            String distributor,
            long epoch,
            int receipts,
            long anchoredSize,
            String anchoredRoot,
            String beacon,
            List<Finding> findings) {
        boolean holds() {
            return findings.stream().allMatch(finding -> finding.outcome() == Outcome.SAME);
        }

        /** Whether something was found that the operator must answer for. */
        boolean accuses() {
            return findings.stream()
                    .anyMatch(finding -> finding.outcome() == Outcome.WRONG || finding.outcome() == Outcome.WITHHELD);
        }
    }

    /**
     * Draws and checks.
     *
     * @param nonce the validator's, committed to before the epoch's log was anchored
     * @param count receipts to look at; all, when the epoch has no more
     */
    Result run(long epoch, byte[] nonce, int count) {
        List<Long> places = placesOf(epoch);
        ReceiptFile last =
                ReceiptFile.read(file(log.entry(places.getLast()).id())).content();
        ReceiptFile.Anchor anchor = last.anchor()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        "the log is not anchored as far as the end of epoch " + epoch + " yet: try again when it is"));
        Receipt.Chain contracts = last.receipt().chain();
        requireAnchored(contracts.anchor(), anchor);
        byte[] beacon = Sample.beacon(Hex.parse(anchor.root()), epoch, nonce);
        List<Finding> findings = new ArrayList<>();
        for (int drawn : Sample.draw(beacon, places.size(), count)) {
            findings.add(check(places.get(drawn)));
        }
        return new Result(
                operator,
                contracts.distributor(),
                epoch,
                places.size(),
                anchor.size(),
                anchor.root(),
                Hex.of(beacon),
                List.copyOf(findings));
    }

    /** Where the epoch's receipts are in the log: epochs settle receipts in its order. */
    private List<Long> placesOf(long epoch) {
        EpochDetail detail = node.epoch(epoch);
        long before = detail.receiptsBefore();
        long count = detail.line().receipts();
        List<Long> all = log.receipts();
        if (count < 1 || before + count > all.size()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the epochs through " + epoch + " are said to settle " + (before + count)
                            + " receipts, the log has " + all.size());
        }
        return all.subList((int) before, (int) (before + count));
    }

    private byte[] file(String id) {
        return node.receiptFile(id);
    }

    /** The chain must hold the root, and it must be that of the log as it was read here. */
    private void requireAnchored(String contract, ReceiptFile.Anchor anchor) {
        StaticGasProvider noGas = new StaticGasProvider(BigInteger.ZERO, BigInteger.ZERO);
        String onChain;
        try {
            onChain = Hex.of(LogAnchor.load(contract, chain.web3j(), chain.reader(), noGas)
                    .rootAt(operator, BigInteger.valueOf(anchor.size()))
                    .send());
        } catch (Exception e) {
            throw new Refusal(
                    Refusal.Kind.FAILED, "cannot read the anchored root from " + contract + ": " + e.getMessage(), e);
        }
        if (!onChain.equals(anchor.root()) || !log.root(anchor.size()).equals(anchor.root())) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the root of the log's first " + anchor.size() + " entries is " + log.root(anchor.size())
                            + "; the chain has " + onChain + " and the node says " + anchor.root());
        }
    }

    private Finding check(long index) {
        LogEntry entry = log.entry(index);
        byte[] bytes;
        try {
            bytes = file(entry.id());
        } catch (ClientException refused) {
            return new Finding(index, entry.id(), Outcome.WITHHELD, "the node shows no file: " + refused.getMessage());
        }
        List<Check> checks = Verifier.check(bytes, Verifier.Options.operator(operator));
        if (!Verifier.accepted(checks)) {
            String failed = String.join(
                    "; ",
                    checks.stream().filter(Check::failed).map(Check::detail).toList());
            return new Finding(index, entry.id(), Outcome.WRONG, "the receipt does not hold: " + failed);
        }
        ReceiptFile file = ReceiptFile.read(bytes).content();
        if (!LogEntry.ofReceipt(file.receipt(), file.signature()).equals(entry)) {
            return new Finding(index, entry.id(), Outcome.WRONG, "the log has another receipt at this place");
        }
        return file.opening()
                .map(opening -> compute(index, file.receipt(), opening))
                .orElseGet(() -> new Finding(index, entry.id(), Outcome.UNCHECKED, whyClosed(entry.id())));
    }

    /** An operator who erases what a validator drew is named: it is their payers' right, and no way to hide a share. */
    private String whyClosed(String id) {
        return node.receipt(id)
                .erased()
                .map(erased -> "question and answer were erased by " + erased.by() + ", which the log says at entry "
                        + erased.logIndex() + "; nothing can be computed again")
                .orElse("question and answer are not shown to this token, without them nothing can be computed again");
    }

    private Finding compute(long index, Receipt receipt, ReceiptFile.Opening opening) {
        try {
            Recomputation again = recomputer.recompute(receipt, opening);
            return new Finding(index, receipt.id(), again.same() ? Outcome.SAME : Outcome.WRONG, again.says());
        } catch (GatewayException missing) {
            return new Finding(index, receipt.id(), Outcome.UNCHECKED, String.valueOf(missing.getMessage()));
        }
    }
}
