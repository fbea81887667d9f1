package org.openledger.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openledger.verify.Receipt.Ancestor;
import org.openledger.verify.Receipt.Answer;
import org.openledger.verify.Receipt.Attribution;
import org.openledger.verify.Receipt.Chain;
import org.openledger.verify.Receipt.Fee;
import org.openledger.verify.Receipt.Licensed;
import org.openledger.verify.Receipt.LogIdentity;
import org.openledger.verify.Receipt.Model;
import org.openledger.verify.Receipt.OtherSeeds;
import org.openledger.verify.Receipt.Parameters;
import org.openledger.verify.Receipt.PayRule;
import org.openledger.verify.Receipt.Payment;
import org.openledger.verify.Receipt.Request;
import org.openledger.verify.Receipt.Retrieval;
import org.openledger.verify.Receipt.RowScore;
import org.openledger.verify.Receipt.Searched;
import org.openledger.verify.Receipt.Share;
import org.openledger.verify.Receipt.Source;
import org.openledger.verify.Receipt.Span;
import org.openledger.verify.Receipt.SplitBps;
import org.openledger.verify.Receipt.Support;
import org.openledger.verify.Receipt.Upstream;
import org.openledger.verify.Receipt.Version;
import org.openledger.verify.Receipt.Withheld;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonObject;

/** The receipt's JSON, one reader and one writer for each record. */
final class ReceiptJson {
    private static final List<String> SCHEMAS = List.of(
            Receipt.CLEAR_SCHEMA,
            Receipt.UNSUPPORTED_SCHEMA,
            Receipt.TOKENS_SCHEMA,
            Receipt.UNCARRIED_SCHEMA,
            Receipt.ONE_FACTOR_SCHEMA,
            Receipt.SCHEMA);

    private ReceiptJson() {}

    static Receipt read(Json json) {
        return Fields.read("receipt", json, fields -> {
            String schema = schema(fields.text("schema"));
            boolean clear = schema.equals(Receipt.CLEAR_SCHEMA);
            return new Receipt(
                    fields.text("id"),
                    fields.integer("timeMillis"),
                    fields.text("operator"),
                    fields.text("payer"),
                    fields.object("chain", ReceiptJson::chain),
                    fields.object("log", log -> new LogIdentity(log.text("origin"), log.text("key"))),
                    fields.object("model", ReceiptJson::model),
                    fields.object("request", ReceiptJson::request),
                    fields.object("answer", ReceiptJson::answer),
                    fields.object("attribution", shown -> attribution(shown, schema)),
                    fields.optional("retrieval", shown -> clear ? retrieval(shown) : closedRetrieval(shown)),
                    fields.object("fee", ReceiptJson::fee),
                    fields.objects("payments", ReceiptJson::payment),
                    clear ? Optional.empty() : Optional.of(fields.text("evidence")),
                    fields.optional("upstream", ReceiptJson::upstream),
                    fields.optional("withheld", why -> new Withheld(why.int32("minimumPpm"))));
        });
    }

    private static String schema(String schema) {
        Require.that(
                SCHEMAS.contains(schema),
                "receipt.schema must be one of " + String.join(", ", SCHEMAS) + ", not \"" + schema + "\"");
        return schema;
    }

    static JsonObject write(Receipt receipt) {
        boolean clear = receipt.evidence().isEmpty();
        Json.ObjectBuilder object = Json.object()
                .put("schema", receipt.schema())
                .put("id", receipt.id())
                .put("timeMillis", receipt.timeMillis())
                .put("operator", receipt.operator())
                .put("payer", receipt.payer())
                .put("chain", write(receipt.chain()))
                .put(
                        "log",
                        Json.object()
                                .put("origin", receipt.log().origin())
                                .put("key", receipt.log().key())
                                .build())
                .put("model", write(receipt.model()))
                .put("request", write(receipt.request()))
                .put("answer", write(receipt.answer()))
                .put("attribution", write(receipt.attribution(), clear))
                .put("fee", write(receipt.fee()))
                .put("payments", array(receipt.payments(), ReceiptJson::write));
        receipt.retrieval()
                .ifPresent(retrieval -> object.put("retrieval", clear ? write(retrieval) : writeClosed(retrieval)));
        receipt.evidence().ifPresent(root -> object.put("evidence", root));
        receipt.upstream().ifPresent(engine -> object.put("upstream", write(engine)));
        receipt.withheld()
                .ifPresent(why -> object.put(
                        "withheld",
                        Json.object().put("minimumPpm", why.minimumPpm()).build()));
        return object.build();
    }

    private static Chain chain(Fields fields) {
        return new Chain(
                fields.integer("id"), fields.text("escrow"), fields.text("anchor"), fields.text("distributor"));
    }

