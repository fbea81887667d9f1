package org.openledger.client.credential;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some admin tokens.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record AdminTokenList(List<AdminTokenLine> list, long total) implements ListingAnswer<AdminTokenLine> {}
