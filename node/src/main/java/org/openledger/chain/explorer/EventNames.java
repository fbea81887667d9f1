package org.openledger.chain.explorer;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Contracts;
import org.openledger.chain.contracts.AgentIdentity;
import org.openledger.chain.contracts.AgentReputation;
import org.openledger.chain.contracts.AgentValidation;
import org.openledger.chain.contracts.Court;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.OpenGovernor;
import org.openledger.chain.contracts.Parameters;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.Sale;
import org.openledger.chain.contracts.StakePool;
import org.openledger.chain.contracts.StakePools;
import org.openledger.chain.contracts.Timelock;
import org.openledger.chain.contracts.WrappedOpen;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.EventValues;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.tx.Contract;
import org.web3j.utils.Numeric;

/** Every event of the generated contracts, by what it looks like in a log. */
final class EventNames {
    private static final List<Class<? extends Contract>> CONTRACTS = List.of(
            WrappedOpen.class,
            DatanetRegistry.class,
            ModelRegistry.class,
            InferenceEscrow.class,
            RewardDistributor.class,
            LogAnchor.class,
            OpenGovernor.class,
            Timelock.class,
            Parameters.class,
            Court.class,
            StakePools.class,
            StakePool.class,
            Sale.class,
            AgentIdentity.class,
            AgentReputation.class,
            AgentValidation.class);

    private final Map<String, String> nameByAddress = new HashMap<>();
    private final Map<String, Event> eventByTopic = new HashMap<>();

    EventNames(Contracts contracts) {
        contracts.byName().forEach((name, address) -> nameByAddress.put(address, name));
        CONTRACTS.forEach(this::collect);
    }

    private void collect(Class<? extends Contract> contract) {
        for (Field field : contract.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Event.class) {
                try {
                    Event event = (Event) field.get(null);
                    eventByTopic.put(EventEncoder.encode(event), event);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("generated events are public", e);
                }
            }
        }
    }

    /** The name of one of the node's contracts, or the address itself. */
    String name(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return nameByAddress.getOrDefault(lower, lower);
    }

    DecodedEvent decode(ChainClient.Log log) {
        String topic = log.topics().isEmpty() ? "" : log.topics().getFirst();
        Event event = eventByTopic.get(topic);
        String contract = name(log.address());
        if (event == null) {
            return new DecodedEvent(contract, topic, List.of(log.data()));
        }
        EventValues values;
        try {
            values = Contract.staticExtractEventParameters(event, log.toWeb3j());
        } catch (RuntimeException malformed) {
            return new DecodedEvent(contract, event.getName(), List.of(log.data()));
        }
        List<String> words = new ArrayList<>();
        values.getIndexedValues().forEach(value -> words.add(word(value)));
        values.getNonIndexedValues().forEach(value -> words.add(word(value)));
        return new DecodedEvent(contract, event.getName(), words);
    }

    private static String word(Type<?> value) {
        return value.getValue() instanceof byte[] bytes
                ? Numeric.toHexString(bytes)
                : value.getValue().toString();
    }
}
