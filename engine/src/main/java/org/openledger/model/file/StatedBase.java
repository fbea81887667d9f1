package org.openledger.model.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which base an adapter says it is for, by digest. PEFT has no field for it; who knows the digest writes it where PEFT names the
 * base: in {@code revision}, or within {@code base_model_name_or_path}, as 64 hexadecimal digits. A commit of a repository has 40.
 */
public final class StatedBase {
    /** PEFT's file of an adapter's shape. */
    public static final String ADAPTER_CONFIG = "adapter_config.json";

    private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private StatedBase() {}

    /**
     * The digest that a PEFT folder's {@value #ADAPTER_CONFIG} states; empty where it states none.
     *
     * @throws ModelException when the file cannot be read
     */
    public static Optional<String> of(Path folder) {
        JsonNode root = JsonFile.readObject(folder.resolve(ADAPTER_CONFIG));
        for (String field : List.of("revision", "base_model_name_or_path")) {
            Matcher digest = DIGEST.matcher(root.path(field).asString(""));
            if (digest.find()) {
                return Optional.of(digest.group());
            }
        }
        return Optional.empty();
    }
}
