package org.openledger.app.folder;

import java.util.Map;
import java.util.Optional;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Lifecycle;
import org.openledger.chain.Contracts;
import org.openledger.store.Refusal;
import org.openledger.verify.Fields;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Contracts that several operators use: put on a chain by one, and joined by others with a file that says where they are. */
public final class SharedContracts {
    private static final String SCHEMA = "openledger.contracts/1";

    private SharedContracts() {}

    /** Puts those on the chain that a data folder does not have yet; again, it says where they are. */
    public static Contracts deploy(Configuration configuration) {
        try (Lifecycle lifecycle = new Lifecycle()) {
            return FoundationParts.open(configuration, lifecycle).contracts();
        }
    }

    /**
     * Has a data folder without contracts use these.
     *
     * @return the folder's operator
     */
    public static String join(Configuration configuration, Contracts contracts) {
        return FoundationParts.join(configuration, contracts);
    }

    /** What others join with. */
    public static Json.JsonObject json(Contracts contracts) {
        Map<String, String> addresses = contracts.byName();
        Json.ObjectBuilder file = Json.object()
                .put("schema", SCHEMA)
                .put("chainId", contracts.chainId())
                .put("firstBlock", contracts.firstBlock());
        contracts.governing().ifPresent(governing -> {
            governing.byName().keySet().forEach(addresses::remove);
            file.put(
                    "governing",
                    object(governing.byName())
                            .put("firstBlock", governing.firstBlock())
                            .build());
        });
        contracts.agents().ifPresent(agents -> {
            agents.byName().keySet().forEach(addresses::remove);
            file.put("agents", object(agents.byName()).build());
        });
        return file.put("contracts", object(addresses).build()).build();
    }

    private static Json.ObjectBuilder object(Map<String, String> addresses) {
        Json.ObjectBuilder object = Json.object();
        addresses.forEach(object::put);
        return object;
    }

    /** Reads the file; {@link Refusal} says which member is missing, unknown or wrong. */
    public static Contracts parse(byte[] file) {
        try {
            return Fields.read("the file", CanonicalJson.parse(file), fields -> {
                String schema = fields.text("schema");
                if (!schema.equals(SCHEMA)) {
                    throw new VerifyException("the file has the schema " + schema + ", not " + SCHEMA);
                }
                long chainId = fields.integer("chainId");
                long firstBlock = fields.integer("firstBlock");
                Optional<Contracts.Governing> governing = fields.optional("governing", SharedContracts::governing);
                Optional<Contracts.Agents> agents =
                        fields.optional("agents", names -> Contracts.Agents.of(names::text));
                return fields.object("contracts", names -> contracts(chainId, firstBlock, names, governing, agents));
            });
        } catch (VerifyException wrong) {
            throw new Refusal(
                    Refusal.Kind.INVALID, "This is no file of openledger chain deploy: " + wrong.getMessage(), wrong);
        }
    }

    private static Contracts.Governing governing(Fields names) {
        return Contracts.Governing.of(names::text, names.integer("firstBlock"));
    }

    private static Contracts contracts(
            long chainId,
            long firstBlock,
            Fields names,
            Optional<Contracts.Governing> governing,
            Optional<Contracts.Agents> agents) {
        return new Contracts(
                chainId,
                names.text("wrappedOpen"),
                names.text("datanetRegistry"),
                names.text("modelRegistry"),
                names.text("inferenceEscrow"),
                names.text("rewardDistributor"),
                names.text("logAnchor"),
                Optional.of(names.text("licences")),
                governing,
                agents,
                firstBlock);
    }
}
