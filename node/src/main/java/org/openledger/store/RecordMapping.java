package org.openledger.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.bytes.Worded;

/**
 * How values stand in the database. A record is a row, each component the column of its name in snake case. A record of one
 * component is a column, and so is an enum: by its word where it has one, by its name otherwise. A number without bounds is
 * decimal text.
 */
final class RecordMapping implements JdbiPlugin {
    @Override
    public void customizeJdbi(Jdbi jdbi) {
        jdbi.registerRowMapper(RecordMapping::row);
        jdbi.registerColumnMapper(RecordMapping::column);
        jdbi.registerColumnMapper(BigInteger.class, RecordMapping::number);
        jdbi.registerArgument(RecordMapping::argument);
    }

    private static Optional<RowMapper<?>> row(Type type, ConfigRegistry config) {
        return type instanceof Class<?> named && named.isRecord() && named.getRecordComponents().length > 1
                ? Optional.of(ConstructorMapper.of(named))
                : Optional.empty();
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
        return isColumn(named) ? Optional.of(single(named, config)) : Optional.empty();
    }

    private static @Nullable BigInteger number(ResultSet row, int column, StatementContext context)
            throws SQLException {
        String digits = row.getString(column);
        return digits == null ? null : new BigInteger(digits);
    }

    private static Object worded(Class<?> set, String word) {
        for (Object value : set.getEnumConstants()) {
            if (((Worded) value).word().equals(word)) {
                return value;
            }
        }
        throw new StoreException("the database has " + word + " where a " + set.getSimpleName() + " stands");
    }

    private static ColumnMapper<?> single(Class<?> type, ConfigRegistry config) {
        RecordComponent component = type.getRecordComponents()[0];
        ColumnMapper<?> mapper = config.get(ColumnMappers.class)
                .findFor(component.getGenericType())
                .orElseThrow(() -> new IllegalStateException("no column is a " + component.getGenericType()));
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return (row, column, context) -> {
            Object value = mapper.map(row, column, context);
            return value == null ? null : constructed(constructor, value);
        };
    }

    private static Object constructed(Constructor<?> constructor, Object value) {
        try {
            return constructor.newInstance(value);
        } catch (InvocationTargetException refused) {
            throw refused.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(refused);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Argument> argument(Type type, Object value, ConfigRegistry config) {
        if (value instanceof Worded worded) {
            return Optional.of((position, statement, context) -> statement.setString(position, worded.word()));
        }
        if (value instanceof BigInteger number) {
            return Optional.of((position, statement, context) -> statement.setString(position, number.toString()));
        }
        if (value instanceof Record single && isColumn(single.getClass())) {
            RecordComponent component = single.getClass().getRecordComponents()[0];
            return config.get(Arguments.class).findFor(component.getGenericType(), read(component, single));
        }
        return Optional.empty();
    }

    private static Object read(RecordComponent component, Record single) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(single);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isColumn(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1;
    }
}
