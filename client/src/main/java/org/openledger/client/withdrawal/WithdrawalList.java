package org.openledger.client.withdrawal;

import java.util.List;
import org.openledger.client.call.ListingAnswer;

/**
 * Some withdrawals of rows of a Datanet.
 *
 * @param list those that were asked for
 * @param total how many match in all
 */
public record WithdrawalList(List<WithdrawalLine> list, long total) implements ListingAnswer<WithdrawalLine> {}
