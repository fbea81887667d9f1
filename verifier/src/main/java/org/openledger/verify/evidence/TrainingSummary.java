package org.openledger.verify.evidence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.SignedStatement;
import org.openledger.verify.dataset.DescribedVersion;

/**
 * What the public summary of training content asks for (Regulation (EU) 2024/1689, Article 53(1)(d)), by the template's three parts:
 * general information, list of data sources, relevant data processing aspects. Every number is a count over rows that the pack has. It
 * says which fields have which facts, and not that the regulation is kept.
 */
final class TrainingSummary {
    private static final String SCHEMA = "openledger.training-summary/1";

    private TrainingSummary() {}

    static JsonObject of(Facts facts) {
        return Json.object()
                .put("schema", SCHEMA)
                .put("template", "Regulation (EU) 2024/1689, Article 53(1)(d)")
                .put("provider", facts.pack().operator())
                .put(
                        "models",
                        Json.array(facts.models().stream()
                                .map(model -> model(model, facts))
                                .toList()))
                .put(
                        "datasets",
                        Json.array(facts.datasets().stream()
                                .map(TrainingSummary::dataset)
                                .toList()))
                .build();
    }

    private static Json model(ModelPart model, Facts facts) {
        Set<String> learnt = model.sources().stream()
                .map(each -> each.datanet() + "/" + each.number())
                .collect(Collectors.toCollection(TreeSet::new));
        List<DatasetPart> datasets = facts.datasets().stream()
                .filter(each -> learnt.contains(each.id()))
                .toList();
        return Json.object()
                .put(
                        "generalInformation",
                        Json.object()
                                .put("model", model.name())
                                .put("version", model.number())
                                .put("releasedAt", Urn.seconds(model.createdMillis()))
                                .put("owner", model.owner())
                                .put("licence", model.licence().orElse(Exports.NOT_STATED))
                                .put("modality", "text")
                                .put("size", size(datasets))
                                .put(
                                        "base",
                                        Json.object()
                                                .put("name", model.base())
                                                .put("digest", model.baseDigest())
                                                .put("trainingContent", Exports.NOT_STATED)
                                                .build())
                                .build())
                .put(
                        "dataSources",
                        Json.object()
                                .put(
                                        "contributedByPeopleUnderSignedTerms",
                                        Json.array(model.sources().stream()
                                                .map(TrainingSummary::source)
                                                .toList()))
                                .put("howKnown", model.declared() ? "stated by its owner" : "stated by the operator")
                                .put("publiclyAvailableDatasets", Exports.NOT_STATED)
                                .put("crawledFromTheWeb", Exports.NOT_STATED)
                                .put("fromUsersOfServices", Exports.NOT_STATED)
                                .put("synthetic", Exports.NOT_STATED)
                                .build())
                .put(
                        "dataProcessing",
                        Json.object()
                                .put("reservationsOfRights", Exports.NOT_STATED)
                                .put("removalOfIllegalContent", Exports.NOT_STATED)
                                .put("rowsTakenBack", sum(datasets, DatasetPart::takenBack))
                                .build())
                .build();
    }

    private static JsonObject source(Receipt.Version version) {
        return Json.object()
                .put("datanet", version.datanet())
                .put("version", version.number())
                .put("root", version.root())
                .build();
    }

    private static long sum(List<DatasetPart> datasets, ToLongFunction<DatasetPart> of) {
        return datasets.stream().mapToLong(of).sum();
    }

    private static JsonObject size(List<DatasetPart> datasets) {
        return Json.object()
                .put("rows", sum(datasets, each -> each.version().rows()))
                .put("rowsShown", sum(datasets, each -> each.version().shown()))
                .put("characters", sum(datasets, each -> each.folder().characters()))
                .put("bytes", sum(datasets, each -> each.folder().bytes()))
                .put(
                        "contributors",
                        datasets.stream()
                                .flatMap(each -> each.version().contributions().stream())
                                .map(DescribedVersion.Contribution::contributor)
                                .distinct()
                                .count())
                .build();
    }

    private static JsonObject dataset(DatasetPart part) {
        DescribedVersion version = part.version();
        return Json.object()
                .put("name", version.name())
                .put("datanet", version.token())
                .put("version", version.number())
                .put("root", version.root())
                .put("licence", version.licence())
                .put("owner", version.owner())
                .put("publishedAt", Urn.seconds(version.publishedMillis()))
                .put("size", size(List.of(part)))
                .put("contributions", version.contributions().size())
                .put("rowsTakenBack", part.takenBack())
                .put("languages", part.stated(SignedStatement::language).orElse(Exports.NOT_STATED))
                .put("description", part.stated(SignedStatement::description).orElse(Exports.NOT_STATED))
                .put("collection", part.stated(SignedStatement::collection).orElse(Exports.NOT_STATED))
                .put("personalData", part.stated(SignedStatement::personalData).orElse(Exports.NOT_STATED))
                .put("contact", part.stated(SignedStatement::contact).orElse(Exports.NOT_STATED))
                .build();
    }
}
