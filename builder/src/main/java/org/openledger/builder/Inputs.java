package org.openledger.builder;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files that something is made from. Two of these are equal when no name and no content differs.
 *
 * @param digests the SHA-256 of each file by its path below the project's folder
 */
record Inputs(SortedMap<String, String> digests) {
    private static final Pattern TEST = Pattern.compile("[\\w-]+/src/test/");
    private static final String GAP = "  ";

    /** All that the build depends on, as it stands now. */
    static Inputs of(Tree tree, boolean withTests) {
        Tool list = new Tool(tree, "bash", "builder/inputs", withTests ? "test" : "");
        return parse(list.output());
    }

    /** Reads lines as sha256sum writes them. */
    static Inputs parse(String listing) {
        SortedMap<String, String> digests = new TreeMap<>();
        listing.lines().forEach(line -> {
            int gap = line.indexOf(GAP);
            digests.put(line.substring(gap + GAP.length()), line.substring(0, gap));
        });
        return new Inputs(digests);
    }

    /** Those that the product is made from: all but tests. */
    Inputs ofProduct() {
        return matching(path -> !TEST.matcher(path).lookingAt());
    }

    Inputs below(String... folders) {
        return matching(path -> {
            for (String folder : folders) {
                if (path.startsWith(folder + "/")) {
                    return true;
                }
            }
            return false;
        });
    }

    Inputs matching(Predicate<String> path) {
        SortedMap<String, String> chosen = new TreeMap<>(digests);
        chosen.keySet().removeIf(path.negate());
        return new Inputs(chosen);
    }

    /** The same digest as that of the listing as text. */
    String digest() {
        return Digests.of(digests.entrySet().stream()
                .map(each -> each.getValue() + GAP + each.getKey() + "\n")
                .collect(Collectors.joining()));
    }
}
