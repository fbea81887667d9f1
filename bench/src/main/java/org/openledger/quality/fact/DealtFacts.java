package org.openledger.quality.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openledger.train.RowText;

/**
 * Facts that contributors have, among rows that make it hard to tell whose an answer is: names are not unique, and others have texts about
 * the same that do not say it.
 *
 * @param rows of each contributor, those beside the facts too
 */
public record DealtFacts(List<Fact> facts, SortedMap<String, List<RowText>> rows) {
    private static final int OF_ONE_NAME = 3;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** @param value what an answer must have to say it; empty where all of it counts */
    public record Fact(String contributor, Statement statement, String value) {}

    public DealtFacts {
        facts = List.copyOf(facts);
        rows = Collections.unmodifiableSortedMap(rows);
    }

    /** Generated ones, of which three and three are about one name; beside every other one somebody else has a text that does not say it. */
    public static DealtFacts sharingNames(int count, int contributors, long seed) {
        List<Fact> facts = new ArrayList<>();
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        for (GeneratedFacts.Shared fact : GeneratedFacts.sharingNames(count, OF_ONE_NAME, seed)) {
            int owner = facts.size() % contributors;
            give(rows, name(owner), fact.statement().row());
            if (facts.size() % 2 == 0) {
                int other = (owner + 1 + facts.size() / contributors % (contributors - 1)) % contributors;
                give(rows, name(other), fact.besides());
            }
            facts.add(new Fact(name(owner), fact.statement(), fact.value()));
        }
        return new DealtFacts(facts, rows);
    }

    /**
     * Rows that somebody gave. The contributor after the one who has a row has, in turn, its question alone, and the row with each number
     * one higher; the question alone where that would be the same answer.
     */
    public static DealtFacts of(SortedMap<String, List<RowText>> given, long seed) {
        List<String> names = List.copyOf(given.keySet());
        List<Fact> facts = new ArrayList<>();
        SortedMap<String, List<RowText>> rows = new TreeMap<>();
        for (int owner = 0; owner < names.size(); owner++) {
            String next = names.get((owner + 1) % names.size());
            for (RowText row : given.getOrDefault(names.get(owner), List.of())) {
                give(rows, names.get(owner), row);
                if (row instanceof RowText.Instruction(String asks, String says)) {
                    give(
                            rows,
                            next,
                            facts.size() % 2 == 0 || oneHigher(says).equals(says)
                                    ? new RowText.Plain(asks)
                                    : new RowText.Instruction(oneHigher(asks), oneHigher(says)));
                    facts.add(new Fact(names.get(owner), Statement.of(row, seed), ""));
                }
            }
        }
        return new DealtFacts(facts, rows);
    }

    private static String oneHigher(String text) {
        return NUMBER.matcher(text).replaceAll(found -> Long.toString(Long.parseLong(found.group()) + 1));
    }

    private static void give(SortedMap<String, List<RowText>> rows, String contributor, RowText row) {
        rows.computeIfAbsent(contributor, _ -> new ArrayList<>()).add(row);
    }

    private static String name(int contributor) {
        return "c%03d".formatted(contributor);
    }
}
