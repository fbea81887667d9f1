package org.openledger.verify.evidence;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Receipt;
import org.openledger.verify.Role;
import org.openledger.verify.UsageRights;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.chain.RegistryState;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.datanet.SignedStatement;
import org.openledger.verify.dataset.DatasetFolder;
import org.openledger.verify.evidence.Claim.Question;
import org.openledger.verify.evidence.Claim.Status;

/** What the facts of a pack say to the five questions, and nothing beside. */
final class PackClaims {
    private static final String SCHEMA = "openledger.claims/1";
    private static final String OPERATOR = "the operator";

    private final Facts facts;
    private final List<Claim> claims = new ArrayList<>();

    private PackClaims(Facts facts) {
        this.facts = facts;
    }

    /** @param blockIsKnown whether the reader knows that the witness's block is one of the chain */
    static List<Claim> of(Facts facts, boolean blockIsKnown) {
        PackClaims all = new PackClaims(facts);
        facts.chain().ifPresent(chain -> all.block(chain, blockIsKnown));
        facts.datasets().forEach(all::dataset);
        facts.models().forEach(all::model);
        facts.receipts().forEach(all::receipt);
        all.paid();
        facts.permits().forEach(all::permit);
        all.actions();
        all.gaps();
        return List.copyOf(all.claims);
    }

    static byte[] json(PackManifest pack, List<Claim> claims) {
        return CanonicalJson.write(Json.object()
                .put("schema", SCHEMA)
                .put("subject", pack.subject().toString())
                .put(
                        "answers",
                        Json.array(Arrays.stream(Question.values())
                                .map(question -> Json.object()
                                        .put("id", question.word())
                                        .put("question", question.sentence())
                                        .put(
                                                "answer",
                                                Claim.answer(claims, question).word())
                                        .put(
                                                "claims",
                                                Json.array(claims.stream()
                                                        .filter(claim -> claim.question() == question)
                                                        .map(Claim::json)
                                                        .toList()))
                                        .build())
                                .toList()))
                .build());
    }

    private void shown(Question question, String says, String... evidence) {
        claims.add(new Claim(question, true, says, Status.SHOWN, Optional.empty(), List.of(evidence)));
    }

    private void stated(Question question, boolean decides, String by, String says, String... evidence) {
        claims.add(new Claim(question, decides, says, Status.STATED, Optional.of(by), List.of(evidence)));
    }

    private void notKnown(Question question, boolean decides, String says, String... looked) {
        claims.add(new Claim(question, decides, says, Status.NOT_KNOWN, Optional.empty(), List.of(looked)));
    }

    private void dataset(DatasetPart part) {
        String name = part.version().name() + ", version " + part.version().number() + ",";
        String manifest = part.file(DatasetFolder.MANIFEST);
        shown(
                Question.DATASET,
                name + " has " + part.version().rows() + " rows under the root "
                        + part.version().root() + ": the " + part.version().shown()
                        + " that are here are among them, and "
                        + part.takenBack() + " were taken back, of which the leaf alone is here",
                part.file(DatasetFolder.ROWS),
                part.file(DatasetFolder.LEAVES),
                manifest);
        boolean byContract = facts.byContract().stream().anyMatch(sentence -> sentence.startsWith(part.path()));
        String signed = name + " is signed by its owner " + part.version().owner() + ", and each row by one of "
                + part.contributors() + " contributors";
        if (byContract) {
            stated(
                    Question.DATASET,
                    /* decides= */ true,
                    OPERATOR,
                    signed
                            + "; not all signatures are a key's own, and what a contract wallet signed is for the chain to"
                            + " check",
                    manifest);
        } else {
            shown(Question.DATASET, signed, part.file(DatasetFolder.INDEX), manifest);
        }
        shown(
                Question.DATASET,
                name + " and what contributors signed are in the operator's log",
                part.file(DatasetFolder.INDEX));
        statement(
                part,
                name + " was collected as follows",
                "how " + name + " was collected",
                SignedStatement::collection);
        statement(part, name + " and people", "whether " + name + " is about people", SignedStatement::personalData);
        statement(
                part, name + " is in these languages", "in which languages " + name + " is", SignedStatement::language);
        shown(
                Question.RIGHTS,
                name + " is under " + part.version().licence()
                        + ": its owner signed that, and contributors signed the terms",
                manifest,
                part.file(DatasetFolder.TERMS));
        registered(part, name);
    }

