package org.openledger.client.agent;

import java.util.Optional;
import org.openledger.client.shape.Words;

/**
 * How calls of a tool are undone.
 *
 * @param tool its name
 * @param kind reversible (nothing is left), compensable (something makes up for it) or final (a person signs each call)
 * @param by the tool that undoes; none where it is final
 */
public record UndoTerm(
        String tool,
        @Words({"reversible", "compensable", "final"}) String kind,
        Optional<String> by) {}
