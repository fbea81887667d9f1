package org.openledger.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.model.file.JsonFile;
import tools.jackson.databind.JsonNode;

/**
 * Which base an adapter says it is for, by digest. PEFT has no field for it; who knows the digest writes it where PEFT names the
 * base: in {@code revision}, or within {@code base_model_name_or_path}, as 64 hexadecimal digits. A commit of a repository has 40.
 */
public final class StatedBase {
    private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private StatedBase() {}

    /**
     * The digest that a PEFT folder's {@code adapter_config.json} states; empty where it states none.
     *
     * @throws ModelException when the file cannot be read
     */
    public static Optional<String> of(Path folder) {
        JsonNode root = JsonFile.readObject(folder.resolve(AdapterFolder.CONFIG));
        for (String field : List.of("revision", "base_model_name_or_path")) {
            Matcher digest = DIGEST.matcher(root.path(field).asString(""));
            if (digest.find()) {
                return Optional.of(digest.group());
            }
        }
        return Optional.empty();
    }
}
