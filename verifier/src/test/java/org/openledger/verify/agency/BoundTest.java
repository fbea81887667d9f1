package org.openledger.verify.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Bounds of arguments: what is beyond one is refused, and a narrower mandate allows nothing more. */
@Tag("unit")
final class BoundTest {
    private static final int PAIRS = 100_000;
    private static final List<String> WORDS = List.of("a", "ab", "abc", "b", "ba", "1", "2", "12", "7");
    private static final List<Bound.Kind> KINDS = List.of(Bound.Kind.values());
    private static final Mandate.Tool TOOL = new Mandate.Tool("buy", "ab".repeat(32), ToolClass.SPEND);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    private Bound random(String tool, String argument) {
        Bound.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        if (kind.ofNumbers()) {
            return new Bound(tool, argument, kind, List.of(Integer.toString(random.nextInt(15))));
        }
        TreeSet<String> values = new TreeSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            values.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return new Bound(tool, argument, kind, List.copyOf(values));
    }

    private Json.JsonObject arguments() {
        Json value = random.nextBoolean()
                ? Json.array(List.of(Json.object()
                        .put("n", random.nextInt(15))
                        .build()
                        .members()
                        .get("n")))
                : Json.strings(List.of(WORDS.get(random.nextInt(WORDS.size()))));
        return random.nextInt(20) == 0
                ? Json.object().build()
                : Json.object().put("x", value).build();
    }

