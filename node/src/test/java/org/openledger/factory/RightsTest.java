package org.openledger.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.ChainState;
import org.openledger.datanet.Datanet;
import org.openledger.datanet.Licences;
import org.openledger.datanet.Schema;

final class RightsTest {
    @Test
    void permissiveDataMayBeSold() {
        for (String spdx : List.of("CC0-1.0", "CC-BY-4.0", "MIT", "Apache-2.0", "ODC-By-1.0", "CDLA-Permissive-2.0")) {
            assertThatCode(() -> Rights.require(under(spdx), true)).as(spdx).doesNotThrowAnyException();
        }
    }

    @Test
    void nonCommercialDataMayBeLearnedFromButNotSold() {
        assertThatCode(() -> Rights.require(under("CC-BY-NC-4.0"), false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Rights.require(under("CC0-1.0", "CC-BY-NC-4.0"), true))
                .isInstanceOfSatisfying(
                        FactoryException.class, e -> assertThat(e.kind()).isEqualTo(FactoryException.Kind.NO_RIGHT))
                .hasMessageContaining("Datanet 2")
                .hasMessageContaining("CC-BY-NC-4.0");
    }

    @Test
    void dataWithoutDerivativesIsNeverLearnedFrom() {
        for (boolean paid : new boolean[] {true, false}) {
            assertThatThrownBy(() -> Rights.require(under("CC-BY-ND-4.0"), paid))
                    .hasMessageContaining("adaptation");
            assertThatThrownBy(() -> Rights.require(under("CC-BY-NC-ND-4.0"), paid))
                    .hasMessageContaining("adaptation");
        }
    }

    @Test
    void shareAlikeLicencesDoNotMixWithEachOther() {
        assertThatCode(() -> Rights.require(under("CC-BY-SA-4.0", "CC-BY-SA-4.0", "MIT"), true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Rights.require(under("CC-BY-SA-4.0", "ODbL-1.0"), true))
                .hasMessageContaining("alone");
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
