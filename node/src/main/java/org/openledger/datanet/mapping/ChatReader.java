package org.openledger.datanet.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.file.JsonText;
import org.openledger.datanet.file.Value;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;
import org.openledger.verify.bytes.Json;

/**
 * Reads the messages of a chat however data sets have them: OpenAI's role and content, with tools; ShareGPT's from and value;
 * Gemini's parts; a tree of OASST, of which the answers that were ranked first are taken; the tree of an export of ChatGPT, of which
 * the last ones are; a transcript, in which {@code Human:} and {@code Assistant:} stand before what they say.
 */
final class ChatReader {
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("system", "system"),
            Map.entry("developer", "system"),
            Map.entry("user", "user"),
            Map.entry("human", "user"),
            Map.entry("prompter", "user"),
            Map.entry("assistant", "assistant"),
            Map.entry("gpt", "assistant"),
            Map.entry("chatgpt", "assistant"),
            Map.entry("bot", "assistant"),
            Map.entry("model", "assistant"),
            Map.entry("ai", "assistant"),
            Map.entry("tool", "tool"),
            Map.entry("function", "tool"),
            Map.entry("function_response", "tool"),
            Map.entry("observation", "tool"),
            Map.entry("ipython", "tool"));

    private static final List<String> ROLE = List.of("role", "from", "speaker", "sender");
    private static final List<String> CONTENT = List.of("content", "value", "text", "parts");
    /** Before a turn of a transcript. */
    private static final Pattern TURN = Pattern.compile("(?:^\\s*|\\n\\n)(Human|Assistant):[ \\t]*");

    private static final String LAST_TURN = "\n\nAssistant:";
    private static final Set<String> READ = Set.of(
            "role",
            "from",
            "speaker",
            "sender",
            "content",
            "value",
            "text",
            "parts",
            "tool_calls",
            "function_call",
            "tool_call_id",
            "name");
    private static final int MAX_MESSAGES = 1000;

    private ChatReader() {}

    /**
     * A message.
     *
     * @param members as the row keeps them
     */
    record Message(String role, String content, Map<String, Json> members) {
        static Message of(String role, String content) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("role", Json.of(role));
            members.put("content", Json.of(content));
            return new Message(role, content, members);
        }

        boolean calls() {
            return members.containsKey("tool_calls");
        }
    }

    /** A list of messages that stands in a cell as a text of JSON, or as a transcript, or the value itself. */
    private static Value listed(Value value) {
        if (!(value instanceof Value.Text(String text))) {
            return value;
        }
        return text.startsWith("[{") ? JsonText.of(text).orElse(value) : isTranscript(value) ? turns(text) : value;
    }

    /** Whether a value is a text in which a human and an assistant speak, the assistant last. */
    static boolean isTranscript(Value value) {
        if (!(value instanceof Value.Text(String text)) || !text.stripLeading().startsWith("Human:")) {
            return false;
        }
        int last = text.lastIndexOf(LAST_TURN);
        return last > 0
                && text.indexOf("\n\nHuman:", last) < 0
                && !text.substring(last + LAST_TURN.length()).isBlank();
    }

    /** What comes before the last turn of a transcript: the question alone, where nothing else was said. */
    static String before(String transcript) {
        String before =
                transcript.substring(0, transcript.lastIndexOf(LAST_TURN)).strip();
        Matcher turn = TURN.matcher(before);
        return turn.lookingAt() && !turn.find()
                ? before.substring("Human:".length()).strip()
                : before;
    }

    /** The last turn of a transcript. */
    static String last(String transcript) {
        return transcript
                .substring(transcript.lastIndexOf(LAST_TURN) + LAST_TURN.length())
                .strip();
    }

    private static Value turns(String transcript) {
        List<Value> turns = new ArrayList<>();
        Matcher turn = TURN.matcher(transcript);
        boolean more = turn.find();
        while (more) {
            String speaker = turn.group(1).toLowerCase(Locale.ROOT);
            int start = turn.end();
            more = turn.find();
            String said = transcript
                    .substring(start, more ? turn.start() : transcript.length())
                    .strip();
            turns.add(new Value.Members(Map.of("role", new Value.Text(speaker), "content", new Value.Text(said))));
        }
        return new Value.Items(turns);
    }

    /** Whether a value is a list of messages, or a tree of them. */
    static boolean isChat(Value given) {
        Value value = listed(given);
        return switch (value) {
            case Value.Items items ->
                !items.items().isEmpty()
                        && items.items().stream()
                                .allMatch(item -> item instanceof Value.Members message
                                        && !(named(message, ROLE) instanceof Value.Nothing));
            case Value.Members tree -> isTree(tree) || isExport(tree);
            default -> false;
        };
    }

    /** What the form of a chat is known as. */
    static String form(Value given) {
        Value value = listed(given);
        if (isTranscript(given)) {
            return "transcript";
        }
        if (value instanceof Value.Members export && isExport(export)) {
            return "ChatGPT's export, the last answers";
        }
        if (value instanceof Value.Items items && items.items().getFirst() instanceof Value.Members message) {
            return message.members().containsKey("from") ? "ShareGPT" : "OpenAI chat";
        }
        return "OASST tree";
    }

    private static boolean isTree(Value.Members tree) {
        return tree.get("text") instanceof Value.Text
                && tree.get("role") instanceof Value.Text
                && tree.get("replies") instanceof Value.Items;
    }

    /** Whether a value has, by their ids, messages that name those that answer them. */
    private static boolean isExport(Value.Members nodes) {
        return !nodes.members().isEmpty()
                && nodes.members().values().stream()
                        .allMatch(each -> each instanceof Value.Members node
                                && node.members().containsKey("parent")
                                && node.get("children") instanceof Value.Items);
    }

    /** From the first message on by the last answer to each, which is the one that was looked at last; what shows nothing is left out. */
    private static void lastAnswers(Value.Members nodes, List<Message> messages) {
        Value.Members at = nodes.members().values().stream()
                .map(Value.Members.class::cast)
                .filter(node -> node.get("parent") instanceof Value.Nothing)
                .findFirst()
                .orElseThrow(() -> new NoRowException(Reason.WRONG_SCHEMA, "has no message that is the first"));
        for (int steps = 0; at != null && steps <= MAX_MESSAGES; steps++) {
            if (at.get("message") instanceof Value.Members message
                    && message.get("author") instanceof Value.Members author
                    && message.get("content") instanceof Value.Members content
                    && content.get("parts") instanceof Value.Items parts
                    && !parts.items().stream()
                            .allMatch(part -> part.isEmpty() || part.asText().isBlank())) {
                messages.add(
                        Message.of(role(author.get("role"), messages.size() + 1), spoken(parts, messages.size() + 1)));
            }
            Value answer = at.get("children") instanceof Value.Items children
                            && !children.items().isEmpty()
                    ? nodes.get(children.items().getLast().asText())
                    : new Value.Nothing();
            at = answer instanceof Value.Members next ? next : null;
        }
        if (messages.isEmpty()) {
            throw new NoRowException(Reason.EMPTY, "has no message that says anything");
        }
    }

    private static String spoken(Value.Items parts, int number) {
        List<String> texts = new ArrayList<>();
        for (Value part : parts.items()) {
            if (!(part instanceof Value.Text(String text))) {
                throw new NoRowException(
                        Reason.WRONG_SCHEMA,
                        "has in message " + number + " a part that is no text: leave images and sounds out");
            }
            texts.add(text);
        }
        return String.join("\n", texts);
    }

    static List<Message> read(Value given) {
        Value value = listed(given);
        List<Message> messages = new ArrayList<>();
        if (value instanceof Value.Members export && isExport(export)) {
            lastAnswers(export, messages);
            return messages;
        }
        if (value instanceof Value.Members tree && isTree(tree)) {
            path(tree, messages);
            return messages;
        }
        if (!(value instanceof Value.Items items)) {
            throw new NoRowException(Reason.WRONG_SCHEMA, "is no list of messages");
        }
        if (items.items().size() > MAX_MESSAGES) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA, "has more than " + MAX_MESSAGES + " messages: split the chat");
        }
        for (Value item : items.items()) {
            messages.add(message(item, messages.size() + 1));
        }
        return messages;
    }

    /** From the root to the end, by the reply that was ranked first, or stands first where none was ranked. */
    private static void path(Value.Members node, List<Message> messages) {
        Value.Members at = node;
        while (messages.size() <= MAX_MESSAGES) {
            messages.add(Message.of(
                    role(at.get("role"), messages.size() + 1), at.get("text").asText()));
            if (!(at.get("replies") instanceof Value.Items replies)
                    || replies.items().isEmpty()) {
                break;
            }
            Value.Members best = null;
            for (Value reply : replies.items()) {
                if (reply instanceof Value.Members members
                        && isTree(members)
                        && (best == null || rank(members) < rank(best))) {
                    best = members;
                }
            }
            if (best == null) {
                break;
            }
            at = best;
        }
        while (messages.size() > 1 && !messages.getLast().role().equals("assistant")) {
            messages.removeLast();
        }
    }

    private static double rank(Value.Members node) {
        return node.get("rank") instanceof Value.Literal rank && rank.spelling().matches("-?[0-9]{1,9}(\\.0)?")
                ? Double.parseDouble(rank.spelling())
                : Double.MAX_VALUE;
    }

    private static Message message(Value item, int number) {
        if (!(item instanceof Value.Members message)) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA, "has no message " + number + ": each is an object with role and content");
        }
        String from = named(message, ROLE).asText().toLowerCase(Locale.ROOT);
        Value said = named(message, CONTENT);
        if (from.equals("function_call")) {
            return calling(List.of(call(said, number)), "");
        }
        String role = role(named(message, ROLE), number);
        List<Json> calls = new ArrayList<>();
        if (message.get("tool_calls") instanceof Value.Items all) {
            for (Value call : all.items()) {
                calls.add(call(call, number));
            }
        }
        if (message.get("function_call") instanceof Value.Members call) {
            calls.add(call(call, number));
        }
        String content = said instanceof Value.Nothing && !calls.isEmpty() ? "" : content(said, number);
        Message read = calls.isEmpty() ? Message.of(role, content) : calling(calls, content);
        for (String name : List.of("tool_call_id", "name")) {
            if (message.get(name) instanceof Value.Text text) {
                read.members().put(name, Json.of(text.text()));
            }
        }
        message.members().forEach((name, value) -> {
            if (!READ.contains(name) && !(value instanceof Value.Nothing)) {
                read.members().put(name, value.kept());
            }
        });
        return read;
    }

    private static Message calling(List<Json> calls, String content) {
        Message message = Message.of("assistant", content);
        message.members().put("tool_calls", Json.array(calls));
        return message;
    }

    /** A call in OpenAI's form, whose arguments are a text of JSON. */
    private static Json call(Value value, int number) {
        Value.Members call = members(value);
        Value.Members function = call != null && call.get("function") instanceof Value.Members inner ? inner : call;
        if (call == null || function == null) {
            // ShareGPT writes a call as the text of an object
            return Json.object()
                    .put("type", "function")
                    .put(
                            "function",
                            Json.object()
                                    .put("name", "")
                                    .put("arguments", value.asText())
                                    .build())
                    .build();
        }
        if (!(function.get("name") instanceof Value.Text name)) {
            throw new NoRowException(Reason.WRONG_SCHEMA, "calls a tool in message " + number + " without its name");
        }
        Json.ObjectBuilder json = Json.object();
        if (call.get("id") instanceof Value.Text id) {
            json.put("id", id.text());
        }
        Value arguments = function.get("arguments");
        return json.put("type", "function")
                .put(
                        "function",
                        Json.object()
                                .put("name", name.text())
                                .put("arguments", arguments instanceof Value.Nothing ? "{}" : arguments.asText())
                                .build())
                .build();
    }

    /** An object, or a text that is one as JSON and calls a tool. */
    private static Value.@Nullable Members members(Value value) {
        Value read =
                value instanceof Value.Text(String text) ? JsonText.of(text).orElse(value) : value;
        return read instanceof Value.Members members
                        && (value instanceof Value.Members || members.get("name") instanceof Value.Text)
                ? members
                : null;
    }

    private static String role(Value value, int number) {
        String role = ROLES.get(value.asText().toLowerCase(Locale.ROOT));
        if (role == null) {
            throw new NoRowException(
                    Reason.WRONG_SCHEMA,
                    "has in message " + number + " the role '" + shortened(value.asText())
                            + "': it is system, user, assistant or tool");
        }
        return role;
    }

    /** A text, or parts of which each is one. */
    private static String content(Value said, int number) {
        if (said instanceof Value.Text text) {
            return text.text();
        }
        if (said instanceof Value.Items parts) {
            StringBuilder content = new StringBuilder();
            for (Value part : parts.items()) {
                if (!(part instanceof Value.Members members && members.get("text") instanceof Value.Text text)) {
                    throw new NoRowException(
                            Reason.WRONG_SCHEMA,
                            "has in message " + number + " a part that is no text: leave images and sounds out");
                }
                content.append(content.isEmpty() ? "" : "\n").append(text.text());
            }
            return content.toString();
        }
        throw new NoRowException(Reason.WRONG_SCHEMA, "has no text in message " + number);
    }

    private static Value named(Value.Members message, List<String> names) {
        for (String name : names) {
            if (message.members().containsKey(name)) {
                return message.get(name);
            }
        }
        return new Value.Nothing();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
