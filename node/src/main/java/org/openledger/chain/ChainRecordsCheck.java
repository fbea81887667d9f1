package org.openledger.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.OutboxEntry.State;
import org.openledger.store.seal.Finding;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Compares what the database says of the chain with the chain: transactions in their blocks, and blocks that were read. */
public final class ChainRecordsCheck {
    private static final int MAX_FINDINGS = 100;
    private static final String RESTORE = "restore the chain and the database from one backup";

    private final ChainClient client;

    public ChainRecordsCheck(ChainClient client) {
        this.client = client;
    }

    public List<Finding> fsck(Handle handle) {
        List<Finding> findings = new ArrayList<>();
        checkLength(handle, findings);
        for (State ended : List.of(State.CONFIRMED, State.FAILED, State.CANCELLED)) {
            for (OutboxEntry entry : OutboxTable.inState(handle, ended, Integer.MAX_VALUE)) {
                ofEntry(entry).ifPresent(what -> findings.add(new Finding("chain_outbox", entry.key(), what, RESTORE)));
            }
        }
        for (String follower : FollowedBlockTable.followers(handle)) {
            for (FollowedBlockTable.Place place : FollowedBlockTable.of(handle, follower)) {
                boolean there = client.block(place.block())
                        .map(block -> block.hash().equals(place.hash()))
                        .orElse(false);
                if (!there) {
                    findings.add(new Finding(
                            "chain_followed",
                            Long.toString(place.block()),
                            "the chain has no such block, or another in its place",
                            RESTORE));
                }
            }
        }
        return findings.size() > MAX_FINDINGS ? findings.subList(0, MAX_FINDINGS) : findings;
    }

    private void checkLength(Handle handle, List<Finding> findings) {
        long last = client.blockNumber();
        for (String follower : FollowedBlockTable.followers(handle)) {
            long read = FollowedBlockTable.of(handle, follower).getFirst().block();
            if (read > last) {
                findings.add(new Finding(
                        "chain", "", "it ends at block " + last + ", the node had read block " + read, RESTORE));
            }
        }
    }

    /** Whether everything that was asked of the chain and can be sent is in a block, and everything in blocks was read. */
    public boolean isSettled(Handle handle) {
        boolean sent = OutboxTable.count(handle, State.QUEUED) == 0 && OutboxTable.count(handle, State.SENT) == 0;
        long last = client.settledBlock();
        return sent
                && FollowedBlockTable.followers(handle).stream()
                        .allMatch(follower -> FollowedBlockTable.of(handle, follower)
                                        .getFirst()
                                        .block()
                                >= last);
    }

    private Optional<String> ofEntry(OutboxEntry entry) {
        String hash = entry.transactionHash();
        Long block = entry.block();
        if (hash == null || block == null) {
            return entry.state() == State.CONFIRMED
                    ? Optional.of("it is confirmed, but has no block")
                    : Optional.empty();
        }
        Optional<TransactionReceipt> receipt = client.receipt(hash);
        if (receipt.isEmpty()) {
            return Optional.of("the chain does not have its transaction " + hash);
        }
        boolean same = receipt.get().getBlockNumber().longValueExact() == block
                && receipt.get().isStatusOK() == (entry.state() != State.FAILED);
        return same
                ? Optional.empty()
                : Optional.of("it is " + entry.state().word() + " in block " + block + ", on chain "
                        + (receipt.get().isStatusOK() ? "confirmed" : "failed") + " in block "
                        + receipt.get().getBlockNumber());
    }
}
