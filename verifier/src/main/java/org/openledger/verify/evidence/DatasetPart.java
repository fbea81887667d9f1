package org.openledger.verify.evidence;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openledger.verify.datanet.SignedStatement;
import org.openledger.verify.dataset.DatasetFolder;
import org.openledger.verify.dataset.DescribedVersion;

/**
 * A version of a Datanet that a pack has, with its rows.
 *
 * @param path of its folder, which ends with a slash
 */
record DatasetPart(String path, DatasetFolder.Examined folder, DescribedVersion version) {
    /** Its Datanet's id on chain and its number. */
    String id() {
        return version.token() + "/" + version.number();
    }

    String urn() {
        return Urn.of("version", id());
    }

    long takenBack() {
        return version.rows() - version.shown();
    }

    long contributors() {
        return version.contributions().stream()
                .map(DescribedVersion.Contribution::contributor)
                .distinct()
                .count();
    }

    /** The path of a file of its folder. */
    String file(String name) {
        return path + name;
    }

    /** What contributors state, each by the number of the contribution; empty where nobody states anything. */
    Optional<String> stated(Function<SignedStatement, Optional<String>> part) {
        String all = version.contributions().stream()
                .flatMap(each -> each.statement().flatMap(part).stream()
                        .map(words -> "contribution " + each.id() + ": " + words))
                .collect(Collectors.joining("; "));
        return Optional.of(all).filter(words -> !words.isEmpty());
    }

    /** The parts that state it, each signed by a contributor. */
    String[] contributionsThatState(Function<SignedStatement, Optional<String>> part) {
        return version.contributions().stream()
                .filter(each -> each.statement().flatMap(part).isPresent())
                .map(each -> file("proof/contributions/" + each.id() + ".json"))
                .toArray(String[]::new);
    }

    /** Whether every contribution states it. */
    boolean allState(Function<SignedStatement, Optional<String>> part) {
        return version.contributions().stream()
                .allMatch(each -> each.statement().flatMap(part).isPresent());
    }
}
