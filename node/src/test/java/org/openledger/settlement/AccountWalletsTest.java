package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.OutboxEntry;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.IdentityException;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedData;
import org.openledger.identity.Wallets;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.wallet.AccountWallets;
import org.openledger.settlement.wallet.Holdings;
import org.openledger.settlement.wallet.SignedLimit;
import org.openledger.settlement.wallet.SignedPayout;
import org.web3j.crypto.Credentials;
import org.web3j.utils.Numeric;

/** What accounts ask of their own money, on a real chain: once for a call, to the gwei, and by nobody else's signature. */
@Tag("integration")
final class AccountWalletsTest {
    private static final long DELAY_SECONDS = 12;
    private static final BigInteger OPEN = BigInteger.TEN.pow(18);
    private static final long ONE_OPEN_GWEI = 1_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong aheadSeconds = new AtomicLong();
    private final InstantSource clock = () -> Instant.now().plusSeconds(aheadSeconds.get());
    private Town town;
    private AccountWallets wallets;

    @BeforeEach
    void open() {
        town = new Town(folder, clock, DELAY_SECONDS);
        town.bond();
        wallets = new AccountWallets(
                town.database,
                town.client,
                town.bindings,
                town.outbox,
                town.limits,
                new Wallets(ContractCalls.on(town.client)),
                clock,
                Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        town.close();
    }

    private static Signer signer(Credentials of) {
        return Signer.of(Numeric.toBytesPadded(of.getEcKeyPair().getPrivateKey(), 32));
    }

    private static String sign(Credentials by, TypedData document) {
        return Signature.format(signer(by).sign(document.digest()));
    }

    private void follow() {
        while (town.settlement.step() > 0) {
            // until nothing is new
        }
    }

    private long allowedGwei(String payer) {
        return town.database.<Long, RuntimeException>read(handle -> town.limits.remaining(handle, payer));
    }

    @Test
    void aLimitIsThePayersOwnWordAndCountsOnce() {
        Credentials payer = Town.payer(1);
        String address = ChainClient.address(payer);
        town.deposit("first", payer, OPEN);
        follow();
        SignedLimit limit = wallets.limit(address, 7, wallets.deadlineSeconds());
        TypedData document = wallets.document(limit);
        assertThatThrownBy(() -> wallets.set("x", limit, sign(Town.payer(2), document)))
                .isInstanceOf(IdentityException.class);
        String key = wallets.set("x", limit, sign(payer, document));
        assertThat(wallets.set("x", limit, sign(payer, document))).isEqualTo(key);
        town.confirmed(key);
        follow();
        assertThat(allowedGwei(address)).isEqualTo(7);
        assertThatThrownBy(() -> wallets.set("y", limit, sign(payer, document)))
                .isInstanceOf(SettlementException.class)
                .hasMessageContaining("has set the limit since");
    }

    @Test
    void aDepositComesBackAfterItsDelayWithoutAskingAgain() {
        Credentials payer = Town.payer(3);
        String address = ChainClient.address(payer);
        town.deposit("first", payer, OPEN.shiftLeft(1));
        follow();
        String first = ask(payer, "a", 2 * ONE_OPEN_GWEI);
        town.confirmed("payout/a/request");
        String second = ask(payer, "b", ONE_OPEN_GWEI);
        assertThat(ask(payer, "b", ONE_OPEN_GWEI)).isEqualTo(second);
        assertThat(town.outbox.find(first).orElseThrow().state())
                .as("the later request replaces the earlier one")
                .isEqualTo(OutboxEntry.State.CANCELLED);
        town.confirmed("payout/b/request");
        assertThat(town.outbox.find(second).orElseThrow().state()).isEqualTo(OutboxEntry.State.QUEUED);
        assertThat(wallets.holdings(address).askedBackWei()).isEqualTo(OPEN);
        assertThatThrownBy(() -> ask(payer, "c", 3 * ONE_OPEN_GWEI)).hasMessageContaining("Nothing was done");
        town.confirmed(second);
        Holdings after = wallets.holdings(address);
        assertThat(after.nativeWei()).isEqualTo(OPEN);
        assertThat(after.depositWei()).isEqualTo(OPEN);
        follow();
        assertThat(town.fsck()).isEmpty();
    }

    private String ask(Credentials payer, String id, long gwei) {
        SignedPayout payout = new SignedPayout(
                ChainClient.address(payer),
                Wei.ofGwei(gwei),
                true,
                BigInteger.valueOf(id.hashCode()),
                wallets.deadlineSeconds());
        return wallets.pay(id, payout, sign(payer, wallets.document(payout)));
    }

    /** Random transfers between accounts, some of them asked for twice: nothing is made or lost, and nobody sends what they lack. */
    @Test
    void transfersMoveWhatIsThereOnceAndNoMore() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, Long> expected = new HashMap<>();
        Credentials[] people = {Town.payer(10), Town.payer(11), Town.payer(12)};
        for (Credentials person : people) {
            String address = ChainClient.address(person);
            town.send(
                    "give:" + address,
                    town.contracts.wrappedOpen(),
                    town.bindings.wrappedOpen().transfer(address, OPEN),
                    BigInteger.ZERO);
            expected.put(address, ONE_OPEN_GWEI);
        }
        String stranger = Books.address(0x5151);
        long nativeGwei = 0;
        for (int round = 0; round < 12; round++) {
            Credentials from = people[random.nextInt(people.length)];
            String sender = ChainClient.address(from);
            boolean paidNative = random.nextInt(3) == 0;
            String to = paidNative ? stranger : ChainClient.address(people[random.nextInt(people.length)]);
            long gwei = 1 + random.nextLong(ONE_OPEN_GWEI);
            String id = "t" + round;
            if (gwei > expected.getOrDefault(sender, 0L)) {
                assertThatThrownBy(() -> wallets.transfer(id, signer(from), to, gwei, paidNative))
                        .as("seed " + seed)
                        .hasMessageContaining("Nothing was done");
                continue;
            }
            String key = wallets.transfer(id, signer(from), to, gwei, paidNative);
            assertThat(wallets.transfer(id, signer(from), to, gwei, paidNative)).isEqualTo(key);
            town.confirmed(key);
            expected.merge(sender, -gwei, Math::addExact);
            if (paidNative) {
                nativeGwei += gwei;
            } else {
                expected.merge(to, gwei, Math::addExact);
            }
        }
        for (Map.Entry<String, Long> person : expected.entrySet()) {
            assertThat(wallets.holdings(person.getKey()).tokenWei())
                    .as("seed " + seed)
                    .isEqualTo(Wei.ofGwei(person.getValue()));
        }
        assertThat(wallets.holdings(stranger).nativeWei()).as("seed " + seed).isEqualTo(Wei.ofGwei(nativeGwei));
    }

    @Test
    void theFaucetGivesOnceADay() {
        String account = Books.address(0x6161);
        assertThat(wallets.giftGwei(account)).isEqualTo(AccountWallets.GIFT_GWEI);
        town.confirmed(wallets.give(account));
        assertThat(wallets.holdings(account).nativeWei()).isEqualTo(Wei.ofGwei(AccountWallets.GIFT_GWEI));
        assertThat(wallets.giftGwei(account)).isZero();
        assertThatThrownBy(() -> wallets.give(account)).hasMessageContaining("of today");
        aheadSeconds.addAndGet(Duration.ofDays(1).toSeconds());
        town.confirmed(wallets.give(account));
        assertThat(wallets.movements(account, 10)).hasSize(2);
    }
}
