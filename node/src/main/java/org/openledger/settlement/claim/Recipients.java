package org.openledger.settlement.claim;

import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.identity.Signer;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.identity.Wallets;
import org.openledger.settlement.call.Calls;
import org.openledger.settlement.call.RecipientRequest;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Transactions;
import org.openledger.store.Database;
import org.openledger.verify.bytes.Hex;

/**
 * Where accounts are paid. An account says it once, with its signature: of a plain key or of a contract wallet. Whoever brings a
 * claim from then on, the contract pays there, so that there is nothing to gain by bringing it first. The operator sends both and
 * pays the gas.
 */
public final class Recipients {
    private static final String DOMAIN = "OpenLedger RewardDistributor";
    private static final String NOBODY = "0x0000000000000000000000000000000000000000";

    private final Database database;
    private final Claims claims;
    private final Wallets wallets;
    private final Bindings bindings;
    private final long chainId;
    private final Transactions outbox;
    private final InstantSource clock;
    private final Duration signingTime;

    public Recipients(
            Database database,
            Claims claims,
            Wallets wallets,
            Bindings bindings,
            long chainId,
            Transactions outbox,
            InstantSource clock,
            Duration signingTime) {
        this.database = database;
        this.claims = claims;
        this.wallets = wallets;
        this.bindings = bindings;
        this.chainId = chainId;
        this.outbox = outbox;
        this.clock = clock;
        this.signingTime = signingTime;
    }

    /**
     * What the account would sign now to be paid all it is due, and what it earns later, at another address; {@link
     * SettlementException} when that is too little.
     */
    public RecipientRequest request(String account, String to, boolean paidNative) {
        database.read(handle -> claims.requireDueGwei(handle, account));
        return request(
                account, to, paidNative, clock.instant().plus(signingTime).getEpochSecond());
    }

    /** What the account signed for this deadline, if it has said nothing else since. */
    public RecipientRequest request(String account, String to, boolean paidNative, long deadlineSeconds) {
        return new RecipientRequest(account, to, paidNative, nonce(account), deadlineSeconds);
    }

    /**
     * {@code Recipient(address account,address to,bool native,uint88 maxRelayFeeWei,uint256 nonce,uint256 deadline)}.
     */
    public TypedData document(RecipientRequest request) {
        return new TypedDataBuilder(DOMAIN, chainId, distributor(), "Recipient")
                .field("address", "account", request.account())
                .field("address", "to", request.to())
                .field("bool", "native", Boolean.toString(request.paidNative()))
                .field("uint88", "maxRelayFeeWei", "0")
                .field("uint256", "nonce", request.nonce().toString())
                .field("uint256", "deadline", Long.toString(request.deadlineSeconds()))
                .build();
    }

    /**
     * Hands a signed recipient and a claim for all that is due to the outbox. Throws {@link
     * org.openledger.identity.IdentityException} when the account did not sign it, {@link SettlementException} when the
     * signature is too old, too little is due, or an earlier recipient is still on its way.
     */
    public Claiming claim(RecipientRequest request, String signature) {
        if (request.deadlineSeconds() <= clock.instant().getEpochSecond()) {
            throw new SettlementException("the signature was good until second " + request.deadlineSeconds()
                    + ", which is over: ask for a new document and sign that");
        }
        wallets.requireSigned(request.account(), document(request), signature);
        return database.transact(transaction -> {
            claims.requireDueGwei(transaction, request.account());
            String key = set(transaction, request, Hex.parsePrefixed(signature));
            return claims.claimAfter(transaction, request.account(), List.of(key));
        });
    }

    /**
     * Pays what an account is due to somebody this once, where the node keeps its key: what it earns later is its own again. The
     * three transactions are sent in this order. {@link SettlementException} as above.
     */
    public Claiming claimOnce(Signer account, String to) {
        RecipientRequest once = request(account.address(), to, false);
        RecipientRequest back = new RecipientRequest(
                account.address(), NOBODY, false, once.nonce().add(BigInteger.ONE), once.deadlineSeconds());
        return database.transact(transaction -> {
            claims.requireDueGwei(transaction, account.address());
            String set = set(transaction, once, account.sign(document(once).digest()));
            Claiming claiming = claims.claimAfter(transaction, account.address(), List.of(set));
            List<String> before = new ArrayList<>(List.of(set));
            if (claiming instanceof Claiming.Sent sent) {
                before.add(sent.key());
            }
            String data = Calls.setRecipient(back, account.sign(document(back).digest()));
            outbox.enqueue(transaction, key(back), distributor(), data, BigInteger.ZERO, before);
            return claiming;
        });
    }

    private String set(Handle transaction, RecipientRequest request, byte[] signature) {
        String key = key(request);
        if (outbox.knows(key)) {
            throw new SettlementException("where " + request.account()
                    + " is paid is being changed already: try again when that is on chain");
        }
        outbox.enqueue(transaction, key, distributor(), Calls.setRecipient(request, signature), BigInteger.ZERO);
        return key;
    }

    private String key(RecipientRequest request) {
        return outbox.attempt("claim:recipient:" + request.account() + ":" + request.nonce());
    }

    private BigInteger nonce(String account) {
        try {
            return bindings.rewardDistributor().recipientNonce(account).send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SettlementException("the distributor cannot be read: " + e.getMessage());
        }
    }

    private String distributor() {
        return bindings.rewardDistributor().getContractAddress();
    }
}
