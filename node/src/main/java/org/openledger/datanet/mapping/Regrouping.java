package org.openledger.datanet.mapping;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.file.Place;
import org.openledger.datanet.file.Read;
import org.openledger.datanet.file.RecordReader;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Schema;

/** Sets of rows whose records are less or more than a row. */
public enum Regrouping {
    /** Each record is a row. */
    NONE(""),
    /** OASST's flat form: each record is a message and names the one that it answers. A tree's messages stand together. */
    MESSAGES(", of each tree of messages the answers that were ranked first"),
    /** SQuAD's own form: a record has paragraphs, and each of these has questions. */
    PARAGRAPHS(", a row for each question on a paragraph"),
    /** Answers to one question that were judged, and are no pair yet. */
    JUDGED(", of the answers to each question the one judged best and the one judged worst"),
    /** Label Studio's and Argilla's own forms: what is annotated stands in one object, what was said of it in another. */
    ANNOTATED(", a row for each record with what its annotators agree on");

    private static final Set<String> OF_MESSAGES = Set.of("message_id", "parent_id", "text", "role");
    private static final int MAX_TREE_MESSAGES = 10_000;

    private final String said;

    Regrouping(String said) {
        this.said = said;
    }

    /** What is done, behind the kind of the file. */
    public String said() {
        return said;
    }

    /** What the first records of a file need. */
    public static Regrouping of(Schema schema, List<Value.Members> sample) {
        if (AnnotatedRecords.are(sample)) {
            return ANNOTATED;
        }
        if (schema == Schema.PREFERENCE) {
            return JudgedAnswers.are(sample) ? JUDGED : NONE;
        }
        if (schema != Schema.CHAT && schema != Schema.INSTRUCTION) {
            return NONE;
        }
        boolean messages = !sample.isEmpty()
                && sample.stream().allMatch(record -> record.members().keySet().containsAll(OF_MESSAGES));
        boolean paragraphs = !sample.isEmpty()
                && sample.stream()
                        .allMatch(record -> record.get("paragraphs") instanceof Value.Items items
                                && items.items().stream()
                                        .allMatch(item -> item instanceof Value.Members paragraph
                                                && paragraph.get("qas") instanceof Value.Items));
        return messages ? MESSAGES : paragraphs ? PARAGRAPHS : NONE;
    }

    /** The records of a reader, so that each is a row. */
    public RecordReader over(RecordReader records) {
        return switch (this) {
            case NONE -> records;
            case MESSAGES -> new Trees(records);
            case PARAGRAPHS -> new Questions(records);
            case JUDGED -> JudgedAnswers.pairs(records);
            case ANNOTATED -> AnnotatedRecords.rows(records);
        };
    }

    private static final class Trees extends Regrouped {
        private final List<Read.Good> messages = new ArrayList<>();
        private long trees;

        Trees(RecordReader records) {
            super(records);
        }

        @Override
        void take(@Nullable Read read, Deque<Read> ready) {
            Value.Members message = read instanceof Read.Good good ? good.values() : null;
            boolean ends = read == null
                    || (message != null
                            && !messages.isEmpty()
                            && (!tree(message).equals(tree(messages.getFirst().values()))
                                    || (tree(message).isEmpty()
                                            && text(message, "parent_id").isEmpty())));
            if ((ends && !messages.isEmpty()) || messages.size() >= MAX_TREE_MESSAGES) {
                ready.add(chat());
                messages.clear();
            }
            switch (read) {
                case null -> {}
                case Read.Bad bad -> ready.add(bad);
                case Read.Good good -> messages.add(good);
            }
        }

        private static String tree(Value.Members message) {
            return text(message, "message_tree_id");
        }

        private static String text(Value.Members message, String name) {
            return message.get(name) instanceof Value.Nothing
                    ? ""
                    : message.get(name).asText();
        }

        private Read chat() {
            Place place = new Place(++trees, messages.getFirst().place().line());
            Map<String, List<Value.Members>> answers = new HashMap<>();
            Map<String, Value.Members> byId = new HashMap<>();
            for (Read.Good each : messages) {
                byId.put(text(each.values(), "message_id"), each.values());
                answers.computeIfAbsent(text(each.values(), "parent_id"), _ -> new ArrayList<>())
                        .add(each.values());
            }
            for (String parent : answers.keySet()) {
                if (!parent.isEmpty() && !byId.containsKey(parent)) {
                    return bad(place, "a message answers '" + shortened(parent) + "', which does not stand beside it");
                }
            }
            List<Value.Members> first = answers.getOrDefault("", List.of());
            if (first.size() != 1) {
                return bad(place, "its messages have " + first.size() + " without a parent_id, and not one");
            }
            List<Value> said = new ArrayList<>();
            for (Value.Members at = first.getFirst(); at != null && said.size() < MAX_TREE_MESSAGES; ) {
                Map<String, Value> message = new LinkedHashMap<>();
                message.put("role", at.get("role"));
                message.put("content", at.get("text"));
                said.add(new Value.Members(message));
                at = best(answers.getOrDefault(text(at, "message_id"), List.of()));
            }
            while (said.size() > 1
                    && said.getLast() instanceof Value.Members last
                    && !last.get("role").asText().equals("assistant")) {
                said.removeLast();
            }
            Map<String, Value> row = new LinkedHashMap<>();
            row.put("messages", new Value.Items(said));
            for (String name : List.of("message_tree_id", "lang", "tree_state")) {
                row.put(name, first.getFirst().get(name));
            }
            return new Read.Good(place, new Value.Members(row));
        }

        private static Value.@Nullable Members best(List<Value.Members> answers) {
            Value.Members best = null;
            for (Value.Members answer : answers) {
                best = best == null || rank(answer) < rank(best) ? answer : best;
            }
            return best;
        }

        /** The least is the best; what was not ranked comes last. */
        private static double rank(Value.Members message) {
            String rank = text(message, "rank");
            return rank.matches("-?[0-9]{1,9}(\\.0)?") ? Double.parseDouble(rank) : Double.MAX_VALUE;
        }

        private static Read bad(Place place, String what) {
            return new Read.Bad(
                    place,
                    Reason.WRONG_SCHEMA,
                    "the tree of messages that begins here is not whole: " + what
                            + "; sort the file so that each tree's messages stand together",
                    "",
                    false);
        }

        private static String shortened(String text) {
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }
    }

    private static final class Questions extends Regrouped {
        private long questions;

        Questions(RecordReader records) {
            super(records);
        }

        @Override
        void take(@Nullable Read read, Deque<Read> ready) {
            if (read instanceof Read.Good article && article.values().get("paragraphs") instanceof Value.Items items) {
                for (Value paragraph : items.items()) {
                    if (paragraph instanceof Value.Members about && about.get("qas") instanceof Value.Items asked) {
                        asked.items().forEach(question -> ready.add(row(article, about, question)));
                    }
                }
            } else if (read != null) {
                ready.add(read);
            }
        }

        private Read row(Read.Good article, Value.Members about, Value question) {
            Place place = new Place(++questions, article.place().line());
            Map<String, Value> row = new LinkedHashMap<>();
            row.put("title", article.values().get("title"));
            row.put("context", about.get("context"));
            if (question instanceof Value.Members asked) {
                row.putAll(asked.members());
                if (asked.get("answers") instanceof Value.Items answers
                        && !answers.items().isEmpty()
                        && answers.items().getFirst() instanceof Value.Members first) {
                    row.put("answer", first.get("text"));
                }
            }
            row.putIfAbsent("answer", new Value.Nothing());
            return new Read.Good(place, new Value.Members(row));
        }
    }
}
