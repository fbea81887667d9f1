package org.openledger.verify.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Json;

/** Delegation only narrows: over random pairs, whatever is widened in one member is found by that member's name. */
@Tag("unit")
final class NarrowingTest {
    private static final int PAIRS = 100_000;
    private static final int EVERY_DAY = 10_000;
    private static final List<String> WORDS =
            IntStream.range(0, 12).mapToObj(i -> "word" + (char) ('a' + i)).toList();

    private final Random random = new Random(17);

    @Test
    void aNarrowedMandateIsTakenAndEachWidenedMemberIsNamed() {
        assertNamed(EVERY_DAY);
    }

    @Test
    @Tag("campaign")
    void eachWidenedMemberIsNamedOverManyMorePairs() {
        assertNamed(PAIRS);
    }

    private void assertNamed(int pairs) {
        Set<String> widened = new HashSet<>();
        for (int i = 0; i < pairs; i++) {
            Mandate parent = random("11".repeat(16), Optional.empty());
            Mandate child = narrowed(parent);
            Optional<String> none = Narrowing.widened(parent, child);
            Widening how = WIDENINGS.get(random.nextInt(WIDENINGS.size()));
            Mandate wide = how.of.apply(new Pair(parent, child));
            String found = Narrowing.widened(parent, wide).orElse("");
            if (none.isPresent() || !found.startsWith("'" + how.member + "'")) {
                fail("pair " + i + " of seed 17, " + how.member + ": " + none + ", " + found);
            }
            widened.add(how.member);
        }
        assertThat(widened).hasSameSizeAs(WIDENINGS);
    }

    private record Pair(Mandate parent, Mandate child) {}

    /** A way to go beyond a parent, by the member that must be named. */
    private record Widening(String member, Function<Pair, Mandate> of) {}

    private static final List<Widening> WIDENINGS = List.of(
            new Widening("parent", pair -> with(pair.child, "parent", "33".repeat(16))),
            new Widening("operator", pair -> with(pair.child, "operator", "0x" + "01".repeat(20))),
            new Widening("principal", pair -> with(pair.child, "principal", "0x" + "02".repeat(20))),
            new Widening(
                    "notBeforeSeconds",
                    pair -> number(pair.child, "notBeforeSeconds", pair.parent.notBeforeSeconds() - 1)),
            new Widening(
                    "expiresSeconds", pair -> number(pair.child, "expiresSeconds", pair.parent.expiresSeconds() + 1)),
            new Widening(
                    "caps.budgetGwei",
                    pair -> cap(pair.child, "budgetGwei", pair.parent.caps().budgetGwei() + 1)),
            new Widening(
                    "caps.callGwei",
                    pair -> cap(pair.child, "callGwei", pair.parent.caps().callGwei() + 1)),
            new Widening(
                    "caps.dayGwei",
                    pair -> cap(pair.child, "dayGwei", pair.parent.caps().dayGwei() + 1)),
            new Widening(
                    "caps.maxCalls",
                    pair -> cap(pair.child, "maxCalls", pair.parent.caps().maxCalls() + 1)),
            new Widening("tools", pair -> tools(pair.child)),
            new Widening("models", pair -> words(pair.child, "models", "zz")),
            new Widening("datanets", pair -> words(pair.child, "datanets", "999")),
            new Widening("licences", pair -> words(pair.child, "licences", "zz")),
            new Widening("trustedDatanets", pair -> words(pair.child, "trustedDatanets", "999")),
            new Widening(
                    "approval.aboveGwei",
                    pair -> approval(
                            pair.child,
                            pair.parent.approval().aboveGwei() + 1,
                            pair.child.approval().classes())),
            new Widening(
                    "approval.classes",
                    pair -> approval(pair.child, pair.child.approval().aboveGwei(), List.of())),
            new Widening(
                    "provenance.minAttributedPpm",
                    pair -> provenance(pair.child, pair.parent.provenance().minAttributedPpm() - 1)));

    private List<String> some(List<String> from) {
        return from.stream().filter(each -> random.nextBoolean()).sorted().toList();
    }

