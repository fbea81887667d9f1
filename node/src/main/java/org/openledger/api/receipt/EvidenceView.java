package org.openledger.api.receipt;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.client.receipt.ReceiptEvidence;
import org.openledger.identity.Reader;
import org.openledger.verify.CommittedEvidence;
import org.openledger.verify.Receipt;

/** A receipt's evidence as its reader may see it. */
final class EvidenceView {
    private EvidenceView() {}

    /** @param all whether the reader may see all of it */
    static ReceiptEvidence of(Receipt receipt, Reader reader, boolean all) {
        CommittedEvidence known = CommittedEvidence.of(receipt);
        Predicate<String> shown = contributor -> all || reader.is(contributor);
        return new ReceiptEvidence(
                Optional.of(known.start()).filter(start -> all),
                Optional.of(known.end()).filter(end -> all),
                known.shares().stream()
                        .filter(share -> shown.test(share.contributor()))
                        .map(EvidenceView::share)
                        .toList(),
                known.sources().stream()
                        .filter(source -> shown.test(source.contributor()))
                        .map(source -> source(source, all))
                        .toList());
    }

    /** The rows that it names. */
    static List<String> leaves(ReceiptEvidence evidence) {
        Stream<String> ofShares = evidence.shares().stream()
                .flatMap(share -> Stream.concat(
                        share.rows().stream().map(ReceiptContent.RowScore::leaf),
                        share.spans().stream().flatMap(span -> span.rows().stream())));
        return Stream.concat(ofShares, evidence.sources().stream().map(ReceiptEvidence.Source::leaf))
                .distinct()
                .toList();
    }

    private static ReceiptEvidence.OfShare share(CommittedEvidence.OfShare share) {
        return new ReceiptEvidence.OfShare(
                share.contributor(),
                share.rows().stream()
                        .map(row -> new ReceiptContent.RowScore(row.leaf(), row.datanet(), row.scorePpm()))
                        .toList(),
                share.spans().stream()
                        .map(span -> new ReceiptContent.Span(span.start(), span.length(), span.count(), span.rows()))
                        .toList());
    }

    /** Where a source stands tells of those before it. */
    private static ReceiptEvidence.Source source(Receipt.Source source, boolean all) {
        return new ReceiptEvidence.Source(
                Optional.of(source.number()).filter(number -> all),
                source.leaf(),
                source.datanet(),
                source.contributor(),
                Optional.of(source.start()).filter(start -> all),
                Optional.of(source.end()).filter(end -> all),
                source.effectNanonats(),
                source.lowNanonats(),
                source.highNanonats());
    }
}
