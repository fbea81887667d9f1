package org.openledger.verify.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openledger.verify.Check;
import org.openledger.verify.ThrowawayKey;
import org.openledger.verify.agency.TrailCheck.Name;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/** What a stranger finds of a trail: nothing of a true one, and the name of what is wrong with each forged one. */
@Tag("unit")
final class TrailVerifierTest {
    private static final long SEED = 5;

    private static List<Name> failed(byte[] file) {
        return TrailVerifier.check(file, TrailVerifier.Options.none()).stream()
                .filter(TrailCheck::failed)
                .map(TrailCheck::name)
                .toList();
    }

    @Test
    void aTrueTrailIsAccepted() {
        List<TrailCheck> checks = TrailVerifier.check(TrailFixture.whole(SEED).bytes(), TrailVerifier.Options.none());
        assertThat(checks).extracting(TrailCheck::outcome).containsOnly(Check.Outcome.PASSED);
        assertThat(checks).extracting(TrailCheck::name).containsExactly(Name.values());
        assertThat(TrailVerifier.accepted(checks)).isTrue();
    }

    /** Bytes all over a file, a bit of each in turn; 37 and 8 have no factor in common. */
    @Test
    void everyChangedByteIsRefused() {
        byte[] file = TrailFixture.whole(SEED).bytes();
        for (int i = 0; i < file.length; i += 37) {
            byte[] changed = file.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertThat(failed(changed)).as("byte " + i).isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRecordThatIsLeftOutIsMissed() {
        int records = TrailFixture.whole(SEED).entries.size();
        return IntStream.range(0, records - 1)
                .mapToObj(i -> DynamicTest.dynamicTest("record " + (i + 1), () -> {
                    TrailFixture fixture = TrailFixture.whole(SEED);
                    List<Trail.Entry> rest = new ArrayList<>(fixture.entries);
                    rest.remove(i);
                    assertThat(failed(fixture.bytes(fixture.mandates, rest))).contains(Name.ORDER);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyTwoRecordsThatChangePlacesAreFound() {
        int records = TrailFixture.whole(SEED).entries.size();
        return IntStream.range(0, records - 1)
                .mapToObj(i -> DynamicTest.dynamicTest("record " + (i + 1), () -> {
                    TrailFixture fixture = TrailFixture.whole(SEED);
                    List<Trail.Entry> moved = new ArrayList<>(fixture.entries);
                    Collections.swap(moved, i, i + 1);
                    assertThat(failed(fixture.bytes(fixture.mandates, moved))).contains(Name.ORDER);
                }));
    }

    /** What an operator may claim who has all keys but those of the people, and the check that finds it. */
    private record Lie(String what, Name found, Consumer<TrailFixture> tell) {}

    private static Lie forged(String what, Name found, int at, String member, Json value) {
        return new Lie(what, found, fixture -> fixture.forge(at, json -> TrailFixture.with(json, member, value)));
    }

    @TestFactory
    Stream<DynamicTest> everyLieOfTheOperatorIsFoundByName() {
        return Stream.of(
                        forged("a declined call was executed", Name.RULES, 1, "verdict", Json.of("executed")),
                        new Lie(
                                "an executed call was declined",
                                Name.RULES,
                                fixture -> fixture.forge(
                                        0,
                                        json -> TrailFixture.with(
                                                TrailFixture.with(json, "verdict", Json.of("declined")),
                                                "reason",
                                                Json.of("no")))),
                        forged(
                                "it was admitted after the mandate had expired",
                                Name.RULES,
                                0,
                                "admittedMillis",
                                Json.of(0)),
                        forged("a rule is not named", Name.RULES, 0, "rules", Json.array(List.of())),
                        forged("the Datanet had another licence", Name.RULES, 0, "licences", Json.array(List.of())),
                        forged("another tool was called", Name.RULES, 0, "tool", tool("search_rows", "c3")),
                        forged("less was known than was", Name.RULES, 2, "knew", Json.of(0)),
                        forged(
                                "it was called with something else",
                                Name.OPENING,
                                0,
                                "argumentsDigest",
                                Json.of("00".repeat(32))),
                        forged("something else came back", Name.OPENING, 0, "result", result("00".repeat(32))),
                        forged("it cost more", Name.BUDGET, 0, "cost", cost(50, 50)),
                        forged("another mandate was meant", Name.RECORDS, 0, "mandate", Json.of("33".repeat(16))),
                        new Lie(
                                "an approval is left out",
                                Name.RULES,
                                fixture -> fixture.forge(2, json -> json.without("approval"))),
                        new Lie(
                                "an approval of other arguments",
                                Name.APPROVALS,
                                fixture -> fixture.forge(
                                        2, json -> TrailFixture.with(json, "id", Json.of("77".repeat(16))))),
                        new Lie(
                                "an approval that had expired",
                                Name.APPROVALS,
                                fixture -> fixture.forge(
                                        2,
                                        json -> TrailFixture.with(
                                                json,
                                                "approval",
                                                TrailFixture.with(
                                                        (Json.JsonObject) Objects.requireNonNull(
                                                                json.members().get("approval")),
                                                        "deadlineSeconds",
                                                        Json.of(1))))),
                        new Lie("somebody approved who may not", Name.APPROVALS, fixture -> {
                            TrailFixture.Called called = new TrailFixture.Called(
                                    "11".repeat(16),
                                    TrailFixture.DRAFT,
                                    Json.object()
                                            .put(Rules.DATANET, 1)
                                            .put("rows", "other")
                                            .build(),
                                    Action.End.EXECUTED,
                                    Optional.of(true),
                                    Optional.of(fixture.operator));
                            fixture.call(called);
                        }),
                        new Lie(
                                "it was done after the end",
                                Name.ENDED,
                                fixture -> fixture.call(new TrailFixture.Called(
                                        "22".repeat(16),
                                        TrailFixture.SEARCH,
                                        Json.object().build(),
                                        Action.End.EXECUTED,
                                        Optional.of(false),
                                        Optional.empty()))),
                        new Lie("a mandate that the operator signed", Name.AUTHORITY, fixture -> {
                            fixture.mandates.remove(1);
                            fixture.give(
                                    fixture.mandate("22".repeat(16), Optional.of("11".repeat(16)), 400),
                                    fixture.operator);
                        }),
                        new Lie("a mandate that says more than was signed", Name.AUTHORITY, fixture -> {
                            Trail.Given given = fixture.mandates.get(0);
                            fixture.mandates.set(
                                    0,
                                    new Trail.Given(
                                            fixture.mandate("11".repeat(16), Optional.empty(), 2_000),
                                            given.signer(),
                                            given.signature(),
                                            false,
                                            given.inclusion()));
                        }),
                        new Lie("a contract that nobody asked", Name.AUTHORITY, fixture -> {
                            Trail.Given given = fixture.mandates.get(0);
                            fixture.mandates.set(
                                    0,
                                    new Trail.Given(given.mandate(), given.signer(), "0x00", true, given.inclusion()));
                        }),
                        new Lie("a narrower mandate that is wider", Name.NARROWING, fixture -> {
                            fixture.mandates.remove(1);
                            fixture.give(
                                    fixture.mandate("22".repeat(16), Optional.of("11".repeat(16)), 1_001),
                                    fixture.agent);
                        }))
                .map(lie -> DynamicTest.dynamicTest(lie.what, () -> {
                    TrailFixture fixture = TrailFixture.whole(SEED);
                    lie.tell.accept(fixture);
                    assertThat(failed(fixture.bytes())).contains(lie.found);
                }));
    }

    @Test
    void aSealOfSomebodyElseIsRefused() {
        TrailFixture fixture = TrailFixture.whole(SEED);
        byte[] file = fixture.bytes();
        Trail trail = Trail.fromJson(CanonicalJson.parse(file)).content();
        ThrowawayKey other = ThrowawayKey.random(fixture.random);
        assertThat(failed(trail.sealed(other.signOperator(trail.bytesToSeal()))))
                .containsExactly(Name.SEAL);
    }

    @Test
    void aContractWalletIsAcceptedByNameAlone() {
        TrailFixture fixture = TrailFixture.whole(SEED);
        Trail.Given given = fixture.mandates.get(0);
        fixture.mandates.set(0, new Trail.Given(given.mandate(), given.signer(), "0x00", true, given.inclusion()));
        List<TrailCheck> checks = TrailVerifier.check(
                fixture.bytes(), new TrailVerifier.Options(Optional.empty(), Set.of(given.signer())));
        assertThat(checks).noneMatch(TrailCheck::failed);
    }

    @Test
    void whatCannotBeReadIsRefusedQuietly() {
        for (String text : new String[] {"", "[]", "{\"schema\":\"openledger.trail/1\"}", "{\"a\":[[[[", "null"}) {
            assertThat(failed(text.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
        }
    }

    private static Json tool(String name, String digest) {
        return Json.object()
                .put("name", name)
                .put("schemaDigest", digest.repeat(32))
                .put("class", "read")
                .build();
    }

    private static Json result(String digest) {
        return Json.object()
                .put("digest", digest)
                .put("trusted", new Json.JsonBoolean(false))
                .build();
    }

    private static Json cost(long most, long paid) {
        return Json.object()
                .put("mostGwei", most)
                .put("paidGwei", paid)
                .put(
                        "chain",
                        Json.array(List.of(Json.object()
                                .put("mandate", "11".repeat(16))
                                .put("gwei", 0)
                                .put("calls", 1)
                                .build())))
                .build();
    }
}
