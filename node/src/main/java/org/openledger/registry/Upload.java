package org.openledger.registry;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openledger.datanet.Licences;
import org.openledger.identity.Address;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;

/**
 * An adapter as its owner brings it.
 *
 * @param name what it is called in requests; the next version of the name where its owner has one of that name
 * @param owner who owns it and is paid as its developer
 * @param licence its SPDX identifier; empty where nobody states one
 * @param priceGwei for each token; empty leaves the name's price as it is
 * @param declared the Datanet versions that it learnt from, as its owner says
 * @param parents the models that it is built on
 */
public record Upload(
        String name,
        String owner,
        Optional<String> licence,
        Optional<Long> priceGwei,
        List<Source> declared,
        List<Royalty> parents) {
    /** As the contract allows. */
    public static final int MAX_SOURCES = 64;

    /** As the contract allows. */
    public static final int MAX_PARENTS = 8;

    public static final long MAX_PRICE_GWEI = 1_000_000_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public Upload {
        requireName(name);
        owner = Address.parse(owner);
        licence.ifPresent(Licences::require);
        priceGwei.ifPresent(Upload::requirePrice);
        declared = List.copyOf(new TreeSet<>(declared));
        if (declared.size() > MAX_SOURCES) {
            throw new RegistryException(
                    Kind.INVALID, "a model learns from at most " + MAX_SOURCES + " Datanet versions");
        }
        if (declared.stream().map(Source::datanet).distinct().count() != declared.size()) {
            throw new RegistryException(Kind.INVALID, "a model names one version of each Datanet that it learnt from");
        }
        parents = List.copyOf(parents);
        if (parents.size() > MAX_PARENTS
                || parents.stream().map(Royalty::token).distinct().count() != parents.size()) {
            throw new RegistryException(
                    Kind.INVALID, "a model has at most " + MAX_PARENTS + " parents, and names each of them once");
        }
    }

    /** What a model may be called. */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new RegistryException(
                    Kind.INVALID,
                    "a model's name has 1 to 63 lowercase letters, digits, dots, hyphens and underscores, and starts with a letter or digit");
        }
    }

    static void requirePrice(long gwei) {
        if (gwei < 1 || gwei > MAX_PRICE_GWEI) {
            throw new RegistryException(
                    Kind.INVALID,
                    "a token costs " + OpenAmount.of(1) + " to " + OpenAmount.of(MAX_PRICE_GWEI) + ", not "
                            + OpenAmount.of(gwei));
        }
    }
}
