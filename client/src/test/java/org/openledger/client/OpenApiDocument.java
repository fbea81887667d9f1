package org.openledger.client;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.HeaderName;
import org.openledger.client.call.Input;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;
import org.openledger.client.call.PathName;
import org.openledger.client.call.Verb;
import org.openledger.client.chain.ChainEndpoints;
import org.openledger.client.community.CommunityEndpoints;
import org.openledger.client.credential.CredentialEndpoints;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.evidence.EvidenceEndpoints;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.notification.NotificationEndpoints;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.responses.ResponsesEndpoints;
import org.openledger.client.review.ReviewEndpoints;
import org.openledger.client.sale.SaleEndpoints;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;
import org.openledger.client.upload.UploadEndpoints;
import org.openledger.client.version.VersionEndpoints;
import org.openledger.client.wallet.WalletEndpoints;
import org.openledger.client.withdrawal.WithdrawalEndpoints;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the OpenAPI document of all endpoints. */
final class OpenApiDocument {
    /** In the module's folder. */
    static final Path FILE = Path.of("src/main/resources/openapi.json");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path SOURCES = Path.of("src/main/java");

    /** Each noun's endpoints, with what its part of the document is called. */
    static final Map<Class<?>, String> NOUNS = new LinkedHashMap<>();

    static {
        NOUNS.put(OpenAiEndpoints.class, "Inference");
        NOUNS.put(ResponsesEndpoints.class, "Responses");
        NOUNS.put(DatanetEndpoints.class, "Datanets");
        NOUNS.put(ReviewEndpoints.class, "Reviews");
        NOUNS.put(CommunityEndpoints.class, "Reviewers");
        NOUNS.put(UploadEndpoints.class, "Uploads");
        NOUNS.put(VersionEndpoints.class, "Versions");
        NOUNS.put(WithdrawalEndpoints.class, "Withdrawals and notices");
        NOUNS.put(ModelEndpoints.class, "Models and runs");
        NOUNS.put(ReceiptEndpoints.class, "Receipts");
        NOUNS.put(EvidenceEndpoints.class, "Evidence");
        NOUNS.put(AccountEndpoints.class, "Accounts and epochs");
        NOUNS.put(WalletEndpoints.class, "Wallets");
        NOUNS.put(ChainEndpoints.class, "Chain");
        NOUNS.put(CredentialEndpoints.class, "Keys, sessions and administrators");
        NOUNS.put(NotificationEndpoints.class, "Notifications");
        NOUNS.put(AgentEndpoints.class, "Agents");
        NOUNS.put(SaleEndpoints.class, "Sales");
        NOUNS.put(NodeEndpoints.class, "Node");
    }

    private static final Map<String, String> TAG_WORDS = Map.ofEntries(
            Map.entry("Inference", "Questions and answers, in the shape of OpenAI's API."),
            Map.entry("Responses", "What a model says next, in the shape of OpenAI's Responses API, stateless."),
            Map.entry("Datanets", "Data that people contribute, review and publish in versions."),
            Map.entry("Reviews", "What was found in rows that people gave, and what becomes of them."),
            Map.entry("Reviewers", "Who reviews with a Datanet's owner, how they vote, and what is said about rows."),
            Map.entry("Uploads", "Files that are sent in pieces, by tus 1.0."),
            Map.entry("Versions", "What anyone needs to check, compare and load a version of a Datanet."),
            Map.entry("Withdrawals and notices", "Rows that are taken back, and notices of others against rows."),
            Map.entry("Models and runs", "Training on versions of Datanets, and what rows did for a model."),
            Map.entry("Receipts", "What each answer cost, who shaped it, and the proof."),
            Map.entry(
                    "Evidence",
                    "What shows where a model, a version, an answer or an act comes from, for readers without a node."),
            Map.entry("Accounts and epochs", "People, keys and deposits; settlement and claims."),
            Map.entry("Chain", "The chain as the node sees it, its transactions and blocks."),
            Map.entry("Wallets", "What accounts hold on chain, and what they ask of it."),
            Map.entry("Notifications", "What people wait for, told by webhook and mail."),
            Map.entry("Agents", "What agents may do, and what they did under their mandates."),
            Map.entry("Sales", "Answers sold to who has no account, for a payment by signature (x402)."),
            Map.entry("Node", "The node itself, its log and its chain."));
    private static final Map<Integer, String> REFUSALS = Map.ofEntries(
            Map.entry(400, "The request is not what the endpoint takes; the field is named."),
            Map.entry(401, "The token is missing, unknown, or of another kind."),
            Map.entry(402, "The payer's deposit does not cover the call."),
            Map.entry(403, "The token is another account's, a right is missing, or a page of another site asks."),
            Map.entry(404, "Nothing of this name is here."),
            Map.entry(409, "It is here, but not in a state that allows the call."),
            Map.entry(412, "It was sent by a version of a protocol that the node does not speak."),
            Map.entry(413, "The body is too long."),
            Map.entry(429, "This caller asks too often, or has too much running; Retry-After says when to try again."),
            Map.entry(500, "The node failed; its log has the request's id."),
            Map.entry(503, "The node cannot do this now; Retry-After says when to try again."));

