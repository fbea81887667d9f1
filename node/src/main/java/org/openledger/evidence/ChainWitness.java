package org.openledger.evidence;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openledger.chain.ChainClient;
import org.openledger.chain.ChainException;
import org.openledger.chain.Contracts;
import org.openledger.chain.Quantities;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.chain.Rlp;
import org.openledger.verify.chain.StateWitness;
import org.openledger.verify.chain.Storage;
import org.openledger.verify.evidence.EvidencePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the chain for the nodes of its state's tree (EIP-1186) that lead to what is read, as of the newest settled block. Every word is read
 * through them, so the node believes no more of its provider than the block's hash.
 */
public final class ChainWitness implements EvidencePack.Witnessing {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWitness.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    /** A header in the order of its RLP (execution specifications); those from the base fee on came one by one. */
    private static final List<String> FIELDS = List.of(
            "parentHash",
            "sha3Uncles",
            "miner",
            "stateRoot",
            "transactionsRoot",
            "receiptsRoot",
            "logsBloom",
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "extraData",
            "mixHash",
            "nonce",
            "baseFeePerGas",
            "withdrawalsRoot",
            "blobGasUsed",
            "excessBlobGas",
            "parentBeaconBlockRoot",
            "requestsHash");

    private static final List<String> NUMBERS = List.of(
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "baseFeePerGas",
            "blobGasUsed",
            "excessBlobGas");

    private final ChainClient chain;
    private final Contracts contracts;

    public ChainWitness(ChainClient chain, Contracts contracts) {
        this.chain = chain;
        this.contracts = contracts;
    }

    /** Empty where the chain gives no proofs, and of registries from before licences, which keep things elsewhere. */
    @Override
    public Optional<StateWitness> of(Consumer<Storage> reads) {
        if (!contracts.licensed()) {
            return Optional.empty();
        }
        try {
            long block = chain.settledBlock();
            StateWitness witness = new StateWitness(contracts.chainId(), header(block));
            reads.accept(new Fetched(witness, block));
            return Optional.of(witness);
        } catch (ChainException | VerifyException noProofs) {
            LOG.warn("the chain gives no proofs, so a pack says by the operator's word what is registered", noProofs);
            return Optional.empty();
        }
    }

    private JsonNode ask(String method, Object... parameters) {
        return chain.chain().call(method, JSON.valueToTree(parameters));
    }

    private byte[] header(long number) {
        JsonNode block = ask("eth_getBlockByNumber", Quantities.of(number), false);
        List<Rlp.Item> fields = new ArrayList<>();
        for (String name : FIELDS) {
            String value = block.path(name).asString("");
            if (!value.isEmpty()) {
                fields.add(NUMBERS.contains(name) ? Rlp.of(Quantities.parse(value)) : Rlp.of(Hex.parsePrefixed(value)));
            }
        }
        byte[] header = Rlp.encode(Rlp.of(fields));
        String hash = block.path("hash").asString("");
        if (!new StateWitness(contracts.chainId(), header).header().hash().equals(hash)) {
            throw new ChainException("the header of block " + number + " has members that are not known here");
        }
        return header;
    }

    /** Has every slot proved before it is read. */
    private final class Fetched implements Storage {
        private final StateWitness witness;
        private final long block;

        Fetched(StateWitness witness, long block) {
            this.witness = witness;
            this.block = block;
        }

        @Override
        public byte[] word(String contract, BigInteger slot) {
            JsonNode proof = ask("eth_getProof", contract, List.of("0x%064x".formatted(slot)), Quantities.of(block));
            add(proof.path("accountProof"));
            proof.path("storageProof").forEach(each -> add(each.path("proof")));
            return witness.word(contract, slot);
        }

        private void add(JsonNode nodes) {
            nodes.forEach(node -> witness.add(Hex.parsePrefixed(node.asString(""))));
        }
    }
}
