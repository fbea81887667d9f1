package org.openledger.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * A source that gives one connection to whoever asks, and keeps it open. Flyway takes two for a PostgreSQL database, one for what a
 * migration does and one to note that it was done, and waits for the second before it commits the first. The triggers that note changes of
 * rows write in both, and would wait for each other for ever.
 */
final class OneConnection {
    private OneConnection() {}

    /** @param connection whose owner closes it */
    static DataSource of(Connection connection) {
        Connection kept = (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, _) -> {
                    if (method.getName().equals("getConnection")) {
                        return kept;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
