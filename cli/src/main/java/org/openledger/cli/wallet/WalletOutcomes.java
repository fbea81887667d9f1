package org.openledger.cli.wallet;

import org.openledger.cli.option.JsonOption;
import org.openledger.client.wallet.WalletOutcome;

/** What became of what an account asked, for people: a sentence, and the document that a wallet has to sign. */
final class WalletOutcomes {
    private WalletOutcomes() {}

    static void print(WalletOutcome outcome, JsonOption json) {
        json.print(outcome, () -> {
            System.out.println(outcome.says());
            outcome.key().ifPresent(key -> System.out.println("transaction " + key + ": openledger outbox list --all"));
            outcome.typedData().ifPresent(document -> {
                System.out.println("The account's wallet signs this, on the node's page or elsewhere:");
                System.out.println(document);
            });
        });
    }
}
