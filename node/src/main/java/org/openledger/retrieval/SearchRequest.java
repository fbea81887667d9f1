package org.openledger.retrieval;

import java.util.List;
import org.openledger.store.Refusal;

/**
 * What an answer may draw on.
 *
 * @param datanets this node's numbers of the Datanets
 * @param sources how many rows at most are given to the model
 */
public record SearchRequest(List<Long> datanets, int sources, boolean always) {
    public static final int MAX_DATANETS = 8;
    public static final int MAX_SOURCES = 32;
    /** How many sources there are where the caller does not say. */
    public static final int SOURCES = 4;

    public SearchRequest {
        datanets = List.copyOf(datanets);
        if (datanets.isEmpty()
                || datanets.size() > MAX_DATANETS
                || datanets.stream().distinct().count() != datanets.size()) {
            throw new RetrievalException(
                    Refusal.Kind.INVALID.at("retrieval"),
                    "'datanets' names 1 to " + MAX_DATANETS + " Datanets, each once, not " + datanets.size());
        }
        if (sources < 1 || sources > MAX_SOURCES) {
            throw new RetrievalException(
                    Refusal.Kind.INVALID.at("retrieval"), "'sources' is 1 to " + MAX_SOURCES + ", not " + sources);
        }
    }
}
