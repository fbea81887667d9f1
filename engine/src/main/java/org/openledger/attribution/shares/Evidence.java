package org.openledger.attribution.shares;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openledger.attribution.spans.Span;
import org.openledger.attribution.spans.SpanIndex;

/**
 * What an answer has in common with the rows of each contributor: word-for-word quotations, and the rows closest to it. It is
 * shown beside the shares and never changes them, since looking like an author is not causing.
 */
public final class Evidence {
    /** Shortest quotation, in tokens, where the caller has no reason for another: below it, phrases of the language dominate. */
    public static final int MIN_QUOTATION_TOKENS = 6;
    /** Quotations listed for one contributor: the longest. */
    public static final int MAX_QUOTATIONS = 64;

    private final List<Span> spans;
    private final Map<String, List<Quotation>> quotations;
    private final Map<String, List<TopRow>> rows;

    private Evidence(List<Span> spans, Map<String, List<Quotation>> quotations, Map<String, List<TopRow>> rows) {
        this.spans = spans;
        this.quotations = quotations;
        this.rows = rows;
    }

    /** No evidence at all, for an answer whose rows are gone or were never indexed. */
    public static Evidence none() {
        return new Evidence(List.of(), Map.of(), Map.of());
    }

    /** Looks an answer up in the index. Quotations shorter than {@code minTokens} are left out. */
    public static Evidence gather(SpanIndex index, int[] answerIds, int minTokens) {
        List<Span> spans = index.match(answerIds, minTokens);
        Map<String, List<Span>> held = longestOfEachHolder(spans);
        Map<String, List<Quotation>> quotations = new HashMap<>();
        held.forEach((contributor, own) -> quotations.put(
                contributor,
                own.stream()
                        .sorted(Comparator.comparingInt(Span::start))
                        .map(span -> quotation(index, contributor, span))
                        .toList()));
        Map<String, Set<Integer>> quoted = new HashMap<>();
        held.forEach((contributor, own) -> quoted.put(contributor, quotedRows(contributor, own)));
        return new Evidence(spans, quotations, new RowRanking(index, answerIds, minTokens).rank(quoted));
    }

    private static Map<String, List<Span>> longestOfEachHolder(List<Span> spans) {
        Map<String, List<Span>> held = new HashMap<>();
        for (Span span : spans) {
            for (Span.Holder holder : span.holders()) {
                held.computeIfAbsent(holder.contributor(), name -> new ArrayList<>())
                        .add(span);
            }
        }
        Comparator<Span> longestFirst = Comparator.comparingInt(Span::length).reversed();
        held.replaceAll((contributor, own) -> own.stream()
                .sorted(longestFirst.thenComparingInt(Span::start))
                .limit(MAX_QUOTATIONS)
                .toList());
        return held;
    }

    private static Quotation quotation(SpanIndex index, String contributor, Span span) {
        List<String> leaves = span.rows().stream()
                .filter(row -> index.contributor(row.number()).equals(contributor))
                .map(Span.Row::leaf)
                .toList();
        boolean earlierOnesAreOthers = leaves.isEmpty();
        return new Quotation(
                span.start(),
                span.length(),
                span.count(),
                earlierOnesAreOthers ? List.of(holderOf(span, contributor).row().leaf()) : leaves);
    }

    private static Set<Integer> quotedRows(String contributor, List<Span> own) {
        Set<Integer> rows = new LinkedHashSet<>();
        own.forEach(span -> rows.add(holderOf(span, contributor).row().number()));
        return rows;
    }

    private static Span.Holder holderOf(Span span, String contributor) {
        return span.holders().stream()
                .filter(holder -> holder.contributor().equals(contributor))
                .findFirst()
                .orElseThrow();
    }

    /** All maximal matching spans, whoever holds them. */
    public List<Span> spans() {
        return spans;
    }

    /** What the answer has word for word from the contributor's rows, from left to right. */
    public List<Quotation> quotations(String contributor) {
        return quotations.getOrDefault(contributor, List.of());
    }

    /** The contributor's rows closest to the answer, best first. */
    public List<TopRow> rows(String contributor) {
        return rows.getOrDefault(contributor, List.of());
    }
}
