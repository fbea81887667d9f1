package org.openledger.client.receipt;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;
import org.openledger.client.datanet.ScreenedContribution;

/** The endpoints of receipts. */
public final class ReceiptEndpoints {
    private static final String ID = "The receipt's id, 32 hexadecimal digits.";
    private static final String ID_EXAMPLE = "0f3c5a2e9b7d41688c1fa0d3b5e79246";

    public static final Endpoint<ReceiptsQuery, NoBody, ReceiptList> LIST = Endpoint.get(
                    "/api/receipts", "Search, filter and sort receipts")
            .queried(ReceiptsQuery.class)
            .answers(ReceiptList.class);

    public static final Endpoint<NoQuery, NoBody, ReceiptDetail> SHOW = Endpoint.get(
                    "/api/receipts/{id}", "One receipt, and what is needed to read it")
            .says(
                    "Question, prompt and answer are shown to the payer and the administrator alone; rows, quotations and sources to them, and to the contributor those of their own rows.")
            .text("id", ID, ID_EXAMPLE)
            .answers(ReceiptDetail.class);

    public static final Endpoint<NoQuery, NoBody, byte[]> FILE = Endpoint.get(
                    "/api/receipts/{id}/file", "A receipt with all that is needed to check it offline")
            .costs(Cost.LIST)
            .says(
                    "The file is sealed: keep its bytes as they are. Opening and evidence are in it for the payer and the administrator alone; a contributor has the pieces of evidence of their own rows.")
            .text("id", ID, ID_EXAMPLE)
            .answers(new Output.Document(ReceiptFileContent.class, "The sealed file."))
            .refuses(403, 409);

    public static final Endpoint<NoQuery, NoBody, ReceiptDetail> ERASE = Endpoint.delete(
                    "/api/receipts/{id}/conversation", "Erase a question and its answer")
            .says(
                    "The caller is the receipt's payer. Texts, tokens, salt, sources and evidence go; the receipt, its payments and the log stay and go on verifying. The log says who erased it, and when. It cannot be undone.")
            .by(CallerKind.ACCOUNT)
            .text("id", ID, ID_EXAMPLE)
            .answers(ReceiptDetail.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, RecomputedAttribution> RECOMPUTE = Endpoint.post(
                    "/api/receipts/{id}/recompute", "Compute an attribution again")
            .costs(Cost.RECOMPUTE)
            .says("The caller is the receipt's payer.")
            .by(CallerKind.ACCOUNT)
            .computes()
            .text("id", ID, ID_EXAMPLE)
            .answers(RecomputedAttribution.class)
            .refuses(409, 503);

    public static final Endpoint<NoQuery, Feedback, ScreenedContribution> FEEDBACK = Endpoint.create(
                    "/api/receipts/{id}/feedback", "Give what you think of an answer as a row")
            .says(
                    "The caller is the receipt's payer. The row has the question, the answer and the receipt's id; it is a draft until its contributor signs it.")
            .costs(Cost.UPLOAD)
            .by(CallerKind.CONTRIBUTOR)
            .text("id", ID, ID_EXAMPLE)
            .takes(Feedback.class)
            .answers(ScreenedContribution.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, TraceResult> TRACE = Endpoint.post(
                    "/api/receipts/{id}/audit", "Trace an answer to single rows, by repeating the model's run")
            .costs(Cost.RECOMPUTE)
            .says(
                    "This takes minutes. Lines say how far it is; the last one is the result, or the refusal. Hanging up stops it.")
            .by(CallerKind.ADMINISTRATOR)
            .computes()
            .text("id", ID, ID_EXAMPLE)
            .answers(new Output.Lines<>(TraceStep.class, TraceResult.class))
            .refuses(409, 503);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(LIST, SHOW, FILE, ERASE, RECOMPUTE, FEEDBACK, TRACE);

    private ReceiptEndpoints() {}
}
