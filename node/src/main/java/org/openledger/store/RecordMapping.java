package org.openledger.store;

import java.lang.reflect.Type;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Worded;

/**
 * How values stand in the database. A record is a row, each component the column of its name in snake case. A record of one
 * component is a column, and so is an enum: by its word where it has one, by its name otherwise. A number without bounds is
 * decimal text. Hexadecimal digits may be {@link InBytes}.
 */
final class RecordMapping implements JdbiPlugin {
    /** Found once a type and not once a query: looking at a type takes longer than reading a short row. */
    private final ClassValue<Optional<RowMapper<?>>> rows = new ClassValue<>() {
        @Override
        protected Optional<RowMapper<?>> computeValue(Class<?> type) {
            return type.isRecord() && type.getRecordComponents().length > 1
                    ? Optional.of(new PerColumns<>(ConstructorMapper.of(type)))
                    : Optional.empty();
        }
    };

    private static final ClassValue<Optional<RecordColumn>> COLUMNS = new ClassValue<>() {
        @Override
        protected Optional<RecordColumn> computeValue(Class<?> type) {
            return type.isRecord() && type.getRecordComponents().length == 1
                    ? Optional.of(RecordColumn.of(type))
                    : Optional.empty();
        }
    };

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.registerRowMapper(this::row);
        jdbi.registerColumnMapper(RecordMapping::column);
        jdbi.registerColumnMapper(BigInteger.class, RecordMapping::number);
        jdbi.registerColumnMapper(QualifiedType.of(String.class).with(InBytes.class), RecordMapping::digits);
        jdbi.registerArgument(RecordMapping::argument);
    }

    private Optional<RowMapper<?>> row(Type type, ConfigRegistry config) {
        return type instanceof Class<?> named ? rows.get(named) : Optional.empty();
    }

    /** Finds which column each component is once for the columns of a query, of which a program has few, and not once a query. */
    private record PerColumns<T>(RowMapper<T> mapper, ConcurrentMap<List<String>, RowMapper<T>> found)
            implements RowMapper<T> {
        PerColumns(RowMapper<T> mapper) {
            this(mapper, new ConcurrentHashMap<>());
        }

        @Override
        public T map(ResultSet row, StatementContext context) throws SQLException {
            return specialize(row, context).map(row, context);
        }

        @Override
        public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            RowMapper<T> known = found.get(names);
            if (known == null) {
                known = mapper.specialize(rows, context);
                found.put(names, known);
            }
            return known;
        }
    }

    private static Optional<ColumnMapper<?>> column(Type type, ConfigRegistry config) {
        if (!(type instanceof Class<?> named)) {
            return Optional.empty();
        }
        if (named.isEnum() && Worded.class.isAssignableFrom(named)) {
            return Optional.of((row, column, context) -> {
                String word = row.getString(column);
                return word == null ? null : worded(named, word);
            });
        }
        return COLUMNS.get(named).map(column -> column.mapper(config));
    }

    private static @Nullable BigInteger number(ResultSet row, int column, StatementContext context)
            throws SQLException {
        String digits = row.getString(column);
        return digits == null ? null : new BigInteger(digits);
    }

    private static @Nullable String digits(ResultSet row, int column, StatementContext context) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Hex.of(bytes);
    }

    private static Object worded(Class<?> set, String word) {
        for (Object value : set.getEnumConstants()) {
            if (((Worded) value).word().equals(word)) {
                return value;
            }
        }
        throw new StoreException("the database has " + word + " where a " + set.getSimpleName() + " stands");
    }

    private static Optional<Argument> argument(Type type, @Nullable Object value, ConfigRegistry config) {
        if (value instanceof Worded worded) {
            return Optional.of((position, statement, context) -> statement.setString(position, worded.word()));
        }
        if (value instanceof BigInteger number) {
            return Optional.of((position, statement, context) -> statement.setString(position, number.toString()));
        }
        return value == null
                ? Optional.empty()
                : COLUMNS.get(value.getClass()).flatMap(column -> column.argument(value, config));
    }
}
