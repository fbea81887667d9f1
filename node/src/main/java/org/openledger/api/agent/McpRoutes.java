package org.openledger.api.agent;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.agency.Agency;
import org.openledger.agency.AgentCall;
import org.openledger.agency.AgentTool;
import org.openledger.agency.Outcome;
import org.openledger.agency.Servers;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoQuery;
import org.openledger.store.Refusal;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * The Model Context Protocol over HTTP, without sessions: revision 2026-07-28, whose headers must say what the body says, and by
 * {@code initialize} those before it. Every call of a tool passes the gate; a refusal is a result that says so, as the protocol
 * wants it, so that the agent can read why.
 */
public final class McpRoutes implements Handlers.Noun {
    /** The revision without {@code initialize}. */
    static final String STATELESS = "2026-07-28";

    /** Those with it, the newest first. */
    static final List<String> INITIALIZED = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    private static final String SERVER = "openledger";
    private static final String META = "_meta";
    private static final String ACTION_META = "org.openledger/action";
    /** Whether no stranger can have written what came back. */
    private static final String TRUSTED_META = "org.openledger/trusted";

    private static final String UNDOES_META = "org.openledger/undoes";
    private static final String CALL_META = "org.openledger/callId";
    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;
    private static final int NO_METHOD = -32_601;
    private static final int INVALID_PARAMS = -32_602;

    private final Agency agency;

    public McpRoutes(Agency agency) {
        this.agency = agency;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.write(AgentEndpoints.MCP, call -> answer(call, Optional.empty()));
        handlers.write(AgentEndpoints.MCP_VIA, call -> answer(call, Optional.of(call.text("server"))));
    }

    /** What the protocol calls an error. */
    private static final class RpcError extends Refusal {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final int code;

        RpcError(int status, int code, String message) {
            super(Kind.INVALID, message);
            this.status = status;
            this.code = code;
        }
    }

    /** @param server whose tools are meant; those of this node where there is none */
    private void answer(Call<NoQuery, byte[]> call, Optional<String> server) throws InterruptedException {
        Context context = call.context();
        Json id = new Json.JsonNull();
        try {
            JsonObject request = request(call.body());
            String method = text(request, "method")
                    .orElseThrow(() -> new RpcError(400, INVALID_REQUEST, "The request names no method."));
            requireHeaders(context, request, method);
            if (!request.members().containsKey("id")) {
                context.status(202);
                return;
            }
            id = id(request);
            send(context, 200, Json.object().put("result", result(call, server, request, method)), id);
        } catch (RpcError error) {
            send(
                    context,
                    error.status,
                    Json.object()
                            .put(
                                    "error",
                                    Json.object()
                                            .put("code", error.code)
                                            .put("message", error.getMessage())
                                            .build()),
                    id);
        }
    }

    private static void send(Context context, int status, Json.ObjectBuilder answer, Json id) {
        context.status(status)
                .contentType("application/json")
                .result(new String(
                        CanonicalJson.write(
                                answer.put("jsonrpc", "2.0").put("id", id).build()),
                        StandardCharsets.UTF_8));
    }

    private static JsonObject request(byte[] body) {
        try {
            if (CanonicalJson.parse(body) instanceof JsonObject request
                    && text(request, "jsonrpc").equals(Optional.of("2.0"))) {
                return request;
            }
        } catch (VerifyException wrong) {
            throw new RpcError(400, PARSE_ERROR, "The body is wrong: " + wrong.getMessage() + ".");
        }
        throw new RpcError(400, INVALID_REQUEST, "The body is no single request of JSON-RPC 2.0.");
    }

    private static Json id(JsonObject request) {
        Json id = request.members().get("id");
        if (id instanceof JsonString || id instanceof Json.JsonInteger) {
            return id;
        }
        throw new RpcError(400, INVALID_REQUEST, "'id' must be a text or a whole number.");
    }

    /** In the stateless revision, proxies read headers: so they say what the body says. */
    private static void requireHeaders(Context context, JsonObject request, String method) {
        String version = context.header("MCP-Protocol-Version");
        if (version == null || INITIALIZED.contains(version)) {
            return;
        }
        if (!version.equals(STATELESS)) {
            throw new RpcError(
                    400,
                    INVALID_REQUEST,
                    "This server speaks revisions " + STATELESS + " and " + String.join(", ", INITIALIZED)
                            + " of the protocol, not the one of the header.");
        }
        if (!method.equals(context.header("Mcp-Method"))) {
            throw new RpcError(400, INVALID_REQUEST, "The header Mcp-Method does not name the method of the body.");
        }
        if (method.equals("tools/call")
                && !text(params(request), "name").equals(Optional.ofNullable(context.header("Mcp-Name")))) {
            throw new RpcError(400, INVALID_REQUEST, "The header Mcp-Name does not name the tool of the body.");
        }
    }

