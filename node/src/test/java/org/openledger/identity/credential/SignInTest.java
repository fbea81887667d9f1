package org.openledger.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.identity.Address;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.IdentityException;
import org.openledger.identity.SignInKey;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedData;
import org.openledger.identity.Wallets;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.web3j.crypto.Sign;

@Tag("unit")
final class SignInTest {
    private static final URI SITE = URI.create("http://127.0.0.1:8080");
    private static final long CHAIN = 31_337;
    private static final Sessions.From FROM = new Sessions.From("a browser", "127.0.0.1");

    @TempDir
    Path folder;

    private final Signer wallet = Signer.of(filled(7));
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Database database;
    private Sessions sessions;
    private SignIns signIns;

    @BeforeEach
    void open() {
        database = MigratedDatabase.open(folder);
        InstantSource clock = () -> now;
        sessions = new Sessions(database, clock);
        signIns = signIns(CHAIN, 1);
    }

    private SignIns signIns(long chain, int key) {
        return new SignIns(
                database,
                new Wallets(ContractCalls.none()),
                sessions,
                chain,
                () -> now,
                new SignInKey(filled(key)),
                SignIns.Limits.STANDARD);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWalletSignsInAndOut() {
        String message = signIns.ask(SITE, wallet.address());
        SignIns.Session session = signIns.signIn(SITE, message, sign(wallet, message), FROM);
        assertThat(session.address()).isEqualTo(wallet.address());
        assertThat(sessions.lookup(session.token()).map(Sessions.Session::address))
                .contains(wallet.address());
        sessions.signOut(session.token());
        assertThat(sessions.lookup(session.token())).isEmpty();
    }

    @Test
    void aMessageSeenByAnotherCannotBeUsedAgain() {
        String message = signIns.ask(SITE, wallet.address());
        signIns.signIn(SITE, message, sign(wallet, message), FROM);
        assertThatThrownBy(() -> signIns.signIn(SITE, message, sign(wallet, message), FROM))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("nonce");
    }

    @Test
    void aRefusedSignInDoesNotUseItsMessageUp() {
        String message = signIns.ask(SITE, wallet.address());
        assertThatThrownBy(() -> signIns.signIn(SITE, message, sign(Signer.of(filled(9)), message), FROM))
                .hasMessageContaining("not one of");
        assertThat(signIns.signIn(SITE, message, sign(wallet, message), FROM).address())
                .isEqualTo(wallet.address());
    }

    @Test
    void askingKeepsNothingAndTakesSignInFromNobody() {
        String honest = signIns.ask(SITE, wallet.address());
        for (int asked = 0; asked < 100_000; asked++) {
            signIns.ask(SITE, "0x" + "1".repeat(40));
        }
        assertThat(database.<Long, RuntimeException>read(SignInTable::countNonces))
                .isZero();
        signIns.signIn(SITE, honest, sign(wallet, honest), FROM);
        String after = signIns.ask(SITE, wallet.address());
        signIns.signIn(SITE, after, sign(wallet, after), FROM);
        assertThat(database.<Long, RuntimeException>read(SignInTable::countNonces))
                .isEqualTo(2);
    }

    @Test
    void usedNoncesAreForgottenWhenTheyExpire() {
        String first = signIns.ask(SITE, wallet.address());
        signIns.signIn(SITE, first, sign(wallet, first), FROM);
        now = now.plus(Duration.ofDays(1));
        String second = signIns.ask(SITE, wallet.address());
        signIns.signIn(SITE, second, sign(wallet, second), FROM);
        assertThat(database.<Long, RuntimeException>read(SignInTable::countNonces))
                .isEqualTo(1);
    }

    /** The wallet signs each changed message, so that nothing but the change refuses it. */
    @Test
    void aMessageThatIsChangedAnywhereIsRefused() {
        String message = signIns.ask(SITE, wallet.address());
        Signer other = Signer.of(filled(9));
        SignInMessage asked = SignInMessage.parse(message);
        Map<String, String> changed = Map.ofEntries(
                Map.entry("scheme", "https://" + message),
                Map.entry("domain", message.replaceFirst("127.0.0.1:8080", "127.0.0.1:9090")),
                Map.entry(
                        "address",
                        message.replace(Address.checksummed(wallet.address()), Address.checksummed(other.address()))),
                Map.entry("statement", message.replace("\n\n\nURI", "\n\nI agree to all.\n\nURI")),
                Map.entry("uri", message.replace("URI: http:", "URI: https:")),
                Map.entry("chain", message.replace("Chain ID: 31337", "Chain ID: 1")),
                Map.entry(
                        "nonce",
                        message.replace(asked.nonce(), "0".repeat(asked.nonce().length()))),
                Map.entry("short nonce", message.replace(asked.nonce(), "abcdefgh12345678")),
                Map.entry("issued", message.replace("Issued At: 2026-11-21T10", "Issued At: 2026-11-21T09")),
                Map.entry("expiry", message.replace("Expiration Time: 2026", "Expiration Time: 2027")),
                Map.entry("no expiry", message.replaceFirst("\nExpiration Time: .*", "")),
                Map.entry("not before", message + "\nNot Before: 2026-11-21T10:00:00Z"),
                Map.entry("request id", message + "\nRequest ID: 1"),
                Map.entry("resources", message + "\nResources:\n- https://evil.example"));
        changed.forEach((field, text) -> {
            assertThat(text).as(field).isNotEqualTo(message);
            Signer signer = field.equals("address") ? other : wallet;
            assertThatThrownBy(() -> signIns.signIn(SITE, text, sign(signer, text), FROM))
                    .as(field)
                    .isInstanceOf(IdentityException.class);
        });
        signIns.signIn(SITE, message, sign(wallet, message), FROM);
    }

    @Test
    void randomChangesOfAMessageAreRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String message = signIns.ask(SITE, wallet.address());
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(message);
            int place = random.nextInt(message.length());
            text.setCharAt(place, (char) (text.charAt(place) ^ (1 << random.nextInt(7))));
            assertThatThrownBy(() -> signIns.signIn(SITE, text.toString(), sign(wallet, text.toString()), FROM))
                    .as("seed " + seed)
                    .isInstanceOf(IdentityException.class);
        }
    }

    @Test
    void messagesForOthersAreRefused() {
        URI elsewhere = URI.create("https://evil.example");
        String foreignSite = signIns.ask(elsewhere, wallet.address());
        assertThatThrownBy(() -> signIns.signIn(SITE, foreignSite, sign(wallet, foreignSite), FROM))
                .hasMessageContaining("evil.example");
        SignIns ofAnotherChain = signIns(1, 1);
        String foreignChain = ofAnotherChain.ask(SITE, wallet.address());
        assertThatThrownBy(() -> signIns.signIn(SITE, foreignChain, sign(wallet, foreignChain), FROM))
                .hasMessageContaining("chain 31337");
        SignIns ofAnotherNode = signIns(CHAIN, 2);
        String foreignNode = ofAnotherNode.ask(SITE, wallet.address());
        assertThatThrownBy(() -> signIns.signIn(SITE, foreignNode, sign(wallet, foreignNode), FROM))
                .hasMessageContaining("not as this node wrote it");
    }

    @Test
    void timeEndsMessagesAndSessions() {
        String message = signIns.ask(SITE, wallet.address());
        SignIns.Session session = signIns.signIn(SITE, message, sign(wallet, message), FROM);
        String later = signIns.ask(SITE, wallet.address());
        now = now.plus(Duration.ofDays(1));
        assertThat(sessions.lookup(session.token())).isEmpty();
        assertThatThrownBy(() -> signIns.signIn(SITE, later, sign(wallet, later), FROM))
                .hasMessageContaining("expired");
    }

    @Test
    void aMessageComesBackAsItWasFormatted() {
        String message = message("abcdefgh12345678");
        assertThat(SignInMessage.parse(message).format()).isEqualTo(message);
        String withStatement = message.replace("\n\n\nURI", "\n\nLet me in\n\nURI");
        assertThat(SignInMessage.parse(withStatement).statement()).isEqualTo("Let me in");
        assertThat(SignInMessage.parse(withStatement + "\nRequest ID: 1\nResources:\n- ipfs://x\n- https://y")
                        .nonce())
                .isEqualTo("abcdefgh12345678");
    }

    @Test
    void malformedMessagesAreNamed() {
        String message = message("abcdefgh12345678");
        for (String broken : new String[] {
            "",
            "hello",
            message.replace("Version: 1", "Version: 2"),
            message.replace("Nonce: ", "Nonsense: "),
            message.replace("Chain ID: 31337", "Chain ID: many"),
            message + "\nAdmin: yes",
            "x".repeat(SignInMessage.MAX_CHARACTERS + 1)
        }) {
            assertThatThrownBy(() -> SignInMessage.parse(broken)).isInstanceOf(IdentityException.class);
        }
    }

    @Test
    void aSecondValidFormOfASignatureIsRefused() {
        byte[] hash = Wallets.personalDigest("x".getBytes(StandardCharsets.UTF_8));
        byte[] signature = wallet.sign(hash);
        byte[] high = signature.clone();
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] flipped = Sign.CURVE_PARAMS.getN().subtract(s).toByteArray();
        System.arraycopy(flipped, flipped.length - 32, high, 32, 32);
        high[64] = (byte) (signature[64] == 27 ? 28 : 27);
        assertThatThrownBy(() -> Signature.recover(hash, high)).hasMessageContaining("high s");
    }

    /** The example of EIP-712 itself: "Cow" sends mail to "Bob", signed with keccak256("cow"). */
    @Test
    void typedDataHashesAsTheEipSays() {
        String json = """
                {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},
                {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],
                "Person":[{"name":"name","type":"string"},{"name":"wallet","type":"address"}],
                "Mail":[{"name":"from","type":"Person"},{"name":"to","type":"Person"},{"name":"contents","type":"string"}]},
                "primaryType":"Mail","domain":{"name":"Ether Mail","version":"1","chainId":1,
                "verifyingContract":"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"},
                "message":{"from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
                "to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},"contents":"Hello, Bob!"}}""";
        TypedData data = new TypedData(json);
        assertThat(Signature.format(data.digest()))
                .isEqualTo("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
        new Wallets(ContractCalls.none())
                .requireSigned(
                        "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826",
                        data,
                        "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                                + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c");
        assertThatThrownBy(() -> new TypedData("{}").digest()).isInstanceOf(IdentityException.class);
    }

    private String message(String nonce) {
        return SignInMessage.ask(
                        SITE.getAuthority(),
                        wallet.address(),
                        SITE.toString(),
                        CHAIN,
                        nonce,
                        now,
                        now.plus(Duration.ofHours(1)))
                .format();
    }

    private static String sign(Signer signer, String message) {
        return Signature.format(signer.sign(Wallets.personalDigest(message.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] filled(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
