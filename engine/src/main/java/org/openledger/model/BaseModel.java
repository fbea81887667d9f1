package org.openledger.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import org.openledger.model.file.FileDigests;
import org.openledger.model.file.ModelException;
import org.openledger.model.text.ChatTemplate;
import org.openledger.model.text.Message;
import org.openledger.model.text.Tokenizer;
import org.openledger.tensor.ElementType;

/** A Llama-architecture model in a Hugging Face folder, known by its digest. It owns its memory: close it. */
public final class BaseModel implements AutoCloseable {
    private final Path folder;
    private final Tokenizer tokenizer;
    private final Decoder decoder;
    private final ChatTemplate template;
    private final String digest;

    private BaseModel(Path folder, Tokenizer tokenizer, Decoder decoder, ChatTemplate template, String digest) {
        this.folder = folder;
        this.tokenizer = tokenizer;
        this.decoder = decoder;
        this.template = template;
        this.digest = digest;
    }

    /**
     * Loads config.json, tokenizer.json, tokenizer_config.json and the safetensors weights, widened to float32.
     *
     * @throws ModelException when a file is missing or wrong, or the tokenizer has tokens the model does not know
     */
    public static BaseModel load(Path folder) {
        ModelConfig config = ModelConfig.read(folder.resolve("config.json"));
        Tokenizer tokenizer = Tokenizer.load(folder.resolve("tokenizer.json"));
        if (tokenizer.vocabularySize() > config.vocabularySize()) {
            throw new ModelException(folder + ": tokenizer.json has " + tokenizer.vocabularySize()
                    + " tokens, the model knows " + config.vocabularySize()
                    + "; this tokenizer belongs to another model");
        }
        DecoderWeights weights = WeightFiles.load(folder, config);
        return new BaseModel(
                folder, tokenizer, new Decoder(config, weights), ChatTemplate.load(folder), digestOf(folder));
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
        for (String optional : List.of("tokenizer_config.json", "chat_template.jinja")) {
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

    /** Which model this is: 64 lowercase hex digits. */
    public String digest() {
        return digest;
    }

    /**
     * The prompt after which the assistant speaks, as the model's chat template gives it. Special tokens in a message are text:
     * only the template begins and ends turns.
     */
    public String chat(List<Message> messages) {
        return template.render(messages.stream()
                .map(message -> new Message(message.role(), tokenizer.literal(message.content())))
                .toList());
    }

    @Override
    public void close() {
        tokenizer.close();
        decoder.weights().close();
    }
}