    private final Schemas schemas;
    private final Map<String, ObjectNode> shared = new TreeMap<>();

    private OpenApiDocument(Descriptions descriptions) {
        this.schemas = new Schemas(descriptions);
    }

    /** The document as it stands in the file. */
    static String text() throws IOException {
        ObjectNode document = new OpenApiDocument(Descriptions.read(SOURCES)).make();
        return JSON.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    private ObjectNode make() {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "OpenLedger node")
                .put("version", "1")
                .put(
                        "description",
                        "A contribution ledger for AI: data, models, answers, and who gets paid for them. A name that an"
                                + " endpoint does not list, in body or query, is refused with 400.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tags = document.putArray("tags");
        NOUNS.values().forEach(name -> tags.addObject().put("name", name).put("description", TAG_WORDS.get(name)));
        ObjectNode paths = document.putObject("paths");
        NOUNS.forEach((noun, tag) -> operations(noun, tag, paths));
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.components());
        ObjectNode responses = components.putObject("responses");
        shared.forEach(responses::set);
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key, a session's token, or an admin token of the node.");
        return document;
    }

    private void operations(Class<?> noun, String tag, ObjectNode paths) {
        for (Field field : noun.getFields()) {
            if (field.getType() == Endpoint.class) {
                Endpoint<?, ?, ?> endpoint = valueOf(field);
                ObjectNode path = (ObjectNode) paths.optional(endpoint.place().path())
                        .orElseGet(() -> paths.putObject(endpoint.place().path()));
                path.set(
                        endpoint.place().verb().name().toLowerCase(Locale.ROOT),
                        operation(endpoint, tag, idOf(noun, field)));
            }
        }
    }

