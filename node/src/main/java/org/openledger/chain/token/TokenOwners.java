package org.openledger.chain.token;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.Quantities;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.store.Database;
import org.openledger.verify.bytes.Worded;
import org.web3j.abi.EventEncoder;

/** Reads every transfer of a Datanet or a model, and says who owns which. One thread at a time. */
public final class TokenOwners {
    private static final String TRANSFER = EventEncoder.encode(DatanetRegistry.TRANSFER_EVENT);
    private static final int TOPICS = 4;
    private static final int ADDRESS_DIGITS = 40;

    private final EventFollower follower;

    /** Whose tokens they are. */
    public enum Registry implements Worded {
        DATANET,
        MODEL;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Hears of a new owner, inside the transaction that notes it. */
    public interface Listener {
        void owned(Handle tx, Registry registry, String token, String owner);
    }

    public TokenOwners(Database database, ChainClient client, Contracts contracts, Listener listener) {
        Map<String, Registry> registries = Map.of(
                contracts.datanetRegistry(), Registry.DATANET,
                contracts.modelRegistry(), Registry.MODEL);
        this.follower = new EventFollower(
                database,
                client,
                "tokens",
                List.copyOf(registries.keySet()),
                contracts.firstBlock(),
                new Transfers(registries, listener));
    }

    /** Reads what is new; returns how many blocks, of which there may be more at {@link EventFollower#MAX_BLOCKS}. */
    public int step() {
        return follower.poll();
    }

    /** Who owns a token as far as the chain was read; empty where no transfer of it was. */
    public static Optional<String> owner(Handle handle, Registry registry, String token) {
        return TokenOwnerTable.owner(handle, registry.word(), token);
    }

    /** What is done with the events. */
    record Transfers(Map<String, Registry> registries, Listener listener) implements EventFollower.Handler {
        @Override
        public void included(Handle tx, ChainClient.Block block, List<ChainClient.Log> logs) {
            for (ChainClient.Log log : logs) {
                if (log.topics().size() == TOPICS && log.topics().getFirst().equals(TRANSFER)) {
                    Registry registry =
                            Objects.requireNonNull(registries.get(log.address().toLowerCase(Locale.ROOT)));
                    String token = Quantities.parse(log.topics().get(3)).toString();
                    String owner = addressOf(log.topics().get(2));
                    TokenOwnerTable.insert(
                            tx,
                            new TokenOwnerTable.Row(
                                    registry.word(),
                                    EventFollower.sequence(block.number(), log.index()),
                                    token,
                                    owner));
                    listener.owned(tx, registry, token, owner);
                }
            }
        }

        /** Who owned a token before owns it again. One that was made in these blocks comes again with its transaction. */
        @Override
        public void removed(Handle tx, long fromBlock) {
            for (TokenOwnerTable.Row row : TokenOwnerTable.from(tx, EventFollower.sequence(fromBlock, 0))) {
                TokenOwnerTable.delete(tx, row);
                TokenOwnerTable.owner(tx, row.registry(), row.token())
                        .ifPresent(before -> listener.owned(
                                tx, Worded.find(Registry.class, row.registry()).orElseThrow(), row.token(), before));
            }
        }

        private static String addressOf(String topic) {
            return "0x" + topic.substring(topic.length() - ADDRESS_DIGITS).toLowerCase(Locale.ROOT);
        }
    }
}
