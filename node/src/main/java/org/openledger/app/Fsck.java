package org.openledger.app;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openledger.chain.ChainException;
import org.openledger.chain.EventFollower;
import org.openledger.chain.OutboxEntry;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.ledger.LedgerCheck;
import org.openledger.receipt.ReceiptCheck;
import org.openledger.settlement.SettlementCheck;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.events.ChainCheck;
import org.openledger.verify.bytes.Hex;

/**
 * Compares everything the node keeps with everything else: blobs, journal, epochs, receipts, log, and the chain. First it
 * finishes what is under way, as a start of the node would: only what has settled can be compared.
 */
public final class Fsck {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;

    private final FoundationParts on;
    private final MoneyParts money;
    private final CommunityParts community;

    public Fsck(FoundationParts on, MoneyParts money, CommunityParts community) {
        this.on = on;
        this.money = money;
        this.community = community;
    }

    /** What was compared, and the differences that were found. */
    public record Section(String name, List<String> findings) {}

    public List<Section> run() {
        finishWhatIsUnderWay();
        String operator = on.operator().address();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("blobs", on.blobs().fsck()));
        sections.add(new Section("journal", on.database().read(new LedgerCheck(on.journal())::fsck)));
        sections.add(new Section("epochs", on.database().read(new SettlementCheck(on.journal())::fsck)));
        sections.add(
                new Section("receipts", on.database().read(new ReceiptCheck(on.log(), on.journal(), operator)::fsck)));
        sections.add(new Section("log", on.log().fsck()));
        sections.add(new Section(
                "money on chain", on.database().read(new ChainCheck(on.journal(), on.bindings(), operator)::fsck)));
        sections.add(new Section("versions on chain", versionsOnChain()));
        sections.add(new Section("log on chain", logOnChain(operator)));
        return sections;
    }

    private void finishWhatIsUnderWay() {
        on.log().publish();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (underWay()) {
            if (System.nanoTime() > deadline) {
                throw new ChainException("transactions are still under way after " + PATIENCE.toSeconds()
                        + " s; what is on chain cannot be compared yet: try again later");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChainException("interrupted while waiting for the chain", e);
            }
        }
    }

    private boolean underWay() {
        boolean sending = !on.outbox().inState(OutboxEntry.State.QUEUED, 1).isEmpty()
                || !on.outbox().inState(OutboxEntry.State.SENT, 1).isEmpty();
        int blocks = money.settlement().step();
        return sending || blocks == EventFollower.MAX_BLOCKS;
    }

    private List<String> versionsOnChain() {
        List<String> findings = new ArrayList<>();
        for (Datanet datanet : community.datanets().list()) {
            for (Version version : community.versions().list(datanet.id())) {
                if (version.chainState() == ChainState.CONFIRMED) {
                    compare(datanet, version, findings);
                }
            }
        }
        return findings;
    }

    private void compare(Datanet datanet, Version version, List<String> findings) {
        var onChain = ChainReads.read(() -> on.bindings()
                .datanetRegistry()
                .version(new BigInteger(datanet.requireToken()), BigInteger.valueOf(version.number()))
                .send());
        if (!Hex.of(onChain.root).equals(version.root())) {
            findings.add("version " + version.number() + " of Datanet " + datanet.id() + " has root " + version.root()
                    + ", on chain " + Hex.of(onChain.root));
        }
    }

    private List<String> logOnChain(String operator) {
        List<String> findings = new ArrayList<>();
        var onChain =
                ChainReads.read(() -> on.bindings().logAnchor().latest(operator).send());
        long size = onChain.size.longValueExact();
        long known = on.database()
                .read(money.settlement().anchors()::newest)
                .map(AnchoredCheckpoint::size)
                .orElse(0L);
        if (size != known) {
            findings.add("the chain holds a checkpoint over " + size + " entries, the database one over " + known);
        }
        if (size > on.log().checkpoint().size()) {
            findings.add("the chain holds a checkpoint over " + size + " entries, the log has only "
                    + on.log().checkpoint().size());
        } else if (size > 0 && !Hex.of(on.log().root(size)).equals(Hex.of(onChain.root))) {
            findings.add("the log's first " + size + " entries have another root than the chain holds");
        }
        return findings;
    }
}
