package org.openledger.api.account;

import java.util.Optional;
import java.util.function.Function;
import org.openledger.chain.ChainClient;
import org.openledger.chain.explorer.Explorer;
import org.openledger.factory.Runs;
import org.openledger.receipt.Receipts;
import org.openledger.settlement.Explanations;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.epoch.EpochLists;
import org.openledger.settlement.wallet.AccountWallets;

/**
 * What routes of money reach: deposits, earnings, epochs and claims.
 *
 * @param receipts which an account's earnings name
 * @param wallets what accounts hold on chain
 * @param explorer of the chain's transactions and blocks
 * @param owners of Datanets, by their ids on chain
 * @param runs whose rewards are among them
 */
public record SettlementParts(
        Settlement settlement,
        EpochLists lists,
        Explanations explanations,
        Receipts receipts,
        Function<String, Optional<String>> owners,
        Runs runs,
        ChainClient chain,
        AccountWallets wallets,
        Explorer explorer,
        Deposits deposits) {

    /** Brings money of the operator into the escrow for a payer, and waits until it can be spent. */
    @FunctionalInterface
    public interface Deposits {
        /** @param id of this deposit; with the same one again nothing is deposited again */
        void deposit(String id, String payer, long gwei);
    }
}
