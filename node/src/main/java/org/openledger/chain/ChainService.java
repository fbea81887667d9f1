package org.openledger.chain;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.web3j.protocol.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets web3j speak to a {@link Chain}, so that its transactions pass the journal like everybody's. */
final class ChainService extends Service {
    private static final JsonMapper JSON = new JsonMapper();

    private final Chain chain;

    ChainService(Chain chain) {
        super(false);
        this.chain = chain;
    }

    @Override
    protected InputStream performIO(String payload) {
        JsonNode request = JSON.readTree(payload);
        ObjectNode answer = JSON.createObjectNode();
        answer.put("jsonrpc", "2.0");
        answer.set("id", request.get("id"));
        try {
            answer.set("result", chain.call(request.get("method").asString(), request.get("params")));
        } catch (RpcException e) {
            ObjectNode error = answer.putObject("error");
            error.put("code", e.code());
            error.put("message", String.valueOf(e.getMessage()));
            String data = e.revertData();
            if (data != null) {
                error.put("data", data);
            }
        }
        return new ByteArrayInputStream(JSON.writeValueAsBytes(answer));
    }

    @Override
    public void close() {
        // The chain belongs to who made it.
    }
}
