package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.app.MoneyParts;
import org.openledger.chain.ChainException;
import org.openledger.chain.OutboxEntry;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.SpendingLimits;
import org.openledger.settlement.Settlement;

@Tag("integration")
final class FundingTest {
    private static final long GWEI = 7_000;

    @TempDir
    Path folder;

    @Test
    void aDepositThatOutlivesTheProcessCanBeSpent() {
        Path data = folder.resolve("data");
        String payer;
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(Loop.configuration(data), lifecycle);
            payer = on.accounts().create("payer").address();
            MoneyParts money = MoneyParts.open(on, lifecycle);
            money.funding().bond(on.bondWei());
            on.outbox().close();
            assertThatThrownBy(() -> money.funding().deposit("once", payer, GWEI))
                    .isInstanceOf(ChainException.class);
            // Asked for again after the answer was lost, it is still one deposit; the operator cannot pay for the
            // other.
            assertThatThrownBy(() -> money.funding().deposit("once", payer, GWEI))
                    .isInstanceOf(ChainException.class);
            assertThatThrownBy(() -> money.funding().deposit("too much", payer(on), Long.MAX_VALUE))
                    .hasMessageContaining("Nothing was done");
            assertThat(on.outbox().inState(OutboxEntry.State.QUEUED, 100))
                    .extracting(OutboxEntry::key)
                    .filteredOn(each -> each.startsWith("deposit/"))
                    .containsExactly("deposit/once/wrap", "deposit/once/deposit", "deposit/once/limit");
        }
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(Loop.configuration(data), lifecycle);
            Settlement settlement = MoneyParts.open(on, lifecycle).settlement();
            Loop.until(
                    () -> {
                        settlement.step();
                        return on.database()
                                .<Long, RuntimeException>read(handle -> new SpendingLimits().remaining(handle, payer));
                    },
                    remaining -> remaining == GWEI);
            assertThat(on.database()
                            .<Long, RuntimeException>read(
                                    handle -> on.journal().available(handle, LedgerAccount.payer(payer))))
                    .isEqualTo(GWEI);
        }
    }

    private static String payer(FoundationParts on) {
        return on.accounts().create("another").address();
    }
}
