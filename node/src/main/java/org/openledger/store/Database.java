package org.openledger.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.openledger.store.seal.RowSeals;
import org.openledger.store.seal.SealKey;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * The node's database: SQLite in the data folder, or PostgreSQL by URL. The same SQL runs on both (types TEXT, BIGINT,
 * BYTEA; ids are assigned by the application). A transaction that returned has reached the disk.
 */
public final class Database implements AutoCloseable {
    private static final String POSTGRES_DISK_FULL = "53100";
    /** Class 08 of the SQL standard. */
    private static final String CONNECTION_FAILURE = "08";
    /** admin_shutdown, crash_shutdown, cannot_connect_now. */
    private static final String POSTGRES_STOPPING = "57P0";
    /** What SQL and migrations write for the collation that compares bytes: each database has a name of its own for it. */
    private static final String BINARY = "binary";
    /** What migrations write behind a table whose rows lie in the order of their key: SQLite would else keep each key twice. */
    private static final String BY_KEY = "by_key";
    /** The type of a key that is a number: SQLite keeps it once where it is called so. */
    private static final String NUMBER_KEY = "number_key";
    /** Makes what SQLite has and PostgreSQL lacks: bytes as hexadecimal digits, and back; digits that are none are nothing. */
    private static final String HEX_FUNCTIONS = "hex_functions";

    private static final String HEX_IN_POSTGRES = """
            CREATE OR REPLACE FUNCTION hex(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
                AS $$ SELECT upper(encode(bytes, 'hex')) $$;
            CREATE OR REPLACE FUNCTION hex(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
                AS $$ SELECT upper(encode(convert_to(words, 'UTF8'), 'hex')) $$;
            CREATE OR REPLACE FUNCTION unhex(digits text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
                AS $$ SELECT CASE WHEN digits ~ '^([0-9a-fA-F]{2})*$' THEN decode(digits, 'hex') END $$;
            """;

    /** After a checkpoint SQLite's journal is cut to this; it writes back after as much. */
    private static final int MAX_JOURNAL_BYTES = 4 << 20;
    /** Of pages that a connection of SQLite keeps: a batch of rows touches as many in its indexes. */
    private static final int CACHE_KIB = 32 << 10;

    private static final int BACKUP_PAUSE_MILLIS = 100;
    private static final int BACKUP_ATTEMPTS = 200;
    private static final int ALL_PAGES = -1;

    private static final String FILE = "openledger.db";
    private static final String SQLITE = "jdbc:sqlite:";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    /** What the first transaction of some work that changes anything takes along. */
    private static final ScopedValue<Companion> COMPANION = ScopedValue.newInstance();

    /** One writer at a time inside the process: SQLite has one anyway, and waiting here is fair and cannot time out. */
    private final ReentrantLock writer = new ReentrantLock(true);

    private final Turns turns = new Turns();

    private final boolean isNew;
    private final long changesBefore;
    private volatile Optional<RowSeals> seals = Optional.empty();

    /**
     * How the database is reached.
     *
     * @param maxConnections of the pool
     * @param busyTimeout how long SQLite waits for another process's write
     */
    public record Options(int maxConnections, Duration busyTimeout) {
        public static final Options STANDARD = new Options(8, Duration.ofSeconds(20));
    }

    private Database(HikariDataSource pool, String binary, Before before) {
        this.pool = pool;
        this.jdbi = jdbi(pool);
        jdbi.define(BINARY, binary);
        this.isNew = before.isNew();
        this.changesBefore = before.changes();
    }

    private static Jdbi jdbi(HikariDataSource pool) {
        return Jdbi.create(pool).installPlugin(new RecordMapping());
    }

    /** A database before its migrations ran: whether it had no tables, and how far changes of rows were noted. */
    private record Before(boolean isNew, long changes) {
        static Before of(HikariDataSource pool) throws SQLException {
            try (Handle handle = jdbi(pool).open()) {
                return new Before(
                        !has(handle, "flyway_schema_history"),
                        has(handle, "row_change") ? RowSeals.changes(handle) : 0);
            }
        }

