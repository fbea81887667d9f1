package org.openledger.verify.dataset;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openledger.verify.datanet.SignedStatement;

/**
 * What the card and the description say of a version.
 *
 * @param licence an SPDX identifier
 * @param fields of the rows, as the data's file has them
 * @param number the version
 * @param rows of the version
 * @param shown of these, those whose text is there
 * @param note what the owner says of the version; empty for nothing
 * @param publishedMillis when it was published
 * @param transaction that registered it on chain; empty before it is known
 * @param owner who signed it
 * @param signature the owner's
 * @param deadlineSeconds at which the signature was good
 * @param contributions in the order of the manifest
 */
public record DescribedVersion(
        Format format,
        String name,
        String licence,
        List<String> fields,
        long number,
        long rows,
        long shown,
        String root,
        String termsDigest,
        String note,
        long publishedMillis,
        long chainId,
        String registry,
        String token,
        String transaction,
        String operator,
        String owner,
        String signature,
        long deadlineSeconds,
        List<Contribution> contributions) {
    public DescribedVersion {
        fields = List.copyOf(fields);
        contributions = List.copyOf(contributions);
    }

    /**
     * What a contributor gave.
     *
     * @param id its number at the node
     * @param rows that were signed
     */
    public record Contribution(String id, String contributor, long rows, Optional<SignedStatement> statement) {}

    /** The tags of all languages that are stated. */
    public SortedSet<String> languages() {
        return contributions.stream()
                .flatMap(each -> each.statement().stream())
                .flatMap(statement -> statement.languages().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How to name it where it is used. */
    public String citation() {
        return "%s, version %d. OpenLedger Datanet %s on chain %d (registry %s), %d rows, root %s. Licence %s."
                .formatted(name, number, token, chainId, registry, rows, root, licence);
    }
}