    private static Endpoint<?, ?, ?> valueOf(Field field) {
        try {
            return (Endpoint<?, ?, ?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as datanetCreate. */
    private static String idOf(Class<?> noun, Field field) {
        StringBuilder id = new StringBuilder(noun.getSimpleName().replace("Endpoints", ""));
        id.setCharAt(0, Character.toLowerCase(id.charAt(0)));
        for (String word : field.getName().toLowerCase(Locale.ROOT).split("_", -1)) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id.toString();
    }

    private ObjectNode operation(Endpoint<?, ?, ?> endpoint, String tag, String id) {
        ObjectNode operation = JSON.createObjectNode()
                .put("operationId", id)
                .put("summary", endpoint.words().summary())
                .put(
                        "description",
                        (endpoint.words().details() + " Who may call it: ").strip() + " "
                                + endpoint.caller().sentence());
        operation.putArray("tags").add(tag);
        operation.put("x-cost", endpoint.cost().name().toLowerCase(Locale.ROOT));
        ArrayNode security = operation.putArray("security");
        if (endpoint.caller() != CallerKind.ANYONE) {
            security.addObject().putArray("bearer");
        }
        ArrayNode parameters = JSON.createArrayNode();
        endpoint.place().names().forEach(name -> parameters.add(inPath(name)));
        if (endpoint.query() != NoQuery.class) {
            Shapes.of(endpoint.query()).members().forEach(member -> parameters.add(inQuery(member)));
        }
        endpoint.place().headers().forEach(header -> parameters.add(inHeader(header)));
        if (endpoint.outcome().once()) {
            parameters.add(idempotencyKey());
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        body(endpoint.body(), operation);
        responses(endpoint, operation.putObject("responses"));
        return operation;
    }

    private static ObjectNode idempotencyKey() {
        ObjectNode parameter = JSON.createObjectNode()
                .put("name", Endpoint.IDEMPOTENCY_KEY)
                .put("in", "header")
                .put("required", false)
                .put(
                        "description",
                        "Calls with the same key and the same request have one effect and one answer, for a day; with another"
                                + " request they are refused with 409. A stream comes again in one piece. Without a token"
                                + " the key says nothing.");
        parameter.putObject("schema").put("type", "string").put("minLength", 1).put("maxLength", 255);
        return parameter.put("example", "5f0c7a52-0b0e-4f3b-9f43-6a3f0e3d8f10");
    }

    private static ObjectNode inHeader(HeaderName header) {
        ObjectNode parameter = JSON.createObjectNode()
                .put("name", header.name())
                .put("in", "header")
                .put("required", false)
                .put("description", header.description());
        parameter.putObject("schema").put("type", "string");
        return parameter.put("example", header.example());
    }

    private static ObjectNode inPath(PathName name) {
        ObjectNode parameter = JSON.createObjectNode()
                .put("name", name.name())
                .put("in", "path")
                .put("required", true)
                .put("description", name.description());
        if (name.isNumber()) {
            parameter
                    .putObject("schema")
                    .put("type", "integer")
                    .put("format", "int64")
                    .put("minimum", 0);
            return parameter.put("example", Long.parseLong(name.example()));
        }
        parameter.putObject("schema").put("type", "string");
        return parameter.put("example", name.example());
    }

    private ObjectNode inQuery(Shape.Member member) {
        ObjectNode schema = schemas.property(member);
        schema.remove("description");
        schema.remove("examples");
        ObjectNode parameter = JSON.createObjectNode()
                .put("name", member.name())
                .put("in", "query")
                .put("required", member.required())
                .put("description", schemas.description(member));
        parameter.set("schema", schema);
        return parameter.set("example", Examples.of(member));
    }

    private void body(Input<?> body, ObjectNode operation) {
        switch (body) {
            case Input.Nothing _ -> {}
            case Input.Json<?> json -> {
                ObjectNode media = operation
                        .putObject("requestBody")
                        .put("required", true)
                        .putObject("content")
                        .putObject("application/json");
                media.set("schema", schemas.of(json.type()));
                media.set("example", Examples.of(Shapes.of(json.type()), ""));
            }
            case Input.Raw raw ->
                operation
                        .putObject("requestBody")
                        .put("required", true)
                        .put("description", raw.description())
                        .putObject("content")
                        .putObject(raw.mediaType())
                        .putObject("schema");
        }
    }

    private void responses(Endpoint<?, ?, ?> endpoint, ObjectNode responses) {
        ObjectNode success =
                responses.putObject(Integer.toString(endpoint.outcome().status()));
        switch (endpoint.answer()) {
            case Output.Nothing _ -> success.put("description", "Done.");
            case Output.Json<?> json -> content(success, "application/json", schemas.of(json.type()), json.type());
            case Output.Lines<?> lines -> {
                ObjectNode line = JSON.createObjectNode();
                line.putArray("anyOf")
                        .add(schemas.of(lines.progress()))
                        .add(schemas.of(lines.result()))
                        .add(schemas.of(Problem.Line.class));
                content(success, "application/x-ndjson", line, lines.result());
            }
            case Output.Document document -> {
                success.put("description", document.description());
                success.putObject("content")
                        .putObject("application/json")
                        .set("schema", schemas.of(document.describedBy()));
            }
            case Output.Raw raw -> {
                success.put("description", raw.description());
                success.putObject("content").putObject(raw.mediaType()).putObject("schema");
            }
        }
        endpoint.outcome()
                .streamed()
                .ifPresent(event -> ((ObjectNode) success.get("content"))
                        .putObject("text/event-stream")
                        .set("schema", schemas.of(event)));
        refusals(endpoint).forEach(status -> refusal(endpoint, status, responses));
    }

    private static void content(
            ObjectNode success, String mediaType, ObjectNode schema, Class<? extends Record> example) {
        success.put("description", "Done.");
        ObjectNode media = success.putObject("content").putObject(mediaType);
        media.set("schema", schema);
        media.set("example", Examples.of(Shapes.of(example), ""));
    }

    private static SortedSet<Integer> refusals(Endpoint<?, ?, ?> endpoint) {
        TreeSet<Integer> statuses = new TreeSet<>(endpoint.outcome().refusals());
        statuses.addAll(List.of(400, 429, 500, 503));
        if (endpoint.place().verb() != Verb.GET) {
            statuses.add(403);
        }
        if (endpoint.caller() != CallerKind.ANYONE) {
            statuses.add(401);
        }
        if (!endpoint.place().names().isEmpty()) {
            statuses.add(404);
        }
        if (!(endpoint.body() instanceof Input.Nothing)) {
            statuses.add(413);
        }
        return statuses;
    }

    /** A refusal of one status looks the same everywhere, but for the endpoints in OpenAI's shape. */
    private void refusal(Endpoint<?, ?, ?> endpoint, int status, ObjectNode responses) {
        String name = (endpoint.place().path().startsWith("/v1/") ? "OpenAiRefusal" : "Refusal") + status;
        responses.putObject(Integer.toString(status)).put("$ref", "#/components/responses/" + name);
        shared.computeIfAbsent(name, _ -> {
            boolean isOpenAi = name.startsWith("OpenAi");
            ObjectNode response = JSON.createObjectNode().put("description", REFUSALS.get(status));
            response.putObject("content")
                    .putObject(isOpenAi ? "application/json" : Problem.CONTENT_TYPE)
                    .set("schema", schemas.of(isOpenAi ? OpenAiError.class : Problem.class));
            return response;
        });
    }
}
