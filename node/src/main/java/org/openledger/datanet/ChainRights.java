package org.openledger.datanet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.Bindings;
import org.openledger.chain.contracts.Licences;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.DatanetException;
import org.openledger.store.Refusal;
import org.openledger.verify.UsageRights;
import org.openledger.verify.UsageRights.Reason;
import org.openledger.verify.UsageRights.Use;
import org.openledger.verify.bytes.Hex;
import org.web3j.protocol.core.RemoteFunctionCall;

/** What the contracts say of somebody's use of a version: its own licence, terms that cost nothing, and what was bought. */
public final class ChainRights {
    private static final String NOBODY = "0x" + "0".repeat(40);

    private final Bindings bindings;

    public ChainRights(Bindings bindings) {
        this.bindings = bindings;
    }

    /**
     * Whether one use is permitted.
     *
     * @param objection empty where it is
     * @param bought whether something other than the version's own licence permits it
     */
    public record Answer(Use use, boolean paid, Optional<Reason> objection, boolean bought) {}

    /**
     * Terms that were offered once.
     *
     * @param termsId 64 hexadecimal digits
     * @param held how many licences under them the holder has
     */
    public record Offer(
            String termsId, String spdx, BigInteger feeWei, long lastsSeconds, boolean offered, BigInteger held) {}

    /** Whether contracts are asked; those from before licences cannot be, and the node's rule answers. */
    public boolean onChain() {
        return bindings.licences().isPresent();
    }

    /** Each use, not for money and for money. */
    public List<Answer> answers(Datanet datanet, long version, Optional<String> holder) {
        List<Answer> answers = new ArrayList<>();
        for (Use use : Use.values()) {
            for (boolean paid : new boolean[] {false, true}) {
                Optional<Reason> own = UsageRights.objection(datanet.licence().uses(), use, paid);
                Optional<Reason> found = bindings.licences()
                        .map(licences -> objection(licences, datanet, version, holder, use, paid))
                        .orElse(own);
                answers.add(new Answer(use, paid, found, found.isEmpty() && own.isPresent()));
            }
        }
        return answers;
    }

    /** The oldest first; none under contracts from before licences. */
    public List<Offer> offers(Datanet datanet, long version, Optional<String> holder) {
        return bindings.licences()
                .map(licences -> offers(licences, datanet, version, holder.orElse(NOBODY)))
                .orElse(List.of());
    }

    private static Optional<Reason> objection(
            Licences licences, Datanet datanet, long version, Optional<String> holder, Use use, boolean paid) {
        Licences.Grant grant = read(licences.grant(
                holder.orElse(NOBODY),
                new BigInteger(datanet.requireToken()),
                BigInteger.valueOf(version),
                BigInteger.valueOf(use.bit()),
                paid));
        return Optional.of(Reason.of(grant.reason.intValueExact())).filter(reason -> reason != Reason.NONE);
    }

    private static List<Offer> offers(Licences licences, Datanet datanet, long version, String holder) {
        BigInteger token = new BigInteger(datanet.requireToken());
        List<Offer> offers = new ArrayList<>();
        for (Object each : read(licences.offersOf(token))) {
            byte[] termsId = (byte[]) each;
            Licences.Terms terms = read(licences.terms(termsId));
            BigInteger licence = read(licences.licenceIdOf(token, BigInteger.valueOf(version), termsId));
            offers.add(new Offer(
                    Hex.of(termsId),
                    new String(terms.spdx, StandardCharsets.US_ASCII).replace("\0", ""),
                    terms.defaultMintingFee,
                    terms.expiration.longValueExact(),
                    read(licences.isOffered(token, termsId)),
                    read(licences.balanceOf(holder, licence))));
        }
        return offers;
    }

    private static <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DatanetException(Refusal.Kind.FAILED, "the Licences contract cannot be read: " + e.getMessage());
        }
    }
}
