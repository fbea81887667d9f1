package org.openledger.verify.datanet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonInteger;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.JsonString;
import org.openledger.verify.bytes.VerifyException;

/**
 * The members of a JSON object by name and type.
 *
 * @param path where it stands, for what is said of it
 */
public record Members(String path, JsonObject object) {
    public static Members parse(String path, byte[] bytes) {
        return of(path, CanonicalJson.parse(bytes));
    }

    private static Members of(String path, Json json) {
        if (json instanceof JsonObject object) {
            return new Members(path, object);
        }
        throw new VerifyException(path + " must be an object");
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> new VerifyException(path + "." + name + " must be a text"));
    }

    public Optional<String> optionalText(String name) {
        return object.members().get(name) instanceof JsonString text ? Optional.of(text.value()) : Optional.empty();
    }

    public long number(String name) {
        if (object.members().get(name) instanceof JsonInteger number) {
            return number.value();
        }
        throw new VerifyException(path + "." + name + " must be a whole number");
    }

    public Members member(String name) {
        Json member = object.members().get(name);
        if (member == null) {
            throw new VerifyException(path + "." + name + " is missing");
        }
        return of(path + "." + name, member);
    }

    public Optional<Members> optionalMember(String name) {
        return object.members().containsKey(name) ? Optional.of(member(name)) : Optional.empty();
    }

    public List<Members> list(String name) {
        List<Members> members = new ArrayList<>();
        for (Json item : items(name)) {
            members.add(of(path + "." + name + "[" + members.size() + "]", item));
        }
        return members;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Json item : items(name)) {
            if (!(item instanceof JsonString text)) {
                throw new VerifyException(path + "." + name + " must be a list of texts");
            }
            texts.add(text.value());
        }
        return texts;
    }

    /** Refuses members beside these. */
    public void only(String... names) {
        for (String name : object.members().keySet()) {
            if (!List.of(names).contains(name)) {
                throw new VerifyException(path + " has a member " + name + " that nothing checks");
            }
        }
    }

    private List<Json> items(String name) {
        if (object.members().get(name) instanceof JsonArray array) {
            return array.items();
        }
        throw new VerifyException(path + "." + name + " must be a list");
    }
}
