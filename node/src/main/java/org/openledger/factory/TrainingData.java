package org.openledger.factory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.openledger.attribution.spans.IndexedRow;
import org.openledger.datanet.Row;
import org.openledger.datanet.Schema;
import org.openledger.factory.FactoryException.Kind;
import org.openledger.model.BaseModel;
import org.openledger.model.Message;
import org.openledger.train.TrainingRow;

/**
 * The rows of a run as the engine takes them. An instruction is rendered by the base's chat template, exactly as a request
 * will be, and only the response is learned; of a text, all but its first token. Each ends with the base's end token. A row
 * is cut at {@code maxTokens}; one with nothing left to learn is left out.
 *
 * @param training in the order of the versions' trees
 * @param indexed the same rows for the span index
 * @param groups the contributors, sorted; a row's group is its contributor's place
 */
record TrainingData(List<TrainingRow> training, List<IndexedRow> indexed, List<String> groups) {
    /** A row with the schema of its Datanet. */
    record Input(Row row, Schema schema) {}

    static TrainingData of(BaseModel base, List<Input> inputs, int maxTokens) {
        List<String> groups = List.copyOf(new TreeSet<>(
                inputs.stream().map(input -> input.row().contributor()).toList()));
        int most = Math.min(maxTokens, base.config().maximumPositions());
        List<TrainingRow> training = new ArrayList<>();
        List<IndexedRow> indexed = new ArrayList<>();
        for (Input input : inputs) {
            Row row = input.row();
            SortedMap<String, String> fields = row.fields();
            int[] prompt = promptOf(base, input.schema(), fields);
            int[] whole = join(prompt, learnedOf(base, input.schema(), fields));
            int[] ids = Arrays.copyOf(whole, Math.min(most, whole.length));
            int given = Math.max(1, prompt.length);
            if (ids.length > given) {
                training.add(new TrainingRow(ids, given, groups.indexOf(row.contributor()), row.leaf()));
                indexed.add(new IndexedRow(ids, row.leaf(), row.contributor()));
            }
        }
        if (training.isEmpty()) {
            throw new FactoryException(
                    Kind.INVALID,
                    "no row of the versions has something to learn within " + most + " tokens: raise maxTokens");
        }
        return new TrainingData(List.copyOf(training), List.copyOf(indexed), groups);
    }

    private static int[] promptOf(BaseModel base, Schema schema, SortedMap<String, String> fields) {
        return switch (schema) {
            case INSTRUCTION -> base.tokenizer().encode(base.chat(List.of(Message.user(field(fields, "instruction")))));
            case TEXT -> new int[0];
        };
    }

    private static int[] learnedOf(BaseModel base, Schema schema, SortedMap<String, String> fields) {
        String text = field(
                fields,
                switch (schema) {
                    case INSTRUCTION -> "response";
                    case TEXT -> "text";
                });
        int[] end = base.config().endTokens().stream()
                .mapToInt(Integer::intValue)
                .sorted()
                .limit(1)
                .toArray();
        return join(base.tokenizer().encode(text), end);
    }

    private static String field(SortedMap<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static int[] join(int[] first, int[] second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
