package org.openledger.api;

import io.javalin.http.Context;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.RefusalAnswer;
import org.openledger.api.http.RequestBody;
import org.openledger.chain.JsonRpcProxy;
import org.openledger.client.node.NodeEndpoints;

/** {@code POST /rpc}: the chain's standard JSON-RPC, for wallets and libraries, from any page. */
public final class RpcRoutes implements Handlers.Noun {
    private final JsonRpcProxy proxy;

    public RpcRoutes(JsonRpcProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(NodeEndpoints.RPC, call -> answer(call.context()));
        handlers.also(routes -> routes.options(
                "/rpc",
                context -> context.header("Access-Control-Allow-Origin", "*")
                        .header("Access-Control-Allow-Methods", "POST, OPTIONS")
                        .header("Access-Control-Allow-Headers", "content-type")
                        .status(204)));
    }

    private void answer(Context context) {
        context.header("Access-Control-Allow-Origin", "*").contentType("application/json");
        byte[] body;
        try {
            body = RequestBody.bytes(context, JsonRpcProxy.MAX_BODY_BYTES);
        } catch (ApiException refusal) {
            context.status(RefusalAnswer.status(refusal)).result(JsonRpcProxy.refusal(refusal.getMessage()));
            return;
        }
        byte[] answer = proxy.handle(body);
        context.status(answer.length == 0 ? 204 : 200).result(answer);
    }
}
