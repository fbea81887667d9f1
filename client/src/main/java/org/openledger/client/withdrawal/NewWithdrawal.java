package org.openledger.client.withdrawal;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * Which rows of a Datanet are taken back. Give exactly one of {@code rows}, {@code contribution} and {@code all}.
 *
 * @param contributor the address that gave them
 * @param rows their leaves
 * @param contribution all rows of this contribution
 * @param all all that the contributor gave to the Datanet
 */
public record NewWithdrawal(
        String contributor,

        @WhenAbsent("[]") @Example("[\"4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1\"]")
        List<String> rows,

        Optional<String> contribution,
        Optional<Boolean> all) {
    public static NewWithdrawal ofRows(String contributor, List<String> rows) {
        return new NewWithdrawal(contributor, rows, Optional.empty(), Optional.empty());
    }

    public static NewWithdrawal ofContribution(String contributor, String contribution) {
        return new NewWithdrawal(contributor, List.of(), Optional.of(contribution), Optional.empty());
    }

    public static NewWithdrawal ofAll(String contributor) {
        return new NewWithdrawal(contributor, List.of(), Optional.empty(), Optional.of(true));
    }
}
