package org.openledger.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;

/** A type whose values are records of one component: they stand in a column as that component does. */
record RecordColumn(Type component, Method accessor, Constructor<?> constructor) {
    static RecordColumn of(Class<?> type) {
        RecordComponent only = type.getRecordComponents()[0];
        Method accessor = only.getAccessor();
        accessor.setAccessible(true);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(only.getType());
            constructor.setAccessible(true);
            return new RecordColumn(only.getGenericType(), accessor, constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is a record without its constructor", e);
        }
    }

    ColumnMapper<?> mapper(ConfigRegistry config) {
        ColumnMapper<?> mapper = config.get(ColumnMappers.class)
                .findFor(component)
                .orElseThrow(() -> new IllegalStateException("no column is a " + component));
        return (row, column, context) -> {
            Object value = mapper.map(row, column, context);
            return value == null ? null : made(value);
        };
    }

    Optional<Argument> argument(Object value, ConfigRegistry config) {
        return config.get(Arguments.class).findFor(component, read(value));
    }

    private Object made(Object value) {
        try {
            return constructor.newInstance(value);
        } catch (InvocationTargetException refused) {
            throw refused.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(refused);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object read(Object value) {
        try {
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
