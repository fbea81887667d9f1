package org.openledger.chain;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.ChainClient.Block;
import org.openledger.chain.ChainClient.Log;
import org.openledger.chain.FollowedBlockTable.Place;
import org.openledger.store.Database;

/**
 * Reads what contracts wrote, block by block and each block by its hash, and takes it back when the network does; what the
 * outbox had in such a block is under way again. Of blocks too old for that only the heads are read, and the logs of those that have
 * some. Where it is, is
 * kept in the same transaction as what the handler writes: each block is handled exactly once, whatever crashes.
 */
public final class EventFollower {
    /** Blocks remembered, and so the deepest reorganisation that can be followed. */
    public static final int REMEMBERED_BLOCKS = 256;
    /** Blocks read in one {@link #poll}, so that it ends. */
    public static final int MAX_BLOCKS = 1_000;
    /** Old blocks between two places that are kept, so that a provider that fails now and then is got through. */
    private static final int MAX_SKIPPED = 100;
    /** More logs than a block has. */
    private static final int LOG_INDEX_BITS = 20;

    private final Database database;
    private final ChainClient client;
    private final String name;
    private final List<String> addresses;
    private final long firstBlock;
    private final Handler handler;

    /** What is done with the events, inside the follower's database transaction. */
    public interface Handler {
        /** A block that has logs of the followed contracts, in their order. */
        void included(Handle transaction, Block block, List<Log> logs);

        /** All blocks from this number on are no longer part of the chain: undo what they caused. */
        void removed(Handle transaction, long fromBlock);
    }

    /** A number for each log that grows along the chain; with index 0 no log of the block has a smaller one. */
    public static long sequence(long block, long logIndex) {
        return Math.addExact(Math.multiplyExact(block, 1L << LOG_INDEX_BITS), logIndex);
    }

    /**
     * @param name tells followers in one database apart
     * @param addresses the contracts, lower-case
     * @param firstBlock where to begin the first time
     */
    public EventFollower(
            Database database,
            ChainClient client,
            String name,
            List<String> addresses,
            long firstBlock,
            Handler handler) {
        if (addresses.isEmpty() || firstBlock < 0) {
            throw new ChainException("follower " + name + " needs at least one contract and a first block ≥ 0");
        }
        this.database = database;
        this.client = client;
        this.name = name;
        this.addresses = List.copyOf(addresses);
        this.firstBlock = firstBlock;
        this.handler = handler;
    }

    /** Handles the blocks that are new and final enough, at most {@link #MAX_BLOCKS}; returns how many. One thread at a time. */
    public int poll() {
        long head = client.blockNumber();
        if (newest() > head) {
            return 0; // whoever answers is behind: that is no reason to take anything back
        }
        long last = client.settledBlock();
        Place place = commonPlace();
        int handled = 0;
        while (handled < MAX_BLOCKS) {
            long next = place == null ? firstBlock : place.block() + 1;
            long most = Math.min(MAX_BLOCKS - handled, MAX_SKIPPED);
            long through = Math.min(next + most - 1, last - REMEMBERED_BLOCKS);
            if (through > next) {
                place = skip(next, through);
                handled += (int) (through - next + 1);
                continue;
            }
            Optional<Block> block = next <= last ? client.block(next) : Optional.empty();
            if (block.isEmpty()) {
                return handled;
            }
            if (place != null && !block.get().parentHash().equals(place.hash())) {
                place = commonPlace();
                continue;
            }
            include(block.get());
            place = new Place(next, block.get().hash());
            handled++;
        }
        return handled;
    }

    /** Handles the blocks that have logs, by what is said of all of them or by their own Bloom filters, and the last. */
    private Place skip(long from, long through) {
        SortedSet<Long> said = client.blocksWithLogs(from, through, addresses);
        Block block = require(from);
        for (long number = from; number <= through; number++) {
            block = number == from ? block : require(number);
            boolean hasLogs = said.contains(number) || block.mayHaveLogsOf(addresses);
            if (hasLogs || number == through) {
                include(block);
            }
        }
        return new Place(through, block.hash());
    }

    private Block require(long number) {
        return client.block(number)
                .orElseThrow(() -> new ChainException("the chain has no block " + number
                        + " below its newest: whoever answers has not all of it. Check --chain."));
    }

    private void include(Block block) {
        List<Log> logs = client.logs(block, addresses);
        database.write(handle -> {
            if (!logs.isEmpty()) {
                handler.included(handle, block, logs);
            }
            FollowedBlockTable.insert(handle, name, new Place(block.number(), block.hash()));
            FollowedBlockTable.deleteThrough(handle, name, block.number() - REMEMBERED_BLOCKS);
        });
    }

    private long newest() {
        return database.read(handle -> FollowedBlockTable.of(handle, name)).stream()
                .mapToLong(Place::block)
                .findFirst()
                .orElse(-1);
    }

    /** The last handled block that is still part of the chain, after taking back those that are not; null at the start. */
    private @Nullable Place commonPlace() {
        List<Place> places = database.read(handle -> FollowedBlockTable.of(handle, name));
        for (Place place : places) {
            if (require(place.block()).hash().equals(place.hash())) {
                takeBackAfter(place.block(), places);
                return place;
            }
        }
        if (places.isEmpty()) {
            return null;
        }
        long lowest = places.getLast().block();
        if (lowest > firstBlock) {
            throw new ChainException("the chain took back more than " + places.size() + " blocks below "
                    + places.getFirst().block() + ": it is another chain, or it was reset. Stop and check --chain.");
        }
        takeBackAfter(firstBlock - 1, places);
        return null;
    }

    private void takeBackAfter(long block, List<Place> places) {
        if (places.getFirst().block() == block) {
            return;
        }
        database.write(handle -> {
            handler.removed(handle, block + 1);
            OutboxTable.takeBack(handle, block + 1);
            FollowedBlockTable.deleteAfter(handle, name, block);
        });
    }
}
