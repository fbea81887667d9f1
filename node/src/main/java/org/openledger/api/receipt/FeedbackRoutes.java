package org.openledger.api.receipt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.api.datanet.DatanetParts;
import org.openledger.api.datanet.DatanetRoutes;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.call.NoQuery;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.receipt.Feedback;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Schema;
import org.openledger.identity.Address;
import org.openledger.receipt.Receipts;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;

/**
 * What payers think of answers, as rows that they give. Question and answer are those that the receipt commits to, and the row names the
 * receipt; it is a draft until its contributor signs it, like any other.
 */
public final class FeedbackRoutes implements Handlers.Noun {
    private final Receipts receipts;
    private final Datanets datanets;
    private final Contributions contributions;

    public FeedbackRoutes(ReceiptParts parts, DatanetParts datanets) {
        this.receipts = parts.receipts();
        this.datanets = datanets.datanets();
        this.contributions = datanets.contributions();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(ReceiptEndpoints.FEEDBACK, this::give);
    }

    private ScreenedContribution give(Call<NoQuery, Feedback> call) throws IOException {
        Inference inference = receipts.require(call.text("id"));
        if (!call.caller().reads(inference.payer())) {
            throw ApiException.forbidden("Who paid for an answer gives feedback on it: " + inference.payer() + ".");
        }
        Feedback feedback = call.body();
        String contributor = feedback.contributor().map(Address::parse).orElse(inference.payer());
        call.caller().requireFor(contributor);
        if (!feedback.datanet().matches("[0-9]{1,18}")) {
            throw ApiException.invalid("datanet", "'datanet' must be a Datanet's number.");
        }
        Datanet datanet = datanets.require(Long.parseLong(feedback.datanet()));
        String answer = inference
                .answer()
                .filter(_ -> inference.erased().isEmpty())
                .map(Inference.Answer::text)
                .orElseThrow(() -> new DatanetException(
                        Refusal.Kind.CONFLICT,
                        "there is no answer to give feedback on: it failed, is under way, or was erased"));
        byte[] row = CanonicalJson.write(row(datanet.schema(), inference.question(), answer, feedback)
                .put("receipt", inference.id())
                .build());
        Screening screening = contributions.submit(datanet.id(), contributor, new ByteArrayInputStream(row));
        return DatanetRoutes.screened(screening);
    }

    private static Json.ObjectBuilder row(Schema schema, String question, String answer, Feedback feedback) {
        Optional<String> right = feedback.better()
                .or(() -> feedback.rating().filter("good"::equals).map(_ -> answer));
        return switch (schema) {
            case PREFERENCE -> {
                if (feedback.better().isPresent() == feedback.worse().isPresent()) {
                    throw ApiException.invalid(
                            "better", "This Datanet has pairs of answers: say one of 'better' and 'worse'.");
                }
                yield Json.object()
                        .put("prompt", question)
                        .put("chosen", feedback.better().orElse(answer))
                        .put("rejected", feedback.worse().orElse(answer));
            }
            case INSTRUCTION -> Json.object().put("instruction", question).put("response", required(right));
            case CHAT ->
                Json.object()
                        .put(
                                "messages",
                                Json.array(List.of(message("user", question), message("assistant", required(right)))));
            case LABEL ->
                Json.object()
                        .put("prompt", question)
                        .put("text", answer)
                        .put(
                                "label",
                                feedback.rating()
                                        .orElseThrow(() -> ApiException.invalid(
                                                "rating",
                                                "This Datanet has labels: say whether the answer is good or bad.")));
            case TEXT ->
                throw ApiException.invalid(
                        "datanet", "This Datanet has plain texts: choose one of questions, pairs, chats or labels.");
        };
    }

    private static String required(Optional<String> right) {
        return right.orElseThrow(() -> ApiException.invalid(
                "better", "This Datanet has right answers: say a 'better' one, or that this one is good."));
    }

    private static Json message(String role, String content) {
        return Json.object().put("role", role).put("content", content).build();
    }
}
