package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
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
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.Licences;
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
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
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

    /** Random purchases, some of them asked for twice: each account has its licences, and paid exactly what they cost. */
    @Test
    void licencesAreBoughtOnceWithinWhatIsHeldAndAllowed() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        BigInteger price = OPEN.divide(BigInteger.TEN);
        String treasury = Books.address(0x7ea5);
        Licences licences = town.bindings.licences().orElseThrow();
        byte[] terms = offer(licences, price, treasury);
        BigInteger licence =
                licences.licenceIdOf(BigInteger.ONE, BigInteger.ONE, terms).send();
        Credentials[] people = {Town.payer(20), Town.payer(21)};
        for (Credentials person : people) {
            town.deposit("of:" + ChainClient.address(person), person, OPEN);
            town.send(
                    "give:" + ChainClient.address(person),
                    town.contracts.wrappedOpen(),
                    town.bindings.wrappedOpen().transfer(ChainClient.address(person), OPEN),
                    BigInteger.ZERO);
        }
        follow();
        Map<String, Long> bought = new HashMap<>();
        for (int round = 0; round < 10; round++) {
            Credentials buyer = people[random.nextInt(people.length)];
            String address = ChainClient.address(buyer);
            long amount = 1L + random.nextInt(4);
            AccountWallets.Licences wanted = wanted(terms, amount, price);
            String id = "l" + round;
            if (bought.getOrDefault(address, 0L) + amount > 10) {
                assertThatThrownBy(() -> wallets.buy(id, signer(buyer), wanted))
                        .as("seed " + seed)
                        .hasMessageContaining("Nothing was done");
                continue;
            }
            String key = wallets.buy(id, signer(buyer), wanted);
            assertThat(wallets.buy(id, signer(buyer), wanted)).isEqualTo(key);
            town.confirmed(key);
            bought.merge(address, amount, Math::addExact);
        }
        long all = bought.values().stream().mapToLong(Long::longValue).sum();
        for (Credentials person : people) {
            String address = ChainClient.address(person);
            BigInteger has = BigInteger.valueOf(bought.getOrDefault(address, 0L));
            assertThat(licences.balanceOf(address, licence).send())
                    .as("seed " + seed)
                    .isEqualTo(has);
            assertThat(wallets.holdings(address).tokenWei())
                    .as("seed " + seed)
                    .isEqualTo(OPEN.subtract(price.multiply(has)));
        }
        assertThat(wallets.holdings(treasury).tokenWei()).isEqualTo(price.multiply(BigInteger.valueOf(all)));

        Credentials poor = Town.payer(22);
        town.send(
                "give:poor",
                town.contracts.wrappedOpen(),
                town.bindings.wrappedOpen().transfer(ChainClient.address(poor), OPEN),
                BigInteger.ZERO);
        assertThatThrownBy(() -> wallets.buy("unlimited", signer(poor), wanted(terms, 1, price)))
                .hasMessageContaining("raise the spending limit");
        town.send("revoke", licences.getContractAddress(), licences.revoke(BigInteger.ONE, terms), BigInteger.ZERO);
        town.deposit("of:poor", poor, OPEN);
        follow();
        String late = wallets.buy("late", signer(poor), wanted(terms, 1, price));
        assertThatThrownBy(() -> town.confirmed(late)).hasMessageContaining("was not confirmed");
        assertThat(wallets.holdings(ChainClient.address(poor)).tokenWei()).isEqualTo(OPEN);
    }

    private static AccountWallets.Licences wanted(byte[] terms, long amount, BigInteger price) {
        return new AccountWallets.Licences("1", 1, Hex.of(terms), amount, price.multiply(BigInteger.valueOf(amount)));
    }

    /** A Datanet of the operator's with one version, whose licences go to a treasury; the terms' id. */
    private byte[] offer(Licences licences, BigInteger price, String treasury) {
        var datanets = town.bindings.datanetRegistry();
        String at = datanets.getContractAddress();
        byte[] word = new byte[32];
        word[0] = 'L';
        DatanetRegistry.UsageLicence own = new DatanetRegistry.UsageLicence(word, BigInteger.valueOf(15), new byte[32]);
        Licences.Terms terms = new Licences.Terms(
                word,
                BigInteger.valueOf(15),
                true,
                price,
                BigInteger.ZERO,
                true,
                false,
                BigInteger.ZERO,
                true,
                false,
                false,
                false,
                BigInteger.ZERO,
                "");
        byte[] id = Hashes.keccak256(Hex.parse(FunctionEncoder.encodeConstructor(List.of(terms))));
        town.send("datanet", at, datanets.createDatanet("Birds", word, "", own), BigInteger.ZERO);
        town.send("treasury", at, datanets.setTreasury(BigInteger.ONE, treasury), BigInteger.ZERO);
        town.send("version", at, datanets.publishVersion(BigInteger.ONE, word, BigInteger.TEN, word), BigInteger.ZERO);
        town.send("terms", licences.getContractAddress(), licences.registerTerms(terms), BigInteger.ZERO);
        town.send("offer", licences.getContractAddress(), licences.offer(BigInteger.ONE, id), BigInteger.ZERO);
        return id;
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
