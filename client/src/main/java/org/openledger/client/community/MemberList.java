package org.openledger.client.community;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some members of a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record MemberList(List<MemberLine> list, long total) implements ListingAnswer<MemberLine> {}
