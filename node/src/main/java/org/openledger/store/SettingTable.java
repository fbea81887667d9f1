package org.openledger.store;

import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The SQL of facts about this node: each is chosen once and never changed. */
public final class SettingTable {
    private SettingTable() {}

    /** What was chosen for a name, or what is chosen now. */
    public static String choose(Handle transaction, String name, Supplier<String> first) {
        return transaction
                .createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElseGet(() -> insert(transaction, name, first.get()));
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
