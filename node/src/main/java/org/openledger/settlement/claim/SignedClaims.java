package org.openledger.settlement.claim;

import java.time.Duration;
import java.time.InstantSource;
import org.openledger.identity.TypedData;
import org.openledger.identity.TypedDataBuilder;
import org.openledger.identity.Wallets;
import org.openledger.settlement.call.ClaimRequest;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.call.Wei;
import org.openledger.settlement.epoch.EpochState;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.store.Database;
import org.openledger.verify.bytes.Hex;

/**
 * Claims that pay another address than the account's, with the account's signature: of a plain key or of a contract wallet.
 * Whoever brings it, the operator sends it and pays the gas.
 */
public final class SignedClaims {
    /** How long a signature holds, unless an operator says otherwise. */
    public static final Duration STANDARD_SIGNING_TIME = Duration.ofHours(1);

    private static final String DOMAIN = "OpenLedger RewardDistributor";

    private final Database database;
    private final Claims claims;
    private final Wallets wallets;
    private final long chainId;
    private final String distributor;
    private final String operator;
    private final InstantSource clock;
    private final Duration signingTime;

    public SignedClaims(
            Database database,
            Claims claims,
            Wallets wallets,
            long chainId,
            String distributor,
            String operator,
            InstantSource clock,
            Duration signingTime) {
        this.database = database;
        this.claims = claims;
        this.wallets = wallets;
        this.chainId = chainId;
        this.distributor = distributor;
        this.operator = operator;
        this.clock = clock;
        this.signingTime = signingTime;
    }

    /** What the account would sign now to be paid all it is due; {@link SettlementException} when that is too little. */
    public ClaimRequest request(String account, String recipient) {
        long deadline = clock.instant().plus(signingTime).getEpochSecond();
        return database.read(handle -> claims.request(handle, account, recipient, deadline));
    }

    /** The request that was signed for this epoch and deadline; {@link SettlementException} when the epoch is not final. */
    public ClaimRequest request(String account, String recipient, long epoch, long deadlineSeconds) {
        return database.read(handle -> {
            boolean last = EpochTable.find(handle, epoch)
                    .map(found -> found.state() == EpochState.FINAL)
                    .orElse(false);
            if (!last) {
                throw new SettlementException("epoch " + epoch + " is not final");
            }
            long gwei = EpochTable.cumulative(handle, epoch, account);
            long dueGwei = Math.max(gwei - ClaimTable.of(handle, account), 0);
            return new ClaimRequest(account, recipient, epoch, Wei.ofGwei(gwei), dueGwei, deadlineSeconds);
        });
    }

    /**
     * {@code Claim(address operator,uint64 epoch,address account,uint256 cumulativeWei,address recipient,uint256
     * deadline)}.
     */
    public TypedData document(ClaimRequest request) {
        return new TypedDataBuilder(DOMAIN, chainId, distributor, "Claim")
                .field("address", "operator", operator)
                .field("uint64", "epoch", Long.toString(request.epoch()))
                .field("address", "account", request.account())
                .field("uint256", "cumulativeWei", request.cumulativeWei().toString())
                .field("address", "recipient", request.recipient())
                .field("uint256", "deadline", Long.toString(request.deadlineSeconds()))
                .build();
    }

    /**
     * Hands a signed claim to the outbox. Throws {@link org.openledger.identity.IdentityException} when the account did
     * not sign it, {@link SettlementException} when the signature is too old.
     */
    public Claiming claim(ClaimRequest request, String signature) {
        if (request.deadlineSeconds() <= clock.instant().getEpochSecond()) {
            throw new SettlementException("the signature was good until second " + request.deadlineSeconds()
                    + ", which is over: ask for a new document and sign that");
        }
        wallets.requireSigned(request.account(), document(request), signature);
        return database.transact(transaction -> claims.claim(transaction, request, Hex.parsePrefixed(signature)));
    }
}
