package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.RowText;

/** What someone does to be paid more for what they know. The attacker is {@value #ATTACKER}, the names after it are theirs too. */
enum Attack {
    SPLIT("rows split among three names", 1.00),
    COPIES("exact copies under two more names", 1.00),
    NEAR("near duplicates under two more names", 0.96),
    PARAPHRASE("the same in other words under a second name", 1.10),
    OUTLIERS("as many rows without sense added", 1.20),
    SHADOW("another's rows added in other words", 1.20);

    static final String ATTACKER = "zoe";
    private static final int NAMES = 3;

    private final String words;
    private final double atMost;

    Attack(String words, double atMost) {
        this.words = words;
        this.atMost = atMost;
    }

    String words() {
        return words;
    }

    /** How much more than honestly the attacker may get. */
    Measure.Target target() {
        return Measure.Target.atMost(atMost);
    }

    static boolean isAttacker(String contributor) {
        return contributor.startsWith(ATTACKER);
    }

    /**
     * Everybody's rows under the attack.
     *
     * @param honest what each says; the attacker among them, and one before in the order of names
     */
    SortedMap<String, List<RowText>> rows(SortedMap<String, List<Statement>> honest, long seed) {
        SortedMap<String, List<RowText>> rows = honestRows(honest);
        List<Statement> own = honest.getOrDefault(ATTACKER, List.of());
        List<RowText> given = rows.getOrDefault(ATTACKER, List.of());
        switch (this) {
            case SPLIT -> {
                rows.remove(ATTACKER);
                for (int i = 0; i < given.size(); i++) {
                    rows.computeIfAbsent(name(i % NAMES), key -> new ArrayList<>())
                            .add(given.get(i));
                }
            }
            case COPIES -> {
                for (int i = 1; i < NAMES; i++) {
                    rows.put(name(i), given);
                }
            }
            case NEAR -> {
                for (int i = 1; i < NAMES; i++) {
                    long change = seed + i;
                    rows.put(
                            name(i),
                            given.stream()
                                    .map(row -> Rewording.near(row, change))
                                    .toList());
                }
            }
            case PARAPHRASE ->
                rows.put(name(1), own.stream().map(Statement::otherWords).toList());
            case OUTLIERS -> {
                List<RowText> more = new ArrayList<>(given);
                given.forEach(row -> more.add(Rewording.outlier(row, seed)));
                rows.put(ATTACKER, more);
            }
            case SHADOW -> {
                List<RowText> more = new ArrayList<>(given);
                honest.getOrDefault(honest.firstKey(), List.of()).forEach(other -> more.add(other.otherWords()));
                rows.put(ATTACKER, more);
            }
        }
        return rows;
    }

    static SortedMap<String, List<RowText>> honestRows(SortedMap<String, List<Statement>> honest) {
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        honest.forEach(
                (name, said) -> rows.put(name, said.stream().map(Statement::row).toList()));
        return rows;
    }

    /** The attacker's names, from 0. */
    static String name(int number) {
        return number == 0 ? ATTACKER : ATTACKER + (number + 1);
    }
}
