package org.openledger.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The SQL of facts about this node. */
public final class SettingTable {
    private SettingTable() {}

    /** What was chosen for a name, or what is chosen now; it stays. */
    public static String choose(Handle transaction, String name, Supplier<String> first) {
        return find(transaction, name).orElseGet(() -> insert(transaction, name, first.get()));
    }

    /** What is known under a name. */
    public static Optional<String> find(Handle handle, String name) {
        return handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** What follows a beginning in the name under which a value is known. */
    public static Optional<String> nameOf(Handle handle, String beginning, String value) {
        return handle
                .createQuery("SELECT name FROM setting WHERE value = :value ORDER BY name")
                .bind("value", value)
                .mapTo(String.class)
                .stream()
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .findFirst();
    }

    /** Notes what holds from now on. */
    public static void put(Handle transaction, String name, String value) {
        transaction.createUpdate("""
                        INSERT INTO setting (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value""").bind("name", name).bind("value", value).execute();
    }

    private static String insert(Handle transaction, String name, String value) {
        transaction
                .createUpdate("INSERT INTO setting (name, value) VALUES (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute();
        return value;
    }
}
