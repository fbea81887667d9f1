package org.openledger.verify.agency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.openledger.verify.Check;
import org.openledger.verify.Checkpoint;
import org.openledger.verify.LogEntry;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Require;
import org.openledger.verify.Verifier;
import org.openledger.verify.VerifierKey;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.TypedDocument;
import org.openledger.verify.bytes.VerifyException;

/**
 * Checks a trail offline: that the principal allowed what was done, that every rule decides again as the records say, that sums
 * stay within budgets, and that no record was changed, left out or put elsewhere. What it cannot show is said: that the operator let
 * no call through without any record.
 */
public final class TrailVerifier {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long DAY_MILLIS = 24 * 3_600 * MILLIS_PER_SECOND;

    private final Options options;
    private final List<TrailCheck> checks = new ArrayList<>();

    private TrailVerifier(Options options) {
        this.options = options;
    }

    /**
     * What the caller knows beforehand.
     *
     * @param operator that must have signed; empty to take the file's word for it
     * @param contractWallets addresses of contracts whose signatures were checked on chain
     * @param conditions evaluates conditions in CEL, where that can be done
     */
    public record Options(
            Optional<String> operator, Set<String> contractWallets, Optional<Rules.Evaluator> conditions) {
        public Options(Optional<String> operator, Set<String> contractWallets) {
            this(operator, contractWallets, Optional.empty());
        }

        public Options {
            operator.ifPresent(address -> Require.address("the operator", address));
            contractWallets = Set.copyOf(contractWallets);
        }

        public static Options none() {
            return new Options(Optional.empty(), Set.of());
        }
    }

    /** One check for each {@link TrailCheck.Name}, in that order. The file is accepted when none failed. */
    public static List<TrailCheck> check(byte[] file, Options options) {
        TrailVerifier verifier = new TrailVerifier(options);
        verifier.run(file);
        return List.copyOf(verifier.checks);
    }

    public static boolean accepted(List<TrailCheck> checks) {
        return checks.size() == TrailCheck.Name.values().length
                && checks.stream().noneMatch(TrailCheck::failed);
    }

    private void run(byte[] bytes) {
        Optional<Json> json = read(
                TrailCheck.Name.CANONICAL,
                () -> CanonicalJson.parseCanonical(bytes),
                "The " + bytes.length + " bytes are canonical JSON.");
        Optional<Trail.Sealed> sealed = json.flatMap(value ->
                read(TrailCheck.Name.SCHEMA, () -> Trail.fromJson(value), "A trail, with no member that is unknown."));
        if (sealed.isEmpty()) {
            List<TrailCheck.Name> all = List.of(TrailCheck.Name.values());
            for (TrailCheck.Name name : all.subList(checks.size(), all.size())) {
                checks.add(new TrailCheck(name, Check.Outcome.NOT_REACHED, "The file could not be read this far."));
            }
            return;
        }
        Trail trail = sealed.get().content();
        decide(TrailCheck.Name.AUTHORITY, () -> authority(trail));
        decide(TrailCheck.Name.NARROWING, () -> narrowing(trail));
        decide(TrailCheck.Name.RECORDS, () -> records(trail));
        decide(TrailCheck.Name.ORDER, () -> order(trail));
        decide(TrailCheck.Name.INCLUSION, () -> inclusion(trail));
        decide(TrailCheck.Name.CHECKPOINT, () -> checkpoint(trail));
        decide(TrailCheck.Name.OPENING, () -> opening(trail));
        decide(TrailCheck.Name.RULES, () -> new Replay(trail, options.conditions()).rules());
        decide(TrailCheck.Name.BUDGET, () -> budget(trail));
        decide(TrailCheck.Name.APPROVALS, () -> approvals(trail));
        decide(TrailCheck.Name.ENDED, () -> ended(trail));
        decide(TrailCheck.Name.RECEIPTS, () -> receipts(trail));
        decide(TrailCheck.Name.REWARDS, () -> rewards(trail));
        decide(TrailCheck.Name.SEAL, () -> seal(sealed.get()));
    }

