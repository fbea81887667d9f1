package org.openledger.chain.rights;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.Contracts;
import org.openledger.chain.EventFollower;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.Licences;
import org.openledger.store.Database;
import org.openledger.verify.UsageRights;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.EventEncoder;
import org.web3j.crypto.Hash;

/** Reads every event of licences and terms, and of published versions. One thread at a time. */
public final class LicenceEvents {
    private static final String PUBLISHED = EventEncoder.encode(DatanetRegistry.VERSIONPUBLISHED_EVENT);
    private static final String STATED = EventEncoder.encode(DatanetRegistry.LICENCESTATED_EVENT);
    private static final String REGISTERED = EventEncoder.encode(Licences.TERMSREGISTERED_EVENT);
    private static final String OFFERED = EventEncoder.encode(Licences.TERMSOFFERED_EVENT);
    private static final String REVOKED = EventEncoder.encode(Licences.OFFERREVOKED_EVENT);
    private static final String MINTED = EventEncoder.encode(Licences.LICENCEMINTED_EVENT);
    private static final String MOVED = EventEncoder.encode(Licences.TRANSFERSINGLE_EVENT);
    private static final String MANY_MOVED = EventEncoder.encode(Licences.TRANSFERBATCH_EVENT);
    private static final String NOBODY = "0x" + "0".repeat(40);
    private static final int WORD_BYTES = 32;

    private final EventFollower follower;

    /** Hears of another licence for a Datanet's next version, inside the transaction that notes it. */
    public interface Listener {
        void licensed(Handle tx, String token, String spdx);
    }

    public LicenceEvents(
            Database database, ChainClient client, Bindings bindings, Contracts contracts, Listener listener) {
        this.follower = new EventFollower(
                database,
                client,
                "rights",
                Stream.concat(Stream.of(contracts.datanetRegistry()), contracts.licences().stream())
                        .toList(),
                contracts.firstBlock(),
                new Rows(bindings.licences(), listener));
    }

    /** Reads what is new; returns how many blocks, of which there may be more at {@link EventFollower#MAX_BLOCKS}. */
    public int step() {
        return follower.poll();
    }

    /** What is done with the events. */
    private record Rows(Optional<Licences> licences, Listener listener) implements EventFollower.Handler {
        @Override
        public void included(Handle tx, ChainClient.Block block, List<ChainClient.Log> logs) {
            for (ChainClient.Log log : logs) {
                if (!log.topics().isEmpty()) {
                    keep(tx, block, log, EventFollower.sequence(block.number(), log.index()));
                }
            }
        }

        @Override
        public void removed(Handle tx, long fromBlock) {
            long first = EventFollower.sequence(fromBlock, 0);
            List<String> tokens = RightsTable.statedFrom(tx, first);
            RightsTable.deleteFrom(tx, first);
            for (String token : tokens) {
                VersionRights.stated(tx, token, VersionRights.NEXT)
                        .ifPresent(before -> listener.licensed(tx, token, before.spdx()));
            }
        }

        private void keep(Handle tx, ChainClient.Block block, ChainClient.Log log, long at) {
            String topic = log.topics().getFirst();
            if (topic.equals(PUBLISHED)) {
                var event = DatanetRegistry.getVersionPublishedEventFromLog(log.toWeb3j());
                RightsTable.insert(
                        tx, new RightsTable.Published(at, event.datanetId.toString(), event.number.longValueExact()));
            } else if (topic.equals(STATED)) {
                var event = DatanetRegistry.getLicenceStatedEventFromLog(log.toWeb3j());
                RightsTable.insert(
                        tx,
                        new RightsTable.Licence(
                                at,
                                event.datanetId.toString(),
                                event.fromVersion.longValueExact(),
                                name(event.spdx),
                                event.uses.intValueExact()));
                listener.licensed(tx, event.datanetId.toString(), name(event.spdx));
            } else if (topic.equals(REGISTERED)) {
                RightsTable.insert(tx, terms(at, Licences.getTermsRegisteredEventFromLog(log.toWeb3j()).termsId));
            } else if (topic.equals(OFFERED)) {
                var event = Licences.getTermsOfferedEventFromLog(log.toWeb3j());
                RightsTable.insert(
                        tx, new RightsTable.Offer(at, event.datanetId.toString(), Hex.of(event.termsId), true));
            } else if (topic.equals(REVOKED)) {
                var event = Licences.getOfferRevokedEventFromLog(log.toWeb3j());
                RightsTable.insert(
                        tx, new RightsTable.Offer(at, event.datanetId.toString(), Hex.of(event.termsId), false));
            } else if (topic.equals(MINTED)) {
                RightsTable.insert(
                        tx, minted(at, Licences.getLicenceMintedEventFromLog(log.toWeb3j()), block.timestampSeconds()));
            } else if (topic.equals(MOVED)) {
                var event = Licences.getTransferSingleEventFromLog(log.toWeb3j());
                moves(tx, at, event.from, event.to, List.of(event.id), List.of(event.value));
            } else if (topic.equals(MANY_MOVED)) {
                var event = Licences.getTransferBatchEventFromLog(log.toWeb3j());
                moves(tx, at, event.from, event.to, event.ids, event.values);
            }
        }

