package org.openledger.administration;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of links that were not used yet. */
final class AdminLinkTable {
    private AdminLinkTable() {}

    static void insert(Handle transaction, String digest, String name, long expiresMillis) {
        transaction
                .createUpdate("INSERT INTO admin_link (digest, name, expires_millis) VALUES (:digest, :name, :expires)")
                .bind("digest", digest)
                .bind("name", name)
                .bind("expires", expiresMillis)
                .execute();
    }

    static void forget(Handle transaction, long nowMillis) {
        transaction
                .createUpdate("DELETE FROM admin_link WHERE expires_millis <= :now")
                .bind("now", nowMillis)
                .execute();
    }

    /** Keeps those that end last, at most so many. */
    static void keepNewest(Handle transaction, int most) {
        transaction.createUpdate("""
                        DELETE FROM admin_link WHERE digest NOT IN (
                            SELECT digest FROM admin_link ORDER BY expires_millis DESC, digest LIMIT :most)""").bind("most", most).execute();
    }

    /** The name of a link that is still good, which it then is no more. */
    static Optional<String> take(Handle transaction, String digest, long nowMillis) {
        Optional<String> name = transaction
                .createQuery("SELECT name FROM admin_link WHERE digest = :digest AND expires_millis > :now")
                .bind("digest", digest)
                .bind("now", nowMillis)
                .mapTo(String.class)
                .findOne();
        name.ifPresent(_ -> transaction
                .createUpdate("DELETE FROM admin_link WHERE digest = :digest")
                .bind("digest", digest)
                .execute());
        return name;
    }
}
