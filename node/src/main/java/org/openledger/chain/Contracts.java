package org.openledger.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where this node's contracts are: lower-case addresses on one chain.
 *
 * @param licences empty where the registries are from before rights were on chain
 * @param governing empty where the contracts are from before there were votes, and where OPEN has none
 * @param agents empty where the contracts are from before there were registries of agents
 * @param firstBlock the escrow's, distributor's and anchor's events begin here or later
 */
public record Contracts(
        long chainId,
        String wrappedOpen,
        String datanetRegistry,
        String modelRegistry,
        String inferenceEscrow,
        String rewardDistributor,
        String logAnchor,
        Optional<String> licences,
        Optional<Governing> governing,
        Optional<Agents> agents,
        long firstBlock) {
    /**
     * The registries of agents (ERC-8004), lower-case addresses.
     *
     * @param registries what deployed the three
     */
    public record Agents(String registries, String identity, String reputation, String validation) {
        public Agents {
            for (String address : new String[] {registries, identity, reputation, validation}) {
                requireAddress(address);
            }
        }

        /** As {@link #byName} gives them. */
        public static Agents of(UnaryOperator<String> address) {
            return new Agents(
                    address.apply("agentRegistries"),
                    address.apply("agentIdentity"),
                    address.apply("agentReputation"),
                    address.apply("agentValidation"));
        }

        /** Name to address, in the order of deployment. */
        public Map<String, String> byName() {
            Map<String, String> names = new LinkedHashMap<>();
            names.put("agentRegistries", registries);
            names.put("agentIdentity", identity);
            names.put("agentReputation", reputation);
            names.put("agentValidation", validation);
            return names;
        }
    }

    /**
     * Who judges and who sets parameters, lower-case addresses.
     *
     * @param court judges by the votes of stake pools; the arbiter of the distributor where nobody else was named
     * @param firstBlock the events of parameters begin here
     */
    public record Governing(
            String governance,
            String timelock,
            String governor,
            String parameters,
            String court,
            String stakePools,
            String sale,
            long firstBlock) {
        public Governing {
            for (String address : new String[] {governance, timelock, governor, parameters, court, stakePools, sale}) {
                requireAddress(address);
            }
        }

        /** As {@link #byName} gives them. */
        public static Governing of(UnaryOperator<String> address, long firstBlock) {
            return new Governing(
                    address.apply("governance"),
                    address.apply("timelock"),
                    address.apply("openGovernor"),
                    address.apply("parameters"),
                    address.apply("court"),
                    address.apply("stakePools"),
                    address.apply("sale"),
                    firstBlock);
        }

        /** Name to address, in the order of deployment. */
        public Map<String, String> byName() {
            Map<String, String> names = new LinkedHashMap<>();
            names.put("governance", governance);
            names.put("timelock", timelock);
            names.put("openGovernor", governor);
            names.put("parameters", parameters);
            names.put("court", court);
            names.put("stakePools", stakePools);
            names.put("sale", sale);
            return names;
        }
    }

    public Contracts {
        if (chainId <= 0) {
            throw new ChainException("the chain id must be positive, not " + chainId);
        }
        for (String address :
                new String[] {wrappedOpen, datanetRegistry, modelRegistry, inferenceEscrow, rewardDistributor, logAnchor
                }) {
            requireAddress(address);
        }
        licences.ifPresent(Contracts::requireAddress);
    }

    private static void requireAddress(String address) {
        if (!address.matches("0x[0-9a-f]{40}")) {
            throw new ChainException("a contract's address must be 0x and 40 lower-case hex digits, not " + address);
        }
    }

    /** Whether the registries hold licences, royalties and treasuries; those from before have other calls. */
    public boolean licensed() {
        return licences.isPresent();
    }

    /** Name to address, in the order of deployment. */
    public Map<String, String> byName() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("wrappedOpen", wrappedOpen);
        names.put("datanetRegistry", datanetRegistry);
        licences.ifPresent(address -> names.put("licences", address));
        names.put("modelRegistry", modelRegistry);
        names.put("inferenceEscrow", inferenceEscrow);
        names.put("rewardDistributor", rewardDistributor);
        agents.ifPresent(contracts -> names.putAll(contracts.byName()));
        names.put("logAnchor", logAnchor);
        governing.ifPresent(contracts -> names.putAll(contracts.byName()));
        return names;
    }
}
