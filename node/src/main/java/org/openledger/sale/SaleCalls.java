package org.openledger.sale;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.WrappedOpen;
import org.openledger.identity.Signature;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

/** What the contracts are asked and told for payments by signature, as transaction data, and the keys of those transactions. */
final class SaleCalls {
    /** What lets the escrow take the operator's tokens; requested at the node's first start. */
    static final String APPROVE = "operator/approve";

    private static final String TAKING_KEYS = "x402-take/";
    private static final String KEYS = "x402/";
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    /** More than there will ever be, and little enough for the escrow's numbers. */
    private static final BigInteger UNLIMITED_WEI =
            BigInteger.valueOf(Long.MAX_VALUE).multiply(WEI_PER_GWEI);
    /** The account is new, and its limit is set once. */
    private static final String FIRST = "0";

    private static final String NEVER = UNLIMITED_WEI.toString();
    private static final String AUTHORIZATION_USED = EventEncoder.encode(WrappedOpen.AUTHORIZATIONUSED_EVENT);
    private static final String TRANSFER = EventEncoder.encode(WrappedOpen.TRANSFER_EVENT);
    private static final int WORD = 32;

    private final Contracts contracts;
    private final Terms terms;

    SaleCalls(Contracts contracts, Terms terms) {
        this.contracts = contracts;
        this.terms = terms;
    }

    static String takeKey(String payment) {
        return TAKING_KEYS + payment;
    }

    static String depositKey(String payment) {
        return KEYS + payment + "/deposit";
    }

    static String limitKey(String account) {
        return KEYS + account + "/limit";
    }

    String escrow() {
        return contracts.inferenceEscrow();
    }

    /** {@code transferWithAuthorization(from, to, value, validAfter, validBefore, nonce, v, r, s)}. */
    String take(Authorization paid) {
        byte[] signature = Signature.parse(paid.signature());
        return encode(
                "transferWithAuthorization",
                new Address(paid.from()),
                new Address(paid.to()),
                new Uint256(paid.wei()),
                new Uint256(paid.validAfter()),
                new Uint256(paid.validBefore()),
                new Bytes32(Hex.parsePrefixed(paid.nonce())),
                new Uint8(signature[2 * WORD]),
                new Bytes32(Arrays.copyOfRange(signature, 0, WORD)),
                new Bytes32(Arrays.copyOfRange(signature, WORD, 2 * WORD)));
    }

    /** {@code InferenceEscrow.depositFor(payer, amount)}. */
    String deposit(String account, long gwei) {
        return encode(
                InferenceEscrow.FUNC_DEPOSITFOR,
                new Address(account),
                new Uint256(BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI)));
    }

    /** {@code InferenceEscrow.setSpendingLimitFor(…)}: what a buyer has paid here is for what the buyer asks here. */
    String limit(Signer account) {
        byte[] digest = new TypedDataBuilder(
                        "OpenLedger InferenceEscrow", contracts.chainId(), escrow(), "SpendingLimit")
                .field("address", "payer", account.address())
                .field("address", "operator", terms.payTo())
                .field("uint256", "cumulativeLimit", UNLIMITED_WEI.toString())
                .field("uint256", "nonce", FIRST)
                .field("uint256", "deadline", NEVER)
                .build()
                .digest();
        return encode(
                InferenceEscrow.FUNC_SETSPENDINGLIMITFOR,
                new Address(account.address()),
                new Address(terms.payTo()),
                new Uint256(UNLIMITED_WEI),
                new Uint256(new BigInteger(FIRST)),
                new Uint256(UNLIMITED_WEI),
                new DynamicBytes(account.sign(digest)));
    }

    /** Whether the token knows an authorization as used or cancelled. */
    boolean isUsed(ChainClient client, String from, String nonce) {
        return read(
                                client,
                                WrappedOpen.FUNC_AUTHORIZATIONSTATE,
                                new Address(from),
                                new Bytes32(Hex.parsePrefixed(nonce)))
                        .signum()
                != 0;
    }

    BigInteger balanceWei(ChainClient client, String of) {
        return read(client, WrappedOpen.FUNC_BALANCEOF, new Address(of));
    }

    private BigInteger read(ChainClient client, String function, Type<?>... arguments) {
        return new BigInteger(
                client.call(null, terms.token(), encode(function, arguments)).substring(2), 16);
    }

    /** The transaction of somebody else that made a payment's transfer, where there is one; a cancellation is none. */
    Optional<String> madeBySomebody(ChainClient client, PaymentTable.Row payment) {
        if (!isUsed(client, payment.fromAddress(), payment.nonce())) {
            return Optional.empty();
        }
        List<String> token = List.of(terms.token());
        long last = client.settledBlock();
        for (long number : client.blocksWithLogs(payment.fromBlock(), last, token)) {
            List<ChainClient.Log> logs =
                    client.block(number).map(block -> client.logs(block, token)).orElse(List.of());
            for (ChainClient.Log log : logs) {
                if (isUseOf(payment, log) && logs.stream().anyMatch(other -> isTransferOf(payment, log, other))) {
                    return Optional.of(log.transactionHash());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUseOf(PaymentTable.Row payment, ChainClient.Log log) {
        return log.topics().equals(List.of(AUTHORIZATION_USED, topic(payment.fromAddress()), payment.nonce()));
    }

    /** The token's transfer is the event after its use: one transaction may have many of both, and one transfer is one payment. */
    private boolean isTransferOf(PaymentTable.Row payment, ChainClient.Log use, ChainClient.Log log) {
        return log.transactionHash().equals(use.transactionHash())
                && log.index() == use.index() + 1
                && log.topics().equals(List.of(TRANSFER, topic(payment.fromAddress()), topic(terms.payTo())))
                && new BigInteger(log.data().substring(2), 16)
                        .equals(BigInteger.valueOf(payment.gwei()).multiply(WEI_PER_GWEI));
    }

    private static String topic(String address) {
        return "0x" + "0".repeat(2 * 12) + address.substring(2).toLowerCase(Locale.ROOT);
    }

    private static String encode(String function, Type<?>... arguments) {
        return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
    }
}
