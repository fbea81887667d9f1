package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * What one argument of a tool may be; a call without it is refused.
 *
 * @param tool its name
 * @param argument its name
 * @param kind is (one of the values), begins (with one of them), least or most (a number, in digits)
 * @param values what it is compared with
 */
public record ArgumentBound(
        String tool,
        String argument,
        @Words({"is", "begins", "least", "most"}) String kind,
        @AtMost(32) List<String> values) {}
