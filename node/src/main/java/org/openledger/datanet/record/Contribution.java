package org.openledger.datanet.record;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.datanet.row.DatanetException;
import org.openledger.identity.TypedData;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.SignedStatement;

/**
 * A batch of rows from one contributor.
 *
 * @param rows how many rows passed screening, which is how many the root covers
 * @param rejected how many lines did not
 * @param root Merkle root (RFC 6962) over the rows' leaves in the order of their lines; empty while screening or without rows
 * @param nonce decimal, used once per contributor
 * @param deadlineSeconds the last second, since 1970, at which the signature is good
 * @param commitPosition its place among all signed contributions; empty until signed
 * @param fileKind what its file was; empty of contributions from before that was kept
 * @param mapping which column of the file each field was taken from, as its sender would say it
 * @param statement what its contributor said of how the rows were made, as JSON, to which the nonce commits
 * @param reviewPolicy the number of the policy by which it is reviewed; empty where its owner decides
 * @param recordDigest SHA-256 of its public record, in the blobs and the log; empty until signed
 */
public record Contribution(
        long id,
        long datanet,
        String contributor,
        State state,
        @ColumnName("row_count") long rows,
        @ColumnName("rejected_count") long rejected,
        Optional<String> root,
        String termsDigest,
        String nonce,
        long deadlineSeconds,
        long createdMillis,
        Optional<String> signature,
        Optional<Long> signedMillis,
        Optional<Long> commitPosition,
        Optional<String> recordDigest,
        ChainState chainState,
        String chainDetail,
        Optional<String> fileKind,
        Optional<String> mapping,
        Optional<String> statement,
        Optional<Long> reviewPolicy) {
    /** Where a contribution is in its life. */
    public enum State {
        SCREENING,
        /** No line passed screening: there is nothing to sign. */
        EMPTY,
        AWAITING_SIGNATURE,
        /** Not signed in time; its rows are forgotten. */
        EXPIRED,
        AWAITING_REVIEW,
        REVIEWED
    }

    /** Whether its contributor has agreed to the terms for it; until then it is nobody else's affair. */
    public boolean isSigned() {
        return commitPosition.isPresent();
    }

    /** What its contributor said of how the rows were made. */
    public Optional<SignedStatement> stated() {
        return statement.map(
                json -> SignedStatement.of((JsonObject) CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8))));
    }

    /** What the contributor signs. */
    public TypedData typedData(SigningDomain domain, Datanet of) {
        return domain.contribution(
                of.requireToken(),
                root.orElseThrow(() ->
                        new DatanetException(Refusal.Kind.CONFLICT, "contribution " + id + " has no row to sign for")),
                rows,
                termsDigest,
                nonce,
                deadlineSeconds);
    }
}
