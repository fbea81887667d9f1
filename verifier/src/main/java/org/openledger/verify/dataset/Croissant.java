package org.openledger.verify.dataset;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.SignedStatement;

/** A version in Croissant 1.1 (https://docs.mlcommons.org/croissant), with the properties of Croissant RAI 1.0. */
final class Croissant {
    private static final String SPDX = "https://spdx.org/licenses/";
    private static final String CROISSANT = "http://mlcommons.org/croissant/";
    private static final String RECORDS = "rows";
    private static final String DATA = "data";

    private Croissant() {}

    /**
     * The description.
     *
     * @param sha256 of the data's file
     * @param bytes of the data's file
     * @param newest whether it is Croissant 1.1; folders from before have 1.0
     */
    static byte[] of(DescribedVersion version, String sha256, long bytes, boolean newest) {
        Json.ObjectBuilder description = Json.object()
                .put("@context", context())
                .put("@type", "sc:Dataset")
                .put(
                        "conformsTo",
                        newest
                                ? Json.strings(List.of(CROISSANT + "1.1", CROISSANT + "RAI/1.0"))
                                : Json.of(CROISSANT + "1.0"))
                .put("name", version.name())
                .put("description", describes(version))
                .put("license", SPDX + version.licence())
                .put("version", version.number() + ".0.0")
                .put(
                        "datePublished",
                        Instant.ofEpochMilli(version.publishedMillis())
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString())
                .put("citeAs", version.citation())
                .put("url", url(version))
                .put(
                        "creator",
                        Json.array(version.contributions().stream()
                                .map(DescribedVersion.Contribution::contributor)
                                .distinct()
                                .map(address -> Json.object()
                                        .put("@type", "sc:Person")
                                        .put("name", address)
                                        .build())
                                .toList()))
                .put(
                        "distribution",
                        Json.array(List.of(Json.object()
                                .put("@type", "cr:FileObject")
                                .put("@id", DATA)
                                .put("name", DATA)
                                .put("contentUrl", version.format().file())
                                .put("contentSize", bytes + " B")
                                .put("encodingFormat", encoding(version.format()))
                                .put("sha256", sha256)
                                .build())))
                .put(
                        "recordSet",
                        Json.array(List.of(Json.object()
                                .put("@type", "cr:RecordSet")
                                .put("@id", RECORDS)
                                .put("name", RECORDS)
                                .put("description", "One record a row.")
                                .put("field", Json.array(fields(version)))
                                .build())))
                .put("rai:dataCollection", all(version, SignedStatement::collection))
                .put("rai:personalSensitiveInformation", all(version, SignedStatement::personalData))
                .put(
                        "rai:dataUseCases",
                        "Training of language models under the licence and the terms in proof/terms.txt.")
                .put(
                        "rai:dataReleaseMaintenancePlan",
                        "Versions are immutable. Later ones add rows, and leave out those that were taken back.");
        if (!version.languages().isEmpty()) {
            description.put("inLanguage", Json.strings(List.copyOf(version.languages())));
        }
        return CanonicalJson.write(description.build());
    }

    private static String encoding(Format format) {
        return format.isParquet() ? "application/x-parquet" : format.mediaType();
    }

    private static String describes(DescribedVersion version) {
        long gone = version.rows() - version.shown();
        return "Version " + version.number() + " of " + version.name() + ", with " + version.rows() + " rows"
                + (gone > 0 ? ", of which " + gone + " were taken back. " : ". ")
                + (version.note().isEmpty() ? "" : version.note() + " ")
                + "Descriptions by contributors: " + all(version, SignedStatement::description);
    }

    private static String url(DescribedVersion version) {
        return "urn:openledger:%d:%s:%s:%d"
                .formatted(version.chainId(), version.registry(), version.token(), version.number());
    }

    /** What each contributor states, in the order of their contributions. */
    private static String all(DescribedVersion version, Function<SignedStatement, Optional<String>> part) {
        return version.contributions().stream()
                .map(each -> "contribution " + each.id() + ": "
                        + each.statement().flatMap(part).orElse(SignedStatement.NOT_STATED))
                .collect(Collectors.joining("; "));
    }

    private static List<JsonObject> fields(DescribedVersion version) {
        List<JsonObject> fields = new ArrayList<>();
        for (String name : version.fields()) {
            fields.add(Json.object()
                    .put("@type", "cr:Field")
                    .put("@id", RECORDS + "/" + name)
                    .put("name", name)
                    .put("description", "The field " + name + " of a row; empty where the row has none.")
                    .put("dataType", "sc:Text")
                    .put(
                            "source",
                            Json.object()
                                    .put(
                                            "fileObject",
                                            Json.object().put("@id", DATA).build())
                                    .put(
                                            "extract",
                                            Json.object().put("column", name).build())
                                    .build())
                    .build());
        }
        return fields;
    }

    private static JsonObject context() {
        return Json.object()
                .put("@language", "en")
                .put("@vocab", "https://schema.org/")
                .put("citeAs", "cr:citeAs")
                .put("column", "cr:column")
                .put("conformsTo", "dct:conformsTo")
                .put("cr", "http://mlcommons.org/croissant/")
                .put("rai", "http://mlcommons.org/croissant/RAI/")
                .put("data", typed("cr:data", "@json"))
                .put("dataType", typed("cr:dataType", "@vocab"))
                .put("dct", "http://purl.org/dc/terms/")
                .put("equivalentProperty", "cr:equivalentProperty")
                .put("examples", typed("cr:examples", "@json"))
                .put("extract", "cr:extract")
                .put("field", "cr:field")
                .put("fileProperty", "cr:fileProperty")
                .put("fileObject", "cr:fileObject")
                .put("fileSet", "cr:fileSet")
                .put("format", "cr:format")
                .put("includes", "cr:includes")
                .put("isLiveDataset", "cr:isLiveDataset")
                .put("jsonPath", "cr:jsonPath")
                .put("key", "cr:key")
                .put("md5", "cr:md5")
                .put("parentField", "cr:parentField")
                .put("path", "cr:path")
                .put("recordSet", "cr:recordSet")
                .put("references", "cr:references")
                .put("regex", "cr:regex")
                .put("repeated", "cr:repeated")
                .put("replace", "cr:replace")
                .put("samplingRate", "cr:samplingRate")
                .put("sc", "https://schema.org/")
                .put("separator", "cr:separator")
                .put("source", "cr:source")
                .put("subField", "cr:subField")
                .put("transform", "cr:transform")
                .build();
    }

    private static JsonObject typed(String id, String type) {
        return Json.object().put("@id", id).put("@type", type).build();
    }
}
