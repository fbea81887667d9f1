package org.openledger.datanet.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Schema;

/** The shapes that data sets come in, by the names of their columns; capitals, spaces and underscores aside. */
final class KnownShapes {
    private static final String[] CONTEXT = {"context", "passage"};
    private static final String[] SYSTEM = {"system", "systemprompt", "systemmessage"};
    private static final String[] ASKED = {
        "instruction", "question", "prompt", "query", "problem", "task", "user", "human", "input"
    };
    private static final String[] ANSWERED = {
        "response", "answer", "output", "completion", "solution", "reply", "assistant", "target", "canonicalsolution"
    };

    /** Fields that are what an assistant says. */
    private static final Set<String> ANSWERS = Set.of("response", "assistant", "chosen", "rejected", "text");

    /**
     * A shape.
     *
     * @param fields for each field that it needs, the names that its column may have
     * @param optional the same for fields that it may have
     */
    private record Shape(String name, SequencedMap<String, String[]> fields, Map<String, String[]> optional) {
        Shape with(String field, String... columns) {
            fields.put(field, columns);
            return this;
        }

        Shape or(String field, String... columns) {
            optional.put(field, columns);
            return this;
        }
    }

    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, Value> chats = new LinkedHashMap<>();
    private final List<Value.Members> sample;

    /** A transcript is a chat but where rows are texts. */
    private KnownShapes(Schema schema, List<Value.Members> sample) {
        boolean ofTexts = schema == Schema.TEXT || schema == Schema.LABEL;
        this.sample = sample;
        for (Value.Members record : sample) {
            record.members().forEach((name, value) -> {
                columns.putIfAbsent(plain(name), name);
                if (ChatReader.isChat(value) && !(ofTexts && ChatReader.isTranscript(value))) {
                    chats.putIfAbsent(name, value);
                }
            });
        }
    }

    /** The shape of records, where one is known that gives this schema. */
    static Optional<Mapping> find(Schema schema, List<Value.Members> sample) {
        return new KnownShapes(schema, sample).find(schema);
    }

