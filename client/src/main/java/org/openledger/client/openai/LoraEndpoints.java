package org.openledger.client.openai;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;

/** Loading and unloading of adapters in the shape of vLLM. */
public final class LoraEndpoints {
    private static final Output.Raw SENTENCE = new Output.Raw("text/plain", "That it is done.");

    public static final Endpoint<NoQuery, LoraToLoad, byte[]> LOAD = Endpoint.post(
                    "/v1/load_lora_adapter", "Have an adapter answer, as vLLM does")
            .costs(Cost.UPLOAD)
            .says("It waits until the chain has registered the model.")
            .by(CallerKind.ADMINISTRATOR)
            .takes(LoraToLoad.class)
            .answers(SENTENCE)
            .refuses(403, 404, 409, 413, 503);

    public static final Endpoint<NoQuery, LoraToUnload, byte[]> UNLOAD = Endpoint.post(
                    "/v1/unload_lora_adapter", "Have an adapter answer no more, as vLLM does")
            .by(CallerKind.ADMINISTRATOR)
            .takes(LoraToUnload.class)
            .answers(SENTENCE)
            .refuses(404, 409);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(LOAD, UNLOAD);

    private LoraEndpoints() {}
}
