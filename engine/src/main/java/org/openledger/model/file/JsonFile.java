package org.openledger.model.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The small JSON files of a model folder. */
public final class JsonFile {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonFile() {}

    /** Reads a JSON object, or says which file is missing or malformed. */
    public static JsonNode readObject(Path file) {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new ModelException(file + " is not a JSON object");
            }
            return root;
        } catch (NoSuchFileException missing) {
            throw new ModelException(file + " is missing; a Hugging Face or PEFT folder has it", missing);
        } catch (IOException failure) {
            throw new ModelException("cannot read " + file + ": " + failure.getMessage(), failure);
        } catch (JacksonException malformed) {
            throw new ModelException(file + " is not valid JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }
}
