package org.openledger.receipt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openledger.answer.Inference;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.model.Bases;
import org.openledger.model.text.IncrementalDecoder;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.ReceiptFile.QuotedRow;
import org.openledger.verify.bytes.Hex;

/**
 * What a receipt file needs so that anyone can check that words of the answer stand in a row: the row with its salt, its path to
 * the version's root, and where the words begin in either text. The longest quotations first, at most {@link
 * ReceiptFile#MAX_QUOTATIONS}. Left out are rows that were erased, rows of versions with more than {@value #MAX_ROWS} rows, and words
 * that run over from one field of a row into another.
 */
public final class QuotationProofs {
    private static final int MAX_ROWS = 1 << 16;

    private final Datanets datanets;
    private final Contributions contributions;
    private final Versions versions;
    private final Bases bases;

    public QuotationProofs(Datanets datanets, Contributions contributions, Versions versions, Bases bases) {
        this.datanets = datanets;
        this.contributions = contributions;
        this.versions = versions;
        this.bases = bases;
    }

    private record Candidate(String contributor, Receipt.Span span) {
        static final Comparator<Candidate> LONGEST_FIRST = Comparator.<Candidate>comparingInt(
                        candidate -> candidate.span().length())
                .reversed()
                .thenComparingInt(candidate -> candidate.span().start());
    }

    /** A version of the model's, as the database knows it. */
    private record VersionKey(long datanet, long number) {}

    /** The quotations of a signed answer that can be proved. */
    List<ReceiptFile.Quotation> of(Receipt receipt, Inference.Answer answer) {
        List<Candidate> candidates = receipt.attribution().shares().stream()
                .flatMap(share -> share.spans().stream().map(span -> new Candidate(share.contributor(), span)))
                .sorted(Candidate.LONGEST_FIRST)
                .limit(ReceiptFile.MAX_QUOTATIONS)
                .toList();
        Map<VersionKey, List<byte[]>> leaves = new HashMap<>();
        int[] ends = candidates.isEmpty() ? new int[0] : ends(receipt, answer);
        List<ReceiptFile.Quotation> proved = new ArrayList<>();
        for (Candidate candidate : candidates) {
            contributions
                    .row(candidate.span().rows().getFirst())
                    .filter(row -> !row.isErased())
                    .flatMap(row -> prove(receipt, answer.text(), ends, candidate, row, leaves))
                    .ifPresent(proved::add);
        }
        return proved;
    }

    private Optional<ReceiptFile.Quotation> prove(
            Receipt receipt,
            String answer,
            int[] ends,
            Candidate candidate,
            Row row,
            Map<VersionKey, List<byte[]>> leaves) {
        Receipt.Span span = candidate.span();
        int from = span.start() == 0 ? 0 : ends[span.start() - 1];
        String words = answer.substring(from, ends[span.start() + span.length() - 1]);
        String trimmed = words.strip();
        int answerAt = from + words.indexOf(trimmed);
        return row.fields().entrySet().stream()
                // a receipt's check looks in fields that are texts, and messages are none
                .filter(field -> !field.getKey().equals(Schema.MESSAGES))
                .filter(field -> !trimmed.isEmpty() && field.getValue().contains(trimmed))
                .findFirst()
                .flatMap(field -> included(receipt, row, leaves)
                        .map(shown -> new ReceiptFile.Quotation(
                                candidate.contributor(),
                                span.start(),
                                span.length(),
                                answerAt,
                                field.getKey(),
                                field.getValue().indexOf(trimmed),
                                trimmed.length(),
                                shown)));
    }

    private Optional<QuotedRow> included(Receipt receipt, Row row, Map<VersionKey, List<byte[]>> leaves) {
        String token = datanets.require(row.datanet()).requireToken();
        return receipt.model().versions().stream()
                .filter(version -> version.datanet().equals(token))
                .findFirst()
                .map(version -> new VersionKey(row.datanet(), version.number()))
                .filter(key -> versions.require(key.datanet(), key.number()).rows() <= MAX_ROWS)
                .flatMap(key -> {
                    List<byte[]> all = leaves.computeIfAbsent(key, of -> versions.leaves(of.datanet(), of.number()));
                    byte[] leaf = Hex.parse(row.leaf());
                    return IntStream.range(0, all.size())
                            .filter(place -> Arrays.equals(all.get(place), leaf))
                            .mapToObj(place -> shown(token, row, all, place))
                            .findFirst();
                });
    }

    private static QuotedRow shown(String token, Row row, List<byte[]> leaves, int place) {
        List<String> hashes = MerkleTree.inclusion(leaves, place, leaves.size()).stream()
                .map(Hex::of)
                .toList();
        return new QuotedRow(token, row.salt(), row.content(), new ReceiptFile.Inclusion(place, leaves.size(), hashes));
    }

    /** Where each token of an answer ends in its text, in characters. */
    private int[] ends(Receipt receipt, Inference.Answer answer) {
        IncrementalDecoder decoder = bases.find(receipt.model().baseDigest())
                .orElse(bases.first())
                .tokenizer()
                .incrementalDecoder();
        Iterator<Integer> ids = answer.ids().iterator();
        int[] ends = new int[answer.ids().size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += decoder.add(ids.next()).length();
            end += ids.hasNext() ? 0 : decoder.rest().length();
            ends[i] = Math.min(end, answer.text().length());
        }
        return ends;
    }
}
