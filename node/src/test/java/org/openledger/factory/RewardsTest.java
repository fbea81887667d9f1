package org.openledger.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.factory.RunValue.OfContributor;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;

@Tag("unit")
final class RewardsTest {
    private static final List<String> DATANETS = List.of("7", "3", "7");

    @Test
    void everyGweiOfAnyRewardGoesToSomebodyAndNobodyIsPaidForHarm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<OfContributor> values = new ArrayList<>();
            for (int i = random.nextInt(9); i >= 0; i--) {
                long nanonats = random.nextInt(4) == 0
                        ? -random.nextLong(1_000_000)
                        : random.nextLong(random.nextBoolean() ? 3 : 2_000_000_000L);
                values.add(value(i, nanonats));
            }
            long gwei = 1 + random.nextLong(random.nextBoolean() ? 5 : 1_000_000_000_000_000L);
            List<Payment> payments = Rewards.divide(gwei, values, 0.1, DATANETS);
            assertThat(payments.stream().mapToLong(Payment::gwei).sum())
                    .as("seed %d", seed)
                    .isEqualTo(gwei);
            long whole = values.stream()
                    .mapToLong(each -> Math.max(0, each.nanonats()))
                    .sum();
            for (Payment payment : payments) {
                if (payment.role() == Role.CONTRIBUTOR) {
                    long own = values.stream()
                            .filter(each -> each.contributor().equals(payment.account()))
                            .mapToLong(OfContributor::nanonats)
                            .sum();
                    assertThat(own).as("seed %d", seed).isPositive();
                    assertThat(Math.abs(payment.gwei() - (double) gwei * own / whole))
                            .as("seed %d", seed)
                            .isLessThan(1.001);
                }
            }
        }
    }

    @Test
    void largestRemaindersGoFirstAndTheEarlierAddressWhereTheyAreEqual() {
        List<OfContributor> values = List.of(value(3, 1), value(1, 1), value(2, 1));
        assertThat(Rewards.divide(5, values, 0.1, DATANETS))
                .extracting(Payment::account, Payment::gwei)
                .containsExactly(tuple(address(1), 2L), tuple(address(2), 2L), tuple(address(3), 1L));
    }

    @Test
    void whatNobodyEarnedGoesToTheCommonsOfEachDatanetOnce() {
        List<Payment> ofHarm = Rewards.divide(5, List.of(value(1, -4), value(2, 0)), 0.1, DATANETS);
        assertThat(ofHarm)
                .extracting(Payment::account, Payment::gwei)
                .containsExactly(tuple("commons:3", 3L), tuple("commons:7", 2L));
        assertThat(Rewards.divide(5, List.of(value(1, 4)), 0, DATANETS)).isEqualTo(ofHarm);
    }

    private static OfContributor value(int number, long nanonats) {
        return new OfContributor(address(number), 1, nanonats, nanonats, nanonats);
    }

    private static String address(int number) {
        return "0x" + "%040x".formatted(number);
    }
}
