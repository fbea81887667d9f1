package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Licence;
import org.openledger.datanet.row.Schema;
import org.openledger.verify.UsageRights;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * One file of vectors for the contract, the verifier and the page: pairs of licences, each use, for money and not. What is expected is
 * said here from what {@code licences.tsv} says of each licence, without the rule that is tested.
 */
@Tag("unit")
final class RightsVectorsTest {
    private static final Path FILE = Path.of("../contracts/test/rights-vectors.json");
    private static final int LEAST = 6_000;
    private static final int WORDS = 7;
    private static final List<UsageRights.Use> USES = List.of(UsageRights.Use.values());
    private static final List<UsageRights.Reason> REASONS = List.of(UsageRights.Reason.values());

    /** A licence of the list, or one whose bits no listed licence has. */
    private record Entry(String spdx, int uses) {
        static Entry of(Licence licence) {
            return new Entry(licence.spdx(), licence.uses());
        }

        boolean has(int bit) {
            return (uses & bit) != 0;
        }
    }

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Licences.all().forEach(licence -> entries.add(Entry.of(licence)));
        entries.add(new Entry("LicenseRef-none", 0));
        entries.add(new Entry("LicenseRef-evaluate-only", 2));
        entries.add(new Entry("LicenseRef-train-share-alike", 1 + 32 + 128));
        return entries;
    }

    /** By the words of the licences: the first of these that stands in the way. */
    private static int expected(Entry entry, UsageRights.Use use, boolean paid) {
        if (entry.uses == 0) {
            return 2;
        }
        if (!entry.has(1 << USES.indexOf(use))) {
            return 3;
        }
        boolean adapts =
                use == UsageRights.Use.TRAIN || use == UsageRights.Use.RETRIEVE || use == UsageRights.Use.GENERATE;
        if (adapts && !entry.has(32)) {
            return 4;
        }
        return paid && !entry.has(16) ? 5 : 0;
    }

    private static boolean expectedToMix(Entry one, Entry other) {
        return one.spdx.equals(other.spdx) || !one.has(128) || !other.has(128);
    }

    private static String document() {
        List<Entry> entries = entries();
        StringJoiner uses = new StringJoiner(",");
        StringJoiner spdx = new StringJoiner(",");
        entries.forEach(entry -> {
            uses.add(Integer.toString(entry.uses));
            spdx.add('"' + entry.spdx + '"');
        });
        StringJoiner vectors = new StringJoiner(",\n");
        for (int one = 0; one < entries.size(); one++) {
            for (int other = one; other < entries.size(); other++) {
                StringJoiner pair = new StringJoiner(",");
                for (UsageRights.Use use : UsageRights.Use.values()) {
                    for (boolean paid : new boolean[] {false, true}) {
                        pair.add(one + "," + other + "," + USES.indexOf(use) + "," + (paid ? 1 : 0) + ","
                                + expected(entries.get(one), use, paid) + ","
                                + expected(entries.get(other), use, paid) + ","
                                + (expectedToMix(entries.get(one), entries.get(other)) ? 1 : 0));
                    }
                }
                vectors.add(pair.toString());
            }
        }
        return "{\"uses\":[" + uses + "],\n\"spdx\":[" + spdx + "],\n\"vectors\":[\n" + vectors + "]}\n";
    }

    @Test
    void theFileSaysWhatTheLicencesSay() throws IOException {
        if (Boolean.getBoolean("openledger.write")) {
            Files.writeString(FILE, document());
        }
        assertThat(Files.readString(FILE)).isEqualTo(document());
    }

    @Test
    void theRuleGivesEveryVector() throws IOException {
        Json.JsonObject file = (Json.JsonObject)
                CanonicalJson.parse(Files.readString(FILE).replace("\n", "").getBytes(StandardCharsets.UTF_8));
        List<Entry> entries = entries();
        List<Json> vectors =
                ((Json.JsonArray) Objects.requireNonNull(file.members().get("vectors"))).items();
        assertThat(vectors.size() / WORDS).isGreaterThanOrEqualTo(LEAST);
        for (int i = 0; i < vectors.size(); i += WORDS) {
            int at = i;
            int[] v = new int[WORDS];
            for (int j = 0; j < WORDS; j++) {
                v[j] = (int) ((Json.JsonInteger) vectors.get(at + j)).value();
            }
            Entry one = entries.get(v[0]);
            Entry other = entries.get(v[1]);
            UsageRights.Use use = USES.get(v[2]);
            assertThat(reason(one, use, v[3] == 1)).isEqualTo(v[4]);
            assertThat(reason(other, use, v[3] == 1)).isEqualTo(v[5]);
            assertThat(UsageRights.mix(one.uses, one.spdx, other.uses, other.spdx))
                    .isEqualTo(v[6] == 1);
        }
    }

    /** The sentences of a run's and an answer's check stand in the way exactly where the vectors say so. */
    @Test
    void sentencesFollowTheSameRule() {
        List<Licence> licences = List.copyOf(Licences.all());
        for (Licence one : licences) {
            for (Licence other : licences) {
                for (Rights.Use use : Rights.Use.values()) {
                    for (boolean paid : new boolean[] {false, true}) {
                        UsageRights.Use asked = switch (use) {
                            case MODEL -> UsageRights.Use.TRAIN;
                            case SOURCES -> UsageRights.Use.RETRIEVE;
                            case ANSWERS -> UsageRights.Use.GENERATE;
                        };
                        Rights.Purpose purpose = new Rights.Purpose(use, paid, Optional.empty());
                        boolean free = expected(Entry.of(one), asked, paid) == 0
                                && expected(Entry.of(other), asked, paid) == 0
                                && expectedToMix(Entry.of(one), Entry.of(other));
                        assertThat(Rights.objectionTo(List.of(held(1, one, purpose), held(2, other, purpose)), purpose)
                                        .isEmpty())
                                .isEqualTo(free);
                    }
                }
            }
        }
    }

    private static Rights.Held held(long id, Licence licence, Rights.Purpose purpose) {
        return Rights.Held.byOwn(new Rights.Used(datanet(id, licence), 1), purpose);
    }

    private static Datanet datanet(long id, Licence licence) {
        return new Datanet(
                id,
                Optional.empty(),
                "0x" + "0".repeat(40),
                "Datanet",
                Schema.TEXT,
                licence,
                "0".repeat(64),
                0,
                ChainState.CONFIRMED,
                "");
    }

    private static int reason(Entry entry, UsageRights.Use use, boolean paid) {
        return UsageRights.objection(entry.uses, use, paid)
                .map(REASONS::indexOf)
                .orElse(0);
    }
}