    /** Whether answers were judged, good ones and bad ones: those are rows of LABEL and no answers to learn. */
    static boolean isJudged(List<Value.Members> sample) {
        return new KnownShapes(Schema.LABEL, sample).isKto();
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]|[\\p{So}\\x{FE0F}\\x{200D}]", "");
    }

    private static Shape shape(String name) {
        return new Shape(name, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    private Optional<Mapping> find(Schema schema) {
        return switch (schema) {
            case INSTRUCTION -> instruction("instruction", "response").or(this::turnOfChat);
            case TEXT ->
                first(List.of(
                        shape(columns.containsKey("title") ? "title and text" : "text")
                                .with("text", "text"),
                        shape("text")
                                .with(
                                        "text",
                                        "content",
                                        "body",
                                        "document",
                                        "article",
                                        "passage",
                                        "story",
                                        "sentence",
                                        "paragraph")));
            case PREFERENCE -> preference();
            case CHAT -> chat().or(() -> instruction("user", "assistant"));
            case LABEL ->
                first(List.of(
                        shape("KTO")
                                .with("prompt", "prompt")
                                .with("text", "completion")
                                .with("label", "label"),
                        shape("text and label")
                                .with("text", "text", "sentence", "content", "review", "document")
                                .with(
                                        "label",
                                        "label",
                                        "class",
                                        "category",
                                        "sentiment",
                                        "annotation",
                                        "target",
                                        "score",
                                        "stars")
                                .or("prompt", "prompt", "question")));
        };
    }

    private Optional<Mapping> instruction(String asked, String answered) {
        if (isKto()) {
            return Optional.empty();
        }
        if (isSquad()) {
            Map<String, String> found = new LinkedHashMap<>();
            found.put(asked, columns.getOrDefault("question", "question"));
            found.put("context", columns.getOrDefault("context", "context"));
            found.put(answered, columns.getOrDefault("answers", "answers") + ".text.0");
            return Optional.of(new Mapping("SQuAD, the first answer of each", found));
        }
        return first(List.of(
                shape(columns.containsKey("context") ? "Dolly" : "instruction and response")
                        .with(asked, "instruction")
                        .with(answered, "response")
                        .or("context", CONTEXT)
                        .or("system", SYSTEM),
                shape("Alpaca")
                        .with(asked, "instruction")
                        .with(answered, "output")
                        .or("context", "input", "context")
                        .or("system", SYSTEM),
                shape("prompt and completion")
                        .with(asked, "prompt")
                        .with(answered, "completion")
                        .or("system", SYSTEM),
                shape("question and answer")
                        .with(asked, "question")
                        .with(answered, "answer")
                        .or("context", CONTEXT)
                        .or("system", SYSTEM),
                shape("text and code").with(asked, "text").with(answered, "code"),
                shape("question and answer")
                        .with(asked, ASKED)
                        .with(answered, ANSWERED)
                        .or("context", CONTEXT)
                        .or("system", SYSTEM)));
    }

    private boolean isSquad() {
        return columns.containsKey("question")
                && columns.containsKey("context")
                && !columns.containsKey("answer")
                && sample.stream()
                        .anyMatch(record ->
                                record.get(columns.getOrDefault("answers", "")) instanceof Value.Members answers
                                        && answers.get("text") instanceof Value.Items);
    }

    /** The column of choices of which the answer is a number; empty where there is none. */
    static Optional<String> choices(List<Value.Members> sample) {
        return sample.stream()
                .filter(record -> record.get("answer") instanceof Value.Literal)
                .flatMap(record ->
                        List.of("choices", "options").stream().filter(name -> record.get(name) instanceof Value.Items))
                .findFirst();
    }

    /** Completions that are good or bad: the bad ones are no answers to learn. */
    private boolean isKto() {
        String label = columns.get("label");
        return label != null
                && columns.containsKey("completion")
                && sample.stream().anyMatch(record -> record.get(label) instanceof Value.Literal);
    }

    private Optional<Mapping> chat() {
        boolean inTwo = chats.keySet().stream().anyMatch(column -> plain(column).equals("completion"));
        String parts = "chosen|rejected|tools|functions" + (inTwo ? "|prompt|completion" : "");
        return chats.entrySet().stream()
                .filter(each -> !plain(each.getKey()).matches(parts))
                .findFirst()
                .map(each -> {
                    Map<String, String> found = new LinkedHashMap<>();
                    found.put(Schema.MESSAGES, each.getKey());
                    for (String tools : List.of("tools", "functions")) {
                        if (columns.containsKey(tools)) {
                            found.putIfAbsent("tools", columns.getOrDefault(tools, tools));
                        }
                    }
                    find(SYSTEM, found).ifPresent(system -> found.put("system", system));
                    return new Mapping(ChatReader.form(each.getValue()), found);
                });
    }

    /** Chats of one turn each are questions and answers too. */
    private Optional<Mapping> turnOfChat() {
        return chat().map(chat -> {
            String column = chat.columns().getOrDefault(Schema.MESSAGES, "");
            Map<String, String> found = new LinkedHashMap<>();
            found.put("system", chat.columns().getOrDefault("system", column + ".system"));
            found.put("instruction", column + ".user");
            found.put("response", column + ".assistant");
            return new Mapping(chat.shape() + ", one turn each", found);
        });
    }

    private Optional<Mapping> preference() {
        String[] chosen = {"chosen", "preferred", "responsechosen", "better"};
        String[] rejected = {"rejected", "dispreferred", "responserejected", "worse"};
        Optional<Mapping> found = first(List.of(shape("DPO")
                .with("prompt", ASKED)
                .with("chosen", chosen)
                .with("rejected", rejected)
                .or("system", SYSTEM)));
        Optional<Mapping> alone =
                first(List.of(shape("DPO").with("chosen", chosen).with("rejected", rejected)));
        if (found.isEmpty() && alone.isPresent() && areTranscripts(alone.get())) {
            return alone.map(KnownShapes::parted);
        }
        return alone.flatMap(pair -> {
            String better = columnOfChat(pair.columns().getOrDefault("chosen", ""));
            String worse = columnOfChat(pair.columns().getOrDefault("rejected", ""));
            if (!chats.containsKey(better) || !chats.containsKey(worse)) {
                return found;
            }
            boolean promptInside = found.isEmpty() || startsWithQuestion(better);
            Map<String, String> columns = new LinkedHashMap<>(
                    promptInside ? pair.columns() : found.get().columns());
            if (promptInside) {
                columns.put("prompt", better + ".user");
                columns.putIfAbsent("system", better + ".system");
            }
            return Optional.of(new Mapping("DPO of chats", columns));
        });
    }

    private boolean areTranscripts(Mapping pair) {
        return pair.columns().values().stream()
                .map(KnownShapes::columnOfChat)
                .allMatch(column -> ChatReader.isTranscript(chats.getOrDefault(column, new Value.Nothing())));
    }

    /** Two transcripts that part at their last turn. */
    private static Mapping parted(Mapping pair) {
        String better = columnOfChat(pair.columns().getOrDefault("chosen", ""));
        String worse = columnOfChat(pair.columns().getOrDefault("rejected", ""));
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("prompt", better + ".before");
        columns.put("chosen", better + ".last");
        columns.put("rejected", worse + ".last");
        return new Mapping("pair of transcripts (HH)", columns);
    }

    private boolean startsWithQuestion(String column) {
        try {
            return ChatReader.read(chats.getOrDefault(column, new Value.Nothing()))
                            .size()
                    > 1;
        } catch (NoRowException none) {
            return false;
        }
    }

    private Optional<Mapping> first(List<Shape> shapes) {
        for (Shape shape : shapes) {
            Map<String, String> found = new LinkedHashMap<>();
            shape.fields().forEach((field, names) -> find(names, found).ifPresent(column -> found.put(field, column)));
            if (found.size() == shape.fields().size()) {
                shape.optional()
                        .forEach((field, names) -> find(names, found).ifPresent(column -> found.put(field, column)));
                return Optional.of(
                        new Mapping(shape.name(), spoken(found, shape.optional().containsKey("system"))));
            }
        }
        return Optional.empty();
    }

    /** Of a column of messages a field is what one speaker says there: before a question the system speaks too. */
    private Map<String, String> spoken(Map<String, String> found, boolean hasSystem) {
        Map<String, String> spoken = new LinkedHashMap<>();
        found.forEach((field, column) -> {
            if (!chats.containsKey(column)) {
                spoken.put(field, column);
            } else if (ANSWERS.contains(field)) {
                spoken.put(field, column + ".assistant");
            } else {
                spoken.put(field, column + ".user");
                if (hasSystem && !found.containsKey("system")) {
                    spoken.put("system", column + ".system");
                }
            }
        });
        return spoken;
    }

    private static String columnOfChat(String spoken) {
        return spoken.endsWith(".assistant") ? spoken.substring(0, spoken.length() - ".assistant".length()) : spoken;
    }

    private Optional<String> find(String[] names, Map<String, String> taken) {
        for (String name : names) {
            String column = columns.get(name);
            if (column != null && !taken.containsValue(column)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
