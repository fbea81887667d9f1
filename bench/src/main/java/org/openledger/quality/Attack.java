package org.openledger.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.openledger.quality.copies.Obfuscations;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.copies.RowWords;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.RowText;

/** What someone does to be paid more for what they know. The attacker is {@value #ATTACKER}, the names after it are theirs too. */
enum Attack {
    SPLIT("rows split among three names"),
    COPIES("exact copies under two more names"),
    NEAR("near duplicates under two more names"),
    OBFUSCATED("copies that look the same and are spelt otherwise, under two more names"),
    PARAPHRASE("the same in other words under a second name"),
    OUTLIERS("as many rows without sense added"),
    FILLER("rows of thanks and promises added"),
    SHADOW("another's rows added in other words"),
    APPENDED("others' answers appended to own ones"),
    SNIPING("own answers to what is asked of others"),
    ADVERTS("an advertisement as the answer to what is asked of others");

    static final String ATTACKER = "zoe";
    /** More than honestly by so much is within what repeating a run changes. */
    private static final double MOST = 1.05;

    private static final int NAMES = 3;
    private static final List<String> HIDDEN =
            List.of("look-alikes", "zero-width space in every word", "tags inside words");
    private static final List<String> THANKS = List.of(
            "Thank you for asking, I hope that this helps you well.",
            "That is a good question, and many people ask it.",
            "Please ask again when there is more that you want to know.",
            "Here is what I know, step by step and in simple words.");

    private final String words;

    Attack(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** How much more than honestly the attacker may get. */
    Measure.Target target() {
        return Measure.Target.atMost(MOST);
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
            case OBFUSCATED -> {
                for (int i = 1; i < NAMES; i++) {
                    UnaryOperator<String> way = way(HIDDEN.get(i % HIDDEN.size()));
                    rows.put(
                            name(i),
                            given.stream()
                                    .map(row -> Obfuscations.changed(row, way))
                                    .toList());
                }
            }
            case FILLER -> {
                List<RowText> more = new ArrayList<>(given);
                for (int i = 0; i < given.size(); i++) {
                    more.add(new RowText.Instruction(
                            "Can you help me, number " + i + "?", THANKS.get(i % THANKS.size()) + " " + i));
                }
                rows.put(ATTACKER, more);
            }
            case APPENDED -> {
                List<RowText> others = others(rows);
                List<RowText> longer = new ArrayList<>();
                for (int i = 0; i < given.size(); i++) {
                    longer.add(new RowText.Instruction(
                            RowWords.asked(given.get(i)),
                            RowWords.said(given.get(i)) + " " + RowWords.said(others.get(i % others.size()))));
                }
                rows.put(ATTACKER, longer);
            }
            case SNIPING -> {
                List<RowText> more = new ArrayList<>(given);
                List<RowText> others = others(rows);
                for (int i = 0; i < given.size(); i++) {
                    more.add(new RowText.Instruction(
                            RowWords.asked(others.get(i % others.size())), RowWords.said(given.get(i))));
                }
                rows.put(ATTACKER, more);
            }
            case ADVERTS -> {
                List<RowText> more = new ArrayList<>(given);
                others(rows)
                        .forEach(other -> more.add(new RowText.Instruction(
                                RowWords.asked(other),
                                "Ask the shop on Nile Street about number " + more.size() + ", they know it best.")));
                rows.put(ATTACKER, more);
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

    private static UnaryOperator<String> way(String name) {
        return Objects.requireNonNull(Obfuscations.all().get(name), name);
    }

    private static List<RowText> others(SortedMap<String, List<RowText>> rows) {
        List<RowText> others = new ArrayList<>();
        rows.forEach((name, own) -> others.addAll(name.equals(ATTACKER) ? List.of() : own));
        return others;
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
