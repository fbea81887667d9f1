package org.openledger.client.openai;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.HeaderName;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;

/** The endpoints in OpenAI's shape. */
public final class OpenAiEndpoints {
    /** Names the receipt of an answer, from before its first token. */
    public static final String RECEIPT_HEADER = "OpenLedger-Receipt";

    /** The least support that is wanted of the answer, for callers who cannot change the body. */
    public static final HeaderName MIN_SUPPORT = new HeaderName(
            "X-OpenLedger-Min-Support",
            "The least support that is wanted of the answer, from 0 to 1: the same as 'support.minimum' of the body, for"
                    + " callers who cannot change it. Not beside it.",
            "0.5");

    private static final Output.Raw SENTENCE = new Output.Raw("text/plain", "That it is done.");
    /** What endpoints that answer say of receipts. */
    public static final String RECEIPT = "The header " + RECEIPT_HEADER
            + " names the receipt before the first token; of several answers, each has its own, with a comma between.";

    public static final Endpoint<NoQuery, NoBody, ServedModelList> MODELS = Endpoint.get(
                    "/v1/models", "The models that answer")
            .by(CallerKind.PAYER)
            .answers(ServedModelList.class);

    public static final Endpoint<NoQuery, NoBody, ServedModelLine> MODEL = Endpoint.get(
                    "/v1/models/{model}", "One model that answers")
            .by(CallerKind.PAYER)
            .text("model", "The model's name.", "kitchen-1")
            .answers(ServedModelLine.class);

    public static final Endpoint<NoQuery, ChatRequest, CompletionAnswer> CHAT = Endpoint.post(
                    "/v1/chat/completions", "Ask for the next message of a conversation")
            .costs(Cost.ASK)
            .says(RECEIPT)
            .header(MIN_SUPPORT)
            .by(CallerKind.PAYER)
            .takes(ChatRequest.class)
            .answers(CompletionAnswer.class)
            .streams(CompletionAnswer.class)
            .refuses(402, 403, 404, 409, 429, 503)
            .once();

    public static final Endpoint<NoQuery, CompletionRequest, CompletionAnswer> COMPLETION = Endpoint.post(
                    "/v1/completions", "Ask to go on with a text")
            .costs(Cost.ASK)
            .says(RECEIPT)
            .header(MIN_SUPPORT)
            .by(CallerKind.PAYER)
            .takes(CompletionRequest.class)
            .answers(CompletionAnswer.class)
            .streams(CompletionAnswer.class)
            .refuses(402, 404, 409, 429, 503)
            .once();

    public static final Endpoint<NoQuery, LoraToLoad, byte[]> LOAD_LORA = Endpoint.post(
                    "/v1/load_lora_adapter", "Have an adapter answer, as vLLM does")
            .costs(Cost.UPLOAD)
            .says("It waits until the chain has registered the model.")
            .by(CallerKind.ADMINISTRATOR)
            .takes(LoraToLoad.class)
            .answers(SENTENCE)
            .refuses(403, 404, 409, 413, 503);

    public static final Endpoint<NoQuery, LoraToUnload, byte[]> UNLOAD_LORA = Endpoint.post(
                    "/v1/unload_lora_adapter", "Have an adapter answer no more, as vLLM does")
            .by(CallerKind.ADMINISTRATOR)
            .takes(LoraToUnload.class)
            .answers(SENTENCE)
            .refuses(404, 409);

    public static final Endpoint<NoQuery, TokenizeRequest, Tokens> TOKENIZE = Endpoint.post(
                    "/tokenize", "The tokens of a text or a conversation")
            .costs(Cost.LIST)
            .by(CallerKind.PAYER)
            .takes(TokenizeRequest.class)
            .answers(Tokens.class)
            .computes()
            .refuses(403, 404);

    public static final Endpoint<NoQuery, DetokenizeRequest, DetokenizedText> DETOKENIZE = Endpoint.post(
                    "/detokenize", "The text of tokens")
            .costs(Cost.LIST)
            .by(CallerKind.PAYER)
            .takes(DetokenizeRequest.class)
            .answers(DetokenizedText.class)
            .computes()
            .refuses(403, 404);

    public static final List<Endpoint<?, ?, ?>> ALL =
            List.of(MODELS, MODEL, CHAT, COMPLETION, TOKENIZE, DETOKENIZE, LOAD_LORA, UNLOAD_LORA);

    private OpenAiEndpoints() {}
}
