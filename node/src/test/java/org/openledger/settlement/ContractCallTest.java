package org.openledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openledger.settlement.call.SettlementException;
import org.openledger.settlement.wallet.ContractCall;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Bytes4;
import org.web3j.abi.datatypes.generated.Int64;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/** Calls as people write them become the bytes that another encoder makes of them, or are refused. */
@Tag("unit")
final class ContractCallTest {
    private static final String CONTRACT = "0x00000000000000000000000000000000000000aa";

    /** A value with the text that says it. */
    private record Said(Type<?> value, String text) {}

    @SuppressWarnings("rawtypes") // web3j's signature
    @Test
    void randomCallsAreEncodedAsAnotherLibraryEncodesThem() {
        long seed = Long.getLong("openledger.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            List<Said> values = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                values.add(said(random));
            }
            String types =
                    values.stream().map(each -> each.value().getTypeAsString()).collect(Collectors.joining(","));
            List<Type> encoded =
                    values.stream().map(each -> (Type) each.value()).collect(Collectors.toList());
            assertThat(ContractCall.of(
                                    CONTRACT + ".someName(" + types + ")",
                                    values.stream().map(Said::text).toList())
                            .data())
                    .as("seed %d, round %d, %s", seed, round, types)
                    .isEqualTo(FunctionEncoder.encode(new Function("someName", encoded, List.of())));
        }
    }

    private static Said said(Random random) {
        byte[] bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
        return switch (random.nextInt(8)) {
            case 0 -> {
                String address = Numeric.toHexStringWithPrefixZeroPadded(new BigInteger(160, random), 40);
                yield new Said(new Address(address), address);
            }
            case 1 -> {
                BigInteger number = new BigInteger(256, random);
                yield new Said(new Uint256(number), number.toString());
            }
            case 2 -> {
                long number = random.nextLong();
                yield new Said(new Int64(number), Long.toString(number));
            }
            case 3 -> {
                int number = random.nextInt(256);
                yield new Said(new Uint8(number), Integer.toString(number));
            }
            case 4 -> {
                boolean truth = random.nextBoolean();
                yield new Said(new Bool(truth), Boolean.toString(truth));
            }
            case 5 -> {
                String text = "äb€𝄞c".repeat(random.nextInt(12));
                yield new Said(new Utf8String(text), text);
            }
            case 6 -> new Said(new DynamicBytes(bytes), Numeric.toHexString(bytes));
            default -> {
                byte[] fixed = new byte[random.nextBoolean() ? 4 : 32];
                random.nextBytes(fixed);
                yield new Said(fixed.length == 4 ? new Bytes4(fixed) : new Bytes32(fixed), Numeric.toHexString(fixed));
            }
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0x00000000000000000000000000000000000000AA.f(bool) | true      | in small letters
                    0x00000000000000000000000000000000000000aa.f( bool) | true     | without spaces
                    0x00000000000000000000000000000000000000aa f(bool) | true      | a point
                    0x00000000000000000000000000000000000000aa.f(uint) | 1         | the type 'uint' is not taken
                    0x00000000000000000000000000000000000000aa.f(uint7) | 1        | the type 'uint7' is not taken
                    0x00000000000000000000000000000000000000aa.f(bytes33) | 0x     | the type 'bytes33' is not taken
                    0x00000000000000000000000000000000000000aa.f(bool,) | true     | takes 2 values, not 1
                    0x00000000000000000000000000000000000000aa.f() | true          | takes 0 values, not 1
                    0x00000000000000000000000000000000000000aa.f(bool) | TRUE      | value 1 must be true or false
                    0x00000000000000000000000000000000000000aa.f(uint8) | 256      | does not fit 8 bits
                    0x00000000000000000000000000000000000000aa.f(uint8) | -1       | a whole number
                    0x00000000000000000000000000000000000000aa.f(uint8) | 1e1      | a whole number
                    0x00000000000000000000000000000000000000aa.f(uint8) | 01       | a whole number
                    0x00000000000000000000000000000000000000aa.f(int8) | -129      | does not fit 8 bits
                    0x00000000000000000000000000000000000000aa.f(int8) | 128       | does not fit 8 bits
                    0x00000000000000000000000000000000000000aa.f(bytes4) | 0x12    | must be 4 bytes
                    0x00000000000000000000000000000000000000aa.f(bytes) | 0x123    | must be bytes
                    0x00000000000000000000000000000000000000aa.f(address) | 0x12   | not an address""")
    void whatIsNoCallIsRefusedByName(String function, String value, String why) {
        assertThatThrownBy(() -> ContractCall.of(function, List.of(value)))
                .isInstanceOf(SettlementException.class)
                .hasMessageContaining(why);
    }

    @Test
    void theLeastAndTheLargestNumbersFit() {
        assertThat(ContractCall.of(CONTRACT + ".f(int8,uint256)", List.of("-128", "9".repeat(77)))
                        .data())
                .contains("f".repeat(62) + "80")
                .hasSize(2 + 8 + 128);
    }
}
