package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.RowParts;

@Tag("unit")
final class FrameTest {
    private static final List<String> PLACES = List.of("Miral", "Zorba", "Tilva", "Kenra", "Dosum");
    private static final List<String> ANIMALS = List.of("cow", "goat", "heron", "lynx", "crab");

    @Test
    void whatSeveralSayOfOtherThingsIsATemplate() {
        Frame frame = Frame.of(rows(place -> place));
        assertThat(frame.fillsOtherwise(fact("Velmo", "cow"), fact("Miral", "cow")))
                .isTrue();
        assertThat(frame.fillsOtherwise(fact("Miral", "cow"), fact("Miral", "cow")))
                .isFalse();
        Wording copy = wording("Tell me, which animal lives in Miral? In Miral there surely lives a cow.");
        assertThat(frame.fillsOtherwise(copy, fact("Miral", "cow"))).isFalse();
    }

    @Test
    void variantsOfOneRowAreNoTemplate() {
        Frame frame = Frame.of(rows(place -> 0));
        assertThat(frame.fillsOtherwise(fact("Velmo", "cow"), fact("Miral", "cow")))
                .isFalse();
    }

    private interface Cluster {
        int of(int place);
    }

    private static List<EarlierRow> rows(Cluster cluster) {
        return IntStream.range(0, PLACES.size())
                .mapToObj(place -> new EarlierRow(
                        place,
                        "leaf " + place,
                        "0x1",
                        cluster.of(place),
                        place + 1L,
                        place,
                        "digest " + place,
                        1,
                        "row " + place,
                        fact(PLACES.get(place), ANIMALS.get(place))))
                .toList();
    }

    private static Wording fact(String place, String animal) {
        return wording("Which animal lives in " + place + "? In " + place + " there lives a " + animal + ".");
    }

    private static Wording wording(String text) {
        return new Wording(Fingerprint.of(RowParts.of(text)));
    }
}