    private String authority(Trail trail) {
        List<String> said = new ArrayList<>();
        Map<String, Mandate> family = family(trail);
        for (Trail.Given given : trail.mandates()) {
            Mandate mandate = given.mandate();
            Optional<Mandate> parent = mandate.parent().map(id -> require(family, id));
            Require.that(
                    given.signer().equals(mandate.principal())
                            || parent.filter(above -> above.agent().equals(given.signer()))
                                    .isPresent(),
                    "mandate " + mandate.id() + " is signed by " + given.signer()
                            + ", who is neither its principal nor the agent of the mandate above it");
            Require.that(
                    mandate.operator().equals(trail.operator()),
                    "mandate " + mandate.id() + " is for the operator " + mandate.operator());
            if (given.byContract()) {
                Require.that(
                        options.contractWallets().contains(given.signer()),
                        "mandate " + mandate.id() + " is signed by the contract " + given.signer()
                                + ": ask the chain whether its isValidSignature accepts it, then name it with"
                                + " --contract-wallet");
            } else {
                String signer =
                        mandate.document(trail.chainId(), trail.escrow()).signer(given.signature());
                Require.that(
                        signer.equals(given.signer()),
                        "mandate " + mandate.id() + " is signed by " + signer + ", not by " + given.signer());
            }
            said.add(mandate.name() + " by " + given.signer());
        }
        return trail.mandates().size() + " mandates signed: " + String.join(", ", said) + ".";
    }

    private static String narrowing(Trail trail) {
        Map<String, Mandate> family = family(trail);
        Require.that(
                trail.mandates().get(0).mandate().parent().isEmpty(),
                "the first mandate of a trail is the first of its family");
        for (Trail.Given given : trail.mandates().subList(1, trail.mandates().size())) {
            Mandate child = given.mandate();
            Require.that(
                    child.parent().isPresent(),
                    "mandate " + child.id() + " is of another family: it has none above it");
            Mandate parent = require(family, child.parent().orElseThrow());
            Narrowing.widened(parent, child).ifPresent(how -> {
                throw new VerifyException("mandate " + child.id() + " goes beyond the one above it: " + how);
            });
            chain(family, child.id());
        }
        return trail.mandates().size() == 1
                ? "One mandate, with none under it."
                : (trail.mandates().size() - 1) + " mandates only narrow those above them.";
    }

