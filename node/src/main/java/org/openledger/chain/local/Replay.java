package org.openledger.chain.local;

import java.io.IOException;
import java.util.Optional;
import org.openledger.chain.ChainException;
import org.openledger.chain.RpcException;
import org.openledger.verify.bytes.Hex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a fresh anvil to where the journal ends: a snapshot, then the records after it, each in a block of its own with
 * its old timestamp. The state roots and block hashes kept in the journal must come out again.
 */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    /** Asking for a block costs about as much as a transaction, so only some are compared, and always the last. */
    private static final int CHECK_EVERY = 64;

    private static final JsonMapper JSON = new JsonMapper();

    private final Anvil anvil;
    private final TransactionJournal journal;
    private long same;

    Replay(Anvil anvil, TransactionJournal journal) {
        this.anvil = anvil;
        this.journal = journal;
    }

    /** Loads the snapshot; false when anvil does not arrive at the state it was taken in, and must be started afresh. */
    boolean load(Snapshot snapshot) throws IOException {
        try {
            anvil.call("anvil_loadState", snapshot.state());
            BlockHead arrived = BlockHead.latest(anvil);
            return arrived.number() == snapshot.block()
                    && arrived.stateRoot().equals(snapshot.stateRoot())
                    && fitsJournal(arrived);
        } catch (RpcException refused) {
            LOG.warn("anvil does not take the snapshot of block {}: {}", snapshot.block(), refused.getMessage());
            return false;
        }
    }

    private boolean fitsJournal(BlockHead head) throws IOException {
        Optional<JournalRecord> next = journal.record(head.number() + 1);
        return next.isEmpty() || next.get().follows(head);
    }

    /** Runs the records after a block. Returns where the chain now ends. */
    BlockHead run(long afterBlock) throws IOException {
        same = afterBlock;
        journal.replay(afterBlock, this::repeat);
        BlockHead head = BlockHead.latest(anvil);
        if (head.number() != journal.records()) {
            throw new ChainException("replaying the journal's " + journal.records() + " transactions gave "
                    + head.number() + " blocks: the journal and this anvil do not fit");
        }
        return head;
    }

    private void repeat(long ordinal, JournalRecord record) throws IOException {
        if (ordinal % CHECK_EVERY == 0 || ordinal == journal.records()) {
            BlockHead head = BlockHead.latest(anvil);
            if (head.number() != ordinal - 1 || !record.follows(head)) {
                throw new ChainException("replaying the chain's journal gave another block " + firstOther(ordinal - 1)
                        + " than it gave when it was written. Use the anvil version that it was written with"
                        + " (contracts/package.json).");
            }
            same = ordinal - 1;
        }
        try {
            anvil.call("eth_sendRawTransaction", JSON.createArrayNode().add("0x" + Hex.of(record.raw())));
        } catch (RpcException refused) {
            throw new ChainException(
                    "transaction " + ordinal + " of the chain's journal is refused on replay: " + refused.getMessage(),
                    refused);
        }
        mine(anvil, record.timestampSeconds());
    }

    /** The first block after the last compared one that is not what the journal says. */
    private long firstOther(long last) throws IOException {
        for (long block = same + 1; block < last; block++) {
            JournalRecord next = journal.record(block + 1).orElseThrow();
            if (!next.follows(BlockHead.at(anvil, block))) {
                return block;
            }
        }
        return last;
    }

    /** Mines one block of all that waits. */
    static void mine(Anvil anvil, long timestampSeconds) throws IOException {
        ObjectNode options = JSON.createObjectNode().put("timestamp", timestampSeconds);
        anvil.call("evm_mine", JSON.createArrayNode().add(options));
    }
}