    @Test
    void whatNarrowsAllowsNothingMore() {
        int narrower = 0;
        int allowed = 0;
        for (int i = 0; i < PAIRS; i++) {
            Bound wide = random("buy", "x");
            Bound narrow = random("buy", random.nextInt(10) == 0 ? "y" : "x");
            if (narrow.narrows(wide)) {
                narrower++;
                for (int j = 0; j < 5; j++) {
                    Json.JsonObject arguments = arguments();
                    if (narrow.broken(arguments).isEmpty()) {
                        allowed++;
                        assertThat(wide.broken(arguments))
                                .as("seed %d: %s, %s, %s", seed, wide, narrow, arguments)
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(narrower).isGreaterThan(PAIRS / 100);
        assertThat(allowed).isGreaterThan(PAIRS / 100);
    }

    private static Mandate mandate(String id, Optional<String> parent, List<Bound> bounds) {
        return mandate(TOOL, id, parent, bounds);
    }

    private static Mandate mandate(Mandate.Tool tool, String id, Optional<String> parent, List<Bound> bounds) {
        return new Mandate(
                id,
                "0x" + "a0".repeat(20),
                "0x" + "b0".repeat(20),
                "0x" + "c0".repeat(20),
                "name",
                "",
                parent,
                10,
                1_000,
                new Mandate.Caps(1_000, 1_000, 1_000, 99),
                new Mandate.Scope(List.of(tool), List.of(), List.of(), List.of(), List.of(), bounds),
                new Mandate.ApprovalTerms(1_000, List.of(), List.of()),
                new Mandate.Provenance(0));
    }

    private static Rules.Verdict tool(Mandate mandate, Json.JsonObject arguments) {
        return decided(mandate, arguments, /* tainted= */ false).get(1);
    }

    private static List<Rules.Verdict> decided(Mandate mandate, Json.JsonObject arguments, boolean tainted) {
        return Rules.decide(new Rules.Facts(
                List.of(mandate),
                Set.of(),
                20_000,
                mandate.tools().get(0),
                arguments,
                Map.of(),
                0,
                tainted,
                TrustedWords.of("Set the name to bread", List.of()),
                Map.of(),
                Optional.empty()));
    }

    @Test
    void whatIsFetchedAndWhoIsPaidStandsWithinBounds() {
        Bound url = new Bound("buy", "url", Bound.Kind.BEGINS, List.of("https://shop.example/"));
        Bound payTo = new Bound("buy", "payTo", Bound.Kind.IS, List.of("0x" + "d".repeat(40)));
        Json.JsonObject good = Json.object()
                .put("url", "https://shop.example/rows")
                .put("payTo", "0x" + "d".repeat(40))
                .build();
        assertThat(tool(mandate("11".repeat(16), Optional.empty(), List.of(payTo, url)), good)
                        .found())
                .isEqualTo(Rules.Found.HOLDS);
        assertThat(tool(mandate("11".repeat(16), Optional.empty(), List.of(payTo)), good)
                        .says())
                .contains("bounds no 'url'");
        List<Json.JsonObject> beyond = new ArrayList<>();
        for (String each : List.of(
                "https://shop.example",
                "https://shop.example.evil/rows",
                "http://shop.example/rows",
                "HTTPS://shop.example/rows",
                " https://shop.example/rows",
                "https://shop.example@evil/")) {
            beyond.add(Json.object()
                    .put("url", each)
                    .put("payTo", "0x" + "d".repeat(40))
                    .build());
        }
        beyond.add(Json.object()
                .put("url", "https://shop.example/rows")
                .put("payTo", "0x" + "D".repeat(40))
                .build());
        beyond.add(Json.object().put("url", "https://shop.example/rows").build());
        beyond.add(Json.object()
                .put("url", Json.array(List.of()))
                .put("payTo", "0x" + "d".repeat(40))
                .build());
        for (Json.JsonObject each : beyond) {
            assertThat(tool(mandate("11".repeat(16), Optional.empty(), List.of(payTo, url)), each)
                            .found())
                    .as(each.toString())
                    .isEqualTo(Rules.Found.REFUSES);
        }
    }

    @Test
    void aContractIsCalledByTheFunctionsThatTheMandateNamesAlone() {
        Mandate.Tool tool = new Mandate.Tool(Rules.CALL_CONTRACT, "ab".repeat(32), ToolClass.WRITE);
        String named = "0x" + "a".repeat(40) + ".setName(string)";
        Bound is = new Bound(Rules.CALL_CONTRACT, Rules.FUNCTION, Bound.Kind.IS, List.of(named));
        Mandate mandate = mandate(tool, "11".repeat(16), Optional.empty(), List.of(is));
        Json.JsonObject call = calling(named, "bread");
        assertThat(Rules.together(decided(mandate, call, /* tainted= */ true)))
                .as("the task says the value, and the mandate the function")
                .isEqualTo(Rules.Found.HOLDS);
        assertThat(Rules.together(decided(mandate, calling(named, "cake"), /* tainted= */ true)))
                .as("what a stranger may have written")
                .isEqualTo(Rules.Found.ASKS);
        assertThat(Rules.together(decided(mandate, calling(named, "cake"), /* tainted= */ false)))
                .isEqualTo(Rules.Found.HOLDS);
        for (String other : List.of(
                named + " ", named.toUpperCase(Locale.ROOT), "0x" + "b".repeat(40) + ".setName(string)", named + "0")) {
            assertThat(tool(mandate, calling(other, "bread")).found()).as(other).isEqualTo(Rules.Found.REFUSES);
        }
        Bound begins = new Bound(Rules.CALL_CONTRACT, Rules.FUNCTION, Bound.Kind.BEGINS, List.of("0x"));
        for (List<Bound> bounds : List.of(List.<Bound>of(), List.of(begins))) {
            assertThat(tool(mandate(tool, "11".repeat(16), Optional.empty(), bounds), call)
                            .says())
                    .contains("names no 'function' that it is");
        }
    }

    private static Json.JsonObject calling(String function, String value) {
        return Json.object()
                .put("function", function)
                .put("values", Json.strings(List.of(value)))
                .put("maxGwei", 100)
                .build();
    }

    @Test
    void aChildThatDropsOrWidensABoundIsRefusedByName() {
        Bound cap = new Bound("buy", "maxGwei", Bound.Kind.MOST, List.of("100"));
        Mandate parent = mandate("11".repeat(16), Optional.empty(), List.of(cap));
        Optional<String> of = Optional.of(parent.id());
        assertThat(Narrowing.widened(parent, mandate("22".repeat(16), of, List.of())))
                .hasValueSatisfying(why -> assertThat(why).contains("'bounds'"));
        assertThat(Narrowing.widened(
                        parent,
                        mandate(
                                "22".repeat(16),
                                of,
                                List.of(new Bound("buy", "maxGwei", Bound.Kind.MOST, List.of("101"))))))
                .isPresent();
        assertThat(Narrowing.widened(
                        parent,
                        mandate(
                                "22".repeat(16),
                                of,
                                List.of(new Bound("buy", "maxGwei", Bound.Kind.MOST, List.of("99"))))))
                .isEmpty();
    }

    @Test
    void aMandateSaysItsBoundsWhereItIsSigned() {
        Bound cap = new Bound("buy", "maxGwei", Bound.Kind.MOST, List.of("100"));
        Mandate bounded = mandate("11".repeat(16), Optional.empty(), List.of(cap));
        assertThat(Mandate.fromJson(CanonicalJson.parse(bounded.canonicalBytes())))
                .isEqualTo(bounded);
        assertThat(bounded.json().toString()).contains(Mandate.SCHEMA_WITH_BOUNDS);
        assertThat(bounded.fields().get(bounded.fields().size() - 1).value()).isEqualTo("buy: maxGwei is at most 100");
        Mandate plain = mandate("11".repeat(16), Optional.empty(), List.of());
        assertThat(plain.json().toString()).contains(Mandate.SCHEMA).doesNotContain("bounds");
        assertThat(plain.fields()).hasSize(bounded.fields().size() - 1);
        assertThatThrownBy(() -> Mandate.fromJson(TrailFixture.with(bounded.json(), "schema", Json.of(Mandate.SCHEMA))))
                .isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> new Bound("buy", "url", Bound.Kind.BEGINS, List.of("https://shop.example")))
                .hasMessageContaining("goes on with /");
        assertThatThrownBy(() -> new Bound("buy", "n", Bound.Kind.MOST, List.of("-1")))
                .isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> new Bound("buy", "n", Bound.Kind.IS, List.of("b", "a")))
                .hasMessageContaining("sorted");
        assertThatThrownBy(() -> mandate(
                        "11".repeat(16),
                        Optional.empty(),
                        List.of(new Bound("other", "n", Bound.Kind.IS, List.of("a")))))
                .hasMessageContaining("which tools do not");
    }
}
