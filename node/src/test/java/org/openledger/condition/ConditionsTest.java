package org.openledger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.agency.Condition;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.agency.TrustedWords;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/** Conditions hold or do not, and whatever cannot be decided within bounds does not. */
@Tag("unit")
final class ConditionsTest {
    private static final String ANYBODY = "0x" + "a0".repeat(20);
    private static final Mandate.Tool BUY = new Mandate.Tool("buy", "ab".repeat(32), ToolClass.SPEND);
    private final Conditions conditions = new Conditions();

    private static Rules.Facts facts(String arguments, Condition... all) {
        Mandate mandate = new Mandate(
                "11".repeat(16),
                ANYBODY,
                ANYBODY,
                ANYBODY,
                "n",
                "",
                Optional.empty(),
                0,
                100,
                new Mandate.Caps(0, 0, 0, 1),
                new Mandate.Scope(
                        List.of(BUY), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(all), List.of()),
                new Mandate.ApprovalTerms(0, List.of(), List.of()),
                new Mandate.Provenance(0));
        return new Rules.Facts(
                List.of(mandate),
                Set.of(),
                7_200_500,
                BUY,
                (Json.JsonObject) CanonicalJson.parse(arguments.getBytes(StandardCharsets.UTF_8)),
                Map.of("1", "CC0-1.0"),
                40,
                true,
                TrustedWords.of("", List.of()),
                Map.of(),
                Optional.empty());
    }

    private Optional<String> broken(String cel, String arguments) {
        return conditions.broken(new Condition("c", Optional.empty(), cel), facts(arguments));
    }

    @Test
    void conditionsAreTrueOrFalseOfACall() {
        String arguments = "{\"url\":\"https://shop.example/a\",\"n\":[1,2,3],\"deep\":{\"a\":true},\"none\":null}";
        for (String holds : List.of(
                "mostGwei < 50",
                "tool == 'buy' && toolClass == 'spend'",
                "arguments.url.startsWith('https://shop.example/')",
                "arguments.n.all(x, x < 4)",
                "arguments.deep.a",
                "arguments.none == null",
                "!has(arguments.other)",
                "seconds == 7200",
                "tainted",
                "licences['1'] == 'CC0-1.0'",
                "arguments.url.matches('^https://[a-z.]+/')",
                "timestamp(seconds).getHours() < 18")) {
            assertThat(broken(holds, arguments)).as(holds).isEmpty();
            assertThat(broken("!(" + holds + ")", arguments)).as(holds).isPresent();
        }
    }

    @Test
    void whatIsNoConditionIsNamedWhenItIsGiven() {
        for (String wrong : List.of(
                "mostGwei <",
                "mostGwei",
                "'yes'",
                "other == 1",
                "mostGwei == 'a'",
                "arguments.map(x, x)",
                "(".repeat(200) + "true" + ")".repeat(200),
                "[1" + ",1".repeat(450) + "].size() > 0")) {
            assertThat(conditions.problem(new Condition("cheap", Optional.empty(), wrong)))
                    .as(wrong)
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("the condition cheap does not compile")
                            .doesNotContain("\n"));
        }
        assertThat(conditions.problem(new Condition("cheap", Optional.empty(), "mostGwei < 50")))
                .isEmpty();
    }

    /** Each ends soon, and refuses. */
    @Test
    void whatCannotBeDecidedWithinBoundsDoesNotHold() {
        long begin = System.nanoTime();
        String many = "{\"n\":[" + String.join(",", Collections.nCopies(900, "1")) + "]}";
        assertThat(broken("arguments.n.all(x, x == 1)", many)).isEmpty();
        assertThat(broken("arguments.n.all(x, arguments.n.all(y, arguments.n.all(z, z == 1)))", many))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be evaluated"));
        String tooMany = "{\"n\":[" + String.join(",", Collections.nCopies(100_000, "1")) + "]}";
        assertThat(broken("true", tooMany))
                .hasValueSatisfying(why -> assertThat(why).contains("bytes"));
        String items = "{\"n\":[" + String.join(",", Collections.nCopies(1_100, "1")) + "]}";
        assertThat(broken("true", items))
                .hasValueSatisfying(why -> assertThat(why).contains("values"));
        String text = "{\"t\":\"" + "a".repeat(60_000) + "\"}";
        assertThat(broken("arguments.t.matches('(a+)+b')", text)).isPresent();
        assertThat(broken("arguments.t.matches('(a{1,100}){1,100}')", text)).isPresent();
        assertThat(broken("arguments.missing == 1", "{}")).isPresent();
        assertThat(broken("arguments.t > 3", text)).isPresent();
        assertThat(broken("9223372036854775807 + mostGwei > 0", "{}")).isPresent();
        assertThat(broken("mostGwei / (mostGwei - 40) == 1", "{}")).isPresent();
        assertThat((System.nanoTime() - begin) / 1_000_000).as("milliseconds").isLessThan(20_000);
    }

    /** Under a mandate, and of the tool that it names alone. */
    @Test
    void theRuleNamesTheConditionThatDoesNotHold() {
        Condition cheap = new Condition("cheap", Optional.empty(), "mostGwei < 50");
        Condition never = new Condition("never", Optional.of("buy"), "false");
        assertThat(Rules.conditions(facts("{}", cheap), conditions).orElseThrow())
                .isEqualTo(Rules.Verdict.holds(Rules.Rule.CONDITIONS));
        assertThat(Rules.conditions(facts("{}", cheap, never), conditions)
                        .orElseThrow()
                        .says())
                .isEqualTo("the condition never does not hold: false");
        assertThat(Rules.conditions(facts("{}"), conditions)).isEmpty();
    }

    /** Printed, for the page of the decision: half of them in less, and 19 of 20. */
    @Test
    void evaluatingIsFast() {
        Condition condition = new Condition(
                "c",
                Optional.empty(),
                "mostGwei < 50 && arguments.url.startsWith('https://') && arguments.n.all(x, x < 9)");
        Rules.Facts facts = facts("{\"url\":\"https://shop.example/a\",\"n\":[1,2,3,4,5,6,7,8]}");
        long[] nanos = new long[5_000];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            assertThat(conditions.broken(condition, facts).isEmpty()).isTrue();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf("CEL: p50 %d us, p95 %d us%n", nanos[2_500] / 1_000, nanos[4_750] / 1_000);
        assertThat(nanos[2_500]).isLessThan(1_000_000);
    }
}
