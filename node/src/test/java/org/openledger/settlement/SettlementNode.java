package org.openledger.settlement;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.openledger.chain.ChainClient;
import org.openledger.chain.local.LocalChain;
import org.openledger.settlement.call.Wei;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.AuditedShare;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Role;
import org.web3j.crypto.Credentials;

/** A process to be killed: answers, closes epochs and claims for ever, and prints each answer's id once it is charged. */
final class SettlementNode {
    static final String ANNA = Books.address(0xa2);
    static final String BEN = Books.address(0xa3);

    static final List<Payment> PAYMENTS = List.of(
            new Payment("treasury", Role.TREASURY, 10),
            new Payment(Town.OPERATOR, Role.OPERATOR, 20),
            new Payment(ANNA, Role.CONTRIBUTOR, 47),
            new Payment(BEN, Role.CONTRIBUTOR, 23),
            new Payment(ANNA, Role.WAITING, 31),
            new Payment("commons:1", Role.COMMONS, 3));

    /** Ben made every answer worse, by 9 gwei, of which 4 are sure. */
    static final AuditedAnswer BROUGHT = new AuditedAnswer(
            List.of("1"), List.of(new AuditedShare(ANNA, 47, 31, 33, 0, 0), new AuditedShare(BEN, 23, 0, 0, 9, 4)));

    static final long WINDOW_SECONDS = 1;

    private SettlementNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        String run = arguments[1];
        Credentials payer = Town.payer(1);
        Town town = new Town(folder, InstantSource.system(), WINDOW_SECONDS);
        town.bond();
        town.deposit("1", payer, Wei.ofGwei(1_000_000_000));
        System.out.println(
                "> ready " + ((LocalChain) town.chain).process().orElseThrow().pid());
        for (int round = 0; round < Integer.MAX_VALUE; round++) {
            town.settlement.step();
            String receipt = run + "-" + round;
            town.answer(ChainClient.address(payer), receipt, PAYMENTS, BROUGHT);
            System.out.println("> charged " + receipt);
            if (round % 5 == 4) {
                town.settlement.close(round);
                town.settlement.claimAll();
            }
            Thread.sleep(20);
        }
    }
}
