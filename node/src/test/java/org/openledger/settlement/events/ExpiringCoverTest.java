package org.openledger.settlement.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openledger.settlement.Books.address;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Reservation;
import org.openledger.settlement.Books;
import org.openledger.settlement.Unsent;
import org.openledger.settlement.call.Wei;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;

@Tag("unit")
final class ExpiringCoverTest {
    private static final String BUILDER = address(1);
    private static final String ANNA = address(2);
    private static final long ENDS_SECONDS = 1_000;
    private static final SortedSet<String> NONE = new TreeSet<>();
    private static final ExpiringCover.Due NOTHING = new ExpiringCover.Due(NONE, 0, 0, NONE);

    @TempDir
    Path folder;

    private Books books;

    @BeforeEach
    void open() {
        books = new Books(MigratedDatabase.open(folder), new Unsent(), 10);
        books.depositGwei(BUILDER, 1_000);
        Reservation promised =
                books.database.transact(handle -> books.charges.promise(handle, BUILDER, "run1", 400, 1));
        assertThat(promised).isInstanceOf(Reservation.Held.class);
    }

    @AfterEach
    void close() {
        assertThat(books.fsck()).isEmpty();
        books.database.close();
    }

    @Test
    void aRewardWhoseBuilderTakesTheDepositBackIsGivenUpBeforeTheMoneyLeaves() {
        takeBack();
        assertThat(settleDue(ENDS_SECONDS / 4)).isEqualTo(NOTHING);
        assertThat(withdrawing()).isEqualTo(600);

        assertThat(settleDue(ENDS_SECONDS * 3 / 4)).isEqualTo(new ExpiringCover.Due(NONE, 1, 400, NONE));
        assertThat(withdrawing()).isEqualTo(1_000);
        assertThat(reward()).isFalse();
        assertThat(balance(LedgerAccount.contributor(ANNA))).isZero();
    }

    @Test
    void aRewardThatIsPaidInTimeIsSettledBeforeTheMoneyLeaves() {
        takeBack();
        assertThat(reward()).isTrue();
        assertThat(settleDue(ENDS_SECONDS * 3 / 4))
                .isEqualTo(new ExpiringCover.Due(new TreeSet<>(Set.of(BUILDER)), 0, 0, NONE));
        assertThat(balance(LedgerAccount.contributor(ANNA))).isEqualTo(400);
    }

    private void takeBack() {
        books.database.write(handle ->
                books.escrow.withdrawalRequested(handle, books.event(), BUILDER, Wei.ofGwei(1_000), ENDS_SECONDS));
    }

    private ExpiringCover.Due settleDue(long nowSeconds) {
        return books.database.transact(
                handle -> new ExpiringCover(books.journal).settleDue(handle, nowSeconds, nowSeconds * 1_000));
    }

    private boolean reward() {
        return books.database.transact(handle ->
                books.charges.reward(handle, BUILDER, "run1", 5, List.of(new Payment(ANNA, Role.CONTRIBUTOR, 400))));
    }

    private long withdrawing() {
        return balance(LedgerAccount.withdrawing(BUILDER));
    }

    private long balance(LedgerAccount account) {
        return books.database.<Long, RuntimeException>read(handle -> books.journal.balance(handle, account));
    }
}