    private Mandate random(String id, Optional<String> parent) {
        return new Mandate(
                id,
                "0x" + "a0".repeat(20),
                "0x" + "b0".repeat(20),
                "0x" + "c0".repeat(20),
                "name",
                "",
                parent,
                10 + random.nextInt(100),
                1_000 + random.nextInt(1_000),
                new Mandate.Caps(
                        random.nextInt(1_000), random.nextInt(1_000), random.nextInt(1_000), random.nextInt(99)),
                new Mandate.Scope(
                        some(WORDS).stream()
                                .map(name -> new Mandate.Tool(name, "ab".repeat(32), ToolClass.READ))
                                .toList(),
                        some(WORDS),
                        some(List.of("1", "2", "3")),
                        some(WORDS),
                        some(List.of("1", "2", "3"))),
                new Mandate.ApprovalTerms(random.nextInt(100), List.of("write"), List.of()),
                new Mandate.Provenance(1 + random.nextInt(1_000)));
    }

    private Mandate narrowed(Mandate of) {
        long begin = of.notBeforeSeconds() + random.nextInt(10);
        return new Mandate(
                "22".repeat(16),
                of.operator(),
                of.principal(),
                "0x" + "d0".repeat(20),
                "child",
                "",
                Optional.of(of.id()),
                begin,
                Math.max(begin + 1, of.expiresSeconds() - random.nextInt(10)),
                new Mandate.Caps(
                        less(of.caps().budgetGwei()),
                        less(of.caps().callGwei()),
                        less(of.caps().dayGwei()),
                        less(of.caps().maxCalls())),
                new Mandate.Scope(
                        of.tools().stream().filter(each -> random.nextBoolean()).toList(),
                        some(of.models()),
                        some(of.datanets()),
                        some(of.licences()),
                        some(of.trustedDatanets())),
                new Mandate.ApprovalTerms(
                        less(of.approval().aboveGwei()),
                        random.nextBoolean() ? List.of("write") : List.of("spend", "write"),
                        List.of()),
                new Mandate.Provenance(of.provenance().minAttributedPpm() + random.nextInt(10)));
    }

    private long less(long most) {
        return most == 0 ? 0 : random.nextLong(most + 1);
    }

    private static Mandate with(Mandate of, String member, String value) {
        return Mandate.fromJson(TrailFixture.with(of.json(), member, Json.of(value)));
    }

    private static Mandate number(Mandate of, String member, long value) {
        return Mandate.fromJson(TrailFixture.with(of.json(), member, Json.of(value)));
    }

    private static Mandate cap(Mandate of, String member, long value) {
        return Mandate.fromJson(TrailFixture.with(
                of.json(),
                "caps",
                TrailFixture.with(
                        (Json.JsonObject)
                                Objects.requireNonNull(of.json().members().get("caps")),
                        member,
                        Json.of(value))));
    }

    private static Mandate words(Mandate of, String member, String more) {
        List<String> all = new ArrayList<>();
        ((Json.JsonArray) Objects.requireNonNull(of.json().members().get(member)))
                .items()
                .forEach(each -> all.add(((Json.JsonString) each).value()));
        all.add(more);
        return Mandate.fromJson(TrailFixture.with(
                of.json(), member, Json.strings(all.stream().sorted().toList())));
    }

    /** A tool of the parent's name whose definition changed. */
    private static Mandate tools(Mandate of) {
        return new Mandate(
                of.id(),
                of.operator(),
                of.principal(),
                of.agent(),
                of.name(),
                of.task(),
                of.parent(),
                of.notBeforeSeconds(),
                of.expiresSeconds(),
                of.caps(),
                new Mandate.Scope(
                        List.of(new Mandate.Tool("worda", "cd".repeat(32), ToolClass.READ)),
                        of.models(),
                        of.datanets(),
                        of.licences(),
                        of.trustedDatanets()),
                of.approval(),
                of.provenance());
    }

    private static Mandate approval(Mandate of, long above, List<String> classes) {
        return Mandate.fromJson(TrailFixture.with(
                of.json(),
                "approval",
                Json.object()
                        .put("aboveGwei", above)
                        .put("classes", Json.strings(classes))
                        .put("by", Json.strings(of.approval().by()))
                        .build()));
    }

    private static Mandate provenance(Mandate of, int least) {
        return Mandate.fromJson(TrailFixture.with(
                of.json(),
                "provenance",
                Json.object().put("minAttributedPpm", least).build()));
    }
}
