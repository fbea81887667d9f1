package org.openledger.settlement;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.settlement.call.Calls;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Transactions;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Database;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * Keeps the operator's bond large enough for the settlement that comes next. The escrow takes from it what a payer lacks, and
 * settles only for an operator whose bond is whole.
 */
final class OperatorBond {
    private static final long LOOK_AGAIN_MILLIS = 10_000;

    private final Database database;
    private final Epochs epochs;
    private final Transactions outbox;
    private final Contracts contracts;
    private final ChainClient client;
    private final InferenceEscrow escrow;
    private final String operator;
    private long lookedMillis = Long.MIN_VALUE / 2;

    OperatorBond(
            Database database,
            Epochs epochs,
            Transactions outbox,
            Contracts contracts,
            ChainClient client,
            String operator) {
        this.database = database;
        this.epochs = epochs;
        this.outbox = outbox;
        this.contracts = contracts;
        this.client = client;
        this.escrow = new Bindings(client, contracts).inferenceEscrow();
        this.operator = operator;
    }

    /** Bonds what the next settlement, or the next replacement of a root, is refused for, where it is. */
    void cover(long nowMillis) {
        if (nowMillis - lookedMillis < LOOK_AGAIN_MILLIS) {
            return;
        }
        database.read(epochs::aside).ifPresent(settlement -> {
            lookedMillis = nowMillis;
            BigInteger bond = read(escrow.bondOf(operator));
            BigInteger leaving = read(escrow.unbondingOf(operator)).component1();
            BigInteger minimum = read(escrow.minimumBond());
            BigInteger shortfall = shortfallWei(settlement.chargesGwei());
            // The minimum is not spent on shortfalls. Escrows from before would; more than they ask for does no harm.
            BigInteger toShortfall = shortfall.signum() == 0
                    ? BigInteger.ZERO
                    : shortfall.add(minimum).subtract(bond.add(leaving));
            BigInteger missing = minimum.subtract(bond).max(toShortfall);
            if (missing.signum() > 0) {
                bond("bond-again/" + settlement.epoch() + "/" + bond, missing);
            }
        });
    }

    private void bond(String key, BigInteger wei) {
        database.write(tx -> {
            String wrap = key + "/wrap";
            outbox.enqueue(tx, wrap, contracts.wrappedOpen(), Calls.wrap(), wei);
            outbox.enqueue(
                    tx, key + "/bond", contracts.inferenceEscrow(), Calls.bond(wei), BigInteger.ZERO, List.of(wrap));
        });
    }

    /** What payers have or allow less than they are charged. Escrows from before shortfalls take nothing from the bond. */
    private BigInteger shortfallWei(Map<String, Long> chargesGwei) {
        String event = EventEncoder.encode(InferenceEscrow.SHORTFALL_EVENT).substring(2);
        if (!client.code(contracts.inferenceEscrow()).contains(event)) {
            return BigInteger.ZERO;
        }
        BigInteger missing = BigInteger.ZERO;
        for (Map.Entry<String, Long> charge : chargesGwei.entrySet()) {
            String payer = charge.getKey();
            BigInteger allowed = read(escrow.limit(operator, payer)).subtract(read(escrow.spent(operator, payer)));
            BigInteger has = read(escrow.balanceOf(payer)).min(allowed.max(BigInteger.ZERO));
            missing = missing.add(Wei.ofGwei(charge.getValue()).subtract(has).max(BigInteger.ZERO));
        }
        return missing;
    }

    private static <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SettlementException("the escrow cannot be read: " + e.getMessage());
        }
    }
}
