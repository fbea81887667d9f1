package org.openledger.app;

import java.util.List;
import java.util.Optional;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.chain.governance.FeeSplits;
import org.openledger.chain.rights.LicenceEvents;
import org.openledger.chain.token.TokenOwners;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.Wallets;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Holds;
import org.openledger.ledger.SpendingLimits;
import org.openledger.sale.Terms;
import org.openledger.sale.Till;
import org.openledger.setting.Settings;
import org.openledger.settlement.Explanations;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.settlement.wallet.AccountWallets;
import org.openledger.verify.LogEntry;

/** What moves and explains money. */
public record MoneyParts(
        Charges charges,
        Settlement settlement,
        Explanations explanations,
        AccountWallets wallets,
        ChainLoop loop,
        Funding funding,
        Till till) {
    /** The selector of {@code transferWithAuthorization} with v, r and s (ERC-3009). */
    private static final String TRANSFER_BY_SIGNATURE = "e3ee160e";

    public static MoneyParts open(FoundationParts on, Lifecycle lifecycle) {
        String operator = on.operator().address();
        SpendingLimits limits = new SpendingLimits();
        EpochAccounts pools = Pools.openOrCreate(on.database(), on.accounts());
        Settlement settlement = new Settlement(
                on.database(),
                on.client(),
                on.contracts(),
                on.outbox(),
                on.journal(),
                limits,
                on.clock(),
                new Settlement.Options(
                        operator,
                        pools,
                        new Settlement.Schedule(
                                on.values().get(Settings.EPOCHS_LENGTH),
                                on.values().get(Settings.CLAIMS_AUTOMATIC_GWEI)),
                        on.values().get(Settings.CLAIMS_THRESHOLD_GWEI),
                        on.values().get(Settings.CLAIMS_SIGNING_TIME),
                        (tx, epoch, digest) -> on.log()
                                .append(
                                        tx,
                                        List.of(LogEntry.of(LogEntry.EPOCH, Long.toString(epoch), digest)
                                                .bytes())),
                        on.contracts().firstBlock()));
        TokenOwners owners =
                new TokenOwners(on.database(), on.client(), on.contracts(), (tx, registry, token, owner) -> {
                    if (registry == TokenOwners.Registry.DATANET) {
                        DatanetTable.own(tx, token, owner);
                    }
                });
        LicenceEvents licences =
                new LicenceEvents(on.database(), on.client(), on.bindings(), on.contracts(), DatanetTable::licensed);
        Optional<FeeSplits> splits =
                on.contracts().governing().map(governing -> new FeeSplits(on.database(), on.client(), governing));
        Optional<BuildingFees> building = on.contracts()
                .governing()
                .map(governing -> new BuildingFees(on.database(), on.client(), on.contracts(), governing));
        ChainLoop loop = lifecycle.keep(new ChainLoop(on, settlement, owners, licences, splits, building));
        Funding funding = new Funding(on, loop);
        return new MoneyParts(
                new Charges(new Holds(on.journal()), limits),
                settlement,
                new Explanations(on.journal(), pools, settlement.claims(), new ChargeEvidence()),
                new AccountWallets(
                        on.database(),
                        on.client(),
                        on.bindings(),
                        on.outbox(),
                        limits,
                        new Wallets(ContractCalls.on(on.client())),
                        on.clock(),
                        on.values().get(Settings.CLAIMS_SIGNING_TIME)),
                loop,
                funding,
                lifecycle.keep(till(on, loop)));
    }

    /** Books what the chain has and was not read, where no node runs; whether there may be more. */
    public boolean readChain() {
        return loop.read();
    }

    private static Till till(FoundationParts on, ChainLoop loop) {
        String token = on.contracts().wrappedOpen();
        return new Till(
                on.database(),
                on.client(),
                on.contracts(),
                on.outbox(),
                on.accounts(),
                new Terms(
                        on.contracts().chainId(),
                        token,
                        ChainReads.read(() -> on.bindings().wrappedOpen().name().send()),
                        on.operator().address()),
                on.clock(),
                new Till.Options(
                        on.client().code(token).contains(TRANSFER_BY_SIGNATURE),
                        on.values().get(Settings.CHAIN_DEPOSIT_TIMEOUT),
                        loop::isRead));
    }
}