        /** The event names the terms; what they are never changes, and only the contract says all of it. */
        private RightsTable.Terms terms(long at, byte[] id) {
            Licences.Terms terms = read(id);
            if (terms.uses.signum() == 0) {
                throw new ChainException("the Licences contract does not know terms " + Hex.of(id)
                        + " that it registered: whoever answers is behind, or took the block back");
            }
            int uses = terms.uses.intValueExact()
                    | (terms.commercialUse ? UsageRights.COMMERCIAL : 0)
                    | (terms.derivativesAllowed && !terms.derivativesApproval ? UsageRights.DERIVATIVES : 0)
                    | (terms.commercialAttribution || terms.derivativesAttribution ? UsageRights.ATTRIBUTION : 0)
                    | (terms.derivativesReciprocal ? UsageRights.SHARE_ALIKE : 0);
            return new RightsTable.Terms(
                    at,
                    Hex.of(id),
                    name(terms.spdx),
                    uses,
                    terms.defaultMintingFee.toString(),
                    terms.expiration.longValueExact());
        }

        private Licences.Terms read(byte[] id) {
            try {
                return licences.orElseThrow().terms(id).send();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ChainException("the Licences contract cannot be read: " + e.getMessage());
            }
        }

        private static RightsTable.Move minted(long at, Licences.LicenceMintedEventResponse event, long timeSeconds) {
            return new RightsTable.Move(
                    at,
                    /* place= */ 0,
                    licenceId(event),
                    event.datanetId.toString(),
                    event.version.longValueExact(),
                    Hex.of(event.termsId),
                    lower(event.to),
                    event.amount.longValueExact(),
                    timeSeconds);
        }

        /** The token's id, as the contract makes it: of the hash over three words. */
        private static String licenceId(Licences.LicenceMintedEventResponse event) {
            byte[] words = new byte[3 * WORD_BYTES];
            word(words, 0, event.datanetId.toByteArray());
            word(words, 1, event.version.toByteArray());
            word(words, 2, new BigInteger(1, event.termsId).toByteArray());
            return new BigInteger(1, Hash.sha3(words)).toString();
        }

        private static void word(byte[] words, int place, byte[] number) {
            int length = Math.min(number.length, WORD_BYTES);
            System.arraycopy(number, number.length - length, words, (place + 1) * WORD_BYTES - length, length);
        }

        /** What is minted comes with an event of its own, which says of what it is. */
        private static void moves(
                Handle tx, long at, String from, String to, List<BigInteger> ids, List<BigInteger> amounts) {
            if (from.equals(NOBODY)) {
                return;
            }
            List<RightsTable.Move> moves = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                Optional<RightsTable.Move> minted =
                        RightsTable.minted(tx, ids.get(i).toString());
                if (minted.isPresent()) { // of what nobody has, nothing can be moved as often as one likes
                    long many = amounts.get(i).longValueExact();
                    moves.add(minted.get().to(lower(from), -many, at, moves.size()));
                    moves.add(minted.get().to(lower(to), many, at, moves.size()));
                }
            }
            moves.forEach(move -> RightsTable.insert(tx, move));
        }

        private static String lower(String address) {
            return address.toLowerCase(Locale.ROOT);
        }

        /** A licence's name as people read it; its bytes in hexadecimal digits where it is none. */
        private static String name(byte[] word) {
            int length = word.length;
            while (length > 0 && word[length - 1] == 0) {
                length--;
            }
            String text = new String(word, 0, length, StandardCharsets.US_ASCII);
            return text.matches("[!-~]{1,32}") ? text : "0x" + Hex.of(word);
        }
    }
}
