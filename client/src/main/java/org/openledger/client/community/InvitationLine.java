package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;

/**
 * An invitation to a Datanet.
 *
 * @param id its number at this node
 * @param datanet the Datanet's number
 * @param datanetName what its owner calls it
 * @param role what who takes it becomes
 * @param madeBy the address that invites
 * @param state whether it can be taken
 * @param createdMillis when it was made
 * @param expiresMillis until when it can be taken
 * @param takenBy who took it
 * @param code the secret of its link, in the answer that made it and nowhere else
 */
public record InvitationLine(
        String id,
        String datanet,
        String datanetName,
        @Words({"curator", "reviewer", "reader"}) String role,
        String madeBy,
        @Words({"open", "taken", "revoked", "expired"}) String state,
        long createdMillis,
        long expiresMillis,
        Optional<String> takenBy,
        @Example("\"oli_…\"") Optional<String> code) {}
