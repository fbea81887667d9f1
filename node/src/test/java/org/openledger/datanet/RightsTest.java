package org.openledger.datanet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.Rights.Use;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.Schema;

@Tag("unit")
final class RightsTest {
    @Test
    void permissiveDataMayBeSold() {
        for (String spdx : List.of("CC0-1.0", "CC-BY-4.0", "MIT", "Apache-2.0", "ODC-By-1.0", "CDLA-Permissive-2.0")) {
            for (Use use : Use.values()) {
                assertThat(objection(under(spdx), use, true)).as(spdx).isEmpty();
            }
        }
    }

    @Test
    void nonCommercialDataMayBeUsedButNotSold() {
        for (Use use : Use.values()) {
            assertThat(objection(under("CC-BY-NC-4.0"), use, false)).isEmpty();
            assertThat(objection(under("CC0-1.0", "CC-BY-NC-4.0"), use, true))
                    .hasValueSatisfying(
                            why -> assertThat(why).contains("Datanet 2").contains("CC-BY-NC-4.0"));
        }
        assertThat(objection(under("CC-BY-NC-4.0"), Use.SOURCES, true).orElseThrow())
                .contains("no answer given for money");
    }

    @Test
    void dataWithoutDerivativesIsNeverUsed() {
        for (Use use : Use.values()) {
            for (boolean paid : new boolean[] {true, false}) {
                assertThat(objection(under("CC-BY-ND-4.0"), use, paid).orElseThrow())
                        .contains("adaptation");
                assertThat(objection(under("CC-BY-NC-ND-4.0"), use, paid).orElseThrow())
                        .contains("adaptation");
            }
        }
    }

    @Test
    void shareAlikeLicencesDoNotMixWithEachOther() {
        assertThat(objection(under("CC-BY-SA-4.0", "CC-BY-SA-4.0", "MIT"), Use.MODEL, true))
                .isEmpty();
        assertThat(objection(under("CC-BY-SA-4.0", "ODbL-1.0"), Use.SOURCES, true)
                        .orElseThrow())
                .contains("alone");
    }

    @Test
    void everyKnownLicenceIsJudged() {
        assertThat(Licences.all()).hasSizeGreaterThan(30).allSatisfy(licence -> {
            assertThat(licence.commercialUse())
                    .as(licence.spdx())
                    .isEqualTo(!licence.spdx().contains("-NC"));
            assertThat(licence.derivatives())
                    .as(licence.spdx())
                    .isEqualTo(!licence.spdx().contains("-ND"));
        });
    }

    private static Optional<String> objection(List<Datanet> datanets, Use use, boolean paid) {
        Rights.Purpose purpose = new Rights.Purpose(use, paid, Optional.empty());
        return Rights.objectionTo(
                datanets.stream()
                        .map(datanet -> Rights.Held.byOwn(new Rights.Used(datanet, 1), purpose))
                        .toList(),
                purpose);
    }

    private static List<Datanet> under(String... spdx) {
        List<Datanet> datanets = new java.util.ArrayList<>();
        for (String each : Arrays.asList(spdx)) {
            datanets.add(new Datanet(
                    datanets.size() + 1L,
                    Optional.of("1"),
                    "0x" + "11".repeat(20),
                    "Some",
                    Schema.TEXT,
                    Licences.require(each),
                    "00".repeat(32),
                    0,
                    ChainState.CONFIRMED,
                    ""));
        }
        return datanets;
    }
}
