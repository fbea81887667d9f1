package org.openledger.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.FileDigests;
import org.openledger.model.file.JsonFile;
import org.openledger.model.file.ModelException;
import org.openledger.model.text.Chat;
import org.openledger.model.text.ChatTemplate;
import org.openledger.model.text.ChatTurns;
import org.openledger.model.text.Message;
import org.openledger.model.text.Tokenizer;
import org.openledger.model.text.ToolCallForm;
import org.openledger.tensor.ElementType;
import org.openledger.tensor.FreeMemory;

/** A model in a Hugging Face folder, known by its digest. It owns its memory: close it. */
public final class BaseModel implements AutoCloseable {
    private static final String GENERATION = "generation_config.json";

    private final Path folder;
    private final Tokenizer tokenizer;
    private final Decoder decoder;
    private final ChatTemplate template;
    private final String digest;
    private @Nullable OptionalInt turnEnd;
    private final Optional<ToolCallForm> toolCalls;

    private BaseModel(Path folder, Tokenizer tokenizer, Decoder decoder, ChatTemplate template, String digest) {
        this.folder = folder;
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.template = template;
        this.digest = digest;
        this.toolCalls = ToolCallForm.of(template, tokenizer);
    }

    /**
     * Loads config.json, generation_config.json, tokenizer.json, tokenizer_config.json and the safetensors weights, as float32 where
     * the memory suffices.
     *
     * @throws ModelException when the model does not fit into memory, a file is missing or wrong, or the tokenizer has tokens the model does not know
     */
    public static BaseModel load(Path folder) {
        ModelConfig config = ModelConfig.read(folder.resolve("config.json"));
        return load(folder, WeightType.fitting(folder, config, 0, FreeMemory.bytes()));
    }

    /** {@link #load(Path)} with its matrices as the given type. */
    public static BaseModel load(Path folder, WeightType type) {
        ModelConfig config = ModelConfig.read(folder.resolve("config.json"));
        Tokenizer tokenizer = Tokenizer.load(folder.resolve("tokenizer.json"));
        if (tokenizer.vocabularySize() > config.vocabularySize()) {
            throw new ModelException(folder + ": tokenizer.json has " + tokenizer.vocabularySize()
                    + " tokens, the model knows " + config.vocabularySize()
                    + "; this tokenizer belongs to another model");
        }
        ChatTemplate template = ChatTemplate.load(folder);
        Decoder decoder = decoder(folder, config.withEndTokens(endTokens(folder, config, template, tokenizer)), type);
        return new BaseModel(folder, tokenizer, decoder, template, type.digest(digestOf(folder)));
    }

    /**
     * The model of a folder that has this digest: with the files' own numbers, or with those rounded to 8 bits.
     *
     * @throws ModelException when neither has it
     */
    public static BaseModel load(Path folder, String digest) {
        String exact = digestOf(folder);
        if (WeightType.INT8.digest(exact).equals(digest)) {
            return load(folder, WeightType.INT8);
        }
        if (!exact.equals(digest)) {
            throw new ModelException("the base model in " + folder + " has the digest " + exact + ", or "
                    + WeightType.INT8.digest(exact) + " as int8, and not " + digest);
        }
        return load(folder);
    }

    /** The decoder of a folder, which needs no tokenizer. */
    public static Decoder loadDecoder(Path folder) {
        ModelConfig config = ModelConfig.read(folder.resolve("config.json"));
        return decoder(folder, config, WeightType.fitting(folder, config, 0, FreeMemory.bytes()));
    }

    /** The same, with its matrices as the given type. */
    public static Decoder loadDecoder(Path folder, WeightType type) {
        return decoder(folder, ModelConfig.read(folder.resolve("config.json")), type);
    }

    private static Decoder decoder(Path folder, ModelConfig config, WeightType type) {
        DecoderWeights weights = WeightFiles.load(folder, config, type);
        return new Decoder(weights.config(), weights);
    }

