package org.openledger.app;

import java.util.List;
import org.openledger.chain.token.TokenOwners;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Holds;
import org.openledger.ledger.SpendingLimits;
import org.openledger.setting.Settings;
import org.openledger.settlement.Explanations;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.epoch.EpochAccounts;
import org.openledger.verify.LogEntry;

/** What moves and explains money. */
public record MoneyParts(
        Charges charges, Settlement settlement, Explanations explanations, ChainLoop loop, Funding funding) {
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
        ChainLoop loop = lifecycle.keep(new ChainLoop(on, settlement, owners));
        Funding funding = new Funding(on, loop);
        return new MoneyParts(
                new Charges(new Holds(on.journal()), limits),
                settlement,
                new Explanations(on.journal(), pools, settlement.claims(), new ChargeEvidence()),
                loop,
                funding);
    }
}
