package org.openledger.api;

import io.javalin.config.RoutesConfig;
import org.openledger.chain.JsonRpcProxy;

/** {@code POST /rpc}: the chain's standard JSON-RPC, for wallets and libraries, from any page. */
public final class RpcRoutes implements Routes {
    private final JsonRpcProxy proxy;

    public RpcRoutes(JsonRpcProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/rpc", context -> {
            byte[] answer = proxy.handle(Body.bytes(context, JsonRpcProxy.MAX_BODY_BYTES));
            context.header("Access-Control-Allow-Origin", "*")
                    .contentType("application/json")
                    .status(answer.length == 0 ? 204 : 200)
                    .result(answer);
        });
        routes.options(
                "/rpc",
                context -> context.header("Access-Control-Allow-Origin", "*")
                        .header("Access-Control-Allow-Methods", "POST, OPTIONS")
                        .header("Access-Control-Allow-Headers", "content-type")
                        .status(204));
    }
}
