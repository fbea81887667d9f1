package org.openledger.client.shape;

import java.util.Optional;

/**
 * One name of an object.
 *
 * @param name on the wire
 * @param owner the record that declares it, and {@code component} its name there
 * @param required whether it must be there
 * @param whenAbsent what it is when left out, as JSON
 * @param example what it may be, as JSON
 */
public record Member(
        String name,
        Class<?> owner,
        String component,
        Shape shape,
        boolean required,
        Optional<String> whenAbsent,
        Optional<String> example) {}
