package org.openledger.registry;

import java.util.ArrayList;
import java.util.List;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** What is said of a model that was brought, in canonical JSON: the log has its digest. */
public final class ModelManifest {
    private static final String SCHEMA = "openledger.model/1";

    private ModelManifest() {}

    public static byte[] of(Model model) {
        List<Json> declared = new ArrayList<>();
        model.sources()
                .forEach(source -> declared.add(Json.object()
                        .put("datanet", source.token())
                        .put("number", source.number())
                        .put("root", source.root())
                        .build()));
        Json.ObjectBuilder said = Json.object()
                .put("schema", SCHEMA)
                .put("id", model.id())
                .put("name", model.name())
                .put("number", model.number())
                .put("origin", model.origin().name())
                .put("owner", model.owner())
                .put("baseDigest", model.baseDigest())
                .put("adapterDigest", model.adapterDigest())
                .put("tokenizerDigest", model.tokenizerDigest())
                .put("declaredVersions", Json.array(declared));
        model.licence().ifPresent(spdx -> said.put("licence", spdx));
        model.warning().ifPresent(warning -> said.put("warning", warning));
        return CanonicalJson.write(said.build());
    }

    static String digest(Model model) {
        return Hex.of(Hashes.sha256(of(model)));
    }
}
