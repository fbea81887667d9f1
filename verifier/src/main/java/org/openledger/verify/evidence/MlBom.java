package org.openledger.verify.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.SignedStatement;

/** CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): models as machine-learning models, versions as data. */
final class MlBom {
    private final Facts facts;
    private final Map<String, JsonObject> components = new TreeMap<>();
    private final Map<String, List<String>> needs = new TreeMap<>();

    private MlBom(Facts facts) {
        this.facts = facts;
    }

    static JsonObject of(Facts facts) {
        return new MlBom(facts).write();
    }

    private JsonObject write() {
        facts.datasets().forEach(each -> components.put(each.urn(), dataset(each)));
        facts.models().forEach(this::model);
        String root = Urn.of(facts.pack().subject());
        JsonObject subject = components.remove(root);
        if (subject == null) {
            subject = application(root);
            needs.put(root, List.copyOf(components.keySet()));
        }
        return Json.object()
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put(
                        "serialNumber",
                        "urn:uuid:"
                                + UUID.nameUUIDFromBytes(
                                        (root + facts.pack().madeMillis()).getBytes(StandardCharsets.UTF_8)))
                .put("version", 1)
                .put(
                        "metadata",
                        Json.object()
                                .put("timestamp", Urn.seconds(facts.pack().madeMillis()))
                                .put("component", subject)
                                .build())
                .put("components", Json.array(List.copyOf(components.values())))
                .put(
                        "dependencies",
                        Json.array(needs.entrySet().stream()
                                .map(each -> Json.object()
                                        .put("ref", each.getKey())
                                        .put("dependsOn", Json.strings(each.getValue()))
                                        .build())
                                .toList()))
                .build();
    }

    private JsonObject application(String root) {
        return Json.object()
                .put("type", "application")
                .put("bom-ref", root)
                .put("name", facts.pack().subject().toString())
                .build();
    }

    private void model(ModelPart model) {
        List<String> versions =
                model.sources().stream().map(MlBom::urn).sorted().toList();
        Json.ObjectBuilder json = Json.object()
                .put("type", "machine-learning-model")
                .put("bom-ref", model.urn())
                .put("name", model.name())
                .put("version", Long.toString(model.number()))
                .put(
                        "modelCard",
                        Json.object()
                                .put(
                                        "modelParameters",
                                        Json.object()
                                                .put(
                                                        "datasets",
                                                        Json.array(versions.stream()
                                                                .map(urn -> Json.object()
                                                                        .put("ref", urn)
                                                                        .build())
                                                                .toList()))
                                                .build())
                                .build())
                .put(
                        "properties",
                        properties(
                                "openledger:origin", model.origin(),
                                "openledger:adapterDigest", or(model.adapterDigest()),
                                "openledger:tokenizerDigest", model.tokenizerDigest(),
                                "openledger:token", model.token().orElse(Exports.NOT_STATED),
                                "openledger:licence", model.licence().orElse(Exports.NOT_STATED)));
        model.licence().ifPresent(licence -> json.put("licenses", licences(licence)));
        components.put(model.urn(), json.build());
        components.putIfAbsent(
                model.baseUrn(),
                Json.object()
                        .put("type", "machine-learning-model")
                        .put("bom-ref", model.baseUrn())
                        .put("name", model.base())
                        .put(
                                "properties",
                                properties(
                                        "openledger:digest",
                                        model.baseDigest(),
                                        "openledger:trainingData",
                                        Exports.NOT_STATED))
                        .build());
        List<String> all = new ArrayList<>(versions);
        all.add(model.baseUrn());
        needs.put(model.urn(), all.stream().sorted().toList());
    }

    private static String or(String text) {
        return text.isEmpty() ? Exports.NOT_STATED : text;
    }

    private static String urn(Receipt.Version version) {
        return Urn.of("version", version.datanet() + "/" + version.number());
    }

    private static JsonObject dataset(DatasetPart part) {
        Json.ObjectBuilder data = Json.object()
                .put("type", "dataset")
                .put("name", part.version().name())
                .put(
                        "contents",
                        Json.object()
                                .put(
                                        "properties",
                                        properties(
                                                "openledger:rows",
                                                        Long.toString(
                                                                part.version().rows()),
                                                "openledger:rowsShown",
                                                        Long.toString(
                                                                part.version().shown()),
                                                "openledger:rowsTakenBack", Long.toString(part.takenBack()),
                                                "openledger:root",
                                                        part.version().root(),
                                                "openledger:collection",
                                                        part.stated(SignedStatement::collection)
                                                                .orElse(Exports.NOT_STATED)))
                                .build())
                .put(
                        "governance",
                        Json.object()
                                .put(
                                        "owners",
                                        Json.array(List.of(Json.object()
                                                .put(
                                                        "contact",
                                                        Json.object()
                                                                .put(
                                                                        "name",
                                                                        part.version()
                                                                                .owner())
                                                                .build())
                                                .build())))
                                .build())
                .put(
                        "sensitiveData",
                        Json.strings(List.of(
                                part.stated(SignedStatement::personalData).orElse(Exports.NOT_STATED))));
        part.stated(SignedStatement::description).ifPresent(words -> data.put("description", words));
        return Json.object()
                .put("type", "data")
                .put("bom-ref", part.urn())
                .put("name", part.version().name())
                .put("version", Long.toString(part.version().number()))
                .put("licenses", licences(part.version().licence()))
                .put(
                        "hashes",
                        Json.array(List.of(Json.object()
                                .put("alg", "SHA-256")
                                .put("content", part.folder().sha256())
                                .build())))
                .put("data", Json.array(List.of(data.build())))
                .build();
    }

    private static Json licences(String spdx) {
        return Json.array(List.of(Json.object()
                .put("license", Json.object().put("id", spdx).build())
                .build()));
    }

    private static Json properties(String... namesAndValues) {
        List<Json> properties = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.add(Json.object()
                    .put("name", namesAndValues[i])
                    .put("value", namesAndValues[i + 1])
                    .build());
        }
        return Json.array(properties);
    }
}