    private String records(Trail trail) {
        Map<String, Mandate> family = family(trail);
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            String signer = OperatorSignature.recover(record.canonicalBytes(), entry.signature());
            Require.that(
                    signer.equals(trail.operator()) && record.operator().equals(signer),
                    "record " + record.sequence() + " is signed by " + signer + ", not by the operator "
                            + trail.operator());
            require(family, record.mandate());
        }
        options.operator()
                .ifPresent(expected -> Require.that(
                        expected.equals(trail.operator()),
                        "the trail is of the operator " + trail.operator() + ", not of " + expected));
        return trail.entries().size() + " records signed by operator " + trail.operator() + ".";
    }

    private static String order(Trail trail) {
        String previous = Action.NOTHING;
        long sequence = 0;
        Set<String> ids = new HashSet<>();
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            sequence++;
            Require.that(
                    record.sequence() == sequence,
                    "where record " + sequence + " should stand is record " + record.sequence());
            Require.that(
                    record.previous().equals(previous),
                    "record " + sequence + " does not name the record before it: one was changed or left out");
            Require.that(ids.add(record.id()), "record " + sequence + " has the id of an earlier one");
            previous = record.digest();
        }
        return "Each record names the one before it.";
    }

    private static String inclusion(Trail trail) {
        Checkpoint checkpoint = Checkpoint.parseUnverified(trail.checkpoint());
        Map<String, Long> places = new HashMap<>();
        for (Trail.Given given : trail.mandates()) {
            Mandate mandate = given.mandate();
            requireLogged(
                    checkpoint,
                    LogEntry.of(LogEntry.MANDATE, mandate.id(), mandate.digest()),
                    given.inclusion(),
                    "mandate " + mandate.id());
            places.put(mandate.id(), given.inclusion().index());
        }
        long last = -1;
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            String which = "record " + record.sequence();
            requireLogged(checkpoint, record.logEntry(), entry.inclusion(), which);
            Require.that(
                    entry.inclusion().index() > last, which + " stands in the log before the record that it follows");
            last = entry.inclusion().index();
            Require.that(
                    places.getOrDefault(record.mandate(), Long.MAX_VALUE) < last,
                    which + " stands in the log before its mandate");
        }
        return "All are entries of a log of " + checkpoint.size() + ", in their order.";
    }

    private static void requireLogged(
            Checkpoint checkpoint, LogEntry entry, ReceiptFile.Inclusion inclusion, String which) {
        Require.that(
                inclusion.treeSize() == checkpoint.size()
                        && MerkleTree.verifyInclusion(
                                entry.leafHash(),
                                inclusion.index(),
                                inclusion.treeSize(),
                                inclusion.hashes().stream().map(Hex::parse).toList(),
                                checkpoint.rootBytes()),
                which + ": its proof does not lead to the checkpoint's root");
    }

    private static String checkpoint(Trail trail) {
        Checkpoint checkpoint = Checkpoint.verify(
                trail.checkpoint(), VerifierKey.parse(trail.log().key()));
        Require.that(
                checkpoint.origin().equals(trail.log().origin()),
                "the checkpoint is of the log " + checkpoint.origin() + ", not of "
                        + trail.log().origin());
        return "The log " + checkpoint.origin() + " signed the checkpoint.";
    }

    private static String opening(Trail trail) {
        int shown = 0;
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            Trail.Opening opening = entry.opening();
            Require.that(
                    digest(opening.salt(), opening.arguments()).equals(record.argumentsDigest()),
                    "record " + record.sequence() + " was not called with these arguments");
            if (opening.result().isPresent()) {
                Require.that(
                        record.result()
                                .filter(got -> got.digest()
                                        .equals(ReceiptFile.Opening.digest(
                                                opening.salt(), opening.result().get())))
                                .isPresent(),
                        "record " + record.sequence() + " had another result");
                shown++;
            }
        }
        return "Arguments of all records, and results of " + shown + ", are those of their digests.";
    }

    /** The digest that a record gives for its arguments. */
    public static String digest(String salt, Json.JsonObject arguments) {
        return ReceiptFile.Opening.digest(salt, new String(CanonicalJson.write(arguments), StandardCharsets.UTF_8));
    }

    /** Decides every call again, with what the family knew then. */
    private static final class Replay {
        private final Trail trail;
        private final Map<String, Mandate> family;
        private final Optional<Rules.Evaluator> conditions;
        private final Map<String, Integer> attributed = new HashMap<>();
        private int undecided;

        Replay(Trail trail, Optional<Rules.Evaluator> conditions) {
            this.trail = trail;
            this.conditions = conditions;
            this.family = family(trail);
            for (Json each : trail.receipts()) {
                Receipt receipt = receiptOf(each);
                attributed.put(receipt.id(), attributedPpm(receipt));
            }
        }

        String rules() {
            int decided = 0;
            int declined = 0;
            for (Trail.Entry entry : trail.entries()) {
                Action record = entry.record();
                declined += record.verdict() == Action.End.DECLINED ? 1 : 0;
                boolean counted = record.verdict() == Action.End.DECLINED
                        && record.rules().isEmpty();
                if (record.ends().isEmpty() && !counted) {
                    decide(entry);
                    decided++;
                }
            }
            return decided + " calls decide again as their records say; " + declined + " of the records are of declined"
                    + " ones."
                    + (undecided == 0
                            ? ""
                            : " What conditions in CEL said of " + undecided
                                    + " is the operator's word here: openledger verify decides them again.");
        }

        private void decide(Trail.Entry entry) {
            Action record = entry.record();
            String which = "record " + record.sequence();
            Map<Rules.Rule, Rules.Found> said = new LinkedHashMap<>();
            for (Rules.Verdict each : record.rules()) {
                Require.that(said.put(each.rule(), each.found()) == null, which + " names a rule twice");
            }
            Rules.Facts facts = facts(entry);
            List<Rules.Verdict> again = new ArrayList<>(Rules.decide(facts));
            if (conditions.isPresent()) {
                Rules.conditions(facts, conditions.get()).ifPresent(again::add);
            } else {
                // whether there are any follows from the mandates
                Optional<Rules.Verdict> any = Rules.conditions(facts, (condition, given) -> Optional.empty());
                Require.that(
                        any.isPresent() == said.containsKey(Rules.Rule.CONDITIONS),
                        which + " says " + (any.isPresent() ? "nothing of" : "something of") + " conditions");
                undecided += any.isPresent() ? 1 : 0;
            }
            Require.that(
                    record.undo().equals(facts.chain().get(0).undo(record.tool().name())),
                    which + " is undone otherwise than its mandate says");
            for (Rules.Verdict each : again) {
                Require.that(
                        each.found() == said.get(each.rule()),
                        which + ": the rule " + each.rule().word() + " "
                                + each.found().word()
                                + (each.says().isEmpty() ? "" : " (" + each.says() + ")") + ", the record says "
                                + Optional.ofNullable(said.get(each.rule()))
                                        .map(Rules.Found::word)
                                        .orElse("nothing"));
            }
            Rules.Found together =
                    said.values().stream().max(Rules.Found::compareTo).orElse(Rules.Found.REFUSES);
            if (record.verdict() == Action.End.DECLINED) {
                Require.that(together != Rules.Found.HOLDS, which + " was declined although every rule holds");
            } else {
                Require.that(together != Rules.Found.REFUSES, which + " was let through against a rule");
                Require.that(
                        together == Rules.Found.HOLDS || record.approval().isPresent(),
                        which + " was let through without the approval that a rule asks for");
            }
        }

        private Rules.Facts facts(Trail.Entry entry) {
            Action record = entry.record();
            List<String> trusted = new ArrayList<>();
            Set<String> ended = new HashSet<>();
            boolean changes = record.tool().toolClass() == ToolClass.WRITE;
            boolean tainted = false;
            for (Trail.Entry before : trail.entries().subList(0, (int) record.knew())) {
                ended.addAll(before.record().ends());
                Optional<Action.Result> result = before.record().result();
                tainted |= result.filter(got -> !got.trusted()).isPresent();
                result.filter(Action.Result::trusted)
                        .filter(got -> changes)
                        .flatMap(got -> before.opening().result())
                        .ifPresent(trusted::add);
            }
            Map<String, String> licences = new HashMap<>();
            record.licences().forEach(each -> licences.put(each.datanet(), each.licence()));
            List<Mandate> chain = chain(family, record.mandate());
            return new Rules.Facts(
                    chain,
                    ended,
                    record.admittedMillis(),
                    record.tool(),
                    entry.opening().arguments(),
                    licences,
                    record.cost().mostGwei(),
                    tainted,
                    TrustedWords.of(chain.get(chain.size() - 1).task(), trusted),
                    attributed,
                    record.undoes().map(undone -> undone(undone, record.knew())));
        }

        private Rules.Undone undone(String action, long knew) {
            List<Action> before = trail.entries().subList(0, (int) knew).stream()
                    .map(Trail.Entry::record)
                    .filter(each -> each.verdict() == Action.End.EXECUTED)
                    .toList();
            return new Rules.Undone(
                    action,
                    before.stream()
                            .filter(each -> each.id().equals(action))
                            .findFirst()
                            .flatMap(Action::undo)
                            .flatMap(Undoing::by),
                    before.stream().anyMatch(each -> each.undoes().equals(Optional.of(action))));
        }
    }

    /** The part of an answer that contributors' rows made. */
    public static int attributedPpm(Receipt receipt) {
        return receipt.attribution().shares().stream()
                .mapToInt(Receipt.Share::ppm)
                .sum();
    }

    private static String budget(Trail trail) {
        Map<String, Mandate> family = family(trail);
        Map<String, Long> spent = new HashMap<>();
        Map<String, Long> calls = new HashMap<>();
        Map<String, Long> days = new HashMap<>();
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            String which = "record " + record.sequence();
            List<Action.Spent> chain = new ArrayList<>();
            for (Mandate each : chain(family, record.mandate())) {
                long paid = record.cost().paidGwei();
                long gwei = spent.merge(each.id(), paid, Math::addExact);
                long called = calls.merge(each.id(), record.counts() ? 1L : 0L, Math::addExact);
                long day = days.merge(each.id() + " " + record.admittedMillis() / DAY_MILLIS, paid, Math::addExact);
                chain.add(new Action.Spent(each.id(), gwei, called));
                Mandate.Caps caps = each.caps();
                require(which, each, "budget", gwei, caps.budgetGwei());
                require(which, each, "budget of a day", day, caps.dayGwei());
                require(which, each, "number of calls", called, caps.maxCalls());
            }
            Require.that(
                    record.cost().chain().equals(chain),
                    which + " says that its mandates have spent otherwise than their records sum to");
        }
        Mandate root = trail.mandates().get(0).mandate();
        return OpenAmount.of(spent.getOrDefault(root.id(), 0L)) + " of "
                + OpenAmount.of(root.caps().budgetGwei()) + " spent, by " + calls.getOrDefault(root.id(), 0L) + " of "
                + root.caps().maxCalls() + " calls.";
    }

    private static void require(String which, Mandate mandate, String what, long value, long cap) {
        Require.that(
                value <= cap,
                which + " goes beyond the " + what + " of mandate " + mandate.id() + ": " + value + " of " + cap);
    }

    private static String approvals(Trail trail) {
        Map<String, Mandate> family = family(trail);
        Set<String> used = new HashSet<>();
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            if (record.approval().isEmpty()) {
                continue;
            }
            Action.Approval given = record.approval().get();
            String which = "the approval of record " + record.sequence();
            Mandate mandate = require(family, record.mandate());
            Require.that(mandate.approval().by().contains(given.by()), which + " is by somebody who may not approve");
            Require.that(
                    record.admittedMillis() <= given.deadlineSeconds() * MILLIS_PER_SECOND,
                    which + " was used after its deadline");
            String request = Action.requestDigest(
                    record.id(),
                    record.mandate(),
                    record.tool(),
                    entry.opening().arguments(),
                    record.undoes());
            String signer = TypedDocument.of(
                            Mandate.DOMAIN,
                            trail.chainId(),
                            trail.escrow(),
                            Action.Approval.TYPE,
                            Action.Approval.fields(
                                    record.id(),
                                    request,
                                    record.mandate(),
                                    record.tool().name(),
                                    given.deadlineSeconds()))
                    .signer(given.signature());
            Require.that(
                    signer.equals(given.by()),
                    which + " is signed by " + signer + ", or of another call: not by " + given.by());
            Require.that(used.add(given.signature()), which + " was used before");
        }
        return used.size() + " approvals, each of its own call and used once.";
    }

    private static String ended(Trail trail) {
        Map<String, Mandate> family = family(trail);
        Set<String> ended = new HashSet<>();
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            if (record.verdict() == Action.End.EXECUTED && record.ends().isEmpty()) {
                for (Mandate each : chain(family, record.mandate())) {
                    Require.that(
                            !ended.contains(each.id()),
                            "record " + record.sequence() + " was executed after mandate " + each.id() + " was ended");
                }
            }
            record.ends().forEach(id -> require(family, id));
            ended.addAll(record.ends());
        }
        return ended.isEmpty() ? "No mandate was ended." : ended.size() + " mandates ended; nothing was done after.";
    }

    private String receipts(Trail trail) {
        Map<String, Receipt> shown = new HashMap<>();
        for (Json each : trail.receipts()) {
            Receipt receipt = receiptOf(each);
            List<Check> found = Verifier.check(CanonicalJson.write(each), Verifier.Options.operator(trail.operator()));
            for (Check check : found) {
                Require.that(!check.failed(), "receipt " + receipt.id() + ": " + check.name() + ": " + check.detail());
            }
            Require.that(shown.put(receipt.id(), receipt) == null, "receipt " + receipt.id() + " is here twice");
        }
        Map<String, Mandate> family = family(trail);
        Set<String> cited = new HashSet<>();
        int missing = 0;
        int elsewhere = 0;
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            cited.addAll(Rules.texts(entry.opening().arguments(), Rules.RECEIPTS));
            if (record.receipt().isEmpty()) {
                if (record.cost().paidGwei() > 0 && !record.tool().name().equals(DecisionReward.TOOL)) {
                    requireElsewhere(entry);
                    elsewhere++;
                }
                continue;
            }
            String id = record.receipt().get();
            Require.that(cited.add(id), "receipt " + id + " is of two records");
            Receipt receipt = shown.get(id);
            if (receipt == null) {
                missing++;
                continue;
            }
            Mandate mandate = require(family, record.mandate());
            String which = "receipt " + id + " of record " + record.sequence();
            Require.that(receipt.payer().equals(mandate.principal()), which + " is another payer's");
            Require.that(receipt.fee().totalGwei() == record.cost().paidGwei(), which + " is of another amount");
            Require.that(
                    mandate.models().contains(receipt.model().name()),
                    which + " is of a model that the mandate does not name");
        }
        shown.keySet().forEach(id -> Require.that(cited.contains(id), "receipt " + id + " is cited by no record"));
        return shown.size() + " receipts verify and are of the amounts that were paid; " + missing
                + " more are cited and not in the file."
                + (elsewhere == 0
                        ? ""
                        : " " + elsewhere + " calls paid others, whom their arguments name, or for gas.");
    }

    /** What is paid to others has no receipt of this operator; it is within what was held, and goes to whom the call says, or is gas. */
    private static void requireElsewhere(Trail.Entry entry) {
        Action record = entry.record();
        Require.that(
                Rules.isContract(record.tool())
                        || (record.tool().toolClass() == ToolClass.SPEND
                                && entry.opening().arguments().members().containsKey(Rules.PAY_TO)),
                "record " + record.sequence() + " paid and cites no receipt");
        Require.that(
                record.cost().paidGwei() <= record.cost().mostGwei(),
                "record " + record.sequence() + " paid more than was held for it");
    }

    /** Every reward is divided again: by its plan, by which of the plan's calls the trail has, and by the receipts in the file. */
    private static String rewards(Trail trail) {
        Map<String, Receipt> shown = new HashMap<>();
        trail.receipts().forEach(each -> shown.put(receiptOf(each).id(), receiptOf(each)));
        Map<String, Trail.Entry> byAction = new HashMap<>();
        trail.entries().forEach(entry -> byAction.put(entry.record().id(), entry));
        int divided = 0;
        int missing = 0;
        Set<String> rewarded = new HashSet<>();
        for (Trail.Entry entry : trail.entries()) {
            Action record = entry.record();
            if (!record.tool().name().equals(DecisionReward.TOOL)
                    || record.cost().paidGwei() == 0) {
                continue;
            }
            String which = "the reward of record " + record.sequence();
            DecisionReward.Asked asked = DecisionReward.Asked.of(entry.opening().arguments());
            Require.that(
                    rewarded.add(record.mandate() + " " + asked.run() + " " + asked.step()),
                    which + " is of a decision that was rewarded before");
            Optional<String> said = entry.opening().result();
            if (said.isEmpty()) {
                Require.that(record.verdict() != Action.End.EXECUTED, which + " does not show who was paid");
                missing++; // its mandate was ended while it ran
                continue;
            }
            try {
                List<DecisionReward.Part> parts = DecisionReward.divide(
                        asked,
                        record.mandate(),
                        action -> Optional.ofNullable(byAction.get(action))
                                .filter(each -> each.record().sequence() <= record.knew())
                                .filter(each -> each.record().mandate().equals(record.mandate()))
                                .map(TrailVerifier::made),
                        id -> {
                            if (!shown.containsKey(id)) {
                                throw new NotShownException();
                            }
                            return Optional.ofNullable(shown.get(id));
                        });
                String again = new String(CanonicalJson.write(DecisionReward.result(parts)), StandardCharsets.UTF_8);
                Require.that(again.equals(said.get()), which + " went elsewhere than to the causes of its decision");
                Require.that(
                        DecisionReward.paidGwei(parts) == record.cost().paidGwei(), which + " is of another amount");
                divided++;
            } catch (NotShownException absent) {
                missing++;
            }
        }
        return divided == 0 && missing == 0
                ? "No decision was rewarded."
                : divided + " rewards went to the causes of their decisions, by the rules of their receipts"
                        + (missing == 0 ? "." : "; of " + missing + " more the file does not have what shows it.");
    }

    private static final class NotShownException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static DecisionReward.Made made(Trail.Entry entry) {
        return new DecisionReward.Made(
                entry.record(),
                entry.opening().arguments(),
                entry.opening()
                        .result()
                        .map(text -> CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8)))
                        .filter(Json.JsonObject.class::isInstance)
                        .map(Json.JsonObject.class::cast)
                        .map(content ->
                                Plan.result(content, entry.opening().result().orElse(""), false)));
    }

    private static Receipt receiptOf(Json file) {
        return ReceiptFile.read(CanonicalJson.write(file)).content().receipt();
    }

    private static String seal(Trail.Sealed sealed) {
        String signer = OperatorSignature.recover(sealed.content().bytesToSeal(), sealed.seal());
        Require.that(
                signer.equals(sealed.content().operator()),
                "the file is sealed by " + signer + ", not by its operator "
                        + sealed.content().operator());
        return "The whole file is sealed by the operator.";
    }

    private static Map<String, Mandate> family(Trail trail) {
        Map<String, Mandate> family = new HashMap<>();
        trail.mandates()
                .forEach(given -> Require.that(
                        family.put(given.mandate().id(), given.mandate()) == null,
                        "mandate " + given.mandate().id() + " is here twice"));
        return family;
    }

    private static Mandate require(Map<String, Mandate> family, String id) {
        Mandate found = family.get(id);
        if (found == null) {
            throw new VerifyException("mandate " + id + " is not in the file");
        }
        return found;
    }

    /** A mandate, then each above it. */
    private static List<Mandate> chain(Map<String, Mandate> family, String id) {
        List<Mandate> chain = new ArrayList<>();
        for (Optional<String> each = Optional.of(id); each.isPresent(); ) {
            Require.that(
                    chain.size() < Mandate.MAX_DEPTH,
                    "mandate " + id + " has more than " + (Mandate.MAX_DEPTH - 1) + " above it");
            Mandate mandate = require(family, each.get());
            chain.add(mandate);
            each = mandate.parent();
        }
        return chain;
    }

    private <T> Optional<T> read(TrailCheck.Name name, Supplier<T> reader, String sentence) {
        try {
            T value = reader.get();
            checks.add(new TrailCheck(name, Check.Outcome.PASSED, sentence));
            return Optional.of(value);
        } catch (VerifyException e) {
            checks.add(new TrailCheck(name, Check.Outcome.FAILED, e.getMessage()));
            return Optional.empty();
        }
    }

    private void decide(TrailCheck.Name name, Supplier<String> check) {
        try {
            checks.add(new TrailCheck(name, Check.Outcome.PASSED, check.get()));
        } catch (VerifyException e) {
            checks.add(new TrailCheck(name, Check.Outcome.FAILED, e.getMessage()));
        }
    }
}