    private static JsonObject write(Chain chain) {
        return Json.object()
                .put("id", chain.id())
                .put("escrow", chain.escrow())
                .put("anchor", chain.anchor())
                .put("distributor", chain.distributor())
                .build();
    }

    private static Model model(Fields fields) {
        return new Model(
                fields.text("name"),
                fields.text("token"),
                fields.text("baseDigest"),
                fields.text("adapterDigest"),
                fields.text("tokenizerDigest"),
                fields.text("run"),
                fields.objects("versions", ReceiptJson::version),
                fields.optionalObjects("ancestors", ReceiptJson::ancestor));
    }

    private static Version version(Fields fields) {
        return new Version(fields.text("datanet"), fields.integer("number"), fields.text("root"), licensed(fields));
    }

    /** Both members or neither. */
    private static Optional<Licensed> licensed(Fields fields) {
        return fields.optionalText("licence").map(spdx -> new Licensed(spdx, fields.text("termsDigest")));
    }

    private static Ancestor ancestor(Fields fields) {
        return new Ancestor(fields.text("token"), fields.text("owner"), fields.int32("bps"));
    }

    private static JsonObject write(Ancestor ancestor) {
        return Json.object()
                .put("token", ancestor.token())
                .put("owner", ancestor.owner())
                .put("bps", ancestor.bps())
                .build();
    }

    private static JsonObject write(Model model) {
        Json.ObjectBuilder object = Json.object()
                .put("name", model.name())
                .put("token", model.token())
                .put("baseDigest", model.baseDigest())
                .put("adapterDigest", model.adapterDigest())
                .put("tokenizerDigest", model.tokenizerDigest())
                .put("run", model.run())
                .put("versions", array(model.versions(), ReceiptJson::write));
        if (!model.ancestors().isEmpty()) {
            object.put("ancestors", array(model.ancestors(), ReceiptJson::write));
        }
        return object.build();
    }

    private static JsonObject write(Version version) {
        Json.ObjectBuilder object = Json.object()
                .put("datanet", version.datanet())
                .put("number", version.number())
                .put("root", version.root());
        version.licensed().ifPresent(licensed -> put(object, licensed));
        return object.build();
    }

    private static void put(Json.ObjectBuilder object, Licensed licensed) {
        object.put("licence", licensed.licence()).put("termsDigest", licensed.termsDigest());
    }

    private static Request request(Fields fields) {
        return new Request(
                fields.text("digest"),
                fields.int32("tokens"),
                fields.int32("maxTokens"),
                fields.int32("temperaturePpm"),
                fields.integer("seed"));
    }

    private static JsonObject write(Request request) {
        return Json.object()
                .put("digest", request.digest())
                .put("tokens", request.tokens())
                .put("maxTokens", request.maxTokens())
                .put("temperaturePpm", request.temperaturePpm())
                .put("seed", request.seed())
                .build();
    }

    private static Answer answer(Fields fields) {
        return new Answer(
                fields.text("digest"),
                fields.int32("tokens"),
                Require.word("finish", Receipt.Finish.class, fields.text("finish")));
    }

    private static JsonObject write(Answer answer) {
        return Json.object()
                .put("digest", answer.digest())
                .put("tokens", answer.tokens())
                .put("finish", answer.finish().word())
                .build();
    }

    private static Upstream upstream(Fields fields) {
        return new Upstream(
                fields.text("name"), fields.integer("differenceNanonats"), fields.integer("toleranceNanonats"));
    }

    private static JsonObject write(Upstream upstream) {
        return Json.object()
                .put("name", upstream.name())
                .put("differenceNanonats", upstream.differenceNanonats())
                .put("toleranceNanonats", upstream.toleranceNanonats())
                .build();
    }

    private static Attribution attribution(Fields fields, String schema) {
        boolean clear = schema.equals(Receipt.CLEAR_SCHEMA);
        boolean led = schema.equals(Receipt.SCHEMA);
        boolean carried = led || schema.equals(Receipt.ONE_FACTOR_SCHEMA);
        boolean ofOtherSeeds = carried || schema.equals(Receipt.UNCARRIED_SCHEMA);
        Says says = clear
                ? Says.EVIDENCE
                : carried
                        ? Says.CARRIED
                        : ofOtherSeeds || schema.equals(Receipt.TOKENS_SCHEMA) ? Says.SUPPORT : Says.NOTHING;
        return new Attribution(
                fields.text("method"),
                fields.text("code"),
                Require.word("ready", Receipt.Readiness.class, fields.text("ready")),
                fields.text("influenceDigest"),
                fields.text("indexDigest"),
                fields.integer("seed"),
                fields.int32("tolerancePpm"),
                shares(fields, says),
                fields.int32("basePpm"),
                fields.int32("unattributedPpm"),
                fields.int32("confidencePpm"),
                fields.integer("deltaNanonats"),
                ofOtherSeeds
                        ? Optional.of(fields.object("otherSeeds", said -> otherSeeds(said, led)))
                        : Optional.empty());
    }

