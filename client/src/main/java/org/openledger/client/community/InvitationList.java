package org.openledger.client.community;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some invitations to a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record InvitationList(List<InvitationLine> list, long total) implements ListingAnswer<InvitationLine> {}