    /** All that is read from the chain rests on this. */
    private void block(ChainPart chain, boolean known) {
        String says = chain.block() + ", made at "
                + Urn.seconds(chain.witness().header().timeSeconds() * 1_000) + ", is one of chain "
                + chain.witness().chainId();
        if (known) {
            shown(Question.RIGHTS, says + ", as its reader knows", ChainPart.NAME);
        } else {
            stated(Question.RIGHTS, /* decides= */ true, OPERATOR, says, ChainPart.NAME);
        }
    }

    private void registered(DatasetPart part, String name) {
        String registry = part.version().registry();
        String registered = "the digest of what the owner of " + name + " signed, licence included, is in the registry "
                + registry + " on chain " + part.version().chainId();
        Optional<RegistryState.Version> held = facts.chain().flatMap(chain -> chain.of(part));
        if (held.isPresent()) {
            ChainPart chain = facts.chain().orElseThrow();
            shown(
                    Question.RIGHTS,
                    registered + ", with the root, "
                            + held.get().licence().map(PackClaims::licence).orElse("no licence of its own") + ": as of "
                            + chain.block() + ", in storage of code "
                            + chain.witness().codeHash(registry),
                    ChainPart.NAME,
                    part.file(DatasetFolder.MANIFEST));
        } else if (part.version().transaction().isEmpty() || facts.chain().isPresent()) {
            notKnown(Question.RIGHTS, /* decides= */ true, "whether " + registered, part.file(DatasetFolder.INDEX));
        } else {
            stated(
                    Question.RIGHTS,
                    /* decides= */ true,
                    OPERATOR,
                    registered + ", since transaction " + part.version().transaction(),
                    part.file(DatasetFolder.INDEX));
        }
    }

