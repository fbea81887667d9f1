package org.openledger.verify.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.SignedStatement;
import org.openledger.verify.dataset.DescribedVersion;

/** SPDX 3.0.1 as JSON-LD (https://spdx.github.io/spdx-spec/v3.0.1/), with its AI and Dataset profiles. */
final class Spdx {
    private static final String CREATION = "_:creation";

    private final Facts facts;
    private final Map<String, JsonObject> elements = new TreeMap<>();
    private final List<String> roots = new ArrayList<>();

    private Spdx(Facts facts) {
        this.facts = facts;
    }

    static JsonObject of(Facts facts) {
        return new Spdx(facts).write();
    }

    private JsonObject write() {
        agent(facts.pack().operator());
        facts.datasets().forEach(this::dataset);
        facts.models().forEach(this::model);
        String subject = Urn.of(facts.pack().subject());
        if (elements.containsKey(subject)) {
            roots.add(subject);
        } else {
            roots.addAll(facts.models().stream().map(ModelPart::urn).toList());
            if (roots.isEmpty()) {
                roots.addAll(facts.datasets().stream().map(DatasetPart::urn).toList());
            }
        }
        List<Json> graph = new ArrayList<>();
        graph.add(Json.object()
                .put("type", "CreationInfo")
                .put("@id", CREATION)
                .put("specVersion", "3.0.1")
                .put("created", Urn.seconds(facts.pack().madeMillis()))
                .put("createdBy", Json.strings(List.of(account(facts.pack().operator()))))
                .build());
        Json.ObjectBuilder document = element("SpdxDocument", subject + ":spdx")
                .put("name", "Evidence of " + facts.pack().subject())
                .put(
                        "profileConformance",
                        Json.strings(List.of("core", "software", "ai", "dataset", "simpleLicensing")))
                .put("element", Json.strings(List.copyOf(elements.keySet())));
        if (!roots.isEmpty()) {
            document.put("rootElement", Json.strings(roots));
        }
        graph.add(document.build());
        graph.addAll(elements.values());
        return Json.object()
                .put("@context", "https://spdx.org/rdf/3.0.1/spdx-context.jsonld")
                .put("@graph", Json.array(graph))
                .build();
    }

    private static Json.ObjectBuilder element(String type, String id) {
        return Json.object().put("type", type).put("spdxId", id).put("creationInfo", CREATION);
    }

    private static String account(String address) {
        return Urn.of("account", address);
    }

    private void agent(String address) {
        elements.putIfAbsent(
                account(address),
                element("Agent", account(address)).put("name", address).build());
    }

    private void relation(String from, String type, List<String> to) {
        if (!to.isEmpty()) {
            String id = from + ":" + type;
            elements.put(
                    id,
                    element("Relationship", id)
                            .put("from", from)
                            .put("relationshipType", type)
                            .put("to", Json.strings(to))
                            .build());
        }
    }

    private String licence(String spdx) {
        String id = Urn.of("licence", spdx);
        elements.putIfAbsent(
                id,
                element("simplelicensing_LicenseExpression", id)
                        .put("simplelicensing_licenseExpression", spdx)
                        .build());
        return id;
    }

    private void dataset(DatasetPart part) {
        DescribedVersion version = part.version();
        agent(version.owner());
        version.contributions().forEach(each -> agent(each.contributor()));
        elements.put(
                part.urn(),
                element("dataset_DatasetPackage", part.urn())
                        .put("name", version.name())
                        .put("software_packageVersion", Long.toString(version.number()))
                        .put("software_primaryPurpose", "data")
                        .put("software_downloadLocation", part.urn())
                        .put("suppliedBy", account(version.owner()))
                        .put(
                                "originatedBy",
                                Json.strings(version.contributions().stream()
                                        .map(each -> account(each.contributor()))
                                        .distinct()
                                        .toList()))
                        .put("builtTime", Urn.seconds(version.publishedMillis()))
                        .put("releaseTime", Urn.seconds(version.publishedMillis()))
                        .put("dataset_datasetType", Json.strings(List.of("text")))
                        .put("dataset_datasetSize", part.folder().bytes())
                        .put(
                                "dataset_dataCollectionProcess",
                                part.stated(SignedStatement::collection).orElse(Exports.NOT_STATED))
                        .put("dataset_hasSensitivePersonalInformation", "noAssertion")
                        .put(
                                "comment",
                                version.rows() + " rows, of which " + part.takenBack()
                                        + " were taken back; root " + version.root() + "; people: "
                                        + part.stated(SignedStatement::personalData)
                                                .orElse(Exports.NOT_STATED))
                        .put(
                                "verifiedUsing",
                                Json.array(List.of(Json.object()
                                        .put("type", "Hash")
                                        .put("algorithm", "sha256")
                                        .put("hashValue", part.folder().sha256())
                                        .build())))
                        .build());
        relation(part.urn(), "hasDeclaredLicense", List.of(licence(version.licence())));
    }

    private void model(ModelPart model) {
        agent(model.owner());
        elements.put(
                model.urn(),
                element("ai_AIPackage", model.urn())
                        .put("name", model.name())
                        .put("software_packageVersion", Long.toString(model.number()))
                        .put("software_primaryPurpose", "model")
                        .put("software_downloadLocation", model.urn())
                        .put("suppliedBy", account(model.owner()))
                        .put("releaseTime", Urn.seconds(model.createdMillis()))
                        .put("ai_useSensitivePersonalInformation", "noAssertion")
                        .put(
                                "ai_informationAboutTraining",
                                "Origin " + model.origin() + ", adapter digest "
                                        + (model.adapterDigest().isEmpty() ? Exports.NOT_STATED : model.adapterDigest())
                                        + "; what the base learnt from: " + Exports.NOT_STATED)
                        .build());
        relation(
                model.urn(),
                "trainedOn",
                model.sources().stream()
                        .map(each -> Urn.of("version", each.datanet() + "/" + each.number()))
                        .toList());
        elements.putIfAbsent(
                model.baseUrn(),
                element("ai_AIPackage", model.baseUrn())
                        .put("name", model.base())
                        .put("software_packageVersion", model.baseDigest())
                        .put("software_primaryPurpose", "model")
                        .put("software_downloadLocation", model.baseUrn())
                        .put("ai_informationAboutTraining", Exports.NOT_STATED)
                        .put("ai_useSensitivePersonalInformation", "noAssertion")
                        .build());
        relation(model.urn(), "descendantOf", List.of(model.baseUrn()));
        model.licence().ifPresent(spdx -> relation(model.urn(), "hasDeclaredLicense", List.of(licence(spdx))));
    }
}
