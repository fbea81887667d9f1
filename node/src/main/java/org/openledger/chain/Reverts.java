package org.openledger.chain;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.chain.contracts.InferenceEscrow;
import org.openledger.chain.contracts.Licences;
import org.openledger.chain.contracts.LogAnchor;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.chain.contracts.WrappedOpen;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.tx.Contract;
import org.web3j.utils.Numeric;

/** Says in words why a contract reverted: Solidity's own errors and every custom error of the generated contracts. */
public final class Reverts {
    private static final int SELECTOR_CHARACTERS = 10;
    private static final Map<String, CustomError> BY_SELECTOR = collect(
            WrappedOpen.class,
            DatanetRegistry.class,
            Licences.class,
            ModelRegistry.class,
            InferenceEscrow.class,
            RewardDistributor.class,
            LogAnchor.class);

    private Reverts() {}

    /** For example {@code LimitExceeded(0xab…, 100, 120)}; the hex itself when the error is not one of ours. */
    public static String describe(RpcException failure) {
        String data = failure.revertData();
        return data == null ? String.valueOf(failure.getMessage()) : describe(data);
    }

    /** As {@link #describe(RpcException)} for revert data in hex. */
    public static String describe(String data) {
        if (data.length() < SELECTOR_CHARACTERS) {
            return "it reverted without a reason";
        }
        CustomError error = BY_SELECTOR.get(data.substring(0, SELECTOR_CHARACTERS));
        if (error == null) {
            return "it reverted with " + data;
        }
        try {
            List<Type<?>> values = new ArrayList<>();
            for (Type<?> value : decode(data, error)) {
                values.add(value);
            }
            return format(error.getName(), values);
        } catch (RuntimeException malformed) {
            return error.getName() + " with malformed data " + data;
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // web3j's signature
    private static List<Type<?>> decode(String data, CustomError error) {
        return (List) FunctionReturnDecoder.decode(data.substring(SELECTOR_CHARACTERS), error.getParameters());
    }

    private static String format(String name, List<Type<?>> values) {
        StringJoiner text = new StringJoiner(", ", name + "(", ")");
        for (Type<?> value : values) {
            text.add(
                    value.getValue() instanceof byte[] bytes
                            ? Numeric.toHexString(bytes)
                            : value.getValue().toString());
        }
        return text.toString();
    }

    @SafeVarargs
    private static Map<String, CustomError> collect(Class<? extends Contract>... contracts) {
        Map<String, CustomError> errors = new HashMap<>();
        put(errors, new CustomError("Error", List.of(new TypeReference<Utf8String>() {})));
        // of escrows deployed before the operator's bond paid what a payer lacks
        put(
                errors,
                new CustomError(
                        "LimitExceeded",
                        List.of(
                                new TypeReference<Address>() {},
                                new TypeReference<Uint256>() {},
                                new TypeReference<Uint256>() {})));
        put(errors, new CustomError("Panic", List.of(new TypeReference<Uint256>() {})));
        for (Class<? extends Contract> contract : contracts) {
            for (Field field : contract.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == CustomError.class) {
                    put(errors, valueOf(field));
                }
            }
        }
        return Map.copyOf(errors);
    }

    private static CustomError valueOf(Field field) {
        try {
            return (CustomError) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("generated errors are public", e);
        }
    }

    private static void put(Map<String, CustomError> errors, CustomError error) {
        errors.put(CustomErrorEncoder.encode(error).substring(0, SELECTOR_CHARACTERS), error);
    }
}