    private static String licence(RegistryState.Licence licence) {
        boolean paid = (licence.uses() & UsageRights.COMMERCIAL) != 0;
        String uses = Arrays.stream(UsageRights.Use.values())
                .filter(use -> UsageRights.objection(licence.uses(), use, paid).isEmpty())
                .map(use -> use.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return "the licence " + licence.spdx() + " and what it lets others do (" + (uses.isEmpty() ? "nothing" : uses)
                + (paid ? ", also for money" : ", not for money") + ")";
    }

    private void statement(
            DatasetPart part, String known, String unknown, Function<SignedStatement, Optional<String>> said) {
        String manifest = part.file(DatasetFolder.MANIFEST);
        part.stated(said)
                .ifPresentOrElse(
                        words -> stated(
                                Question.DATASET,
                                /* decides= */ false,
                                "its contributors",
                                known + ": " + words
                                        + (part.allState(said) ? "" : "; other contributions state nothing"),
                                part.contributionsThatState(said)),
                        () -> notKnown(Question.DATASET, /* decides= */ false, unknown, manifest));
    }

    private void model(ModelPart model) {
        String name = model.name() + ", version " + model.number() + ",";
        shown(
                Question.VALUE,
                name
                        + (model.declared()
                                ? " and all that is said of it is"
                                : " is, by its adapter " + model.adapterDigest() + ",")
                        + " in the operator's log",
                model.path());
        if (model.sources().isEmpty()) {
            notKnown(Question.VALUE, /* decides= */ true, "what " + name + " learnt beside its base", model.path());
        } else {
            stated(
                    Question.VALUE,
                    /* decides= */ true,
                    model.declared() ? "its owner " + model.owner() : OPERATOR,
                    name + " learnt from "
                            + String.join(
                                    ", ",
                                    model.sources().stream()
                                            .map(each -> "version " + each.number() + " of Datanet " + each.datanet())
                                            .toList())
                            + ", which are here with their rows",
                    model.path());
        }
        notKnown(
                Question.VALUE,
                /* decides= */ true,
                "what the base " + model.base() + " (" + model.baseDigest() + ") learnt from",
                model.path());
        model.values()
                .ifPresent(values -> stated(
                        Question.VALUE,
                        /* decides= */ false,
                        OPERATOR,
                        "what the rows of each contributor did for the loss of " + name
                                + " on rows held out, with bounds; the log has the digest",
                        values));
        model.credential()
                .ifPresent(credential -> shown(
                        Question.VALUE,
                        "the adapter of " + name
                                + " has a content credential (C2PA) that the log's key signed, of its digest and what it"
                                + " learnt from",
                        credential));
        model.licence()
                .ifPresentOrElse(
                        licence -> stated(
                                Question.RIGHTS,
                                /* decides= */ false,
                                "its owner " + model.owner(),
                                name + " itself is under " + licence,
                                model.path()),
                        () -> notKnown(
                                Question.RIGHTS,
                                /* decides= */ false,
                                "under which licence " + name + " itself is",
                                model.path()));
        model.token().ifPresent(token -> registered(model, name, token));
    }

    private void registered(ModelPart model, String name, String token) {
        String registered = name + " is model " + token + " of the registry " + model.registry() + " on chain "
                + facts.pack().chainId();
        Optional<RegistryState.Model> held = facts.chain().flatMap(chain -> chain.of(model));
        if (held.isPresent()) {
            ChainPart chain = facts.chain().orElseThrow();
            shown(
                    Question.VALUE,
                    registered + ", with the digests of its adapter and base, "
                            + (held.get().sources().isEmpty()
                                    ? "no versions that it learnt from"
                                    : "learnt from the versions "
                                            + String.join(", ", held.get().sources()))
                            + ": as of " + chain.block() + ", in storage of code "
                            + chain.witness().codeHash(model.registry()),
                    ChainPart.NAME,
                    model.path());
        } else {
            stated(Question.VALUE, /* decides= */ false, OPERATOR, registered, model.path());
        }
    }

    private void receipt(Facts.ReceiptPart part) {
        Receipt receipt = part.receipt();
        long data = receipt.attribution().shares().stream()
                .mapToLong(Receipt.Share::ppm)
                .sum();
        stated(
                Question.VALUE,
                /* decides= */ true,
                OPERATOR,
                "answer " + receipt.id() + " is due to "
                        + receipt.attribution().shares().size() + " contributors by "
                        + percent(data) + ", to the base by "
                        + percent(receipt.attribution().basePpm()) + ", and by "
                        + percent(receipt.attribution().unattributedPpm())
                        + " to nobody that is known; each effect has bounds, and whoever has the model computes it again",
                part.path());
        shown(
                Question.TRACED,
                "answer " + receipt.id() + " was given by " + receipt.model().name() + " at "
                        + Urn.seconds(receipt.timeMillis())
                        + ": the operator signed its receipt, and the log has it",
                part.path());
        String anchored = "a checkpoint of the log that has receipt " + receipt.id() + " is on chain";
        if (part.anchored()) {
            stated(Question.TRACED, /* decides= */ false, OPERATOR, anchored, part.path());
        } else {
            notKnown(Question.TRACED, /* decides= */ false, "whether " + anchored, part.path());
        }
        if (part.opened()) {
            shown(
                    Question.TRACED,
                    "question and answer of " + receipt.id() + " are here, and are those of the receipt",
                    part.path());
        }
    }

    private static String percent(long ppm) {
        return BigDecimal.valueOf(ppm, 4).stripTrailingZeros().toPlainString() + " %";
    }

    private void paid() {
        if (facts.receipts().isEmpty()) {
            return;
        }
        String[] paths = facts.receipts().stream()
                .map(Facts.ReceiptPart::path)
                .distinct()
                .toArray(String[]::new);
        List<Receipt.Payment> payments = facts.receipts().stream()
                .flatMap(each -> each.receipt().payments().stream())
                .toList();
        long all = payments.stream().mapToLong(Receipt.Payment::gwei).sum();
        long creators = payments.stream()
                .filter(payment -> payment.role() == Role.CONTRIBUTOR)
                .mapToLong(Receipt.Payment::gwei)
                .sum();
        long accounts = new TreeSet<>(payments.stream()
                        .filter(payment -> payment.role() == Role.CONTRIBUTOR)
                        .map(Receipt.Payment::account)
                        .toList())
                .size();
        shown(
                Question.PAID,
                "the answers here, " + facts.receipts().size() + ", cost " + OpenAmount.of(all) + ", of which "
                        + OpenAmount.of(creators) + " is owed to " + accounts
                        + " contributors: every payment follows from the shares, and they sum to the fees",
                paths);
        long settled =
                facts.receipts().stream().filter(Facts.ReceiptPart::paidOut).count();
        if (settled > 0) {
            stated(
                    Question.PAID,
                    /* decides= */ true,
                    OPERATOR,
                    settled + " of these " + facts.receipts().size()
                            + " answers are settled: the claims of those who are paid lead to roots that the chain is said to"
                            + " hold",
                    facts.receipts().stream()
                            .filter(Facts.ReceiptPart::paidOut)
                            .map(Facts.ReceiptPart::path)
                            .distinct()
                            .toArray(String[]::new));
        }
        if (settled < facts.receipts().size()) {
            notKnown(
                    Question.PAID,
                    /* decides= */ true,
                    "whether " + (facts.receipts().size() - settled) + " of these answers are settled on chain",
                    paths);
        }
        facts.models().forEach(model -> {
            long here = facts.receipts().stream()
                    .filter(each ->
                            facts.modelOf(each.receipt()).filter(model::equals).isPresent())
                    .count();
            if (here < model.receipts()) {
                notKnown(
                        Question.PAID,
                        /* decides= */ false,
                        "what the " + (model.receipts() - here) + " other answers of " + model.name() + ", version "
                                + model.number() + ", paid",
                        model.path());
            }
        });
    }

    private void permit(Facts.Permit permit) {
        stated(
                Question.RIGHTS,
                /* decides= */ false,
                OPERATOR,
                permit.of() + ": use" + (permit.paid() ? ", for money," : "")
                        + (permit.permitted() ? " is permitted by the licences" : " is not permitted: " + permit.why()),
                Facts.PERMITS);
    }

    private void actions() {
        facts.actions().forEach((id, record) -> {
            if (facts.pack().subject().kind() == PackManifest.Kind.ACTION
                    && facts.pack().subject().id().equals(id)) {
                Members tool = record.member("tool");
                shown(
                        Question.TRACED,
                        "act " + id + ", " + tool.text("name") + ", was " + record.text("verdict") + " under mandate "
                                + record.text("mandate") + ", which "
                                + String.join(
                                        ", ",
                                        facts.mandates().stream()
                                                .filter(each -> each.text("id").equals(record.text("mandate")))
                                                .map(each -> each.text("principal"))
                                                .toList())
                                + " gave: every rule decides again as the record says",
                        Facts.TRAIL);
            }
        });
    }

    /** A question that nothing here speaks of is said to be open. */
    private void gaps() {
        for (Question question : Question.values()) {
            boolean open = Stream.of(claims)
                    .flatMap(List::stream)
                    .noneMatch(claim -> claim.question() == question && claim.decides());
            if (open) {
                notKnown(question, /* decides= */ true, "nothing here speaks of this");
            }
        }
    }
}
