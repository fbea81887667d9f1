package org.openledger.factory;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openledger.factory.FactoryException.Kind;
import org.openledger.identity.Address;

/**
 * A run as it is asked for.
 *
 * @param name what the model will be called in requests: lowercase letters, digits, dot, hyphen, underscore
 * @param owner who owns the model and is paid as its developer
 * @param sources the versions to learn from, each once
 * @param paid whether the model will be served for money
 * @param royaltyBps what the owner keeps of what models built on this one earn, 0 to 10,000
 */
public record RunRequest(
        String name, String owner, List<Source> sources, boolean paid, int royaltyBps, RunConfiguration configuration) {
    /** As the contract allows. */
    public static final int MAX_SOURCES = 64;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final int MAX_ROYALTY_BPS = 10_000;

    public RunRequest {
        owner = Address.parse(owner);
        sources = List.copyOf(new TreeSet<>(sources));
        if (!NAME.matcher(name).matches()) {
            throw new FactoryException(
                    Kind.INVALID,
                    "a model's name has 1 to 63 lowercase letters, digits, dots, hyphens and underscores, and starts with a letter or digit");
        }
        if (sources.isEmpty() || sources.size() > MAX_SOURCES) {
            throw new FactoryException(Kind.INVALID, "a run learns from 1 to " + MAX_SOURCES + " Datanet versions");
        }
        if (royaltyBps < 0 || royaltyBps > MAX_ROYALTY_BPS) {
            throw new FactoryException(Kind.INVALID, "royaltyBps must be 0 to " + MAX_ROYALTY_BPS);
        }
    }
}