    /** What ends an answer: by config.json, by generation_config.json, or by the tokenizer's own end token. */
    private static Set<Integer> endTokens(Path folder, ModelConfig config, ChatTemplate template, Tokenizer tokenizer) {
        Set<Integer> ends = new TreeSet<>(config.endTokens());
        Path generation = folder.resolve(GENERATION);
        if (Files.exists(generation)) {
            ends.addAll(ModelConfigFile.endTokens(generation, JsonFile.readObject(generation)));
        }
        tokenizer.idOf(template.endToken()).ifPresent(ends::add);
        for (int end : ends) {
            if (end < 0 || end >= config.vocabularySize()) {
                throw new ModelException(
                        folder + ": the end token " + end + " is not in the vocabulary of " + config.vocabularySize());
            }
        }
        return ends;
    }

    /** Writes config.json and model.safetensors of a decoder; the tokenizer's files are the caller's to add. */
    public static void saveDecoder(Decoder decoder, Path folder, ElementType type) {
        decoder.config().write(folder.resolve("config.json"));
        WeightFiles.save(decoder.weights(), folder, type);
    }

    /** The digest of a folder's configuration, tokenizer and weight files; other files do not count. */
    public static String digestOf(Path folder) {
        SortedSet<String> names = WeightFiles.names(folder);
        names.add("config.json");
        names.add("tokenizer.json");
        for (String optional : List.of("tokenizer_config.json", "chat_template.jinja", GENERATION)) {
            if (Files.exists(folder.resolve(optional))) {
                names.add(optional);
            }
        }
        return FileDigests.ofFolder(folder, names);
    }

    /** Where the model was loaded from. */
    public Path folder() {
        return folder;
    }

    public ModelConfig config() {
        return decoder.config();
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public Decoder decoder() {
        return decoder;
    }

    /** Which model this is: 64 lowercase hex digits, other ones where its matrices are rounded ({@link WeightType#digest}). */
    public String digest() {
        return digest;
    }

    /** {@link #chat(Chat)} without tools and day. */
    public String chat(List<Message> messages) {
        return chat(Chat.of(messages));
    }

    /**
     * The prompt after which the assistant speaks, as the model's chat template gives it. Special tokens in a message are text:
     * only the template begins and ends turns.
     */
    public String chat(Chat chat) {
        return template.render(chat.map(tokenizer::literal), true);
    }

    /**
     * A whole chat's tokens, with what of them the assistant says. Where the template takes no system message, the first one of the
     * user begins with it.
     */
    public ChatTurns turns(Chat chat) {
        try {
            return cut(chat);
        } catch (ModelException refused) {
            return cut(withoutSystem(chat, refused));
        }
    }

    private ChatTurns cut(Chat chat) {
        return ChatTurns.of(chat, template, tokenizer, turnEnd(), config().endTokens());
    }

    private static Chat withoutSystem(Chat chat, ModelException refused) {
        List<Message> messages = chat.messages();
        if (messages.size() < 2
                || !messages.get(0).role().equals("system")
                || !messages.get(1).role().equals("user")) {
            throw refused;
        }
        List<Message> rest = new ArrayList<>(messages.subList(1, messages.size()));
        rest.set(
                0,
                Message.user(
                        messages.get(0).content() + "\n\n" + messages.get(1).content()));
        return chat.withMessages(rest);
    }

    /** The tokens of a text that is no chat, with the begin token that the tokenizer gives a text, once. */
    public int[] text(String text) {
        int[] ids = tokenizer.encode(text, true);
        boolean twice =
                ids.length > 1 && ids[0] == ids[1] && config().beginToken().equals(OptionalInt.of(ids[0]));
        return twice ? Arrays.copyOfRange(ids, 1, ids.length) : ids;
    }

    /** The token with which the chat template ends what the assistant said, where it is one that ends answers. */
    public synchronized OptionalInt turnEnd() {
        OptionalInt known = turnEnd;
        if (known == null) {
            known = findTurnEnd();
            turnEnd = known;
        }
        return known;
    }

    /** How the model writes calls of tools; empty where its chat template has no place for tools. */
    public Optional<ToolCallForm> toolCalls() {
        return toolCalls;
    }

    private OptionalInt findTurnEnd() {
        String said = "Salt.";
        String whole = template.render(Chat.of(List.of(Message.user("What?"), Message.assistant(said))), false);
        int end = whole.lastIndexOf(said);
        return end < 0
                ? OptionalInt.empty()
                : Arrays.stream(tokenizer.encode(whole.substring(end + said.length())))
                        .filter(token -> config().endTokens().contains(token))
                        .findFirst();
    }

    @Override
    public void close() {
        tokenizer.close();
        decoder.weights().close();
    }
}
