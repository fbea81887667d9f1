package org.openledger.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.HandleConsumer;
import org.openledger.datanet.row.RowCheck;
import org.openledger.identity.IdentityException;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerCheck;
import org.openledger.log.Log;
import org.openledger.log.LogException;
import org.openledger.receipt.RowCredits;
import org.openledger.retrieval.IndexCheck;
import org.openledger.store.Database;
import org.openledger.store.StoreException;
import org.openledger.store.seal.Finding;

/**
 * Makes what fsck found damaged again, where it follows from something that is whole. Nothing else is touched: what was the only
 * record of something can only come back from a backup.
 */
public final class Repairs {
    /** Tables that are made again together, and what from. */
    private record Remaking(Set<String> tables, Set<String> sources, HandleConsumer<RuntimeException> work) {}

    private static final List<Remaking> REMAKINGS = List.of(
            new Remaking(Set.of("shingle_run", "shingle_block"), Set.of("datanet_row", "datanet"), RowCheck::repair),
            new Remaking(
                    Set.of("row_credit", "row_credit_progress"),
                    Set.of("inference", "row_credit_erased", "datanet_row"),
                    RowCredits::repair),
            new Remaking(
                    Set.of("ledger_balance"),
                    Set.of("ledger_entry", "ledger_posting", "ledger_hold"),
                    new LedgerCheck(new Journal())::repair));

    private final Path data;
    private final Database database;
    private final Supplier<Log> log;
    private final Set<String> damaged;
    private final Map<String, Repair> outcomes = new LinkedHashMap<>();

    /**
     * @param database to write to, sealing
     * @param log opened where its tiles are made again; {@link IdentityException} where nothing says whose it is
     * @param findings what fsck named
     */
    public Repairs(Path data, Database database, Supplier<Log> log, List<Finding> findings) {
        this.data = data;
        this.database = database;
        this.log = log;
        this.damaged = findings.stream().map(Finding::where).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * What became of a table or file that was damaged.
     *
     * @param made whether it is whole again, or will be when the node runs
     * @param what was done, or why nothing was
     */
    public record Repair(String where, boolean made, String what) {}

    /** Does what can be done. What only looked damaged beside something else is among what was not made: check again. */
    public List<Repair> run() {
        for (Remaking remaking : REMAKINGS) {
            remake(remaking);
        }
        for (String where : damaged) {
            if (where.equals("log")) {
                outcomes.put(where, makeTiles(where));
            } else if (where.startsWith("retrieval/")) {
                IndexCheck.remove(data, where);
                outcomes.put(where, new Repair(where, true, "removed; the node makes it again when it is asked for"));
            } else if (where.startsWith("chain/snapshot-")) {
                delete(where);
            } else if (isOfTheNode(where)) {
                outcomes.put(where, new Repair(where, true, "not touched: the node makes it again when it starts"));
            } else {
                outcomes.putIfAbsent(
                        where, new Repair(where, false, "cannot be made again: nothing else says what was there"));
            }
        }
        return List.copyOf(outcomes.values());
    }

    private void remake(Remaking remaking) {
        Set<String> tables = new TreeSet<>(remaking.tables);
        tables.retainAll(damaged);
        if (tables.isEmpty()) {
            return;
        }
        Set<String> sources = new TreeSet<>(remaking.sources);
        sources.retainAll(damaged);
        if (sources.isEmpty()) {
            database.remake(remaking.tables, System.currentTimeMillis(), remaking.work);
        }
        for (String table : tables) {
            outcomes.put(
                    table,
                    sources.isEmpty()
                            ? new Repair(
                                    table,
                                    true,
                                    "made again from " + String.join(", ", new TreeSet<>(remaking.sources)))
                            : fromDamaged(table, String.join(", ", sources)));
        }
    }

    private static Repair fromDamaged(String where, String sources) {
        return new Repair(where, false, "cannot be made again: it follows from " + sources + ", damaged too");
    }

    private Repair makeTiles(String where) {
        if (damaged.contains("log_entry")) {
            return fromDamaged(where, "log_entry");
        }
        try {
            log.get().makeTilesAgain();
            return new Repair(where, true, "tiles made again from log_entry");
        } catch (LogException | IdentityException refused) {
            return new Repair(where, false, "cannot be made again: " + refused.getMessage());
        }
    }

    private void delete(String where) {
        try {
            Files.deleteIfExists(data.resolve(where));
            outcomes.put(where, new Repair(where, true, "removed; the chain starts from its journal"));
        } catch (IOException e) {
            throw new StoreException("cannot delete " + data.resolve(where) + ": " + e.getMessage(), e);
        }
    }

    /** Whether the node mends it when it starts. */
    private static boolean isOfTheNode(String where) {
        return where.equals("admin.token")
                || (where.startsWith("models/")
                        && (where.endsWith("/spans.index") || where.endsWith("/counterfactuals")));
    }
}
