package org.openledger.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openledger.answer.Inference;
import org.openledger.answer.PromptSources;
import org.openledger.answer.ServedModel;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Quotation;
import org.openledger.attribution.shares.Share;
import org.openledger.gateway.Gateway;
import org.openledger.verify.CommittedEvidence;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;

/** Writes the receipt of an answered inference and its attribution. */
public final class ReceiptDraft {
    /** What receipts call the measuring of sources where there were none. */
    private static final String NO_SOURCES = "none";

    private final Issuer issuer;
    private final UnaryOperator<String> datanetOf;
    private final Entitlements entitlements;

    /** What the chain says that licences and royalties are. */
    public interface Entitlements {
        /**
         * Under what a version is used.
         *
         * @param datanet its id on chain
         * @param version that is used
         */
        Receipt.Licensed licensed(String datanet, long version);

        /** What a model owes to those it was built on, ascending by their ids in the ModelRegistry. */
        List<Receipt.Ancestor> owedBy(String model);

        /** Who owns a model now. */
        String owner(String model, String registered);
    }

    /** @param datanetOf from a row's leaf to its Datanet's id on chain */
    public ReceiptDraft(Issuer issuer, UnaryOperator<String> datanetOf, Entitlements entitlements) {
        this.issuer = issuer;
        this.datanetOf = datanetOf;
        this.entitlements = entitlements;
    }

    Receipt write(Inference inference, ServedModel served, Evaluation evaluation) {
        Inference.Answer answer = inference.answer().orElseThrow();
        Receipt.Attribution attribution = attribution(evaluation, answer.answeredMillis(), issuer.code(), datanetOf);
        Optional<Receipt.Retrieval> retrieval = inference
                .sources()
                .map(given -> retrieval(given, evaluation)
                        .licensed(searched -> entitlements.licensed(searched.datanet(), searched.number())));
        Receipt.Model model = served.model()
                .owing(entitlements.owedBy(served.model().token()))
                .licensed(version -> entitlements.licensed(version.datanet(), version.number()));
        Issuer.Split split = issuer.splits().of(inference);
        Receipt.Fee fee =
                new Receipt.Fee(inference.feeGwei(), split.splitBps(), Receipt.PayRule.LOWER_BOUND, split.parameters());
        Payments.Payees payees = new Payments.Payees(
                issuer.operator().address(),
                issuer.baseOwner(),
                entitlements.owner(model.token(), served.owner()),
                Payments.commons(model, retrieval),
                model.ancestors());
        Receipt receipt = new Receipt(
                inference.id(),
                answer.answeredMillis(),
                issuer.operator().address(),
                inference.payer(),
                issuer.chain(),
                issuer.log(),
                model,
                new Receipt.Request(
                        Gateway.digest(inference, inference.prompt()),
                        inference.promptIds().size(),
                        inference.maxTokens(),
                        inference.temperaturePpm(),
                        inference.seed()),
                new Receipt.Answer(
                        Gateway.digest(inference, answer.text()), answer.ids().size(), answer.finish()),
                attribution,
                retrieval,
                fee,
                Payments.split(fee, payees, attribution, answer.withheld().isPresent()));
        Receipt computed = evaluation.upstream().map(receipt::computedBy).orElse(receipt);
        return CommittedEvidence.commit(
                answer.withheld()
                        .map(why -> computed.withheld(new Receipt.Withheld(why.minimumPpm())))
                        .orElse(computed),
                inference.salt());
    }

    /** What retrieval gave and, where there were sources, what the evaluation found of each. */
    public static Receipt.Retrieval retrieval(PromptSources given, Evaluation evaluation) {
        Optional<Attribution.Context> context = evaluation.attribution().context();
        List<Receipt.Source> sources = new ArrayList<>();
        for (PromptSources.Given each : given.sources()) {
            Attribution.SourceEffect effect = context.orElseThrow().sources().get(sources.size());
            sources.add(new Receipt.Source(
                    each.number(),
                    each.leaf(),
                    each.token(),
                    each.contributor(),
                    each.start(),
                    each.end(),
                    effect.effectNanonats(),
                    effect.lowNanonats(),
                    effect.highNanonats()));
        }
        return new Receipt.Retrieval(
                context.map(Attribution.Context::method).orElse(NO_SOURCES),
                given.start(),
                given.end(),
                given.searched().stream()
                        .map(from -> new Receipt.Searched(from.token(), from.number(), from.root(), from.indexDigest()))
                        .toList(),
                sources);
    }

    /**
     * An evaluation as receipts say it.
     *
     * @param code the version of the code that attributes
     * @param datanetOf from a row's leaf to its Datanet's id on chain
     */
    public static Receipt.Attribution attribution(
            Evaluation evaluation, long answeredMillis, String code, UnaryOperator<String> datanetOf) {
        Attribution found = evaluation.attribution();
        return new Receipt.Attribution(
                evaluation.method(),
                code,
                evaluation.readyMillis() <= answeredMillis
                        ? Receipt.Readiness.BEFORE_ANSWER
                        : Receipt.Readiness.AFTER_ANSWER,
                evaluation.influenceDigest(),
                evaluation.indexDigest(),
                evaluation.seed(),
                Recomputation.TOLERANCE_PPM,
                found.shares().stream()
                        .map(share ->
                                share(share, !evaluation.method().equals(AnswerAttribution.WITHOUT_SUPPORT), datanetOf))
                        .toList(),
                found.basePpm(),
                found.unattributedPpm(),
                found.confidencePpm(),
                found.deltaNanonats(),
                found.otherSeeds()
                        .filter(_ -> !found.shares().isEmpty())
                        .map(said -> new Receipt.OtherSeeds(
                                said.factorPpm(), said.leadFactorPpm(), said.commonPpm(), said.foreseen())));
    }

    private static Receipt.Share share(Share share, boolean supported, UnaryOperator<String> datanetOf) {
        List<Receipt.RowScore> rows = share.rows().stream()
                .map(row -> new Receipt.RowScore(row.leaf(), datanetOf.apply(row.leaf()), row.scorePpm()))
                .toList();
        return new Receipt.Share(
                share.contributor(),
                share.ppm(),
                supported
                        ? Optional.of(new Receipt.Support(share.shapedPpm(), share.supportPpm(), share.carriedPpm()))
                        : Optional.empty(),
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
