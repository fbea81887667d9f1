package org.openledger.client.receipt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.evidence.Permit;
import org.openledger.client.openai.CallerMarks;
import org.openledger.client.row.RowView;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Described;
import org.openledger.client.shape.Words;

/**
 * A receipt, and what is needed to read it. Question, prompt and answer are shown to the payer and the administrator alone;
 * rows, quotations and sources to them, and to the contributor those of their own rows.
 *
 * @param id 32 hexadecimal digits
 * @param state how far it is
 * @param timeMillis when the answer was asked for
 * @param model that answered
 * @param payer whose deposit paid
 * @param question empty for anyone who may not read it
 * @param prompt that the model was given; empty for anyone who may not read it
 * @param answer empty for anyone who may not read it
 * @param tokens of the answer; none for anyone who may not read it
 * @param receipt as it was signed; of one that says its evidence in the clear, anyone who may not read it sees the rest
 * @param signature of the operator over the receipt's bytes; left out where not all of them are shown
 * @param evidence rows, quotations and sources that the reader may see
 * @param rows that the evidence names, by leaf
 * @param names that the node knows, by address
 * @param epoch that settles it
 * @param proof where it stands in the log
 * @param anchored whether the log's root over it is on chain
 * @param failure why there is no receipt
 * @param marks that the caller gave the request; for the payer and the administrator alone
 * @param sees what the reader sees of question, answer and evidence: all, those of their own rows, or nothing
 * @param erased that question and answer were erased
 * @param permits what may be done with the answer under the licences that stand today; none before there is a receipt
 */
public record ReceiptDetail(
        String id,

        @Words({"admitted", "answered", "receipted", "failed"})
        String state,

        long timeMillis,
        String model,
        String payer,
        String question,
        String prompt,
        String answer,
        @AtMost(1_048_576) List<AnswerToken> tokens,
        @Described(by = ReceiptContent.class) Optional<SignedJson> receipt,
        Optional<String> signature,
        ReceiptEvidence evidence,
        Map<String, RowView> rows,
        Map<String, String> names,
        Optional<SettlingEpoch> epoch,
        Optional<LogPlace> proof,
        boolean anchored,
        Optional<String> failure,
        Optional<CallerMarks> marks,

        @Words({"all", "own", "nothing"}) String sees,

        Optional<ErasedConversation> erased,
        @AtMost(2) List<Permit> permits) {}
