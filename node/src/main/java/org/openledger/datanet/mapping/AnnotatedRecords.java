package org.openledger.datanet.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;

/**
 * Exports of tools that people annotate with. Label Studio's records have {@code data}, and {@code annotations} whose results name what
 * they answer; Argilla's have {@code fields}, and {@code responses} by question. Each becomes one record of all of it, with one answer to
 * each question. Where annotators said different things, or nothing, it is none.
 */
final class AnnotatedRecords extends Regrouped.OneByOne {
    private static final String DATA = "data";
    private static final String ANNOTATIONS = "annotations";
    private static final String FIELDS = "fields";
    private static final String RESPONSES = "responses";
    /** Where a result has what was answered, by its type. */
    private static final List<String> ANSWERS = List.of("choices", "text", "rating", "number", "labels", "taxonomy");
    /** What is answered with a place in a text, and is no answer for the whole. */
    private static final Set<String> PLACES = Set.of("start", "end");

    private AnnotatedRecords(RecordReader records) {
        super(records);
    }

    static RecordReader rows(RecordReader records) {
        return new AnnotatedRecords(records);
    }

    static boolean are(List<Value.Members> sample) {
        return !sample.isEmpty() && sample.stream().allMatch(record -> isLabelStudio(record) || isArgilla(record));
    }

    private static boolean isLabelStudio(Value.Members record) {
        return record.get(DATA) instanceof Value.Members && record.get(ANNOTATIONS) instanceof Value.Items;
    }

    private static boolean isArgilla(Value.Members record) {
        return record.get(FIELDS) instanceof Value.Members && record.members().containsKey(RESPONSES);
    }

    @Override
    Value.Members remade(Value.Members record) {
        if (isLabelStudio(record)) {
            return row(record, DATA, ANNOTATIONS, labelStudio(record));
        }
        if (isArgilla(record)) {
            return row(record, FIELDS, RESPONSES, argilla(record));
        }
        throw unsettled("it has no annotations, as others of this file have");
    }

    /** What is annotated, what was answered, and what else the record has; a name that stands twice keeps the answer. */
    private static Value.Members row(Value.Members record, String about, String said, Map<String, Value> answers) {
        Map<String, Value> row = new LinkedHashMap<>(answers);
        if (record.get(about) instanceof Value.Members inner) {
            inner.members()
                    .forEach(
                            (name, value) -> row.putIfAbsent(row.containsKey(name) ? about + "." + name : name, value));
        }
        record.members().forEach((name, value) -> {
            if (!name.equals(about) && !name.equals(said) && !isNothing(value)) {
                row.putIfAbsent(name, value);
            }
        });
        return new Value.Members(row);
    }

    private static boolean isNothing(Value value) {
        return value instanceof Value.Nothing
                || (value instanceof Value.Items items && items.items().isEmpty())
                || (value instanceof Value.Members members && members.members().isEmpty());
    }

    private static Map<String, Value> labelStudio(Value.Members record) {
        Map<String, List<Value>> answers = new LinkedHashMap<>();
        if (record.get(ANNOTATIONS) instanceof Value.Items all) {
            for (Value each : all.items()) {
                boolean counts = each instanceof Value.Members annotation
                        && !annotation.get("was_cancelled").asText().equals("true");
                if (counts
                        && each instanceof Value.Members annotation
                        && annotation.get("result") instanceof Value.Items results) {
                    for (Value result : results.items()) {
                        if (result instanceof Value.Members answer) {
                            answer(answer, answers);
                        }
                    }
                }
            }
        }
        return agreed(answers);
    }

    private static void answer(Value.Members result, Map<String, List<Value>> answers) {
        if (!(result.get("value") instanceof Value.Members value)
                || !(result.get("from_name") instanceof Value.Text name)) {
            return;
        }
        Value said = value.members().keySet().stream().anyMatch(PLACES::contains)
                ? value
                : ANSWERS.stream()
                        .filter(value.members()::containsKey)
                        .findFirst()
                        .map(value::get)
                        .orElse(value);
        answers.computeIfAbsent(name.text(), _ -> new ArrayList<>()).add(only(said));
    }

    private static Map<String, Value> argilla(Value.Members record) {
        Map<String, List<Value>> answers = new LinkedHashMap<>();
        if (record.get(RESPONSES) instanceof Value.Members byQuestion) {
            byQuestion.members().forEach((question, all) -> {
                if (all instanceof Value.Items given) {
                    given.items().forEach(each -> {
                        if (each instanceof Value.Members response && counts(response)) {
                            answers.computeIfAbsent(question, _ -> new ArrayList<>())
                                    .add(only(response.get("value")));
                        }
                    });
                }
            });
        }
        if (record.get(RESPONSES) instanceof Value.Items all) { // of Argilla 1: one by each annotator
            for (Value each : all.items()) {
                if (each instanceof Value.Members response
                        && counts(response)
                        && response.get("values") instanceof Value.Members values) {
                    values.members()
                            .forEach((question, value) -> answers.computeIfAbsent(question, _ -> new ArrayList<>())
                                    .add(only(value instanceof Value.Members said ? said.get("value") : value)));
                }
            }
        }
        return agreed(answers);
    }

    /** Drafts and what an annotator put aside do not. */
    private static boolean counts(Value.Members response) {
        return !(response.get("status") instanceof Value.Text(String status)) || status.equals("submitted");
    }

    /** Nobody said it, or not all of them the same. */
    private static NoRowException unsettled(String what) {
        return new NoRowException(Reason.WRONG_SCHEMA, what + ": drop it, or settle it and export again");
    }

    private static Value only(Value value) {
        return value instanceof Value.Items items && items.items().size() == 1
                ? items.items().getFirst()
                : value;
    }

    private static Map<String, Value> agreed(Map<String, List<Value>> answers) {
        if (answers.isEmpty()) {
            throw unsettled("nobody has annotated it");
        }
        Map<String, Value> agreed = new LinkedHashMap<>();
        for (Map.Entry<String, List<Value>> each : answers.entrySet()) {
            List<Value> different = each.getValue().stream().distinct().toList();
            if (different.stream().allMatch(value -> value instanceof Value.Members)) {
                agreed.put(each.getKey(), new Value.Items(different)); // places in the text: all of them
            } else if (different.size() > 1) {
                throw unsettled("its annotators say different things of " + each.getKey() + ", "
                        + shortened(different.get(0)) + " and " + shortened(different.get(1)));
            } else {
                agreed.put(each.getKey(), different.getFirst());
            }
        }
        return agreed;
    }

    private static String shortened(Value value) {
        String text = value.asText();
        return "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "'";
    }
}
