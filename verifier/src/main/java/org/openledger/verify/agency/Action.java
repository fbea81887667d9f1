package org.openledger.verify.agency;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.verify.Fields;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.TypedDocument;
import org.openledger.verify.bytes.Worded;

/**
 * The record of one call of an agent, whether it was let through or not (schema {@code openledger.action/1}; where something is said of undoing, {@code /2}). The records of a
 * family of mandates have one order, and each names the digest of the one before it.
 *
 * @param id 32 hexadecimal digits
 * @param sequence from 1 in the family
 * @param previous the record before it, 64 hexadecimal digits; zeros for the first
 * @param admittedMillis when it was decided
 * @param closedMillis when it had ended
 * @param mandate under which
 * @param client what the agent's program calls itself, and by which way it came
 * @param argumentsDigest of what it was called with, salted
 * @param knew the newest record when it was decided: what was read later is no part of the decision
 * @param licences that its Datanets were under
 * @param reason why it was declined or failed; empty where it was executed
 * @param undo how it can be undone, as its mandate says
 * @param undoes the action that it undoes
 * @param count how many calls the record stands for: more than one where declined calls came so fast that they were counted
 */
public record Action(
        String id,
        long sequence,
        String previous,
        long admittedMillis,
        long closedMillis,
        String operator,
        String mandate,
        Client client,
        Mandate.Tool tool,
        String argumentsDigest,
        long knew,
        List<Licensed> licences,
        List<Rules.Verdict> rules,
        End verdict,
        String reason,
        Optional<Approval> approval,
        Cost cost,
        Optional<Result> result,
        Optional<String> receipt,
        List<String> ends,
        Optional<Undoing> undo,
        Optional<String> undoes,
        long count) {
    public static final String SCHEMA = "openledger.action/1";
    /** Of those that say how they are undone, or what they undo. */
    public static final String SCHEMA_WITH_UNDO = "openledger.action/2";
    /** What the first record of a family names as the one before it. */
    public static final String NOTHING = "0".repeat(2 * Hashes.BYTES);

    /** The tool that ends mandates: no agent has it. */
    public static final Mandate.Tool END = new Mandate.Tool("end_mandates", NOTHING, ToolClass.WRITE);

    static final int MAX_REASON_CHARACTERS = 400;

    public Action {
        Mandate.requireId("id", id);
        Require.range("sequence", sequence, 1, Json.MAX_INTEGER);
        Require.digest("previous", previous);
        Require.notNegative("admittedMillis", admittedMillis);
        Require.range("closedMillis", closedMillis, admittedMillis, Json.MAX_INTEGER);
        Require.address("operator", operator);
        Mandate.requireId("mandate", mandate);
        Require.digest("argumentsDigest", argumentsDigest);
        Require.range("knew", knew, 0, sequence - 1);
        licences = List.copyOf(licences);
        rules = List.copyOf(rules);
        Require.that(reason.length() <= MAX_REASON_CHARACTERS, "reason has too many characters");
        receipt.ifPresent(value -> Mandate.requireId("receipt", value));
        ends = List.copyOf(ends);
        undo.ifPresent(said -> Require.that(said.tool().equals(tool.name()), "undo is of another tool"));
        undoes.ifPresent(value -> Mandate.requireId("undoes", value));
        ends.forEach(each -> Mandate.requireId("ends", each));
        Require.that(new HashSet<>(ends).size() == ends.size(), "ends names a mandate twice");
        Require.that(ends.isEmpty() != tool.equals(END), "mandates are ended by " + END.name() + " alone");
        Require.range("count", count, 1, Json.MAX_INTEGER);
        Require.that(count == 1 || verdict == End.DECLINED, "only declined calls are counted together");
        Require.that(verdict == End.EXECUTED || !reason.isBlank(), "what was not executed needs a reason");
        Require.that(verdict != End.DECLINED || cost.paidGwei() == 0, "a declined call costs nothing");
    }

    /** How a call ended. */
    public enum End implements Worded {
        EXECUTED,
        /** The mandate, or a person, did not allow it; nothing was done. */
        DECLINED,
        /** It was allowed, and its effect did not come about. */
        FAILED,
        /** Its mandate was ended while it ran. */
        STOPPED;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose program called, and how. */
    public record Client(String name, String transport) {
        public Client {
            Require.that(name.length() <= Mandate.MAX_NAME_CHARACTERS, "a client's name is short");
            Require.that(
                    List.of("mcp", "openai", "node").contains(transport),
                    "transport must be mcp, openai or node, not " + transport);
        }
    }

    /** The licence of a Datanet, as its terms name it. */
    public record Licensed(String datanet, String licence) {}

    /** A person's signature under one call. */
    public record Approval(String by, String signature, long deadlineSeconds) {
        /** The struct's name in EIP-712. */
        public static final String TYPE = "Approval";

        public Approval {
            Require.address("approval.by", by);
            Require.signature("approval.signature", signature);
            Require.notNegative("approval.deadlineSeconds", deadlineSeconds);
        }

        /**
         * What is signed: this one call with these arguments. An action is executed once at most, so a signature is used once.
         *
         * @param request {@link Action#requestDigest}
         */
        public static List<TypedDocument.Field> fields(
                String action, String request, String mandate, String tool, long deadlineSeconds) {
            return List.of(
                    new TypedDocument.Field("string", "action", action),
                    new TypedDocument.Field("bytes32", "request", "0x" + request),
                    new TypedDocument.Field("string", "mandate", mandate),
                    new TypedDocument.Field("string", "tool", tool),
                    new TypedDocument.Field("uint256", "deadlineSeconds", Long.toString(deadlineSeconds)));
        }
    }

    /**
     * What it cost.
     *
     * @param mostGwei that it might have cost, which was held while it ran
     * @param chain what the mandate, and each above it, has spent in all after this
     */
    public record Cost(long mostGwei, long paidGwei, List<Spent> chain) {
        public Cost {
            chain = List.copyOf(chain);
            Require.notNegative("cost.mostGwei", mostGwei);
            Require.range("cost.paidGwei", paidGwei, 0, mostGwei);
        }
    }

    /** What a mandate has spent and called, with all under it. */
    public record Spent(String mandate, long gwei, long calls) {
        public Spent {
            Mandate.requireId("cost.chain.mandate", mandate);
            Require.notNegative("cost.chain.gwei", gwei);
            Require.notNegative("cost.chain.calls", calls);
        }
    }

    /**
     * What came back.
     *
     * @param digest of its text, salted
     * @param trusted whether no stranger can have written any of it
     */
    public record Result(String digest, boolean trusted) {
        public Result {
            Require.digest("result.digest", digest);
        }
    }

    /** What an approval is of: mandate, tool and arguments of one action, and what it undoes; 64 hexadecimal digits. */
    public static String requestDigest(
            String id, String mandate, Mandate.Tool tool, Json.JsonObject arguments, Optional<String> undoes) {
        Json.ObjectBuilder request = Json.object()
                .put("id", id)
                .put("mandate", mandate)
                .put("tool", tool.name())
                .put("schemaDigest", tool.schemaDigest())
                .put("arguments", arguments);
        undoes.ifPresent(undone -> request.put("undoes", undone));
        return Hex.of(Hashes.sha256(CanonicalJson.write(request.build())));
    }

    /** Whether the call used up one of its mandate's calls. */
    public boolean counts() {
        return verdict != End.DECLINED && ends.isEmpty();
    }

    public byte[] canonicalBytes() {
        return CanonicalJson.write(json());
    }

    /** SHA-256 of the canonical bytes, 64 hexadecimal digits. */
    public String digest() {
        return Hex.of(Hashes.sha256(canonicalBytes()));
    }

    public LogEntry logEntry() {
        return LogEntry.of(LogEntry.ACTION, id, digest());
    }

    public static Action fromJson(Json json) {
        return Fields.read("action", json, Action::read);
    }

    static Action read(Fields fields) {
        String schema = fields.text("schema");
        Action action = new Action(
                fields.text("id"),
                fields.integer("sequence"),
                fields.text("previous"),
                fields.integer("admittedMillis"),
                fields.integer("closedMillis"),
                fields.text("operator"),
                fields.text("mandate"),
                fields.object("client", client -> new Client(client.text("name"), client.text("transport"))),
                fields.object(
                        "tool",
                        tool -> new Mandate.Tool(
                                tool.text("name"),
                                tool.text("schemaDigest"),
                                Require.word("class", ToolClass.class, tool.text("class")))),
                fields.text("argumentsDigest"),
                fields.integer("knew"),
                fields.objects("licences", each -> new Licensed(each.text("datanet"), each.text("licence"))),
                fields.objects(
                        "rules",
                        rule -> new Rules.Verdict(
                                Require.word("rule", Rules.Rule.class, rule.text("rule")),
                                Require.word("found", Rules.Found.class, rule.text("found")),
                                rule.text("says"))),
                Require.word("verdict", End.class, fields.text("verdict")),
                fields.text("reason"),
                fields.optional(
                        "approval",
                        given -> new Approval(
                                given.text("by"), given.text("signature"), given.integer("deadlineSeconds"))),
                fields.object(
                        "cost",
                        cost -> new Cost(
                                cost.integer("mostGwei"),
                                cost.integer("paidGwei"),
                                cost.objects(
                                        "chain",
                                        spent -> new Spent(
                                                spent.text("mandate"),
                                                spent.integer("gwei"),
                                                spent.integer("calls"))))),
                fields.optional("result", got -> new Result(got.text("digest"), flag(got.at("trusted"), got))),
                fields.optionalText("receipt"),
                fields.texts("ends"),
                fields.optional("undo", Undoing::read),
                fields.optionalText("undoes"),
                fields.integer("count"));
        Require.that(schema.equals(action.schema()), fields.at("schema") + " must be \"" + action.schema() + "\"");
        return action;
    }

    private String schema() {
        return undo.isPresent() || undoes.isPresent() ? SCHEMA_WITH_UNDO : SCHEMA;
    }

    private static boolean flag(String path, Fields fields) {
        Json value = fields.take("trusted");
        Require.that(value instanceof Json.JsonBoolean, path + " must be true or false");
        return ((Json.JsonBoolean) value).value();
    }

    public Json.JsonObject json() {
        Json.ObjectBuilder json = Json.object()
                .put("schema", schema())
                .put("id", id)
                .put("sequence", sequence)
                .put("previous", previous)
                .put("admittedMillis", admittedMillis)
                .put("closedMillis", closedMillis)
                .put("operator", operator)
                .put("mandate", mandate)
                .put(
                        "client",
                        Json.object()
                                .put("name", client.name())
                                .put("transport", client.transport())
                                .build())
                .put(
                        "tool",
                        Json.object()
                                .put("name", tool.name())
                                .put("schemaDigest", tool.schemaDigest())
                                .put("class", tool.toolClass().word())
                                .build())
                .put("argumentsDigest", argumentsDigest)
                .put("knew", knew)
                .put(
                        "licences",
                        array(licences.stream()
                                .map(each -> Json.object()
                                        .put("datanet", each.datanet())
                                        .put("licence", each.licence()))))
                .put(
                        "rules",
                        array(rules.stream()
                                .map(each -> Json.object()
                                        .put("rule", each.rule().word())
                                        .put("found", each.found().word())
                                        .put("says", each.says()))))
                .put("verdict", verdict.word())
                .put("reason", reason)
                .put(
                        "cost",
                        Json.object()
                                .put("mostGwei", cost.mostGwei())
                                .put("paidGwei", cost.paidGwei())
                                .put(
                                        "chain",
                                        array(cost.chain().stream()
                                                .map(each -> Json.object()
                                                        .put("mandate", each.mandate())
                                                        .put("gwei", each.gwei())
                                                        .put("calls", each.calls()))))
                                .build())
                .put("ends", Json.strings(ends))
                .put("count", count);
        approval.ifPresent(given -> json.put(
                "approval",
                Json.object()
                        .put("by", given.by())
                        .put("signature", given.signature())
                        .put("deadlineSeconds", given.deadlineSeconds())
                        .build()));
        result.ifPresent(got -> json.put(
                "result",
                Json.object()
                        .put("digest", got.digest())
                        .put("trusted", new Json.JsonBoolean(got.trusted()))
                        .build()));
        receipt.ifPresent(value -> json.put("receipt", value));
        undo.ifPresent(said -> json.put("undo", said.json()));
        undoes.ifPresent(value -> json.put("undoes", value));
        return json.build();
    }

    private static Json.JsonArray array(Stream<Json.ObjectBuilder> items) {
        return Json.array(items.map(Json.ObjectBuilder::build).toList());
    }
}
