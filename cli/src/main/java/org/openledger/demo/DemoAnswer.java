package org.openledger.demo;

import java.util.List;
import org.openledger.client.receipt.ReceiptContent;

/**
 * An answer as the demo's report has it; what its receipt says is there once the receipt is.
 *
 * @param shapedPpm what rows shaped of it, whether or not one of them says it
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
        long shapedPpm,
        double confidence,
        String ready) {
    private static final double PPM = 1e6;

    DemoAnswer(String question, String answer, String receiptId) {
        this(question, answer, receiptId, 0, List.of(), 0, 0, 0, 0, "");
    }

    /** One contributor's part of the credit. */
    record DemoShare(String contributor, long ppm, long shapedPpm, long supportPpm) {}

    DemoAnswer with(ReceiptContent receipt) {
        ReceiptContent.Attribution attribution = receipt.attribution();
        return new DemoAnswer(
                question,
                answer,
                receiptId,
                receipt.fee().totalGwei(),
                attribution.shares().stream()
                        .map(share -> new DemoShare(
                                share.contributor(),
                                share.ppm(),
                                share.shapedPpm().orElse(share.ppm()),
                                share.supportPpm().orElse((int) PPM)))
                        .toList(),
                attribution.basePpm(),
                attribution.unattributedPpm(),
                attribution.shares().stream()
                        .mapToLong(share -> share.shapedPpm().orElse(share.ppm()))
                        .sum(),
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