    private static OtherSeeds otherSeeds(Fields fields, boolean led) {
        return new OtherSeeds(
                fields.int32("factorPpm"),
                led ? Optional.of(fields.int32("leadFactorPpm")) : Optional.empty(),
                fields.int32("commonPpm"),
                fields.texts("foreseen"));
    }

    private static JsonObject write(OtherSeeds said) {
        Json.ObjectBuilder object = Json.object().put("factorPpm", said.factorPpm());
        said.leadFactorPpm().ifPresent(factor -> object.put("leadFactorPpm", factor));
        return object.put("commonPpm", said.commonPpm())
                .put("foreseen", Json.strings(said.foreseen()))
                .build();
    }

    private static JsonObject write(Attribution attribution, boolean clear) {
        Json.ObjectBuilder object = Json.object()
                .put("method", attribution.method())
                .put("code", attribution.code())
                .put("ready", attribution.ready().word())
                .put("influenceDigest", attribution.influenceDigest())
                .put("indexDigest", attribution.indexDigest())
                .put("seed", attribution.seed())
                .put("tolerancePpm", attribution.tolerancePpm())
                .put("shares", array(attribution.shares(), share -> write(share, clear)))
                .put("basePpm", attribution.basePpm())
                .put("unattributedPpm", attribution.unattributedPpm())
                .put("confidencePpm", attribution.confidencePpm())
                .put("deltaNanonats", attribution.deltaNanonats());
        attribution.otherSeeds().ifPresent(said -> object.put("otherSeeds", write(said)));
        return object.build();
    }

    /** What a share says beside credit and effect. */
    private enum Says {
        EVIDENCE,
        NOTHING,
        SUPPORT,
        CARRIED
    }

    private static List<Share> shares(Fields fields, Says says) {
        List<Share> shares = fields.objects("shares", share -> share(share, says));
        Require.that(
                says.compareTo(Says.SUPPORT) < 0 || !shares.isEmpty(),
                "a receipt without shares has no support to say: its schema is " + Receipt.UNSUPPORTED_SCHEMA);
        return shares;
    }

    private static Share share(Fields fields, Says says) {
        boolean clear = says == Says.EVIDENCE;
        return new Share(
                fields.text("contributor"),
                fields.int32("ppm"),
                says.compareTo(Says.SUPPORT) < 0
                        ? Optional.empty()
                        : Optional.of(new Support(
                                fields.int32("shapedPpm"),
                                fields.int32("supportPpm"),
                                says == Says.CARRIED ? Optional.of(fields.int32("carriedPpm")) : Optional.empty())),
                fields.integer("effectNanonats"),
                fields.integer("lowNanonats"),
                fields.integer("highNanonats"),
                clear ? fields.objects("rows", ReceiptJson::rowScore) : List.of(),
                clear ? fields.objects("spans", ReceiptJson::span) : List.of());
    }

    private static JsonObject write(Share share, boolean clear) {
        Json.ObjectBuilder object =
                Json.object().put("contributor", share.contributor()).put("ppm", share.ppm());
        share.support().ifPresent(support -> {
            object.put("shapedPpm", support.shapedPpm()).put("supportPpm", support.ppm());
            support.carriedPpm().ifPresent(carried -> object.put("carriedPpm", carried));
        });
        object.put("effectNanonats", share.effectNanonats())
                .put("lowNanonats", share.lowNanonats())
                .put("highNanonats", share.highNanonats());
        if (clear) {
            object.put("rows", array(share.rows(), ReceiptJson::write))
                    .put("spans", array(share.spans(), ReceiptJson::write));
        }
        return object.build();
    }

    static RowScore rowScore(Fields fields) {
        return new RowScore(fields.text("leaf"), fields.text("datanet"), fields.int32("scorePpm"));
    }

    static JsonObject write(RowScore row) {
        return Json.object()
                .put("leaf", row.leaf())
                .put("datanet", row.datanet())
                .put("scorePpm", row.scorePpm())
                .build();
    }

    static Span span(Fields fields) {
        return new Span(fields.int32("start"), fields.int32("length"), fields.integer("count"), fields.texts("rows"));
    }

