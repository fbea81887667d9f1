package org.openledger.api.openai;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.ClientWatch;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.call.NoQuery;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.sale.SaleEndpoints;
import org.openledger.gateway.Gateway;
import org.openledger.gateway.RunningInference;
import org.openledger.sale.Paid;
import org.openledger.sale.SaleException;
import org.openledger.sale.Terms;
import org.openledger.sale.Till;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;

/** OpenAI's chat for who has no account here: each call is paid for by a signature, as x402 has it. */
public final class SoldChat implements Handlers.Noun {
    private final Gateway gateway;
    private final Till till;
    private final OnceAnswers onceAnswers;

    public SoldChat(Gateway gateway, Till till) {
        this.gateway = gateway;
        this.till = till;
        this.onceAnswers = new OnceAnswers(gateway);
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(SaleEndpoints.CHAT, this::complete);
    }

    private void complete(Call<NoQuery, ChatRequest> call) throws InterruptedException, IOException {
        till.requireOpen();
        OpenAiRequest priced = request(call, till.terms().payTo());
        Terms.Wanted wanted = new Terms.Wanted(
                call.context().url(),
                "One answer of " + priced.model()
                        + ", at most what is paid. What it does not use stays the deposit of the address that pays.",
                gateway.mostGwei(priced.asks().getFirst()),
                Hex.of(Hashes.sha256(JsonFormat.write(call.body()).getBytes(StandardCharsets.UTF_8))));
        Paid paid = paid(call, wanted);
        call.context().header(Terms.RESPONSE_HEADER, till.terms().response(paid));
        answer(call, request(call, paid.account()), paid.id());
    }

    private static OpenAiRequest request(Call<NoQuery, ChatRequest> call, String payer) {
        OpenAiRequest request = OpenAiRequest.chat(call.body(), payer, Optional.empty());
        if (request.asks().size() != 1) {
            throw ApiException.unsupported("n", "'n' must be 1 where each call is paid for: send several calls.");
        }
        if (request.scores().answer()) {
            throw ApiException.unsupported(
                    "logprobs",
                    "'logprobs' are not kept, so that a call could not be answered again: ask without them.");
        }
        return request;
    }

    /** Whoever has not paid is told what to pay, in the header that their program reads. */
    private Paid paid(Call<NoQuery, ChatRequest> call, Terms.Wanted wanted) throws InterruptedException {
        try {
            String header = call.context().header(Terms.SIGNATURE_HEADER);
            if (header == null) {
                throw new SaleException(
                        Refusal.Kind.UNPAID,
                        "This call is paid for by a signature: " + Terms.REQUIRED_HEADER
                                + " says what to sign, and x402 clients do it by themselves.");
            }
            return till.pay(wanted, header);
        } catch (SaleException refused) {
            if (refused.kind() == Refusal.Kind.UNPAID) {
                call.context()
                        .header(
                                Terms.REQUIRED_HEADER,
                                till.terms().required(wanted, String.valueOf(refused.getMessage())));
            }
            throw refused;
        }
    }

    /** @param payment its id, by which the one answer that it buys is found again */
    private void answer(Call<NoQuery, ChatRequest> call, OpenAiRequest request, String payment)
            throws InterruptedException, IOException {
        OpenAiAnswer shape = new OpenAiAnswer(
                OpenAiAnswer.Form.CHAT, request, gateway.baseOf(request.model()).model());
        Optional<Inference> before = onceAnswers.last(payment, 0);
        if (before.isPresent()) {
            call.context().header(OpenAiEndpoints.RECEIPT_HEADER, before.get().id());
            write(call, request, shape, new CompletionStream.Source.Kept(before.get()));
            return;
        }
        RunningInference running = gateway.admit(
                new Gateway.Asked(request.asks().getFirst(), onceAnswers.next(payment, 0)), Optional.empty());
        try (ClientWatch _ = ClientWatch.start(call.context(), running::stop)) {
            call.context()
                    .header(OpenAiEndpoints.RECEIPT_HEADER, running.inference().id());
            write(call, request, shape, new CompletionStream.Source.Running(running));
        } finally {
            running.cancel();
        }
    }

    private static void write(
            Call<NoQuery, ChatRequest> call, OpenAiRequest request, OpenAiAnswer shape, CompletionStream.Source source)
            throws InterruptedException, IOException {
        if (request.stream()) {
            new CompletionStream(call.context(), request, shape).send(List.of(source));
        } else {
            call.context().json(shape.whole(OpenAiRoutes.whole(List.of(source))));
        }
    }
}
