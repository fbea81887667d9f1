package org.openledger.settlement;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.openledger.chain.ChainClient;
import org.openledger.verify.Receipt.Payment;
import org.web3j.crypto.Credentials;

/** A process to be killed: answers, closes epochs and claims for ever, and prints each answer's id once it is charged. */
final class SettlementNode {
    static final List<Payment> PAYMENTS = List.of(
            new Payment("treasury", "treasury", 10),
            new Payment(Town.OPERATOR, "operator", 20),
            new Payment(Books.address(0xa2), "contributor", 47),
            new Payment(Books.address(0xa3), "contributor", 23));

    static final long WINDOW_SECONDS = 1;

    private SettlementNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        String run = arguments[1];
        Credentials payer = Town.payer(1);
        Town town = new Town(folder, InstantSource.system(), WINDOW_SECONDS);
        town.bond();
        town.deposit("1", payer, Wei.ofGwei(1_000_000_000));
        System.out.println("> ready " + town.chain.process().orElseThrow().pid());
        for (int round = 0; round < Integer.MAX_VALUE; round++) {
            town.settlement.step();
            String receipt = run + "-" + round;
            town.answer(ChainClient.address(payer), receipt, PAYMENTS);
            System.out.println("> charged " + receipt);
            if (round % 5 == 4) {
                town.settlement.close(round);
                town.settlement.claimAll();
            }
            Thread.sleep(20);
        }
    }
}
