package org.openledger.client.datanet;

import java.util.Optional;
import org.openledger.client.shape.Words;
import org.openledger.client.statement.CollectionStatement;

/**
 * A contribution to a Datanet.
 *
 * @param id its number
 * @param datanet the Datanet's number
 * @param contributor the address that gave it
 * @param contributorName what the node calls the contributor
 * @param timeMillis when it was uploaded
 * @param state how far it is
 * @param rowsSubmitted lines of the upload
 * @param rowsPassed rows that passed screening
 * @param rowsAccepted rows that the owner accepted
 * @param rowsRejected lines that are not in
 * @param rowsHeld rows that wait for the owner's own word
 * @param rowsUnseen rows that were accepted and that the owner was not shown
 * @param root of the Merkle tree over its rows; empty while it has none
 * @param chainState how far its record on chain is
 * @param file what its file was
 * @param mapping which column of the file each field was taken from, such as {@code instruction=question,response=answer}
 * @param statement what the contributor said of how its rows were made, where anything was
 * @param rowsWithdrawn rows that the contributor took back
 * @param decidedBy whether the owner decides on it, or a quorum of votes; or whether its rows were taken at once under a bond
 * @param quorum how many votes that agree decide a row; 0 where the owner decides
 * @param votesEndMillis until when votes are taken, where any are and it is signed
 * @param awaitsAnswer whether a reviewer asked the contributor and has no answer yet
 */
public record ContributionLine(
        String id,
        String datanet,
        String contributor,
        Optional<String> contributorName,
        long timeMillis,

        @Words({"screening", "empty", "screened", "expired", "signed", "reviewed"})
        String state,

        long rowsSubmitted,
        long rowsPassed,
        long rowsAccepted,
        long rowsRejected,
        long rowsHeld,
        long rowsUnseen,
        String root,
        String chainState,
        Optional<String> file,
        Optional<String> mapping,
        Optional<CollectionStatement> statement,
        long rowsWithdrawn,
        @Words({"owner", "quorum", "bond"}) String decidedBy,
        long quorum,
        Optional<Long> votesEndMillis,
        boolean awaitsAnswer) {}
