package org.openledger.client.openai;

import org.openledger.client.shape.AnyOf;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;
import tools.jackson.databind.JsonNode;

/**
 * Which Datanets to search for sources. This is the node's own extension.
 *
 * @param datanets 1 to 8 numbers of Datanets
 * @param sources rows to give the model at most
 * @param always whether they are given also where the model is surer of its answer without them
 */
public record RetrievalOptions(
        @AnyOf({String[].class, long[].class}) @Example("[\"1\"]")
        JsonNode datanets,

        @WhenAbsent("4") @Bounds(from = 1, to = 32) int sources,

        @WhenAbsent("false") boolean always) {}
