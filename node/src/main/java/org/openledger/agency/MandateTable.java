package org.openledger.agency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.store.Refusal;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.bytes.CanonicalJson;

/** The SQL of mandates. */
final class MandateTable {
    private MandateTable() {}

    /** A mandate as it is kept. */
    public record Row(
            String id,
            String root,
            Optional<String> parent,
            String principal,
            String agent,
            String name,
            String document,
            String signer,
            String signature,
            boolean byContract,
            long createdMillis,
            long expiresMillis,
            Optional<Long> endedMillis,
            long logIndex) {
        Mandate mandate() {
            return Mandate.fromJson(CanonicalJson.parse(document.getBytes(StandardCharsets.UTF_8)));
        }
    }

    static void insert(Handle transaction, Row row) {
        transaction
                .createUpdate("""
                        INSERT INTO agent_mandate (id, root, parent, principal, agent, name, document, signer, signature,
                            by_contract, created_millis, expires_millis, ended_millis, log_index)
                        VALUES (:id, :root, :parent, :principal, :agent, :name, :document, :signer, :signature,
                            :contract, :createdMillis, :expiresMillis, :endedMillis, :logIndex)""")
                .bindMethods(row)
                .bind("contract", row.byContract() ? 1 : 0)
                .execute();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM agent_mandate WHERE id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    static Row require(Handle handle, String id) {
        return find(handle, id)
                .orElseThrow(() -> new AgencyException(
                        Refusal.Kind.UNKNOWN.at("mandate"), "There is no mandate " + id + ": see the list."));
    }

    /** A mandate, then each above it. */
    static List<Row> chain(Handle handle, String id) {
        List<Row> chain = new ArrayList<>();
        for (Optional<String> next = Optional.of(id); next.isPresent(); ) {
            Row row = require(handle, next.get());
            chain.add(row);
            next = row.parent();
        }
        return chain;
    }

    /** The first of a family, then the others in the order in which they were given. */
    static List<Row> family(Handle handle, String root) {
        return handle.createQuery("SELECT * FROM agent_mandate WHERE root = :root ORDER BY log_index")
                .bind("root", root)
                .mapTo(Row.class)
                .list();
    }

    /** Those that have not ended, of an agent, of a principal, or all: the parameter that is empty does not matter. */
    static List<Row> alive(Handle handle, String agent, String principal) {
        return handle.createQuery("""
                        SELECT * FROM agent_mandate WHERE ended_millis IS NULL
                            AND (:agent = '' OR agent = :agent) AND (:principal = '' OR principal = :principal)
                        ORDER BY log_index""")
                .bind("agent", agent)
                .bind("principal", principal)
                .mapTo(Row.class)
                .list();
    }

    static void end(Handle transaction, Collection<String> ids, long millis) {
        transaction
                .createUpdate("UPDATE agent_mandate SET ended_millis = :millis WHERE id IN (<ids>)")
                .bind("millis", millis)
                .bindList("ids", List.copyOf(ids))
                .execute();
    }

    static List<Row> after(Handle handle, long logIndex, int limit) {
        return handle.createQuery(
                        "SELECT * FROM agent_mandate WHERE log_index > :after ORDER BY log_index LIMIT :limit")
                .bind("after", logIndex)
                .bind("limit", limit)
                .mapTo(Row.class)
                .list();
    }
}
