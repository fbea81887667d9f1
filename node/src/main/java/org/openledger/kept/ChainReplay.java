package org.openledger.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.chain.governance.FeeSplits;
import org.openledger.chain.rights.LicenceEvents;
import org.openledger.chain.rights.VersionRights;
import org.openledger.chain.token.TokenOwners;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.store.Database;

/**
 * Reads the chain again from the contracts' first block into an empty database, and compares what it says of owners, versions, licences,
 * terms and what votes set with what a stopped node keeps of it, row for row and byte for byte. What the node has not read yet is left out.
 */
public final class ChainReplay {
    /** Differences of a table that are named. */
    public static final int MAX_NAMED = 20;

    /** Its rows say block and log; those of all others a number made of both. */
    private static final String SPLITS = "chain_fee_split";

    private static final Map<String, List<String>> TABLES_BY_FOLLOWER = new TreeMap<>(Map.of(
            "tokens", List.of("chain_token_owner"),
            "rights", List.of("chain_version", "chain_licence", "chain_terms", "chain_offer", "chain_licence_move"),
            "parameters", List.of(SPLITS),
            "building", List.of("chain_building_fee", "chain_building_payment")));

    private final KeptNode node;

    public ChainReplay(KeptNode node) {
        this.node = node;
    }

    /**
     * What was compared of one table.
     *
     * @param rows that the chain gives
     * @param through the last block that the node has read of it; -1 where it has read none
     * @param differences each in a sentence, at most {@link #MAX_NAMED}; empty where all is the same
     */
    public record Compared(String table, long rows, long through, List<String> differences) {
        public Compared {
            differences = List.copyOf(differences);
        }
    }

    /** Reads and compares. */
    public List<Compared> run() {
        Path folder = temporary();
        try (Database fresh = Database.open(folder)) {
            read(fresh);
            List<Compared> found = new ArrayList<>();
            TABLES_BY_FOLLOWER.forEach((follower, tables) -> {
                long through = node.database().read(handle -> through(handle, follower));
                tables.forEach(table -> found.add(compare(fresh, table, through)));
            });
            found.add(datanets());
            return found;
        } finally {
            delete(folder);
        }
    }

    private void read(Database fresh) {
        ChainClient client = node.client();
        Contracts contracts = node.database().read(handle -> ContractDeployment.load(handle, client));
        TokenOwners owners = new TokenOwners(fresh, client, contracts, (_, _, _, _) -> {});
        LicenceEvents licences = new LicenceEvents(fresh, client, node.bindings(), contracts, (_, _, _) -> {});
        List<IntSupplier> followers = new ArrayList<>(List.of(owners::step, licences::step));
        contracts.governing().ifPresent(governing -> {
            followers.add(new FeeSplits(fresh, client, governing)::step);
            followers.add(new BuildingFees(fresh, client, contracts, governing)::step);
        });
        for (IntSupplier follower : followers) {
            while (follower.getAsInt() == EventFollower.MAX_BLOCKS) {
                // there is more
            }
        }
    }

    private static long through(Handle handle, String follower) {
        return handle.createQuery("SELECT coalesce(max(block), -1) FROM chain_followed WHERE follower = :follower")
                .bind("follower", follower)
                .mapTo(Long.class)
                .one();
    }

    private Compared compare(Database fresh, String table, long through) {
        SortedSet<String> said = fresh.read(handle -> rows(handle, table, through));
        SortedSet<String> kept = node.database().read(handle -> rows(handle, table, through));
        List<String> differences = Stream.concat(
                        said.stream()
                                .filter(row -> !kept.contains(row))
                                .map(row -> "the chain has " + row + ", the node has not"),
                        kept.stream()
                                .filter(row -> !said.contains(row))
                                .map(row -> "the node has " + row + ", the chain has not"))
                .limit(MAX_NAMED)
                .toList();
        return new Compared(table, said.size(), through, differences);
    }

    /** Rows as lines, which are equal where all their values are. */
    private static SortedSet<String> rows(Handle handle, String table, long through) {
        return handle
                .createQuery("SELECT * FROM <table> WHERE <position> < :end")
                .define("table", table)
                .define("position", table.equals(SPLITS) ? "block" : "sequence")
                .bind("end", table.equals(SPLITS) ? through + 1 : EventFollower.sequence(through + 1, 0))
                .mapToMap()
                .stream()
                .map(row -> new TreeMap<>(row).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the node says of its Datanets follows from the rows. */
    private Compared datanets() {
        return node.database().read(handle -> {
            List<String> differences = new ArrayList<>();
            long compared = 0;
            for (DatanetTable.Row datanet : DatanetTable.all(handle)) {
                if (datanet.token().isEmpty()) {
                    continue;
                }
                String token = datanet.token().get();
                compared++;
                TokenOwners.owner(handle, TokenOwners.Registry.DATANET, token)
                        .filter(owner -> !owner.equals(datanet.owner()))
                        .ifPresent(owner -> differences.add("Datanet " + datanet.id() + " is " + owner
                                + "'s on chain, the node says " + datanet.owner() + "'s"));
                VersionRights.stated(handle, token, VersionRights.NEXT)
                        .filter(licence -> !licence.spdx().equals(datanet.licence()))
                        .ifPresent(licence -> differences.add("Datanet " + datanet.id() + " is under " + licence.spdx()
                                + " on chain, the node says " + datanet.licence()));
            }
            return new Compared(
                    "datanet",
                    compared,
                    through(handle, "rights"),
                    differences.stream().limit(MAX_NAMED).toList());
        });
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("openledger-replay");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made for the replay", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + folder + " cannot be deleted: delete it", e);
        }
    }
}
