package org.openledger.factory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.datanet.row.ChatMessages;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Chat;
import org.openledger.model.text.Message;
import org.openledger.model.text.ToolCall;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a run as the engine takes them, see {@link RowText}. A row that was erased, or has nothing left to learn, is left out.
 *
 * @param training in the order of the versions' trees
 * @param heldOut rows that the run does not learn, see {@link HeldOut}
 * @param indexed the rows of {@code training} for the span index
 * @param groups the contributors, sorted; a row's group is its contributor's place
 * @param erased rows of the versions that are gone
 */
public record TrainingData(
        List<TrainingRow> training,
        List<TrainingRow> heldOut,
        List<IndexedRow> indexed,
        List<String> groups,
        int erased) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A row with the schema of its Datanet. */
    record Input(Row row, Schema schema) {}

    /** @param heldOut leaves of the rows that are not learnt */
    static TrainingData of(BaseModel base, List<Input> inputs, Set<String> heldOut, int maxTokens, Recipe recipe) {
        List<String> groups = List.copyOf(new TreeSet<>(
                inputs.stream().map(input -> input.row().contributor()).toList()));
        List<TrainingRow> training = new ArrayList<>();
        List<TrainingRow> left = new ArrayList<>();
        List<IndexedRow> indexed = new ArrayList<>();
        for (Input input :
                inputs.stream().filter(each -> !each.row().isErased()).toList()) {
            Row row = input.row();
            textOf(row.fields(), input.schema(), recipe)
                    .tokens(base, maxTokens, groups.indexOf(row.contributor()), row.leaf())
                    .ifPresent(tokens -> {
                        if (heldOut.contains(row.leaf())) {
                            left.add(tokens);
                        } else {
                            training.add(tokens);
                            indexed.add(new IndexedRow(tokens.ids(), row.leaf(), row.contributor()));
                        }
                    });
        }
        if (training.isEmpty()) {
            throw new FactoryException(
                    Kind.INVALID,
                    "no row of the versions has something to learn within " + maxTokens + " tokens: raise maxTokens");
        }
        int erased = Math.toIntExact(
                inputs.stream().filter(input -> input.row().isErased()).count());
        return new TrainingData(List.copyOf(training), List.copyOf(left), List.copyOf(indexed), groups, erased);
    }

    static RowText textOf(SortedMap<String, String> fields, Schema schema, Recipe recipe) {
        if (recipe == Recipe.TEXT) {
            return new RowText.Plain(schema.told(fields));
        }
        return switch (schema) {
            case INSTRUCTION -> instruction(fields);
            case TEXT -> new RowText.Plain(field(fields, "text"));
            case CHAT -> new RowText.Turns(chat(fields));
            case LABEL -> new RowText.Instruction(joined(fields, "prompt", "text"), field(fields, "label"));
            case PREFERENCE ->
                recipe == Recipe.DPO
                        ? new RowText.Preference(
                                joined(fields, "system", "prompt"), field(fields, "chosen"), field(fields, "rejected"))
                        : new RowText.Instruction(joined(fields, "system", "prompt"), field(fields, "chosen"));
        };
    }

    private static RowText instruction(SortedMap<String, String> fields) {
        String asked = joined(fields, "instruction", "context");
        return fields.containsKey("system")
                ? new RowText.Turns(Chat.of(List.of(
                        new Message("system", field(fields, "system")),
                        Message.user(asked),
                        Message.assistant(field(fields, "response")))))
                : new RowText.Instruction(asked, field(fields, "response"));
    }

    private static Chat chat(SortedMap<String, String> fields) {
        List<Message> messages = ChatMessages.of(field(fields, Schema.MESSAGES)).stream()
                .map(TrainingData::message)
                .toList();
        List<Map<String, ?>> tools = new ArrayList<>();
        for (JsonNode tool : json(fields.getOrDefault("tools", "[]"))) {
            if (tool.isObject()) {
                tools.add(map(tool));
            }
        }
        return new Chat(messages, tools, Optional.empty());
    }

    private static Message message(ChatMessages.Said said) {
        return new Message(
                said.role(),
                said.content(),
                said.calls().stream()
                        .map(call -> new ToolCall(call.id(), call.name(), map(json(call.arguments()))))
                        .toList(),
                said.callId().isEmpty() ? Optional.empty() : Optional.of(said.callId()),
                said.name().isEmpty() ? Optional.empty() : Optional.of(said.name()));
    }

    /** What is no JSON, as some write the arguments of calls, is a text. */
    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException noJson) {
            return JSON.valueToTree(text);
        }
    }

    private static Map<String, ?> map(JsonNode node) {
        return node.isObject()
                ? JSON.convertValue(node, new TypeReference<Map<String, Object>>() {})
                : Map.of("arguments", node.asString(""));
    }

    /** The fields that are there, with a blank line between. */
    private static String joined(SortedMap<String, String> fields, String first, String second) {
        return Stream.of(first, second)
                .filter(name -> fields.containsKey(name))
                .map(name -> field(fields, name))
                .collect(Collectors.joining("\n\n"));
    }

    private static String field(SortedMap<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