        private static boolean has(Handle handle, String table) throws SQLException {
            return Database.has(handle.getConnection(), table);
        }
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        try (ResultSet found = meta.getTables(null, connection.getSchema(), table, new String[] {"TABLE"})) {
            return found.next();
        }
    }

    /** The URL of the SQLite database of a data folder. */
    public static String urlIn(Path dataFolder) {
        return SQLITE + dataFolder.resolve(FILE).toAbsolutePath();
    }

    /** Opens the SQLite database of a data folder, and brings its schema up to date. */
    public static Database open(Path dataFolder) {
        return open(urlIn(dataFolder));
    }

    /** Whether a data folder has a database of its own. */
    public static boolean isIn(Path dataFolder) {
        return Files.isRegularFile(dataFolder.resolve(FILE));
    }

    public static Database open(String url) {
        return open(url, Options.STANDARD);
    }

    /** Opens {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://…}, and brings its schema up to date. */
    public static Database open(String url, Options options) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(options.maxConnections());
        if (url.startsWith(SQLITE)) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("journal_size_limit", Integer.toString(MAX_JOURNAL_BYTES));
            config.addDataSourceProperty("cache_size", Integer.toString(-CACHE_KIB));
            config.addDataSourceProperty("foreign_keys", "true");
            // what is deleted or overwritten, such as an erased conversation, leaves no bytes in the file
            config.addDataSourceProperty("secure_delete", "true");
            config.addDataSourceProperty(
                    "busy_timeout", Long.toString(options.busyTimeout().toMillis()));
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        } else if (!url.startsWith("jdbc:postgresql:")) {
            throw new StoreException("the database URL must start with jdbc:sqlite: or jdbc:postgresql:, not " + url);
        }
        try {
            HikariDataSource pool = new HikariDataSource(config);
            Before before = Before.of(pool);
            try (Connection one = pool.getConnection()) {
                flyway(Flyway.configure().dataSource(OneConnection.of(one)), url)
                        .migrate();
            }
            return new Database(pool, binary(url), before);
        } catch (RuntimeException | SQLException e) {
            throw new StoreException(
                    "cannot open the database " + withoutPassword(url) + ": " + e.getMessage()
                            + ". Check that it exists, that this user may write to it, and that the disk is not full.",
                    e);
        }
    }

    private static Flyway flyway(FluentConfiguration configuration, String url) {
        return configuration
                .placeholders(placeholders(url))
                .locations("classpath:db/migration")
                .load();
    }

    /** What migrations write in places where databases differ. */
    public static Map<String, String> placeholders(String url) {
        boolean sqlite = url.startsWith(SQLITE);
        return Map.of(
                BINARY,
                binary(url),
                BY_KEY,
                sqlite ? "WITHOUT ROWID" : "",
                NUMBER_KEY,
                sqlite ? "INTEGER" : "BIGINT",
                HEX_FUNCTIONS,
                sqlite ? "" : HEX_IN_POSTGRES);
    }

    private static String binary(String url) {
        return url.startsWith(SQLITE) ? "BINARY" : "\"C\"";
    }

    /**
     * Opens a database whose schema is up to date, to read it: nothing is written, nor made beside it. SQLite's own journal, which a
     * killed process leaves, is read with it.
     */
    public static Database openToRead(String url) {
        HikariConfig config = new HikariConfig();
        boolean sqlite = url.startsWith(SQLITE);
        config.setJdbcUrl(toRead(url));
        config.setMaximumPoolSize(2);
        config.setReadOnly(!sqlite);
        if (!sqlite) {
            config.addDataSourceProperty("readOnlyMode", "always");
        }
        try {
            requireReadable(config.getJdbcUrl());
            HikariDataSource pool = new HikariDataSource(config);
            return new Database(pool, binary(url), new Before(false, 0));
        } catch (RuntimeException | SQLException e) {
            throw unreadable(url, e);
        }
    }

    /**
     * Whether a table has rows, without writing. Where a database was left before its tables were whole, a missing table has none.
     *
     * @throws StoreException if the database cannot be read
     */
    public static boolean hasRows(String url, String table) {
        try (Connection connection = DriverManager.getConnection(toRead(url));
                Statement statement = connection.createStatement()) {
            if (!has(connection, table)) {
                return false;
            }
            try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
                return row.next();
            }
        } catch (SQLException e) {
            throw unreadable(url, e);
        }
    }

    private static StoreException unreadable(String url, Exception why) {
        return new StoreException(
                "cannot read the database " + withoutPassword(url) + ": " + why.getMessage()
                        + ". Restore it from a backup.",
                why);
    }

    private static String toRead(String url) {
        return url.startsWith(SQLITE) ? readOnly(Path.of(url.substring(SQLITE.length()))) : url;
    }

    /** A pool would log what it cannot open, and try again. */
    private static void requireReadable(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM flyway_schema_history").close();
        }
    }

    /** Without a journal beside it the file cannot change, and SQLite needs no file of its own to share it. */
    private static String readOnly(Path file) {
        try {
            Path journal = file.resolveSibling(file.getFileName() + "-wal");
            boolean whole = !Files.exists(journal) || Files.size(journal) == 0;
            return SQLITE + file.toUri() + "?mode=ro" + (whole ? "&immutable=1" : "");
        } catch (IOException e) {
            throw new StoreException("cannot read the database " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Copies the SQLite database of a data folder as it is at one moment, while a node may write to it: SQLite's online backup in one
     * step, which is one read transaction. Pages keep their places, so that what did not change stands where it stood.
     */
    public static void copy(Path dataFolder, Path target) {
        Properties properties = new Properties();
        properties.setProperty(
                "busy_timeout", Long.toString(Options.STANDARD.busyTimeout().toMillis()));
        try (Connection connection = DriverManager.getConnection(urlIn(dataFolder), properties)) {
            int code = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup("main", target.toString(), (_, _) -> {}, BACKUP_PAUSE_MILLIS, BACKUP_ATTEMPTS, ALL_PAGES);
            if (code != SQLiteErrorCode.SQLITE_OK.code) {
                throw new SQLException(SQLiteErrorCode.getErrorCode(code).toString());
            }
        } catch (SQLException e) {
            throw new StoreException("cannot copy the database of " + dataFolder + ": " + e.getMessage(), e);
        }
    }

    /** The migrations that it has seen, by the names of their files, in their order. */
    public List<String> migrations() {
        return read(handle -> handle.createQuery(
                        "SELECT script FROM flyway_schema_history WHERE success ORDER BY installed_rank")
                .mapTo(String.class)
                .list());
    }

    /** The program's migrations that a database has not seen, in their order. Reads only. */
    public static List<String> migrationsToCome(String url) {
        return Stream.of(flyway(Flyway.configure().dataSource(url, null, null), url)
                        .info()
                        .pending())
                .map(MigrationInfo::getScript)
                .toList();
    }

    /** Whether the newest of the program's migrations is to come. One whose list of migrations cannot be read is not known to be. */
    public static boolean isOfEarlierProgram(String url) {
        try {
            List<String> toCome = migrationsToCome(url);
            MigrationInfo[] all = flyway(Flyway.configure().dataSource(url, null, null), url)
                    .info()
                    .all();
            return !toCome.isEmpty() && toCome.getLast().equals(all[all.length - 1].getScript());
        } catch (FlywayException unreadable) {
            return false;
        }
    }

    /** Every column as {@code table.column}, with its type. */
    public SortedMap<String, String> shape() {
        SortedMap<String, String> shape = new TreeMap<>();
        try (Handle handle = jdbi.open()) {
            DatabaseMetaData tables = handle.getConnection().getMetaData();
            String schema = handle.getConnection().getSchema();
            // all at once are too many for one statement of SQLite; an underscore in a name stands for any letter,
            // which does no harm
            try (ResultSet names = tables.getTables(null, schema, "%", new String[] {"TABLE", "VIEW"})) {
                while (names.next()) {
                    try (ResultSet columns = tables.getColumns(null, schema, names.getString("TABLE_NAME"), "%")) {
                        while (columns.next()) {
                            shape.put(
                                    columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"),
                                    columns.getString("TYPE_NAME"));
                        }
                    }
                }
            }
            return shape;
        } catch (SQLException e) {
            throw new StoreException("cannot read the tables of the database: " + e.getMessage(), e);
        }
    }

    /**
     * Empties SQLite's journal, which has pages as they were before they were overwritten. PostgreSQL forgets them with its own
     * vacuum and the age of its journal.
     *
     * @return false where somebody still reads what was before, so that a part of the journal stays
     */
    public boolean forgetOverwritten() {
        return !isSqlite()
                || read(handle -> handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .map((row, _) -> row.getInt("busy") == 0)
                        .one());
    }

    /**
     * Writes SQLite's file anew, through its journal: where pages were divided or joined, copies of what was on them can stand in
     * their unused parts. Nobody else writes meanwhile. PostgreSQL's tables are written anew by its own VACUUM FULL alone, which is
     * the operator's to run.
     */
    public void rewrite() {
        if (!isSqlite()) {
            return;
        }
        enterWriter();
        try (Handle handle = jdbi.open()) {
            handle.execute("VACUUM");
        } catch (JdbiException e) {
            throw refusal(e);
        } finally {
            writer.unlock();
        }
    }

    private boolean isSqlite() {
        return pool.getJdbcUrl().startsWith(SQLITE);
    }

    /** What the database itself finds wrong with its file; PostgreSQL checks its pages as it reads them. */
    public List<String> integrityErrors() {
        if (!isSqlite()) {
            return List.of();
        }
        return read(handle -> handle.createQuery("PRAGMA integrity_check")
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    /**
     * Seals the rows that are there and have no seal yet, and from now on those that each transaction writes, in it.
     *
     * @param unsealed tables whose rows follow from those of others
     */
    public void seal(SealKey key, Set<String> unsealed, long nowMillis) {
        transact(tx -> {
            seals = Optional.of(
                    RowSeals.open(tx, key, unsealed, new RowSeals.Opening(isNew, changesBefore, nowMillis)));
            return null;
        });
    }

    /**
     * Runs the work in one write transaction: all of it is durable when this returns, or none of it happened. {@link
     * DiskFullException} when there is no room, {@link DatabaseUnreachableException} when the database does not answer.
     */
    public <T, X extends Exception> T transact(HandleCallback<T, X> work) throws X {
        enterWriter();
        try {
            T result = jdbi.inTransaction(tx -> sealing(tx, work));
            COMPANION.orElse(Companion.NONE).committed();
            return result;
        } catch (JdbiException e) {
            throw refusal(e);
        } finally {
            writer.unlock();
        }
    }

    /** {@link #transact} for work without a result. */
    public <X extends Exception> void write(HandleConsumer<X> work) throws X {
        enterWriter();
        try {
            jdbi.useTransaction(tx -> sealing(tx, work.asCallback()));
            COMPANION.orElse(Companion.NONE).committed();
        } catch (JdbiException e) {
            throw refusal(e);
        } finally {
            writer.unlock();
        }
    }

    /**
     * {@link #transact} for brief work that many do at the same time: those who come while one transaction is forced to the disk share the
     * next. Each fails alone, but for what fails the whole transaction. The work may run on the thread of another who shares it.
     */
    public <T> T together(HandleCallback<T, RuntimeException> work) {
        requireNoTransaction();
        Companion companion = COMPANION.orElse(Companion.NONE);
        Optional<RowSeals> sealing = seals;
        try {
            T result = turns.take(
                    tx -> {
                        long before = changes(tx, sealing);
                        T made = work.withHandle(tx);
                        if (sealing.isEmpty() || changes(tx, sealing) > before) {
                            companion.join(tx);
                        }
                        return made;
                    },
                    this::transact);
            companion.committed();
            return result;
        } catch (JdbiException e) {
            throw refusal(e);
        }
    }

    private void transact(List<Turns.Turn<?>> works) {
        Optional<RowSeals> sealing = seals;
        enterWriter();
        try {
            jdbi.useTransaction(tx -> {
                long before = changes(tx, sealing);
                works.forEach(work -> work.run(tx));
                sealing.ifPresent(all -> all.finish(tx, before));
            });
        } finally {
            writer.unlock();
        }
    }

    private static long changes(Handle tx, Optional<RowSeals> sealing) {
        return sealing.isPresent() ? RowSeals.changes(tx) : 0;
    }

    /** Runs work that makes whole tables again, and seals them as they are then, however damaged their seals were. */
    public <X extends Exception> void remake(Set<String> tables, long nowMillis, HandleConsumer<X> work) throws X {
        write(tx -> {
            work.useHandle(tx);
            for (String table : tables) {
                seals.orElseThrow().sealAgain(tx, table, nowMillis);
            }
            tx.createUpdate("DELETE FROM row_change WHERE table_name IN (<tables>)")
                    .bindList("tables", List.copyOf(tables))
                    .execute();
        });
    }

    private <T, X extends Exception> T sealing(Handle tx, HandleCallback<T, X> work) throws X {
        Optional<RowSeals> sealing = seals;
        Companion companion = COMPANION.orElse(Companion.NONE);
        if (sealing.isEmpty()) {
            T result = work.withHandle(tx);
            companion.join(tx);
            return result;
        }
        long before = RowSeals.changes(tx);
        T result = work.withHandle(tx);
        if (RowSeals.changes(tx) > before) {
            companion.join(tx);
        }
        sealing.get().finish(tx, before);
        return result;
    }

    /**
     * Runs work on this thread. The first transaction of it that changes a row writes the companion too, so that both are durable
     * or neither is.
     */
    public static <T, X extends Throwable> T accompanied(Companion companion, ScopedValue.CallableOp<T, X> work)
            throws X {
        return ScopedValue.where(COMPANION, companion).call(work);
    }

    /** Something that is written once, with the first change of some work. */
    public static final class Companion {
        private static final Companion NONE = new Companion(_ -> {});

        private final HandleConsumer<RuntimeException> writing;
        private boolean joined;
        private boolean written;

        public Companion(HandleConsumer<RuntimeException> writing) {
            this.writing = writing;
        }

        /** Whether a transaction with it was committed. */
        public boolean written() {
            return written;
        }

        private void join(Handle tx) {
            joined = false;
            if (!written && this != NONE) {
                writing.useHandle(tx);
                joined = true;
            }
        }

        private void committed() {
            written |= joined;
        }
    }

    /** What passes by itself by its own name, anything else as it came. */
    private static RuntimeException refusal(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                if (isFull(refused)) {
                    return new DiskFullException(failure);
                }
                if (isUnreachable(refused)) {
                    return new DatabaseUnreachableException(failure);
                }
            }
        }
        return failure;
    }

    private static boolean isFull(SQLException refused) {
        return refused.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code
                || POSTGRES_DISK_FULL.equals(refused.getSQLState());
    }

    /** No connection in time, a connection lost, a server that starts or stops, or another process that holds SQLite's lock. */
    private static boolean isUnreachable(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        return refused instanceof SQLTransientConnectionException
                || state.startsWith(CONNECTION_FAILURE)
                || state.startsWith(POSTGRES_STOPPING)
                || refused.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    /** A transaction inside a transaction would wait for itself: pass the handle on instead. */
    private void requireNoTransaction() {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction is already open on this thread: use its handle");
        }
    }

    private void enterWriter() {
        requireNoTransaction();
        writer.lock();
    }

    /** Runs queries on one connection, outside a transaction. */
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        try (Handle handle = jdbi.open()) {
            return work.withHandle(handle);
        } catch (JdbiException e) {
            throw refusal(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static String withoutPassword(String url) {
        return url.replaceAll("password=[^&]*", "password=…");
    }
}
