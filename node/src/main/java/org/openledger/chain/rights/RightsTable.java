package org.openledger.chain.rights;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what the chain says of licences: each event a row, and never another change than taking the last ones back. */
final class RightsTable {
    private static final List<String> TABLES =
            List.of("chain_version", "chain_licence", "chain_terms", "chain_offer", "chain_licence_move");

    private RightsTable() {}

    public record Published(long sequence, String token, long number) {}

    public record Licence(long sequence, String token, long fromVersion, String spdx, int uses) {}

    public record Terms(long sequence, String terms, String spdx, int uses, String feeWei, long lastsSeconds) {}

    public record Offer(long sequence, String token, String terms, boolean offered) {}

    /**
     * Licences that came to a holder, or left it.
     *
     * @param place among those of one event
     * @param licence the token's id, decimal
     * @param amount negative where they left
     * @param timeSeconds when they were bought; 0 where they came from another holder
     */
    public record Move(
            long sequence,
            long place,
            String licence,
            String token,
            long version,
            String terms,
            String holder,
            long amount,
            long timeSeconds) {
        Move to(String other, long many, long at, long order) {
            return new Move(at, order, licence, token, version, terms, other, many, 0);
        }
    }

    static void insert(Handle tx, Published row) {
        tx.createUpdate("INSERT INTO chain_version (sequence, token, number) VALUES (:sequence, :token, :number)")
                .bindMethods(row)
                .execute();
    }

    static void insert(Handle tx, Licence row) {
        tx.createUpdate("""
                        INSERT INTO chain_licence (sequence, token, from_version, spdx, uses)
                        VALUES (:sequence, :token, :fromVersion, :spdx, :uses)""").bindMethods(row).execute();
    }

    static void insert(Handle tx, Terms row) {
        tx.createUpdate("""
                        INSERT INTO chain_terms (sequence, terms, spdx, uses, fee_wei, lasts_seconds)
                        VALUES (:sequence, :terms, :spdx, :uses, :feeWei, :lastsSeconds)""").bindMethods(row).execute();
    }

    static void insert(Handle tx, Offer row) {
        tx.createUpdate("""
                        INSERT INTO chain_offer (sequence, token, terms, offered)
                        VALUES (:sequence, :token, :terms, :flag)""")
                .bindMethods(row)
                .bind("flag", row.offered() ? 1 : 0)
                .execute();
    }

    static void insert(Handle tx, Move row) {
        tx.createUpdate("""
                        INSERT INTO chain_licence_move (sequence, place, licence, token, version, terms, holder, amount,
                            time_seconds)
                        VALUES (:sequence, :place, :licence, :token, :version, :terms, :holder, :amount,
                            :timeSeconds)""").bindMethods(row).execute();
    }

    /** How a licence first came to somebody: what it is of. */
    static Optional<Move> minted(Handle handle, String licence) {
        return handle.createQuery("""
                        SELECT * FROM chain_licence_move WHERE licence = :licence ORDER BY sequence, place LIMIT 1""")
                .bind("licence", licence)
                .mapTo(Move.class)
                .findOne();
    }

    /** Forgets what came with a place of the chain or after it. */
    static void deleteFrom(Handle tx, long sequence) {
        for (String table : TABLES) {
            tx.createUpdate("DELETE FROM <table> WHERE sequence >= :sequence")
                    .define("table", table)
                    .bind("sequence", sequence)
                    .execute();
        }
    }

    /** The Datanets whose licences were stated at a place of the chain or after it. */
    static List<String> statedFrom(Handle handle, long sequence) {
        return handle.createQuery("SELECT DISTINCT token FROM chain_licence WHERE sequence >= :sequence")
                .bind("sequence", sequence)
                .mapTo(String.class)
                .list();
    }

    static boolean known(Handle handle, String token) {
        return handle.createQuery("SELECT count(*) FROM chain_licence WHERE token = :token")
                        .bind("token", token)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static boolean published(Handle handle, String token, long number) {
        return handle.createQuery("SELECT count(*) FROM chain_version WHERE token = :token AND number = :number")
                        .bind("token", token)
                        .bind("number", number)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static Optional<StatedLicence> licence(Handle handle, String token, long version) {
        return handle.createQuery("""
                        SELECT spdx, uses FROM chain_licence WHERE token = :token AND from_version <= :version
                        ORDER BY from_version DESC, sequence DESC LIMIT 1""")
                .bind("token", token)
                .bind("version", version)
                .mapTo(StatedLicence.class)
                .findOne();
    }

    /** Whatever was offered once, the oldest first, with what a holder has of it. */
    static List<OfferedTerms> offers(Handle handle, String token, long version, String holder) {
        Map<String, Boolean> offered = new LinkedHashMap<>();
        handle.createQuery("SELECT * FROM chain_offer WHERE token = :token ORDER BY sequence")
                .bind("token", token)
                .mapTo(Offer.class)
                .forEach(offer -> offered.put(offer.terms(), offer.offered()));
        List<OfferedTerms> found = new ArrayList<>();
        offered.forEach(
                (id, now) -> found.add(offer(terms(handle, id), now, moves(handle, token, version, holder, id))));
        return found;
    }

    /** As the contract counts: each licence lasts one term after the other, from its minting or from the end of those before. */
    private static OfferedTerms offer(Terms terms, boolean offered, List<Move> moves) {
        long held = 0;
        long expires = 0;
        for (Move move : moves) {
            held = Math.addExact(held, move.amount());
            if (move.timeSeconds() != 0) {
                long lasts = Math.multiplyExact(move.amount(), terms.lastsSeconds());
                expires = Math.addExact(Math.max(expires, move.timeSeconds()), lasts);
            }
        }
        return new OfferedTerms(
                terms.terms(),
                terms.spdx(),
                terms.uses(),
                new BigInteger(terms.feeWei()),
                terms.lastsSeconds(),
                offered,
                held,
                expires);
    }

    private static Terms terms(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM chain_terms WHERE terms = :terms")
                .bind("terms", id)
                .mapTo(Terms.class)
                .findOne()
                .orElseThrow(() -> new IllegalStateException("terms " + id + " are offered and were never registered"));
    }

    private static List<Move> moves(Handle handle, String token, long version, String holder, String terms) {
        return handle.createQuery("""
                        SELECT * FROM chain_licence_move
                        WHERE holder = :holder AND token = :token AND version = :version AND terms = :terms
                        ORDER BY sequence, place""")
                .bind("holder", holder)
                .bind("token", token)
                .bind("version", version)
                .bind("terms", terms)
                .mapTo(Move.class)
                .list();
    }
}
