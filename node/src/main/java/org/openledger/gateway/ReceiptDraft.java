package org.openledger.gateway;

import java.util.List;
import java.util.function.UnaryOperator;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Quotation;
import org.openledger.attribution.shares.Share;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;

/** Writes the receipt of an answered inference and its attribution. */
public final class ReceiptDraft {
    private static final String BEFORE_ANSWER = "before-answer";
    private static final String AFTER_ANSWER = "after-answer";

    private final Issuer issuer;
    private final UnaryOperator<String> datanetOf;

    /** @param datanetOf from a row's leaf to its Datanet's id on chain */
    public ReceiptDraft(Issuer issuer, UnaryOperator<String> datanetOf) {
        this.issuer = issuer;
        this.datanetOf = datanetOf;
    }

    Receipt write(Inference inference, Deployment deployment, Evaluation evaluation) {
        Inference.Answer answer = inference.answer().orElseThrow();
        Receipt.Attribution attribution = attribution(evaluation, answer.answeredMillis(), issuer.code(), datanetOf);
        Receipt.Fee fee = new Receipt.Fee(inference.feeGwei(), issuer.split());
        Payments.Payees payees = new Payments.Payees(
                issuer.operator().address(),
                issuer.baseOwner(),
                deployment.owner(),
                deployment.model().datanets());
        return new Receipt(
                inference.id(),
                answer.answeredMillis(),
                issuer.operator().address(),
                inference.payer(),
                issuer.chain(),
                issuer.log(),
                deployment.model(),
                new Receipt.Request(
                        Gateway.digest(inference, inference.prompt()),
                        inference.promptIds().size(),
                        inference.maxTokens(),
                        inference.temperaturePpm(),
                        inference.seed()),
                new Receipt.Answer(
                        Gateway.digest(inference, answer.text()), answer.ids().size(), answer.finish()),
                attribution,
                fee,
                Payments.split(fee, payees, attribution));
    }

    /**
     * An evaluation as receipts say it.
     *
     * @param code the version of the code that attributes
     * @param datanetOf from a row's leaf to its Datanet's id on chain
     */
    static Receipt.Attribution attribution(
            Evaluation evaluation, long answeredMillis, String code, UnaryOperator<String> datanetOf) {
        Attribution found = evaluation.attribution();
        return new Receipt.Attribution(
                Receipt.Attribution.METHOD,
                code,
                evaluation.readyMillis() <= answeredMillis ? BEFORE_ANSWER : AFTER_ANSWER,
                evaluation.influenceDigest(),
                evaluation.indexDigest(),
                evaluation.seed(),
                Recomputation.TOLERANCE_PPM,
                found.shares().stream().map(share -> share(share, datanetOf)).toList(),
                found.basePpm(),
                found.unattributedPpm(),
                found.confidencePpm(),
                found.deltaNanonats());
    }

    private static Receipt.Share share(Share share, UnaryOperator<String> datanetOf) {
        List<Receipt.RowScore> rows = share.rows().stream()
                .map(row -> new Receipt.RowScore(row.leaf(), datanetOf.apply(row.leaf()), row.scorePpm()))
                .toList();
        return new Receipt.Share(
                share.contributor(),
                share.ppm(),
                share.effectNanonats(),
                share.lowNanonats(),
                share.highNanonats(),
                rows,
                share.quotations().stream().map(ReceiptDraft::span).toList());
    }

    private static Receipt.Span span(Quotation quotation) {
        return new Receipt.Span(quotation.start(), quotation.length(), quotation.count(), quotation.leaves());
    }
}
