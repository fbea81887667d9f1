package org.openledger.agency;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Database;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.bytes.Json;

/**
 * Ends mandates, and with them all under them. One transaction marks them, writes the record of it into each family, and so refuses
 * every later call; then what runs under them is stopped and waited for. When this has returned, nothing more has an effect.
 */
public final class Kill {
    private static final int ID_BYTES = 16;

    private final Database database;
    private final Records records;
    private final RunningCalls running;
    private final InstantSource clock;
    private final Runnable publish;
    private final SecureRandom random = new SecureRandom();

    Kill(Database database, Records records, RunningCalls running, InstantSource clock, Runnable publish) {
        this.database = database;
        this.records = records;
        this.running = running;
        this.clock = clock;
        this.publish = publish;
    }

    /**
     * Which mandates: what is empty does not matter, and all empty means all there are.
     *
     * @param agent those that this address acts under
     */
    public record Which(Optional<String> mandate, Optional<String> agent, Optional<String> principal) {}

    /**
     * Ends mandates, and returns those that had not ended before.
     *
     * @param may whether the caller may end one
     * @param by who does, as the record names them
     */
    public List<String> end(Which which, Predicate<Mandate> may, String by) {
        Set<String> ended = database.together(tx -> {
            Map<String, Set<String>> byRoot = new HashMap<>();
            for (MandateTable.Row row : chosen(tx, which)) {
                if (row.endedMillis().isEmpty() && may.test(row.mandate())) {
                    Set<String> family = byRoot.computeIfAbsent(row.root(), _ -> new LinkedHashSet<>());
                    family.add(row.id());
                    withAllUnder(MandateTable.family(tx, row.root()), family);
                }
            }
            Set<String> all = new LinkedHashSet<>();
            byRoot.forEach((root, ids) -> {
                MandateTable.end(tx, ids, clock.millis());
                write(tx, root, List.copyOf(ids), by);
                all.addAll(ids);
            });
            return all;
        });
        publish.run();
        running.stop(ended);
        return List.copyOf(ended);
    }

    private static List<MandateTable.Row> chosen(Handle tx, Which which) {
        return which.mandate().isPresent()
                ? List.of(MandateTable.require(tx, which.mandate().get()))
                : MandateTable.alive(
                        tx, which.agent().orElse(""), which.principal().orElse(""));
    }

    /** Adds those whose parent is among them; a family is listed from its first on. */
    private static void withAllUnder(List<MandateTable.Row> family, Set<String> ids) {
        for (MandateTable.Row row : family) {
            if (row.endedMillis().isEmpty()
                    && row.parent().filter(ids::contains).isPresent()) {
                ids.add(row.id());
            }
        }
    }

    private void write(Handle tx, String root, List<String> ids, String by) {
        long now = clock.millis();
        String mandate = ids.getFirst();
        Json.JsonObject arguments =
                Json.object().put("by", by).put("mandates", Json.strings(ids)).build();
        ActionTable.Row row = ActionTable.Row.open(
                new ActionTable.Asked(
                        randomId(),
                        root,
                        mandate,
                        Optional.empty(),
                        Records.text(Action.END),
                        "",
                        "node",
                        Records.text(arguments),
                        Optional.empty(),
                        randomId(),
                        now),
                ActionTable.State.ADMITTED,
                Optional.empty(),
                new ActionTable.Decided(now, ActionTable.known(tx, root), Decision.NONE.text(), 0));
        ActionTable.insert(tx, row);
        records.close(
                tx,
                row,
                Gate.mandates(tx, mandate),
                new Records.Ending(Action.End.EXECUTED, "", Optional.empty(), ids, 1),
                false);
    }

    private String randomId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
