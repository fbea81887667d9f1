package org.openledger.cli.datanet;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openledger.chain.contracts.Licences;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.DatanetRights;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.UsageRights;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;

/** Calls of the Licences contract as a wallet sends them, each with what it does in words. */
record LicenceCalls(String licences, String open) {
    private static final int WORD_BYTES = 32;
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);

    /**
     * One call; none sends OPEN along.
     *
     * @param to the contract
     * @param data 0x and hexadecimal digits
     * @param says what it does
     */
    record Call(String to, String data, String says) {}

    /**
     * What is offered.
     *
     * @param feeWei what one licence costs
     * @param lastsSeconds 0 for ever; what expires cannot be sold on
     */
    record Terms(
            String spdx,
            BigInteger feeWei,
            long lastsSeconds,
            boolean commercial,
            boolean derivatives,
            boolean shareAlike,
            String uri) {}

    /** {@link Refusal} where the node's contracts know no licences. */
    static LicenceCalls of(NodeClient node) {
        Map<String, String> contracts = node.overview().node().contracts();
        String licences = contracts.get("licences");
        String open = contracts.get("wrappedOpen");
        if (licences == null || open == null) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "the contracts of this node's data folder are from before licences: they can be neither offered nor bought");
        }
        return new LicenceCalls(licences, open);
    }

    /** The Datanet's id on chain. */
    static BigInteger token(NodeClient node, String datanet) {
        return new BigInteger(node.datanet(datanet)
                .line()
                .token()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.CONFLICT,
                        "Datanet " + datanet + " is not on chain yet: try again in a few seconds")));
    }

    List<Call> offer(BigInteger datanet, Terms said) {
        if (said.spdx().isBlank()
                || said.spdx().length() > WORD_BYTES
                || !said.spdx().matches("[A-Za-z0-9.+-]+")) {
            throw new Refusal(
                    Refusal.Kind.INVALID.at("name"),
                    "terms are called by 1 to 32 letters, digits, dots, hyphens and plus signs, such as LicenseRef-Bread");
        }
        if (said.shareAlike() && !said.derivatives()) {
            throw new Refusal(
                    Refusal.Kind.INVALID.at("share-alike"),
                    "--share-alike says what adaptations carry: add --derivatives");
        }
        Licences.Terms terms = new Licences.Terms(
                Arrays.copyOf(said.spdx().getBytes(StandardCharsets.US_ASCII), WORD_BYTES),
                BigInteger.valueOf(UsageRights.ANY_USE),
                said.lastsSeconds() == 0,
                said.feeWei(),
                BigInteger.valueOf(said.lastsSeconds()),
                said.commercial(),
                /* commercialAttribution= */ false,
                /* commercialRevShare= */ BigInteger.ZERO,
                said.derivatives(),
                /* derivativesAttribution= */ false,
                /* derivativesApproval= */ false,
                said.shareAlike(),
                /* commercialRevCeiling= */ BigInteger.ZERO,
                said.uri());
        byte[] termsId = Hashes.keccak256(Hex.parse(FunctionEncoder.encodeConstructor(List.of(terms))));
        return List.of(
                new Call(
                        licences,
                        encode("registerTerms", terms),
                        "Keeps the terms " + said.spdx() + " as 0x" + Hex.of(termsId) + ": all uses"
                                + (said.commercial() ? ", for money too" : ", not for money")
                                + (said.derivatives() ? ", with adaptations" : ", without adaptations")
                                + (said.shareAlike() ? " that carry the same terms" : "") + ", " + price(said.feeWei())
                                + " a licence."),
                new Call(
                        licences,
                        encode("offer", new Uint256(datanet), new Bytes32(termsId)),
                        "Offers them for all versions of the Datanet with the id " + datanet + " on chain."));
    }

    List<Call> buy(BigInteger datanet, DatanetRights rights, String termsId, String holder, long amount) {
        DatanetRights.Offer offer = rights.offers().stream()
                .filter(each -> each.termsId().equals(termsId))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNKNOWN.at("terms"),
                        "Datanet " + rights.datanet() + " never offered the terms " + termsId
                                + ": openledger licence check " + rights.datanet() + " shows those that it did"));
        if (!offer.offered()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT.at("terms"),
                    "the owner of Datanet " + rights.datanet() + " sells no more licences under " + termsId);
        }
        BigInteger fee = new BigInteger(offer.feeWei()).multiply(BigInteger.valueOf(amount));
        List<Call> calls = new ArrayList<>();
        if (fee.signum() > 0) {
            calls.add(new Call(
                    open,
                    encode("approve", new Address(licences), new Uint256(fee)),
                    "Lets the Licences contract take " + price(fee) + " of wrapped OPEN."));
        }
        calls.add(new Call(
                licences,
                encode(
                        "mint",
                        new Uint256(datanet),
                        new Uint32(rights.version()),
                        new Bytes32(Hex.parsePrefixed(termsId)),
                        new Address(holder),
                        new Uint256(amount)),
                "Buys " + amount + " of " + offer.licence() + " for version " + rights.version() + " of Datanet "
                        + rights.datanet() + ", for " + holder + ", and pays " + price(fee) + " to its treasury."));
        return calls;
    }

    /** In OPEN where it is whole gwei, else in wei. */
    private static String price(BigInteger wei) {
        BigInteger[] gwei = wei.divideAndRemainder(WEI_PER_GWEI);
        return gwei[1].signum() == 0 && gwei[0].bitLength() < Long.SIZE ? OpenAmount.of(gwei[0]) : wei + " wei of OPEN";
    }

    @SuppressWarnings("rawtypes") // web3j's signature
    private static String encode(String name, Type... arguments) {
        return FunctionEncoder.encode(new Function(name, List.of(arguments), List.of()));
    }
}
