package org.openledger.factory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.factory.RunOptions.Recipe;
import org.openledger.model.BaseModel;
import org.openledger.store.Refusal.Kind;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

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
            case INSTRUCTION -> new RowText.Instruction(field(fields, "instruction"), field(fields, "response"));
            case TEXT -> new RowText.Plain(field(fields, "text"));
            case CHAT -> new RowText.Plain(schema.told(fields));
            case LABEL -> new RowText.Instruction(field(fields, "text"), field(fields, "label"));
            case PREFERENCE ->
                recipe == Recipe.DPO
                        ? new RowText.Preference(
                                field(fields, "prompt"), field(fields, "chosen"), field(fields, "rejected"))
                        : new RowText.Instruction(field(fields, "prompt"), field(fields, "chosen"));
        };
    }

    private static String field(SortedMap<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
