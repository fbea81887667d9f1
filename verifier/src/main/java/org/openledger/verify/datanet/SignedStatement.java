package org.openledger.verify.datanet;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * What a contributor says of how rows were made. The contribution's signature covers it: the nonce that is signed is SHA-256 of its
 * canonical JSON, as a number, and a salt of {@value #SALT_BYTES} bytes makes it one that was never used. What is not said is not
 * stated; contributions from before have a nonce by chance, and state nothing.
 *
 * @param description what the rows are
 * @param language their languages, tags of BCP 47 between commas
 * @param collection how they were collected
 * @param personalData whether they are about people
 * @param contact how to reach who can say more
 * @param salt in hexadecimal
 */
public record SignedStatement(
        Optional<String> description,
        Optional<String> language,
        Optional<String> collection,
        Optional<String> personalData,
        Optional<String> contact,
        String salt) {
    public static final int MAX_CHARACTERS = 2_000;
    public static final int SALT_BYTES = 16;
    /** What stands for what is not said. */
    public static final String NOT_STATED = "not stated";

    private static final String SCHEMA = "openledger.statement/1";
    private static final String LANGUAGES =
            "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*(, ?[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*){0,31}";

    public SignedStatement {
        if (!Hex.isBytes(salt, SALT_BYTES, false)) {
            throw new VerifyException("a statement's salt has " + 2 * SALT_BYTES + " hexadecimal digits");
        }
        Map<String, Optional<String>> said = new LinkedHashMap<>();
        said.put("description", description);
        said.put("language", language);
        said.put("collection", collection);
        said.put("personalData", personalData);
        said.put("contact", contact);
        said.forEach((name, text) -> text.ifPresent(words -> requireWords(name, words)));
        language.ifPresent(tags -> {
            if (!tags.matches(LANGUAGES)) {
                throw new VerifyException(
                        "'language' must be tags of BCP 47 between commas, such as en or en, pt-BR, not " + tags);
            }
        });
    }

    private static void requireWords(String name, String words) {
        if (words.isBlank() || words.length() > MAX_CHARACTERS || words.indexOf('\0') >= 0) {
            throw new VerifyException(
                    "'" + name + "' must have 1 to " + MAX_CHARACTERS + " characters; leave out what you do not state");
        }
    }

    /** Whether nothing is stated. */
    public boolean isEmpty() {
        return description.isEmpty()
                && language.isEmpty()
                && collection.isEmpty()
                && personalData.isEmpty()
                && contact.isEmpty();
    }

    /** The tags of its languages. */
    public List<String> languages() {
        return language.map(tags -> List.of(tags.split(", ?", -1))).orElse(List.of());
    }

    /** The nonce under which a contribution with this statement is signed, decimal. */
    public String nonce() {
        return new BigInteger(1, Hashes.sha256(CanonicalJson.write(json()))).toString();
    }

    public JsonObject json() {
        Json.ObjectBuilder json = Json.object().put("schema", SCHEMA).put("salt", salt);
        description.ifPresent(text -> json.put("description", text));
        language.ifPresent(text -> json.put("language", text));
        collection.ifPresent(text -> json.put("collection", text));
        personalData.ifPresent(text -> json.put("personalData", text));
        contact.ifPresent(text -> json.put("contact", text));
        return json.build();
    }

    /** What {@link #json} wrote, and nothing else. */
    public static SignedStatement of(JsonObject json) {
        Map<String, String> texts = new TreeMap<>();
        json.members().forEach((name, value) -> {
            if (!(value instanceof JsonString text)) {
                throw new VerifyException("a statement's " + name + " must be a text");
            }
            texts.put(name, text.value());
        });
        SignedStatement statement = new SignedStatement(
                Optional.ofNullable(texts.get("description")),
                Optional.ofNullable(texts.get("language")),
                Optional.ofNullable(texts.get("collection")),
                Optional.ofNullable(texts.get("personalData")),
                Optional.ofNullable(texts.get("contact")),
                texts.getOrDefault("salt", ""));
        if (!statement.json().equals(json)) {
            throw new VerifyException("a statement of " + SCHEMA + " has no other members than it says");
        }
        return statement;
    }
}
