package org.openledger.verify.agency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.verify.Fields;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.TypedDocument;

/**
 * What a principal lets an agent do (schema {@code openledger.mandate/1}; with bounds of arguments, {@code /2}; with conditions or undoing, {@code /3}). Whatever it does not name is not allowed. A list has one
 * spelling: sorted, each item once.
 *
 * @param id 32 hexadecimal digits that no other mandate has
 * @param operator of the node at which it holds
 * @param principal whose deposit pays, and whose wallet signed the first mandate of a family
 * @param agent the address that acts, and that may sign narrower mandates under this one
 * @param name to tell it from others
 * @param task what is wanted, in the principal's own words
 * @param parent the mandate that this one narrows; empty for the first of a family
 * @param notBeforeSeconds and {@code expiresSeconds}: from when it holds, and from when no more
 * @param scope what may be called, asked and used
 */
public record Mandate(
        String id,
        String operator,
        String principal,
        String agent,
        String name,
        String task,
        Optional<String> parent,
        long notBeforeSeconds,
        long expiresSeconds,
        Caps caps,
        Scope scope,
        ApprovalTerms approval,
        Provenance provenance) {
    public static final String SCHEMA = "openledger.mandate/1";
    /** Of those with bounds. */
    public static final String SCHEMA_WITH_BOUNDS = "openledger.mandate/2";
    /** Of those with conditions, or that say how something is undone. */
    public static final String SCHEMA_WITH_CONDITIONS = "openledger.mandate/3";

    /** The name in the EIP-712 domain, which is that of the escrow that holds the deposits. */
    public static final String DOMAIN = "OpenLedger Mandate";

    /** The struct's name. */
    public static final String TYPE = "Mandate";

    /** Mandates from the first of a family to the narrowest. */
    public static final int MAX_DEPTH = 8;

    public static final int MAX_ITEMS = 100;
    public static final int MAX_NAME_CHARACTERS = 80;
    public static final int MAX_TASK_CHARACTERS = 4_000;
    public static final int ID_DIGITS = 32;

    public Mandate {
        requireId("id", id);
        Require.address("operator", operator);
        Require.address("principal", principal);
        Require.address("agent", agent);
        TrustedWords.requirePlain("name", name, 1, MAX_NAME_CHARACTERS);
        TrustedWords.requirePlain("task", task, 0, MAX_TASK_CHARACTERS);
        parent.ifPresent(value -> requireId("parent", value));
        Require.notNegative("notBeforeSeconds", notBeforeSeconds);
        Require.range("expiresSeconds", expiresSeconds, notBeforeSeconds + 1, Json.MAX_INTEGER);
    }

    /**
     * What may be called, asked and used; whatever is not named is not.
     *
     * @param models that may be asked
     * @param datanets this operator's numbers of the Datanets that may be used
     * @param licences SPDX ids under which those may be
     * @param trustedDatanets whose rows no stranger can write
     * @param bounds of arguments; those that say where money goes or what is fetched are not let through without one
     * @param conditions that hold of every call besides
     * @param undo how calls of tools are undone; of the others it is not said
     */
    public record Scope(
            List<Tool> tools,
            List<String> models,
            List<String> datanets,
            List<String> licences,
            List<String> trustedDatanets,
            List<Bound> bounds,
            List<Condition> conditions,
            List<Undoing> undo) {
        public Scope {
            tools = List.copyOf(tools);
            List<String> named = tools.stream().map(Tool::name).toList();
            requireSorted("tools", named);
            models = requireSorted("models", models);
            datanets = requireNumbers("datanets", datanets);
            licences = requireSorted("licences", licences);
            trustedDatanets = requireNumbers("trustedDatanets", trustedDatanets);
            bounds = List.copyOf(bounds);
            Require.atMost("bounds", bounds.size(), MAX_ITEMS);
            for (int i = 0; i < bounds.size(); i++) {
                Require.that(
                        i == 0 || Bound.ORDER.compare(bounds.get(i - 1), bounds.get(i)) < 0,
                        "bounds must be sorted by tool, argument and kind, with each once");
                Require.that(
                        named.contains(bounds.get(i).tool()),
                        "bounds name " + bounds.get(i).tool() + ", which tools do not");
            }
            conditions = List.copyOf(conditions);
            requireSorted("conditions", conditions.stream().map(Condition::name).toList());
            undo = List.copyOf(undo);
            requireSorted("undo", undo.stream().map(Undoing::tool).toList());
            Stream.of(
                            conditions.stream().flatMap(each -> each.tool().stream()),
                            undo.stream().map(Undoing::tool),
                            undo.stream().flatMap(each -> each.by().stream()))
                    .flatMap(names -> names)
                    .forEach(name -> Require.that(
                            named.contains(name), "conditions and undo name " + name + ", which tools do not"));
        }

        /** One without bounds. */
        public Scope(
                List<Tool> tools,
                List<String> models,
                List<String> datanets,
                List<String> licences,
                List<String> trustedDatanets) {
            this(tools, models, datanets, licences, trustedDatanets, List.of());
        }

        /** One without conditions, that says nothing of undoing. */
        public Scope(
                List<Tool> tools,
                List<String> models,
                List<String> datanets,
                List<String> licences,
                List<String> trustedDatanets,
                List<Bound> bounds) {
            this(tools, models, datanets, licences, trustedDatanets, bounds, List.of(), List.of());
        }

        private String schema() {
            if (!conditions.isEmpty() || !undo.isEmpty()) {
                return SCHEMA_WITH_CONDITIONS;
            }
            return bounds.isEmpty() ? SCHEMA : SCHEMA_WITH_BOUNDS;
        }
    }

    public List<Tool> tools() {
        return scope.tools();
    }

    public List<String> models() {
        return scope.models();
    }

    public List<String> datanets() {
        return scope.datanets();
    }

    public List<String> licences() {
        return scope.licences();
    }

    public List<String> trustedDatanets() {
        return scope.trustedDatanets();
    }

    public List<Bound> bounds() {
        return scope.bounds();
    }

    public List<Condition> conditions() {
        return scope.conditions();
    }

    /** How calls of a tool are undone; empty where it is not said. */
    public Optional<Undoing> undo(String tool) {
        return scope.undo().stream().filter(each -> each.tool().equals(tool)).findFirst();
    }

    /**
     * The most that may be spent and done, by this mandate and those under it together.
     *
     * @param budgetGwei in all
     * @param callGwei by one call
     * @param dayGwei by the calls of one day of UTC
     * @param maxCalls how many calls
     */
    public record Caps(long budgetGwei, long callGwei, long dayGwei, long maxCalls) {
        public Caps {
            Require.notNegative("budgetGwei", budgetGwei);
            Require.notNegative("callGwei", callGwei);
            Require.notNegative("dayGwei", dayGwei);
            Require.notNegative("maxCalls", maxCalls);
        }
    }

    /**
     * A tool that may be called, as it was when the mandate was signed.
     *
     * @param schemaDigest SHA-256 of its canonical definition, 64 hexadecimal digits
     */
    public record Tool(String name, String schemaDigest, ToolClass toolClass) {
        public Tool {
            Require.that(name.matches("[a-z][a-z0-9_]{0,63}"), "a tool's name has lowercase letters, digits and _");
            Require.digest("schemaDigest", schemaDigest);
        }

        private String text() {
            return name + " (" + toolClass.word() + ") " + schemaDigest;
        }
    }

    /**
     * What needs a person's signature.
     *
     * @param aboveGwei calls that may cost more
     * @param classes calls of these classes of tools
     * @param by addresses that may approve
     */
    public record ApprovalTerms(long aboveGwei, List<String> classes, List<String> by) {
        public ApprovalTerms {
            Require.notNegative("approval.aboveGwei", aboveGwei);
            classes = requireSorted("approval.classes", classes);
            classes.forEach(word -> Require.word("approval.classes", ToolClass.class, word));
            by = requireSorted("approval.by", by);
            by.forEach(address -> Require.address("approval.by", address));
        }
    }

    /**
     * What the answers that a change rests on must be made of.
     *
     * @param minAttributedPpm the part of each that contributors' rows made; more than 0 means that each change names its answers
     */
    public record Provenance(int minAttributedPpm) {
        public Provenance {
            Require.ppm("provenance.minAttributedPpm", minAttributedPpm);
        }
    }

    /** The tool of this name. */
    public Optional<Tool> tool(String called) {
        return tools().stream().filter(tool -> tool.name().equals(called)).findFirst();
    }

    /** Reads canonical or other JSON; members that nobody knows are refused. */
    public static Mandate fromJson(Json json) {
        return Fields.read("mandate", json, Mandate::read);
    }

    static Mandate read(Fields fields) {
        String schema = fields.text("schema");
        Mandate mandate = new Mandate(
                fields.text("id"),
                fields.text("operator"),
                fields.text("principal"),
                fields.text("agent"),
                fields.text("name"),
                fields.text("task"),
                fields.optionalText("parent"),
                fields.integer("notBeforeSeconds"),
                fields.integer("expiresSeconds"),
                fields.object(
                        "caps",
                        caps -> new Caps(
                                caps.integer("budgetGwei"),
                                caps.integer("callGwei"),
                                caps.integer("dayGwei"),
                                caps.integer("maxCalls"))),
                new Scope(
                        fields.objects(
                                "tools",
                                tool -> new Tool(
                                        tool.text("name"),
                                        tool.text("schemaDigest"),
                                        Require.word("class", ToolClass.class, tool.text("class")))),
                        fields.texts("models"),
                        fields.texts("datanets"),
                        fields.texts("licences"),
                        fields.texts("trustedDatanets"),
                        fields.optionalObjects("bounds", Bound::read),
                        fields.optionalObjects("conditions", Condition::read),
                        fields.optionalObjects("undo", Undoing::read)),
                fields.object(
                        "approval",
                        terms -> new ApprovalTerms(
                                terms.integer("aboveGwei"), terms.texts("classes"), terms.texts("by"))),
                fields.object("provenance", least -> new Provenance(least.int32("minAttributedPpm"))));
        String expected = mandate.scope.schema();
        Require.that(schema.equals(expected), fields.at("schema") + " must be \"" + expected + "\"");
        return mandate;
    }

    public Json.JsonObject json() {
        Json.ObjectBuilder json = Json.object()
                .put("schema", scope.schema())
                .put("id", id)
                .put("operator", operator)
                .put("principal", principal)
                .put("agent", agent)
                .put("name", name)
                .put("task", task)
                .put("notBeforeSeconds", notBeforeSeconds)
                .put("expiresSeconds", expiresSeconds)
                .put(
                        "caps",
                        Json.object()
                                .put("budgetGwei", caps.budgetGwei())
                                .put("callGwei", caps.callGwei())
                                .put("dayGwei", caps.dayGwei())
                                .put("maxCalls", caps.maxCalls())
                                .build())
                .put(
                        "tools",
                        Json.array(tools().stream()
                                .map(tool -> Json.object()
                                        .put("name", tool.name())
                                        .put("schemaDigest", tool.schemaDigest())
                                        .put("class", tool.toolClass().word())
                                        .build())
                                .toList()))
                .put("models", Json.strings(models()))
                .put("datanets", Json.strings(datanets()))
                .put("licences", Json.strings(licences()))
                .put("trustedDatanets", Json.strings(trustedDatanets()))
                .put(
                        "approval",
                        Json.object()
                                .put("aboveGwei", approval.aboveGwei())
                                .put("classes", Json.strings(approval.classes()))
                                .put("by", Json.strings(approval.by()))
                                .build())
                .put(
                        "provenance",
                        Json.object()
                                .put("minAttributedPpm", provenance.minAttributedPpm())
                                .build());
        parent.ifPresent(value -> json.put("parent", value));
        if (!bounds().isEmpty()) {
            json.put("bounds", Json.array(bounds().stream().map(Bound::json).toList()));
        }
        if (!conditions().isEmpty()) {
            json.put(
                    "conditions",
                    Json.array(conditions().stream().map(Condition::json).toList()));
        }
        if (!scope.undo().isEmpty()) {
            json.put("undo", Json.array(scope.undo().stream().map(Undoing::json).toList()));
        }
        return json.build();
    }

    public byte[] canonicalBytes() {
        return CanonicalJson.write(json());
    }

    /** SHA-256 of the canonical bytes, 64 hexadecimal digits. */
    public String digest() {
        return Hex.of(Hashes.sha256(canonicalBytes()));
    }

    /** What a wallet shows and signs: every member, in words. */
    public List<TypedDocument.Field> fields() {
        List<TypedDocument.Field> fields = new ArrayList<>(List.of(
                text("id", id),
                address("operator", operator),
                address("principal", principal),
                address("agent", agent),
                text("name", name),
                text("task", task),
                text("parent", parent.orElse("")),
                number("notBeforeSeconds", notBeforeSeconds),
                number("expiresSeconds", expiresSeconds),
                number("budgetGwei", caps.budgetGwei()),
                number("callGwei", caps.callGwei()),
                number("dayGwei", caps.dayGwei()),
                number("maxCalls", caps.maxCalls()),
                text("tools", tools().stream().map(Tool::text).collect(Collectors.joining("\n"))),
                text("models", String.join("\n", models())),
                text("datanets", String.join(", ", datanets())),
                text("licences", String.join(", ", licences())),
                text("trustedDatanets", String.join(", ", trustedDatanets())),
                number("approvalAboveGwei", approval.aboveGwei()),
                text("approvalClasses", String.join(", ", approval.classes())),
                text("approvalBy", String.join(", ", approval.by())),
                number("minAttributedPpm", provenance.minAttributedPpm())));
        if (!bounds().isEmpty()) {
            fields.add(text("bounds", bounds().stream().map(Bound::text).collect(Collectors.joining("\n"))));
        }
        if (!conditions().isEmpty()) {
            fields.add(text(
                    "conditions", conditions().stream().map(Condition::text).collect(Collectors.joining("\n"))));
        }
        if (!scope.undo().isEmpty()) {
            fields.add(text("undo", scope.undo().stream().map(Undoing::text).collect(Collectors.joining("\n"))));
        }
        return List.copyOf(fields);
    }

    /**
     * The document that is signed.
     *
     * @param escrow the contract that holds the deposits of the operator's node
     */
    public TypedDocument document(long chainId, String escrow) {
        return TypedDocument.of(DOMAIN, chainId, escrow, TYPE, fields());
    }

    private static TypedDocument.Field text(String name, String value) {
        return new TypedDocument.Field("string", name, value);
    }

    private static TypedDocument.Field address(String name, String value) {
        return new TypedDocument.Field("address", name, value);
    }

    private static TypedDocument.Field number(String name, long value) {
        return new TypedDocument.Field("uint256", name, Long.toString(value));
    }

    static void requireId(String field, String value) {
        Require.that(
                Hex.isBytes(value, ID_DIGITS / 2, false),
                field + " must be " + ID_DIGITS + " lowercase hexadecimal digits");
    }

    private static List<String> requireNumbers(String field, List<String> items) {
        items.forEach(item -> Require.that(
                item.matches("[1-9][0-9]{0,15}"), field + " names Datanets by number, not \"" + item + "\""));
        return requireSorted(field, items);
    }

    private static List<String> requireSorted(String field, List<String> items) {
        Require.atMost(field, items.size(), MAX_ITEMS);
        items.forEach(item -> TrustedWords.requirePlain(field, item, 1, 128));
        Require.that(
                new HashSet<>(items).size() == items.size()
                        && items.stream().sorted().toList().equals(items),
                field + " must be sorted, with each item once");
        return List.copyOf(items);
    }

    @Override
    public String toString() {
        return new String(canonicalBytes(), StandardCharsets.UTF_8);
    }
}
