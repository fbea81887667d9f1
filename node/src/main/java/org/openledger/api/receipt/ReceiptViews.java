package org.openledger.api.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.JsonFormat;
import org.openledger.api.http.Names;
import org.openledger.api.http.SharedParts;
import org.openledger.client.evidence.Permit;
import org.openledger.client.openai.CallerMarks;
import org.openledger.client.receipt.AnswerToken;
import org.openledger.client.receipt.ErasedConversation;
import org.openledger.client.receipt.LogPlace;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.receipt.ReceiptEvidence;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.SettlingEpoch;
import org.openledger.client.receipt.SignedJson;
import org.openledger.client.row.RowView;
import org.openledger.evidence.Permits;
import org.openledger.identity.Reader;
import org.openledger.model.text.IncrementalDecoder;
import org.openledger.receipt.Receipts;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.store.Database;
import org.openledger.verify.CommittedEvidence;
import org.openledger.verify.Receipt;

/**
 * Receipts as the API shows them. Question, answer and evidence are shown to the payer and the administrator, and to a
 * contributor the evidence of their own rows; anybody else sees what the public log commits to.
 */
public final class ReceiptViews {
    private static final int MAX_TEXT_CHARACTERS = 160;

    private final ReceiptParts parts;
    private final Database database;
    private final Names names;
    private final DatanetViews datanets;

    public ReceiptViews(ReceiptParts parts, SharedParts shared, DatanetViews datanets) {
        this.parts = parts;
        this.database = shared.database();
        this.names = shared.names();
        this.datanets = datanets;
    }

    public ReceiptLine line(Inference inference, boolean open) {
        Optional<Receipt> receipt = inference.signed().map(Receipts::receipt);
        long base = receipt.map(each -> (long) each.attribution().basePpm()).orElse(0L);
        long unattributed =
                receipt.map(each -> (long) each.attribution().unattributedPpm()).orElse(0L);
        long data = receipt.stream()
                .flatMap(each -> each.attribution().shares().stream())
                .mapToLong(Receipt.Share::ppm)
                .sum();
        return new ReceiptLine(
                inference.id(),
                stateOf(inference),
                inference.admittedMillis(),
                inference.model(),
                open ? shortened(inference.question()) : "",
                open ? shortened(inference.answer().map(Inference.Answer::text).orElse("")) : "",
                feeGwei(inference, receipt),
                data,
                base,
                unattributed);
    }

    /** An erased answer's tokens are gone; its receipt says what it cost. */
    private static long feeGwei(Inference inference, Optional<Receipt> receipt) {
        return receipt.map(each -> each.fee().totalGwei())
                .orElseGet(() -> inference.answer().isPresent() ? inference.feeGwei() : 0L);
    }

    ReceiptDetail detail(Inference inference, Reader reader) {
        boolean all = reader.reads(inference.payer());
        boolean open = all && inference.erased().isEmpty();
        Optional<Receipt> receipt = inference.signed().map(Receipts::receipt);
        ReceiptEvidence evidence =
                receipt.map(each -> EvidenceView.of(each, reader, all)).orElse(ReceiptEvidence.NONE);
        boolean whole = all || receipt.flatMap(Receipt::evidence).isPresent();
        SortedMap<String, RowView> rows = new TreeMap<>();
        SortedMap<String, String> known = new TreeMap<>();
        receipt.ifPresent(each -> {
            addresses(each).forEach(address -> names.of(address).ifPresent(name -> known.put(address, name)));
        });
        EvidenceView.leaves(evidence)
                .forEach(leaf -> datanets.row(leaf, Optional.empty()).ifPresent(row -> rows.put(leaf, row)));
        return new ReceiptDetail(
                inference.id(),
                stateOf(inference),
                inference.admittedMillis(),
                inference.model(),
                inference.payer(),
                open ? inference.question() : "",
                open ? inference.prompt() : "",
                open ? inference.answer().map(Inference.Answer::text).orElse("") : "",
                open
                        ? inference
                                .answer()
                                .map(answer -> tokens(inference, answer))
                                .orElse(List.of())
                        : List.of(),
                receipt.map(each -> whole ? each : CommittedEvidence.close(each))
                        .map(each -> new SignedJson(new String(each.canonicalBytes(), StandardCharsets.UTF_8))),
                inference.signed().filter(signed -> whole).map(Inference.Signed::signature),
                evidence,
                rows,
                known,
                epochOf(inference),
                inference.signed().map(signed -> new LogPlace(signed.logIndex())),
                inference.signed().map(this::anchored).orElse(false),
                inference.failure(),
                open ? marksOf(inference) : Optional.empty(),
                all ? "all" : evidence.equals(ReceiptEvidence.NONE) ? "nothing" : "own",
                inference
                        .erased()
                        .map(erased -> new ErasedConversation(erased.millis(), erased.by(), erased.logIndex())),
                receipt.map(each -> permits(parts.permits().of(each))).orElse(List.of()));
    }

    /** What licences permit, as callers are told. */
    public static List<Permit> permits(List<Permits.Permit> found) {
        return found.stream()
                .map(each -> new Permit(each.paid() ? "paid" : "unpaid", each.permitted(), each.why()))
                .toList();
    }

    private Optional<CallerMarks> marksOf(Inference inference) {
        return database.read(handle -> InferenceTable.marks(handle, inference.id()))
                .map(json -> JsonFormat.read(json, CallerMarks.class));
    }

    private Optional<SettlingEpoch> epochOf(Inference inference) {
        return database.read(handle -> parts.epochs().ofReceipt(handle, inference.id()))
                .map((Epoch epoch) -> new SettlingEpoch(epoch.number(), lower(epoch.state())));
    }

    private boolean anchored(Inference.Signed signed) {
        return database.read(handle -> parts.anchors().covering(handle, signed.logIndex()))
                .isPresent();
    }

    /** Where each token's text stands in the answer; a token in the middle of a character has none of its own. */
    private List<AnswerToken> tokens(Inference inference, Inference.Answer answer) {
        List<AnswerToken> tokens = new ArrayList<>();
        double[] bits = parts.attributor().informationBits(inference);
        IncrementalDecoder decoder = parts.attributor()
                .tokenizerOf(inference)
                .orElse(parts.tokenizer())
                .incrementalDecoder();
        Iterator<Integer> ids = answer.ids().iterator();
        int start = 0;
        while (ids.hasNext()) {
            String text = decoder.add(ids.next());
            String rest = ids.hasNext() ? "" : decoder.rest();
            // a stop text cuts the answer inside its last token
            int end = Math.min(
                    start + text.length() + rest.length(), answer.text().length());
            Optional<Double> said =
                    tokens.size() < bits.length ? Optional.of(rounded(bits[tokens.size()])) : Optional.empty();
            tokens.add(new AnswerToken(answer.text().substring(start, end), start, end, said));
            start = end;
        }
        return tokens;
    }

    private static double rounded(double bits) {
        return Math.rint(bits * 100) / 100;
    }

    private static List<String> addresses(Receipt receipt) {
        List<String> addresses = new ArrayList<>(List.of(receipt.operator(), receipt.payer()));
        receipt.attribution().shares().forEach(share -> addresses.add(share.contributor()));
        receipt.payments().stream()
                .map(Receipt.Payment::account)
                .filter(account -> account.startsWith("0x"))
                .forEach(addresses::add);
        return addresses.stream().distinct().toList();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT_CHARACTERS ? text : text.substring(0, MAX_TEXT_CHARACTERS - 1) + "…";
    }

    private static String stateOf(Inference inference) {
        return lower(inference.state());
    }

    public static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
