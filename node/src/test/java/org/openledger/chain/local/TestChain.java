package org.openledger.chain.local;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openledger.chain.Chain;
import org.openledger.chain.Quantities;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** An embedded chain for tests, and transactions for it. */
public final class TestChain {
    public static final long CHAIN_ID = 31_337;
    public static final Credentials OPERATOR =
            Credentials.create("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");
    public static final String RECEIVER = "0x00000000000000000000000000000000000000aa";

    private static final JsonMapper JSON = new JsonMapper();
    private static final BigInteger MAX_FEE_WEI = BigInteger.TEN.pow(10);
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);

    private TestChain() {}

    public static Path contracts() {
        return Path.of("").toAbsolutePath().resolveSibling("contracts");
    }

    public static LocalChain.Settings settings() {
        return settings(new LocalDisk(), InstantSource.system());
    }

    public static LocalChain.Settings settings(Disk disk, InstantSource clock) {
        return new LocalChain.Settings(CHAIN_ID, OPERATOR.getAddress(), FoundryBinary.anvil(contracts()), disk, clock);
    }

    public static LocalChain start(Path folder) {
        return LocalChain.start(folder, settings());
    }

    public static String transfer(long nonce) {
        return sign(RawTransaction.createTransaction(
                CHAIN_ID,
                BigInteger.valueOf(nonce),
                TRANSFER_GAS,
                RECEIVER,
                BigInteger.valueOf(nonce + 1),
                "",
                BigInteger.ZERO,
                MAX_FEE_WEI));
    }

    public static String sign(RawTransaction transaction) {
        return Numeric.toHexString(TransactionEncoder.signMessage(transaction, CHAIN_ID, OPERATOR));
    }

    public static JsonNode call(Chain chain, String method, Object... parameters) {
        ArrayNode array = JSON.createArrayNode();
        for (Object parameter : parameters) {
            array.addPOJO(parameter);
        }
        return chain.call(method, array);
    }

    public static String send(Chain chain, String raw) {
        return call(chain, "eth_sendRawTransaction", raw).asString();
    }

    /** Every block in full, and the balances and nonce: what must come back the same. */
    public static List<JsonNode> everything(Chain chain) {
        List<JsonNode> all = new ArrayList<>();
        long last = Quantities.parse(call(chain, "eth_blockNumber")).longValueExact();
        for (long block = 0; block <= last; block++) {
            all.add(call(chain, "eth_getBlockByNumber", Quantities.of(block), true));
        }
        all.add(call(chain, "eth_getBalance", RECEIVER, "latest"));
        all.add(call(chain, "eth_getBalance", OPERATOR.getAddress(), "latest"));
        all.add(call(chain, "eth_getTransactionCount", OPERATOR.getAddress(), "latest"));
        return all;
    }
}
