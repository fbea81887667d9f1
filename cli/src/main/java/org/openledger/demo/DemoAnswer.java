package org.openledger.demo;

import java.util.List;
import org.openledger.client.receipt.ReceiptContent;

/**
 * An answer as the demo's report has it; what its receipt says is there once the receipt is.
 *
 * @param confidence of the intervals, as a part of 1
 * @param ready whether the counterfactual adapters were there when it was given
 */
record DemoAnswer(
        String question,
        String answer,
        String receiptId,
        long feeGwei,
        List<DemoShare> shares,
        long basePpm,
        long unattributedPpm,
        double confidence,
        String ready) {
    private static final double PPM = 1e6;

    DemoAnswer(String question, String answer, String receiptId) {
        this(question, answer, receiptId, 0, List.of(), 0, 0, 0, "");
    }

    /** One contributor's part of the credit. */
    record DemoShare(String contributor, long ppm) {}

    DemoAnswer with(ReceiptContent receipt) {
        ReceiptContent.Attribution attribution = receipt.attribution();
        return new DemoAnswer(
                question,
                answer,
                receiptId,
                receipt.fee().totalGwei(),
                attribution.shares().stream()
                        .map(share -> new DemoShare(share.contributor(), share.ppm()))
                        .toList(),
                attribution.basePpm(),
                attribution.unattributedPpm(),
                attribution.confidencePpm() / PPM,
                attribution.ready());
    }

    long ppmOf(String contributor) {
        return shares.stream()
                .filter(share -> share.contributor().equals(contributor))
                .mapToLong(DemoShare::ppm)
                .findFirst()
                .orElse(0);
    }
}
