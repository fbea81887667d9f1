package org.openledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class EntryTest {
    private static final LedgerAccount ALICE = LedgerAccount.payer("0x" + "a".repeat(40));

    @Test
    void anEntryThatDoesNotBalanceCannotExist() {
        assertThatThrownBy(() -> entry(new Posting(LedgerAccount.ESCROW, -5), new Posting(ALICE, 4)))
                .hasMessageContaining("sum to -0.000000001 OPEN");
    }

    @Test
    void anOverflowIsNotABalance() {
        assertThatThrownBy(() -> entry(
                        new Posting(ALICE, Long.MAX_VALUE),
                        new Posting(LedgerAccount.TREASURY, Long.MAX_VALUE),
                        new Posting(LedgerAccount.ESCROW, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void anAccountIsNamedOnce() {
        assertThatThrownBy(() ->
                        entry(new Posting(ALICE, 1), new Posting(ALICE, 1), new Posting(LedgerAccount.ESCROW, -2)))
                .hasMessageContaining("twice");
    }

    @Test
    void aPostingMovesSomething() {
        assertThatThrownBy(() -> new Posting(ALICE, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountsAreKnownRolesOfLowercaseAddresses() {
        assertThat(ALICE.role()).isEqualTo(LedgerAccount.Role.PAYER);
        assertThat(ALICE.owner()).isEqualTo("0x" + "a".repeat(40));
        assertThat(LedgerAccount.commons("7").name()).isEqualTo("commons:7");
        for (String name :
                List.of("payer:0xA", "payer:0x" + "A".repeat(40), "thief:0x" + "a".repeat(40), "payer", "")) {
            assertThatThrownBy(() -> new LedgerAccount(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theHashCommitsToEveryField() {
        String genesis = EntryHash.GENESIS;
        Entry entry = entry(new Posting(LedgerAccount.ESCROW, -5), new Posting(ALICE, 5));
        List<String> hashes = List.of(
                EntryHash.of(genesis, 1, entry),
                EntryHash.of(EntryHash.of(genesis, 1, entry), 1, entry),
                EntryHash.of(genesis, 2, entry),
                EntryHash.of(genesis, 1, new Entry("x", 1, "deposit", "r", entry.postings())),
                EntryHash.of(genesis, 1, new Entry("id", 2, "deposit", "r", entry.postings())),
                EntryHash.of(genesis, 1, new Entry("id", 1, "other", "r", entry.postings())),
                EntryHash.of(genesis, 1, new Entry("id", 1, "deposit", "s", entry.postings())),
                EntryHash.of(
                        genesis,
                        1,
                        new Entry("id", 1, "deposit", "r", entry.postings().reversed())),
                EntryHash.of(genesis, 1, entry(new Posting(LedgerAccount.ESCROW, -6), new Posting(ALICE, 6))));
        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static Entry entry(Posting... postings) {
        return new Entry("id", 1, "deposit", "r", List.of(postings));
    }
}
