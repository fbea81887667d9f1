package org.openledger.verify.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.dataset.DescribedVersion;

/** PROV-JSON (https://www.w3.org/submissions/prov-json/): from contributions to versions, models, answers, acts and payments. */
final class Prov {
    private static final String PREFIX = "ol:";

    private final Facts facts;
    private final Map<String, Map<String, Json>> records = new TreeMap<>();

    private Prov(Facts facts) {
        this.facts = facts;
    }

    static JsonObject of(Facts facts) {
        return new Prov(facts).write();
    }

    private JsonObject write() {
        facts.datasets().forEach(this::dataset);
        facts.models().forEach(this::model);
        facts.receipts().forEach(this::receipt);
        facts.actions().values().forEach(this::action);
        Json.ObjectBuilder json = Json.object()
                .put("prefix", Json.object().put("ol", "urn:openledger:").build());
        records.forEach(
                (kind, named) -> json.put(kind, Json.object().putAll(named).build()));
        return json.build();
    }

    /** A name as PROV writes it: the prefix, and characters that any reader takes. */
    private static String name(String kind, String id) {
        return PREFIX + kind + "." + id.replaceAll("[^A-Za-z0-9_.-]", ".");
    }

    private void put(String kind, String id, JsonObject value) {
        records.computeIfAbsent(kind, fresh -> new TreeMap<>()).putIfAbsent(id, value);
    }

    private void relate(String kind, String fromRole, String from, String toRole, String to) {
        put(
                kind,
                name(kind, from.substring(PREFIX.length()) + "-" + to.substring(PREFIX.length())),
                Json.object().put(fromRole, from).put(toRole, to).build());
    }

    private String agent(String address) {
        String id = name("account", address);
        put("agent", id, Json.object().put(PREFIX + "address", address).build());
        return id;
    }

    private void dataset(DatasetPart part) {
        DescribedVersion version = part.version();
        String id = name("version", part.id());
        put(
                "entity",
                id,
                Json.object()
                        .put("prov:label", version.name() + ", version " + version.number())
                        .put(PREFIX + "root", version.root())
                        .put(PREFIX + "licence", version.licence())
                        .put(PREFIX + "rows", version.rows())
                        .put(PREFIX + "takenBack", part.takenBack())
                        .build());
        relate("wasAttributedTo", "prov:entity", id, "prov:agent", agent(version.owner()));
        for (DescribedVersion.Contribution each : version.contributions()) {
            String given = name("contribution", each.id());
            put("entity", given, Json.object().put(PREFIX + "rows", each.rows()).build());
            relate("wasAttributedTo", "prov:entity", given, "prov:agent", agent(each.contributor()));
            relate("wasDerivedFrom", "prov:generatedEntity", id, "prov:usedEntity", given);
        }
    }

    private static String model(String name, String adapterDigest) {
        return name("model", adapterDigest.isEmpty() ? name : adapterDigest);
    }

    private void model(ModelPart model) {
        String id = model(model.name(), model.adapterDigest());
        put(
                "entity",
                id,
                Json.object()
                        .put("prov:label", model.name() + ", version " + model.number())
                        .put(PREFIX + "origin", model.origin())
                        .build());
        relate("wasAttributedTo", "prov:entity", id, "prov:agent", agent(model.owner()));
        String base = name("base", model.baseDigest());
        put("entity", base, Json.object().put("prov:label", model.base()).build());
        relate("wasDerivedFrom", "prov:generatedEntity", id, "prov:usedEntity", base);
        model.sources()
                .forEach(each -> relate(
                        "wasDerivedFrom",
                        "prov:generatedEntity",
                        id,
                        "prov:usedEntity",
                        name("version", each.datanet() + "/" + each.number())));
    }

    private void receipt(Facts.ReceiptPart part) {
        Receipt receipt = part.receipt();
        String answer = name("answer", receipt.id());
        String inference = name("inference", receipt.id());
        put(
                "entity",
                answer,
                Json.object()
                        .put(PREFIX + "digest", receipt.answer().digest())
                        .put(PREFIX + "basePpm", receipt.attribution().basePpm())
                        .put(PREFIX + "unattributedPpm", receipt.attribution().unattributedPpm())
                        .build());
        put(
                "activity",
                inference,
                Json.object()
                        .put("prov:startTime", Urn.seconds(receipt.timeMillis()))
                        .build());
        relate("wasGeneratedBy", "prov:entity", answer, "prov:activity", inference);
        relate(
                "used",
                "prov:activity",
                inference,
                "prov:entity",
                model(receipt.model().name(), receipt.model().adapterDigest()));
        relate("wasAssociatedWith", "prov:activity", inference, "prov:agent", agent(receipt.operator()));
        receipt.retrieval()
                .ifPresent(drawn -> drawn.searched()
                        .forEach(at -> relate(
                                "used",
                                "prov:activity",
                                inference,
                                "prov:entity",
                                name("version", at.datanet() + "/" + at.number()))));
        for (Receipt.Share share : receipt.attribution().shares()) {
            put(
                    "wasInfluencedBy",
                    name("share", receipt.id() + "-" + share.contributor()),
                    Json.object()
                            .put("prov:influencee", answer)
                            .put("prov:influencer", agent(share.contributor()))
                            .put(PREFIX + "sharePpm", share.ppm())
                            .build());
        }
        for (Receipt.Payment payment : receipt.payments()) {
            String paid = name("payment", receipt.id() + "-" + payment.role().word() + "-" + payment.account());
            put(
                    "entity",
                    paid,
                    Json.object().put(PREFIX + "gwei", payment.gwei()).build());
            relate("wasGeneratedBy", "prov:entity", paid, "prov:activity", inference);
            if (payment.account().startsWith("0x")) {
                relate("wasAttributedTo", "prov:entity", paid, "prov:agent", agent(payment.account()));
            }
        }
    }

    private void action(Members record) {
        String act = name("act", record.text("id"));
        put(
                "activity",
                act,
                Json.object()
                        .put("prov:startTime", Urn.seconds(record.number("admittedMillis")))
                        .put("prov:endTime", Urn.seconds(record.number("closedMillis")))
                        .put(PREFIX + "tool", record.member("tool").text("name"))
                        .put(PREFIX + "verdict", record.text("verdict"))
                        .build());
        facts.mandates().stream()
                .filter(each -> each.text("id").equals(record.text("mandate")))
                .forEach(mandate -> {
                    relate("wasAssociatedWith", "prov:activity", act, "prov:agent", agent(mandate.text("agent")));
                    if (!mandate.text("agent").equals(mandate.text("principal"))) {
                        relate(
                                "actedOnBehalfOf",
                                "prov:delegate",
                                agent(mandate.text("agent")),
                                "prov:responsible",
                                agent(mandate.text("principal")));
                    }
                });
        Optional<String> receipt = record.optionalText("receipt")
                .filter(id -> facts.receipts().stream()
                        .anyMatch(each -> each.receipt().id().equals(id)));
        receipt.ifPresent(id -> relate("used", "prov:activity", act, "prov:entity", name("answer", id)));
    }
}
