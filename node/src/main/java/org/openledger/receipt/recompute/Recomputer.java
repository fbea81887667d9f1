package org.openledger.receipt.recompute;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openledger.answer.GatewayException;
import org.openledger.answer.PromptSources;
import org.openledger.attribution.influence.CounterfactualAdapters;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.model.Adapter;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.receipt.Evaluation;
import org.openledger.receipt.ReceiptDraft;
import org.openledger.receipt.Recomputation;
import org.openledger.store.Refusal;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;

/**
 * Computes attributions again from files alone, without the node that gave the answers. Digests are compared first: what the
 * receipt names must be there, byte for byte. The model of the last receipt stays open, since receipts come many of one model.
 */
public final class Recomputer implements AutoCloseable {
    private final Path folder;
    private final Path base;
    private final String code;
    private Optional<Opened> last = Optional.empty();

    /**
     * @param folder below which the model's files are: a data folder, or a copy of it
     * @param base the base model's folder
     * @param code the version of this code
     */
    public Recomputer(Path folder, Path base, String code) {
        this.folder = folder;
        this.base = base;
        this.code = code;
    }

    /** What one receipt's files are when they are open. */
    private record Opened(
            AnswerAttribution.Sources sources,
            BaseModel base,
            Adapter adapter,
            CounterfactualAdapters without,
            SpanIndex index,
            AnswerAttribution attribution)
            implements AutoCloseable {
        @Override
        public void close() {
            index.close();
            without.close();
            adapter.close();
            base.close();
        }
    }

    /**
     * Computes the attribution of a receipt again, and compares.
     *
     * @param opening the conversation, which the receipt's digests commit to
     * @throws GatewayException when the files the receipt names are not there or damaged
     */
    public Recomputation recompute(Receipt receipt, ReceiptFile.Opening opening) {
        try {
            Opened with = open(receipt);
            String method = AnswerAttribution.methodFor(receipt.attribution().method());
            Optional<PromptSources> given = receipt.retrieval().map(PromptSources::of);
            Evaluation evaluation = new Evaluation(
                    attribution(with, given, opening, method),
                    method,
                    with.without.digest(),
                    with.index.digest(),
                    with.without.seed(),
                    0,
                    receipt.upstream());
            Receipt.Attribution again =
                    ReceiptDraft.attribution(evaluation, receipt.timeMillis(), code, datanets(receipt));
            return Recomputation.of(
                    receipt.attribution(),
                    receipt.retrieval(),
                    again,
                    given.map(sources -> ReceiptDraft.retrieval(sources, evaluation)));
        } catch (InfluenceException | SpanIndexException | ModelException damaged) {
            throw new GatewayException(Refusal.Kind.UNKNOWN.at("model"), String.valueOf(damaged.getMessage()) + ".");
        }
    }

    private static Attribution attribution(
            Opened with, Optional<PromptSources> given, ReceiptFile.Opening opening, String method) {
        int[] answer = array(opening.answerIds());
        return given.filter(each -> !each.sources().isEmpty())
                .map(each -> with.attribution.of(method, each.in(opening.prompt()), answer))
                .orElseGet(() -> with.attribution.of(method, array(opening.promptIds()), answer));
    }

    private Opened open(Receipt receipt) {
        AnswerAttribution.Sources sources = ModelFiles.find(receipt, folder, base);
        String digest = receipt.model().baseDigest();
        if (last.isPresent()
                && last.get().sources.equals(sources)
                && last.get().base.digest().equals(digest)) {
            return last.get();
        }
        close();
        BaseModel model = BaseModel.load(sources.base(), digest);
        Adapter adapter = receipt.model().adapterDigest().isEmpty()
                ? Adapter.ofNothing(model.config())
                : Adapter.load(sources.adapter(), model);
        CounterfactualAdapters without = CounterfactualAdapters.load(
                sources.counterfactualAdapters(), receipt.attribution().influenceDigest());
        SpanIndex index =
                SpanIndex.open(sources.spanIndex(), receipt.attribution().indexDigest());
        Opened opened = new Opened(
                sources, model, adapter, without, index, new AnswerAttribution(model, adapter, without, index));
        last = Optional.of(opened);
        return opened;
    }

    /** Which Datanet a row is in, as the receipt says: the files do not know. A row it does not name is in the model's first. */
    private static UnaryOperator<String> datanets(Receipt receipt) {
        Map<String, String> named = new HashMap<>();
        receipt.attribution().shares().stream()
                .map(Receipt.Share::rows)
                .flatMap(List::stream)
                .forEach(row -> named.put(row.leaf(), row.datanet()));
        return leaf -> named.getOrDefault(leaf, receipt.model().datanets().getFirst());
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void close() {
        last.ifPresent(Opened::close);
        last = Optional.empty();
    }
}