    static JsonObject write(Span span) {
        return Json.object()
                .put("start", span.start())
                .put("length", span.length())
                .put("count", span.count())
                .put("rows", Json.strings(span.rows()))
                .build();
    }

    private static Retrieval retrieval(Fields fields) {
        return new Retrieval(
                fields.text("method"),
                fields.int32("start"),
                fields.int32("end"),
                fields.objects("searched", ReceiptJson::searched),
                fields.objects("sources", ReceiptJson::source));
    }

    /** One that keeps its sources to itself, but not whose commons share in the fee. */
    private static Retrieval closedRetrieval(Fields fields) {
        return new Retrieval(
                fields.text("method"),
                0,
                0,
                fields.objects("searched", ReceiptJson::searched),
                List.of(),
                fields.texts("datanets"));
    }

    private static Searched searched(Fields fields) {
        return new Searched(
                fields.text("datanet"),
                fields.integer("number"),
                fields.text("root"),
                fields.text("indexDigest"),
                licensed(fields));
    }

    private static JsonObject write(Retrieval retrieval) {
        return Json.object()
                .put("method", retrieval.method())
                .put("start", retrieval.start())
                .put("end", retrieval.end())
                .put("searched", array(retrieval.searched(), ReceiptJson::write))
                .put("sources", array(retrieval.sources(), ReceiptJson::write))
                .build();
    }

    private static JsonObject writeClosed(Retrieval retrieval) {
        return Json.object()
                .put("method", retrieval.method())
                .put("searched", array(retrieval.searched(), ReceiptJson::write))
                .put("datanets", Json.strings(retrieval.datanets()))
                .build();
    }

    private static JsonObject write(Searched searched) {
        Json.ObjectBuilder object = Json.object()
                .put("datanet", searched.datanet())
                .put("number", searched.number())
                .put("root", searched.root())
                .put("indexDigest", searched.indexDigest());
        searched.licensed().ifPresent(licensed -> put(object, licensed));
        return object.build();
    }

    static Source source(Fields fields) {
        return new Source(
                fields.int32("number"),
                fields.text("leaf"),
                fields.text("datanet"),
                fields.text("contributor"),
                fields.int32("start"),
                fields.int32("end"),
                fields.integer("effectNanonats"),
                fields.integer("lowNanonats"),
                fields.integer("highNanonats"));
    }

    static JsonObject write(Source source) {
        return Json.object()
                .put("number", source.number())
                .put("leaf", source.leaf())
                .put("datanet", source.datanet())
                .put("contributor", source.contributor())
                .put("start", source.start())
                .put("end", source.end())
                .put("effectNanonats", source.effectNanonats())
                .put("lowNanonats", source.lowNanonats())
                .put("highNanonats", source.highNanonats())
                .build();
    }

    private static Fee fee(Fields fields) {
        return new Fee(
                fields.integer("totalGwei"),
                fields.object("splitBps", ReceiptJson::splitBps),
                fields.optionalText("rule").map(PayRule::ofWord).orElse(PayRule.AT_ONCE),
                fields.optional("parameters", ReceiptJson::parameters));
    }

    private static Parameters parameters(Fields fields) {
        return new Parameters(fields.text("contract"), fields.integer("block"));
    }

    private static JsonObject write(Fee fee) {
        Json.ObjectBuilder object =
                Json.object().put("totalGwei", fee.totalGwei()).put("splitBps", write(fee.splitBps()));
        if (fee.rule() != PayRule.AT_ONCE) {
            object.put("rule", fee.rule().word());
        }
        fee.parameters()
                .ifPresent(from -> object.put(
                        "parameters",
                        Json.object()
                                .put("contract", from.contract())
                                .put("block", from.block())
                                .build()));
        return object.build();
    }

    private static SplitBps splitBps(Fields fields) {
        return new SplitBps(
                fields.int32("treasury"),
                fields.int32("stakers"),
                fields.int32("operator"),
                fields.int32("base"),
                fields.int32("developer"),
                fields.int32("data"));
    }

    private static JsonObject write(SplitBps split) {
        return Json.object()
                .put("treasury", split.treasury())
                .put("stakers", split.stakers())
                .put("operator", split.operator())
                .put("base", split.base())
                .put("developer", split.developer())
                .put("data", split.data())
                .build();
    }

    private static Payment payment(Fields fields) {
        return new Payment(fields.text("account"), Role.of(fields.text("role")), fields.integer("gwei"));
    }

    private static JsonObject write(Payment payment) {
        return Json.object()
                .put("account", payment.account())
                .put("role", payment.role().word())
                .put("gwei", payment.gwei())
                .build();
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> writer) {
        return Json.array(items.stream().map(writer).toList());
    }
}
