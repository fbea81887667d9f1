package org.openledger.client.datanet;

import java.util.List;

/**
 * What receipts say of a Datanet's rows.
 *
 * @param receipts of all Datanets that were counted
 * @param rows of this Datanet that they name or quote
 * @param list a page of those rows
 */
public record DatanetCredit(long receipts, long rows, List<CreditedRowLine> list) {}
