package org.openledger.client.row;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * What receipts say of a Datanet's rows.
 *
 * @param receipts of all Datanets that were counted
 * @param rows of this Datanet that they name or quote
 * @param list those that were asked for
 * @param total how many match in all
 */
public record DatanetCredit(long receipts, long rows, List<CreditedRowLine> list, long total)
        implements ListingAnswer<CreditedRowLine> {}