    private Json result(Call<NoQuery, byte[]> call, Optional<String> server, JsonObject request, String method)
            throws InterruptedException {
        return switch (method) {
            case "server/discover" ->
                complete()
                        .put("cacheScope", "private")
                        .put("ttlMs", 0)
                        .put("supportedVersions", Json.strings(List.of(STATELESS)))
                        .put("capabilities", capabilities())
                        .build();
            case "initialize" ->
                complete()
                        .put(
                                "protocolVersion",
                                text(params(request), "protocolVersion")
                                        .filter(INITIALIZED::contains)
                                        .orElse(INITIALIZED.getFirst()))
                        .put("capabilities", capabilities())
                        .put("serverInfo", server())
                        .build();
            case "ping" -> complete().build();
            case "tools/list" ->
                complete()
                        .put("cacheScope", "private")
                        .put("ttlMs", 0)
                        .put("tools", Json.array(allowed(call, server)))
                        .build();
            case "tools/call" -> called(call, server, params(request));
            default -> throw new RpcError(200, NO_METHOD, "There is no method " + shortened(method) + " here.");
        };
    }

    private static Json.ObjectBuilder complete() {
        return Json.object()
                .put("resultType", "complete")
                .put(
                        META,
                        Json.object()
                                .put("io.modelcontextprotocol/serverInfo", server())
                                .build());
    }

    private static Json server() {
        return Json.object().put("name", SERVER).put("version", "1").build();
    }

    private static Json capabilities() {
        return Json.object().put("tools", Json.object().build()).build();
    }

    /** The tools that the caller's mandate names, as they are now. */
    private List<JsonObject> allowed(Call<NoQuery, byte[]> call, Optional<String> server) throws InterruptedException {
        Mandate mandate =
                agency.mandates().require(call.caller().requireMandate()).mandate();
        if (server.isPresent()) {
            return agency.tools().servers().tools(server.get()).stream()
                    .filter(each -> mandate.tools().contains(each.tool().pinned()))
                    .map(Servers.Foreign::foreign)
                    .toList();
        }
        return agency.tools().all().stream()
                .filter(tool -> mandate.tools().contains(tool.pinned()))
                .map(AgentTool::definition)
                .toList();
    }

    private Json called(Call<NoQuery, byte[]> call, Optional<String> server, JsonObject params)
            throws InterruptedException {
        String name = text(params, "name")
                .map(called -> server.map(of -> Servers.nameOf(of, called)).orElse(called))
                .orElseThrow(() -> new RpcError(200, INVALID_PARAMS, "'name' must be the name of a tool."));
        if (!(params.members().getOrDefault("arguments", Json.object().build()) instanceof JsonObject arguments)) {
            throw new RpcError(200, INVALID_PARAMS, "'arguments' must be an object.");
        }
        JsonObject meta = object(params.members().get(META));
        Optional<String> callId = Optional.ofNullable(call.context().header(Endpoint.IDEMPOTENCY_KEY))
                .or(() -> text(meta, CALL_META));
        try {
            return said(
                    server.isPresent(),
                    agency.gate()
                            .act(new AgentCall(
                                    call.caller().requireMandate(),
                                    name,
                                    arguments,
                                    text(meta, UNDOES_META),
                                    callId,
                                    new Action.Client(client(meta), "mcp"))));
        } catch (Refusal refused) {
            return refused(refused.getMessage(), Optional.empty());
        }
    }

    /** @param foreign whether it is another server's result, which is handed on as it came */
    private static Json said(boolean foreign, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done
            when foreign -> {
                Json.ObjectBuilder result = Json.object().put("resultType", "complete");
                done.effect().content().members().forEach(result::put);
                yield result.put(
                                META,
                                Json.object()
                                        .put("io.modelcontextprotocol/serverInfo", server())
                                        .put(ACTION_META, done.action())
                                        .put(TRUSTED_META, new Json.JsonBoolean(false))
                                        .build())
                        .build();
            }
            case Outcome.Done done ->
                tool(done.effect().text(), /* isError= */ false, Optional.of(done.action()))
                        .put("structuredContent", done.effect().content())
                        .build();
            case Outcome.Refused refused -> refused("Refused: " + refused.why(), Optional.of(refused.action()));
            case Outcome.Waiting waiting ->
                refused(
                        "It waits for a person to approve it: " + waiting.why() + ". Action " + waiting.action()
                                + "; send the call again with the same call id to hear of it.",
                        Optional.of(waiting.action()));
        };
    }

    private static Json refused(String why, Optional<String> action) {
        return tool(why, /* isError= */ true, action).build();
    }

    private static Json.ObjectBuilder tool(String text, boolean isError, Optional<String> action) {
        Json.ObjectBuilder meta = Json.object().put("io.modelcontextprotocol/serverInfo", server());
        action.ifPresent(id -> meta.put(ACTION_META, id));
        return Json.object()
                .put("resultType", "complete")
                .put("isError", new Json.JsonBoolean(isError))
                .put(
                        "content",
                        Json.array(List.of(Json.object()
                                .put("type", "text")
                                .put("text", text)
                                .build())))
                .put(META, meta.build());
    }

    /** What the program calls itself, in letters that harm no page. */
    private static String client(JsonObject meta) {
        return text(object(meta.members().get("io.modelcontextprotocol/clientInfo")), "name")
                .map(name -> name.replaceAll("[^A-Za-z0-9 ._/-]", "?"))
                .map(McpRoutes::shortened)
                .orElse("");
    }

    private static String shortened(String text) {
        return text.length() <= Mandate.MAX_NAME_CHARACTERS ? text : text.substring(0, Mandate.MAX_NAME_CHARACTERS);
    }

    private static JsonObject params(JsonObject request) {
        return object(request.members().get("params"));
    }

    private static JsonObject object(@Nullable Json value) {
        return value instanceof JsonObject object ? object : Json.object().build();
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.members().get(name) instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
    }
}
