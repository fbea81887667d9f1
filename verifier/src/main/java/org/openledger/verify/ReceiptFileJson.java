package org.openledger.verify;

import java.util.List;
import java.util.Optional;
import org.openledger.verify.ReceiptFile.Anchor;
import org.openledger.verify.ReceiptFile.Claim;
import org.openledger.verify.ReceiptFile.Disclosure;
import org.openledger.verify.ReceiptFile.Inclusion;
import org.openledger.verify.ReceiptFile.Opening;
import org.openledger.verify.ReceiptFile.Payout;
import org.openledger.verify.ReceiptFile.Quotation;
import org.openledger.verify.ReceiptFile.QuotedRow;
import org.openledger.verify.ReceiptFile.Sealed;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonInteger;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.Json.ObjectBuilder;

/** The receipt file's JSON, one reader and one writer for each record. */
final class ReceiptFileJson {
    private ReceiptFileJson() {}

    static Sealed read(Json json) {
        return Fields.read("file", json, fields -> {
            fields.literal("schema", ReceiptFile.SCHEMA);
            Receipt closed = Receipt.fromJson(fields.take("receipt"));
            Optional<CommittedEvidence> evidence = fields.optional("evidence", CommittedEvidence::read);
            Require.that(
                    evidence.isEmpty() || closed.evidence().isPresent(),
                    "file.evidence: the receipt says its evidence itself");
            ReceiptFile content = new ReceiptFile(
                    evidence.map(shown -> shown.open(closed)).orElse(closed),
                    fields.text("signature"),
                    fields.object("inclusion", Inclusion::read),
                    fields.text("checkpoint"),
                    fields.optional("anchor", ReceiptFileJson::anchor),
                    fields.optional("opening", ReceiptFileJson::opening),
                    fields.optional("payout", ReceiptFileJson::payout),
                    fields.optionalObjects("quotations", ReceiptFileJson::quotation),
                    fields.optionalObjects("disclosures", ReceiptFileJson::disclosure));
            Require.that(
                    evidence.isPresent() == content.showsEvidence(),
                    "file.evidence goes with the opening: both are there, or none");
            return new Sealed(content, fields.text("seal"));
        });
    }

    /** The file without its seal. */
    static ObjectBuilder write(ReceiptFile file) {
        ObjectBuilder object = Json.object()
                .put("schema", ReceiptFile.SCHEMA)
                .put("receipt", file.receipt().toJson())
                .put("signature", file.signature())
                .put("inclusion", file.inclusion().json())
                .put("checkpoint", file.checkpoint());
        file.anchor().ifPresent(anchor -> object.put("anchor", write(anchor)));
        file.opening().ifPresent(opening -> object.put("opening", write(opening)));
        file.payout().ifPresent(payout -> object.put("payout", write(payout)));
        if (file.showsEvidence()) {
            object.put("evidence", CommittedEvidence.of(file.receipt()).toJson());
        }
        if (!file.disclosures().isEmpty()) {
            object.put(
                    "disclosures",
                    Json.array(file.disclosures().stream()
                            .map(ReceiptFileJson::write)
                            .toList()));
        }
        if (!file.quotations().isEmpty()) {
            object.put(
                    "quotations",
                    Json.array(file.quotations().stream()
                            .map(ReceiptFileJson::write)
                            .toList()));
        }
        return object;
    }

    private static Anchor anchor(Fields fields) {
        return new Anchor(
                fields.integer("chainId"),
                fields.text("contract"),
                fields.integer("size"),
                fields.text("root"),
                fields.integer("block"),
                fields.text("transaction"),
                fields.texts("consistency"));
    }

    private static JsonObject write(Anchor anchor) {
        return Json.object()
                .put("chainId", anchor.chainId())
                .put("contract", anchor.contract())
                .put("size", anchor.size())
                .put("root", anchor.root())
                .put("block", anchor.block())
                .put("transaction", anchor.transaction())
                .put("consistency", Json.strings(anchor.consistency()))
                .build();
    }

    private static Opening opening(Fields fields) {
        return new Opening(
                fields.text("salt"),
                fields.text("prompt"),
                fields.text("answer"),
                fields.int32s("promptIds"),
                fields.int32s("answerIds"));
    }

    private static JsonObject write(Opening opening) {
        return Json.object()
                .put("salt", opening.salt())
                .put("prompt", opening.prompt())
                .put("answer", opening.answer())
                .put("promptIds", integers(opening.promptIds()))
                .put("answerIds", integers(opening.answerIds()))
                .build();
    }

    private static Disclosure disclosure(Fields fields) {
        CommittedEvidence.Kind kind = Require.word("kind", CommittedEvidence.Kind.class, fields.text("kind"));
        return new Disclosure(
                new CommittedEvidence.Piece(
                        kind,
                        fields.text("contributor"),
                        fields.object("content", content -> CommittedEvidence.content(kind, content))),
                fields.text("salt"),
                fields.object("inclusion", Inclusion::read));
    }

    private static JsonObject write(Disclosure disclosure) {
        return Json.object()
                .put("kind", disclosure.piece().kind().word())
                .put("contributor", disclosure.piece().contributor())
                .put("content", disclosure.piece().content())
                .put("salt", disclosure.salt())
                .put("inclusion", disclosure.inclusion().json())
                .build();
    }

    private static Quotation quotation(Fields fields) {
        return new Quotation(
                fields.text("contributor"),
                fields.int32("start"),
                fields.int32("length"),
                fields.int32("answerAt"),
                fields.text("field"),
                fields.int32("rowAt"),
                fields.int32("characters"),
                fields.object("row", ReceiptFileJson::row));
    }

    private static JsonObject write(Quotation quotation) {
        return Json.object()
                .put("contributor", quotation.contributor())
                .put("start", quotation.start())
                .put("length", quotation.length())
                .put("answerAt", quotation.answerAt())
                .put("field", quotation.field())
                .put("rowAt", quotation.rowAt())
                .put("characters", quotation.characters())
                .put("row", write(quotation.row()))
                .build();
    }

    private static QuotedRow row(Fields fields) {
        return new QuotedRow(
                fields.text("datanet"),
                fields.text("salt"),
                fields.text("content"),
                fields.object("inclusion", Inclusion::read));
    }

    private static JsonObject write(QuotedRow row) {
        return Json.object()
                .put("datanet", row.datanet())
                .put("salt", row.salt())
                .put("content", row.content())
                .put("inclusion", row.inclusion().json())
                .build();
    }

    private static Payout payout(Fields fields) {
        return new Payout(
                fields.integer("epoch"), fields.text("root"), fields.objects("claims", ReceiptFileJson::claim));
    }

    private static JsonObject write(Payout payout) {
        return Json.object()
                .put("epoch", payout.epoch())
                .put("root", payout.root())
                .put(
                        "claims",
                        Json.array(payout.claims().stream()
                                .map(ReceiptFileJson::write)
                                .toList()))
                .build();
    }

    private static Claim claim(Fields fields) {
        return new Claim(fields.text("account"), fields.text("cumulativeWei"), fields.texts("proof"));
    }

    private static JsonObject write(Claim claim) {
        return Json.object()
                .put("account", claim.account())
                .put("cumulativeWei", claim.cumulativeWei())
                .put("proof", Json.strings(claim.proof()))
                .build();
    }

    private static Json integers(List<Integer> values) {
        return Json.array(values.stream().map(value -> new JsonInteger(value)).toList());
    }
}
