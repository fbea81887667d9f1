package org.openledger.client.responses;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoQuery;
import org.openledger.client.openai.OpenAiEndpoints;

/** The endpoint of the Responses API. */
public final class ResponsesEndpoints {
    public static final Endpoint<NoQuery, ResponsesRequest, ResponseObject> RESPONSES = Endpoint.post(
                    "/v1/responses", "Ask for what the model says next, by the Responses API")
            .costs(Cost.ASK)
            .says(OpenAiEndpoints.RECEIPT)
            .header(OpenAiEndpoints.MIN_SUPPORT)
            .by(CallerKind.PAYER)
            .takes(ResponsesRequest.class)
            .answers(ResponseObject.class)
            .streams(ResponseEvent.class)
            .refuses(402, 403, 404, 409, 429, 503)
            .once();

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(RESPONSES);

    private ResponsesEndpoints() {}
}
