package org.openledger.agency;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.openledger.agency.ActionTable.State;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.row.DatanetException;
import org.openledger.gateway.InferenceRequest;
import org.openledger.receipt.Receipts;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.Plan;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.agency.Rules.Rule;
import org.openledger.verify.agency.Rules.Verdict;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.agency.TrailVerifier;
import org.openledger.verify.agency.TrustedWords;
import org.openledger.verify.agency.Undoing;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every call of every agent passes, outside of any model. One transaction decides it, debits the mandate and all above it, and
 * notes it as admitted; then comes the effect; one transaction writes its record, its log entry, and what it cost. A crash between
 * the two leaves a call whose effect is unknown: the next start asks the effect's own id what became of it, and never has it again.
 */
public final class Gate {
    /** Declined calls of one mandate in a minute that have records of their own; more are counted in one. */
    static final int MAX_DECLINED_A_MINUTE = 60;

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration RECEIPT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int SALT_BYTES = 16;
    private static final String DIGEST_OF = "Digest";
    /** What a call of a tool that is not there is recorded as; no mandate can name its digest. */
    private static final Mandate.Tool UNKNOWN = new Mandate.Tool("unknown_tool", Action.NOTHING, ToolClass.WRITE);

    private final Database database;
    private final Tools tools;
    private final Receipts receipts;
    private final Records records;
    private final RunningCalls running;
    private final Rules.Evaluator conditions;
    private final InstantSource clock;
    private final Runnable publish;
    private final SecureRandom random = new SecureRandom();

    /** @param publish asks for a checkpoint over the log's new entries */
    Gate(
            Database database,
            Tools tools,
            Receipts receipts,
            Records records,
            RunningCalls running,
            Rules.Evaluator conditions,
            InstantSource clock,
            Runnable publish) {
        this.database = database;
        this.tools = tools;
        this.receipts = receipts;
        this.records = records;
        this.running = running;
        this.conditions = conditions;
        this.clock = clock;
        this.publish = publish;
    }

    /** Decides a call, has its effect where it may, and says what came of it. The same call sent again has no other effect. */
    public Outcome act(AgentCall call) throws InterruptedException {
        return act(call, AgentTool::work, /* waits= */ true);
    }

    /**
     * @param how has the effect of the call, in place of the tool's own work where that is the same in another form
     * @param waits whether the call may wait for a person
     */
    private Outcome act(AgentCall call, Function<AgentTool, AgentTool.Work> how, boolean waits)
            throws InterruptedException {
        return switch (enter(call, waits)) {
            case Entered.Let let -> {
                try (let) {
                    yield finish(let, how.apply(let.tool()));
                }
            }
            case Entered.Ended ended -> ended.outcome();
        };
    }

    /** Asks a model with a request that says more than the tool's arguments do; it is not kept for a person to approve. */
    public Outcome ask(AgentCall call, InferenceRequest request) throws InterruptedException {
        return act(call, _ -> acting -> tools.answer(acting, request), /* waits= */ false);
    }

    /** What the gate says of a call before its effect. */
    private sealed interface Entered {
        /** It may have its effect; whoever has it closes this. */
        record Let(Acting acting, AgentTool tool, ActionTable.Row row, List<Mandate> chain)
                implements Entered, AutoCloseable {
            @Override
            public void close() {
                acting.running().close();
            }
        }

        /** It has none, or had it before. */
        record Ended(Outcome outcome) implements Entered {}
    }

    private Entered enter(AgentCall call, boolean waits) throws InterruptedException {
        Optional<AgentTool> tool = tools.find(call.tool());
        Asked asked = new Asked(call, tool, idOf(call), waits);
        Map<String, Integer> attributed = attributed(asked.arguments);
        List<Mandate> chain = database.read(handle -> mandates(handle, call.mandate()));
        RunningCalls.Place place = running.take(chain);
        boolean let = false;
        try {
            Decided decided = database.together(tx -> decide(tx, asked, chain, attributed));
            if (decided instanceof Decided.Admitted admitted) {
                let = true;
                return new Entered.Let(
                        new Acting(asked.id, chain.getFirst(), asked.arguments, admitted.row.mostGwei(), place),
                        tool.orElseThrow(),
                        admitted.row,
                        chain);
            }
            if (decided instanceof Decided.Known known) {
                return new Entered.Ended(again(known.row, asked, chain.getFirst(), place));
            }
            publish.run();
            return new Entered.Ended(((Decided.Over) decided).outcome);
        } finally {
            if (!let) {
                place.close();
            }
        }
    }

    /** What a transaction decided. */
    private sealed interface Decided {
        record Admitted(ActionTable.Row row) implements Decided {}

        record Over(Outcome outcome) implements Decided {}

        /** It was sent before. */
        record Known(ActionTable.Row row) implements Decided {}
    }

    /** A call with what the gate makes of it. */
    private static final class Asked {
        private final AgentCall call;
        private final Optional<AgentTool> tool;
        private final String id;
        private final Json.JsonObject arguments;
        private final Optional<String> problem;
        private final boolean waits;

        Asked(AgentCall call, Optional<AgentTool> tool, String id, boolean waits) {
            this.waits = waits;
            this.call = call;
            this.tool = tool;
            this.id = id;
            this.problem = tool.flatMap(known -> known.problem().apply(call.arguments()));
            this.arguments =
                    problem.isPresent() || tool.isEmpty() ? Json.object().build() : call.arguments();
        }

        Mandate.Tool pinned() {
            return tool.map(AgentTool::pinned).orElse(UNKNOWN);
        }
    }

    private Decided decide(Handle tx, Asked asked, List<Mandate> chain, Map<String, Integer> attributed) {
        AgentCall call = asked.call;
        MandateTable.Row mandate = MandateTable.require(tx, call.mandate());
        Optional<ActionTable.Row> known = ActionTable.find(tx, asked.id);
        if (known.isPresent()) {
            if (!isSame(known.get(), asked)) {
                throw new AgencyException(
                        Kind.CONFLICT.at("callId"),
                        "This call's id was sent with another call before: send a new id with a new call. Nothing was done.");
            }
            return new Decided.Known(known.get());
        }
        asked.call
                .undoes()
                .filter(action -> ActionTable.undoing(tx, action) > 0)
                .ifPresent(action -> {
                    throw new AgencyException(
                            Kind.CONFLICT, "Another call undoes the action " + action + " now. Nothing was done.");
                });
        long now = clock.millis();
        countedBefore(tx, mandate, chain, now);
        long most = mostGwei(tx, asked, chain, now);
        Decision decision = decision(
                tx,
                asked.pinned(),
                recorded(asked.tool, asked.arguments, ""),
                asked.problem,
                chain,
                most,
                attributed,
                asked.call.undoes(),
                now);
        ActionTable.Row row = row(tx, asked, mandate, decision, most, now);
        return switch (decision.together()) {
            case HOLDS -> {
                ActionTable.insert(tx, row);
                hold(tx, chain, row);
                yield new Decided.Admitted(row);
            }
            case ASKS -> {
                if (!asked.waits) {
                    yield decline(
                            tx,
                            row,
                            chain,
                            "it needs a person's approval, and this way of asking cannot wait: " + decision.why());
                }
                ActionTable.insert(tx, row);
                yield new Decided.Over(new Outcome.Waiting(row.id(), decision.why()));
            }
            case REFUSES -> decline(tx, row, chain, decision.why());
        };
    }

    private Decided decline(Handle tx, ActionTable.Row row, List<Mandate> chain, String why) {
        if (ActionTable.count(tx, row.mandate(), row.asked().createdMillis() / MINUTE_MILLIS)
                <= MAX_DECLINED_A_MINUTE) {
            ActionTable.insert(tx, row);
            records.close(tx, row, chain, Records.Ending.without(Action.End.DECLINED, why), false);
        }
        return new Decided.Over(new Outcome.Refused(row.id(), why));
    }

    /** Writes one record of the declined calls of earlier minutes that have none of their own. */
    private void countedBefore(Handle tx, MandateTable.Row mandate, List<Mandate> chain, long now) {
        for (ActionTable.Flood flood : ActionTable.floods(tx, mandate.id(), now / MINUTE_MILLIS)) {
            long more = flood.calls() - MAX_DECLINED_A_MINUTE;
            if (more > 0) {
                ActionTable.Row row = ActionTable.Row.open(
                        new ActionTable.Asked(
                                randomId(),
                                mandate.root(),
                                mandate.id(),
                                Optional.empty(),
                                Records.text(UNKNOWN),
                                "",
                                "node",
                                "{}",
                                Optional.empty(),
                                randomId(),
                                now),
                        State.ADMITTED,
                        Optional.empty(),
                        new ActionTable.Decided(
                                flood.minute() * MINUTE_MILLIS,
                                ActionTable.known(tx, mandate.root()),
                                Decision.NONE.text(),
                                0));
                ActionTable.insert(tx, row);
                records.close(
                        tx,
                        row,
                        chain,
                        new Records.Ending(
                                Action.End.DECLINED,
                                "declined calls of one minute beyond " + MAX_DECLINED_A_MINUTE + ", counted",
                                Optional.empty(),
                                List.of(),
                                more),
                        false);
            }
            ActionTable.forget(tx, flood);
        }
    }

    private Decision decision(
            Handle tx,
            Mandate.Tool tool,
            Json.JsonObject arguments,
            Optional<String> problem,
            List<Mandate> chain,
            long most,
            Map<String, Integer> attributed,
            Optional<String> undoes,
            long now) {
        Map<String, String> licences = new HashMap<>();
        List<Datanet> datanets = new ArrayList<>();
        for (String each : Rules.datanetsOf(arguments)) {
            datanet(tx, each).ifPresent(datanet -> {
                datanets.add(datanet);
                licences.put(
                        each, Rights.licenceOf(tx, Rights.newest(tx, datanet)).spdx());
            });
        }
        String root = chain.getLast().id();
        boolean tainted = ActionTable.isTainted(tx, root);
        boolean reads = tainted && tool.toolClass() == ToolClass.WRITE;
        Set<String> ended = MandateTable.family(tx, root).stream()
                .filter(row -> row.endedMillis().isPresent())
                .map(MandateTable.Row::id)
                .collect(Collectors.toSet());
        Rules.Facts facts = new Rules.Facts(
                chain,
                ended,
                now,
                tool,
                arguments,
                licences,
                most,
                tainted,
                TrustedWords.of(chain.getLast().task(), reads ? ActionTable.trusted(tx, root) : List.of()),
                attributed,
                undoes.map(action -> undone(tx, root, action)));
        List<Verdict> verdicts = new ArrayList<>(Rules.decide(facts));
        Rules.conditions(facts, conditions).ifPresent(verdicts::add);
        verdicts.add(problem.map(why -> Verdict.refuses(Rule.ARGUMENTS, why))
                .orElseGet(() -> Verdict.holds(Rule.ARGUMENTS)));
        verdicts.add(rights(tx, tool, datanets, chain.getLast().principal(), now));
        verdicts.add(budget(tx, chain, most, now));
        return new Decision(
                List.copyOf(verdicts),
                licences.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> new Action.Licensed(each.getKey(), each.getValue()))
                        .toList());
    }

    private static Rules.Undone undone(Handle tx, String root, String action) {
        return new Rules.Undone(
                action,
                ActionTable.find(tx, action)
                        .filter(row -> row.root().equals(root))
                        .flatMap(ActionTable.Row::record)
                        .map(Records::parse)
                        .filter(record -> record.verdict() == Action.End.EXECUTED)
                        .flatMap(Action::undo)
                        .flatMap(Undoing::by),
                ActionTable.undid(tx, root, action).stream()
                        .anyMatch(record -> Records.parse(record).verdict() == Action.End.EXECUTED));
    }

    private static Optional<Datanet> datanet(Handle tx, String number) {
        try {
            return Optional.of(Datanets.require(tx, Long.parseLong(number)));
        } catch (DatanetException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    private static Verdict rights(Handle tx, Mandate.Tool tool, List<Datanet> datanets, String principal, long now) {
        if (tool.toolClass() == ToolClass.WRITE) {
            return Verdict.holds(Rule.RIGHTS);
        }
        List<Rights.Used> used =
                datanets.stream().map(datanet -> Rights.newest(tx, datanet)).toList();
        Rights.Purpose purpose =
                new Rights.Purpose(Rights.Use.SOURCES, tool.toolClass() == ToolClass.SPEND, Optional.of(principal));
        return Rights.objection(tx, used, purpose, now / 1_000)
                .map(why -> Verdict.refuses(Rule.RIGHTS, why))
                .orElseGet(() -> Verdict.holds(Rule.RIGHTS));
    }

    private static Verdict budget(Handle tx, List<Mandate> chain, long most, long now) {
        for (Mandate each : chain) {
            SpendingTable.Spending all = SpendingTable.inAll(tx, each.id());
            SpendingTable.Spending today = SpendingTable.onDay(tx, each.id(), now / Records.DAY_MILLIS);
            String whose = each.equals(chain.getFirst()) ? "the mandate" : "the mandate " + each.id() + " above it";
            if (all.calls() + all.heldCalls() >= each.caps().maxCalls()) {
                return Verdict.refuses(
                        Rule.BUDGET, whose + " has made its " + each.caps().maxCalls() + " calls");
            }
            if (all.gwei() > each.caps().budgetGwei() - most) {
                return Verdict.refuses(
                        Rule.BUDGET,
                        whose + " has " + OpenAmount.of(each.caps().budgetGwei() - all.gwei())
                                + " left, of which it may cost " + OpenAmount.of(most));
            }
            if (today.gwei() > each.caps().dayGwei() - most) {
                return Verdict.refuses(
                        Rule.BUDGET,
                        whose + " has " + OpenAmount.of(each.caps().dayGwei() - today.gwei())
                                + " left today, of which it may cost " + OpenAmount.of(most));
            }
        }
        return Verdict.holds(Rule.BUDGET);
    }

    /** The most that a call may cost: what it says, else what its mandates let one cost now. */
    private static long mostGwei(Handle tx, Asked asked, List<Mandate> chain, long now) {
        if (!Rules.costs(asked.pinned())) {
            return 0;
        }
        if (asked.arguments.members().get(Rules.MAX_GWEI) instanceof Json.JsonInteger said) {
            return said.value();
        }
        long most = Long.MAX_VALUE;
        for (Mandate each : chain) {
            most = Math.min(most, each.caps().callGwei());
            most = Math.min(
                    most,
                    each.caps().budgetGwei()
                            - SpendingTable.inAll(tx, each.id()).gwei());
            most = Math.min(
                    most,
                    each.caps().dayGwei()
                            - SpendingTable.onDay(tx, each.id(), now / Records.DAY_MILLIS)
                                    .gwei());
        }
        return Math.max(1, most);
    }

    private static void hold(Handle tx, List<Mandate> chain, ActionTable.Row row) {
        for (Mandate each : chain) {
            SpendingTable.add(
                    tx,
                    each.id(),
                    row.decided().admittedMillis() / Records.DAY_MILLIS,
                    new SpendingTable.Spending(0, row.mostGwei(), 0, 1));
        }
    }

    private ActionTable.Row row(
            Handle tx, Asked asked, MandateTable.Row mandate, Decision decision, long most, long now) {
        String salt = randomId();
        return ActionTable.Row.open(
                new ActionTable.Asked(
                        asked.id,
                        mandate.root(),
                        mandate.id(),
                        asked.call.callId(),
                        Records.text(asked.pinned()),
                        asked.call.client().name(),
                        asked.call.client().transport(),
                        Records.text(recorded(asked.tool, asked.arguments, salt)),
                        asked.call.undoes(),
                        salt,
                        now),
                decision.together() == Rules.Found.ASKS ? State.AWAITING : State.ADMITTED,
                Optional.of(Records.text(asked.arguments)),
                new ActionTable.Decided(now, ActionTable.known(tx, mandate.root()), decision.text(), most));
    }

    /** Arguments as a record has them: of a text that can be erased, its salted digest alone. */
    private static Json.JsonObject recorded(Optional<AgentTool> tool, Json.JsonObject arguments, String salt) {
        String secret = tool.map(AgentTool::secret).orElse("");
        if (!(arguments.members().get(secret) instanceof Json.JsonString text)) {
            return arguments;
        }
        Json.ObjectBuilder recorded = Json.object();
        arguments.members().forEach((name, value) -> {
            if (!name.equals(secret)) {
                recorded.put(name, value);
            }
        });
        return recorded.put(
                        secret + DIGEST_OF,
                        Hex.of(Hashes.sha256((salt + text.value()).getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private boolean isSame(ActionTable.Row known, Asked asked) {
        return Records.toolOf(known).equals(asked.pinned())
                && known.asked().undoes().equals(asked.call.undoes())
                && known.arguments().equals(Records.text(recorded(asked.tool, asked.arguments, known.salt())));
    }

    /** The answer to a call that was sent before. */
    private Outcome again(ActionTable.Row row, Asked asked, Mandate mandate, RunningCalls.Place place)
            throws InterruptedException {
        return switch (row.state()) {
            case ADMITTED ->
                throw new AgencyException(
                        Kind.CONFLICT.retryAfter(MINUTE_MILLIS / 60),
                        "This call is being made: its action is " + row.id() + ". Send it again later.");
            case AWAITING ->
                new Outcome.Waiting(
                        row.id(), Decision.parse(row.decided().decision()).why());
            case CLOSED -> {
                Action record = Records.parse(row.record().orElseThrow());
                if (record.verdict() != Action.End.EXECUTED) {
                    yield new Outcome.Refused(row.id(), record.reason());
                }
                if (row.result().isPresent()) {
                    yield new Outcome.Done(
                            row.id(), Effect.free(Records.object(row.result().get()), true));
                }
                if (!asked.tool.orElseThrow().findsAgain()) {
                    yield new Outcome.Refused(
                            row.id(), "it was done when it was sent first; what came of it is not kept");
                }
                // read again, or found under the call's own id: nothing is had or paid twice
                Acting acting = new Acting(row.id(), mandate, asked.arguments, 0, place);
                yield new Outcome.Done(row.id(), asked.tool.orElseThrow().work().run(acting));
            }
        };
    }

    /** Has the effect, and writes its record. */
    private Outcome finish(Entered.Let let, AgentTool.Work work) throws InterruptedException {
        Optional<Effect> effect = Optional.empty();
        Optional<String> failure = Optional.empty();
        try {
            effect = Optional.of(work.run(let.acting()));
        } catch (Refusal refused) {
            effect = tools.settled(let.acting().action(), let.tool().name());
            failure = Optional.of(refused.getMessage());
        } catch (RuntimeException | InterruptedException failed) {
            close(
                    let.row(),
                    let.chain(),
                    tools.settled(let.acting().action(), let.tool().name()),
                    Optional.of("the node failed"));
            throw failed;
        }
        return close(let.row(), let.chain(), effect, failure);
    }

    private Outcome close(ActionTable.Row row, List<Mandate> chain, Optional<Effect> effect, Optional<String> failure) {
        Action record = database.together(tx -> {
            boolean ended = chain.stream()
                    .anyMatch(each ->
                            MandateTable.require(tx, each.id()).endedMillis().isPresent());
            Records.Ending ending = ended
                    ? Records.Ending.stopped(effect)
                    : effect.map(Records.Ending::executed)
                            .orElseGet(() -> Records.Ending.without(
                                    Action.End.FAILED, failure.orElse("the node stopped before it was done")));
            return records.close(tx, row, chain, ending, true);
        });
        publish.run();
        return record.verdict() == Action.End.EXECUTED
                ? new Outcome.Done(row.id(), effect.orElseThrow())
                : new Outcome.Refused(row.id(), record.reason());
    }

    /** A person's signature over one call that waits. */
    public record Signed(String by, String signature, long deadlineSeconds) {}

    /**
     * Lets a call through that waited. Every rule is asked again, as things are now: what has expired, was ended or is beyond the
     * budget meanwhile is declined, whoever signed.
     */
    public Outcome approve(String id, Signed signed) throws InterruptedException {
        ActionTable.Row before = database.read(handle -> ActionTable.require(handle, id));
        List<Mandate> chain = database.read(handle -> mandates(handle, before.mandate()));
        AgentTool tool = tools.find(Records.toolOf(before).name())
                .orElseThrow(() -> new AgencyException(Kind.CONFLICT, "The tool is gone since: reject the call."));
        Map<String, Integer> attributed = attributed(Records.object(before.arguments()));
        RunningCalls.Place place = running.take(chain);
        try (place) {
            Decided decided = database.transact(tx -> {
                ActionTable.Row row = requireAwaiting(tx, id);
                long now = clock.millis();
                Json.JsonObject arguments = Records.object(row.pending().orElseThrow());
                Decision decision = decision(
                        tx,
                        tool.pinned(),
                        recorded(Optional.of(tool), arguments, ""),
                        Optional.empty(),
                        chain,
                        row.mostGwei(),
                        attributed,
                        row.asked().undoes(),
                        now);
                if (!tool.pinned().equals(Records.toolOf(row))) {
                    throw new AgencyException(Kind.CONFLICT, "The tool is another since: reject the call.");
                }
                ActionTable.Row approved = row.admitted(
                        new ActionTable.Decided(
                                now, ActionTable.known(tx, row.root()), decision.text(), row.mostGwei()),
                        new ActionTable.Approved(
                                Optional.of(signed.by()),
                                Optional.of(signed.signature()),
                                Optional.of(signed.deadlineSeconds())));
                if (decision.together() == Rules.Found.REFUSES) {
                    records.close(
                            tx,
                            approved.unapproved(),
                            chain,
                            Records.Ending.without(Action.End.DECLINED, decision.why()),
                            false);
                    return new Decided.Over(new Outcome.Refused(id, decision.why()));
                }
                ActionTable.admit(tx, approved);
                hold(tx, chain, approved);
                return new Decided.Admitted(approved);
            });
            publish.run();
            if (decided instanceof Decided.Admitted(ActionTable.Row row)) {
                Json.JsonObject arguments = Records.object(row.pending().orElseThrow());
                Acting acting = new Acting(id, chain.getFirst(), arguments, row.mostGwei(), place);
                return finish(new Entered.Let(acting, tool, row, chain), tool.work());
            }
            return ((Decided.Over) decided).outcome;
        }
    }

    /** Declines a call that waited, because a person says so. */
    public void reject(String id, String by) {
        database.write(tx -> {
            ActionTable.Row row = requireAwaiting(tx, id);
            records.close(
                    tx,
                    row,
                    mandates(tx, row.mandate()),
                    Records.Ending.without(Action.End.DECLINED, "rejected by " + by),
                    false);
        });
        publish.run();
    }

    private static ActionTable.Row requireAwaiting(Handle tx, String id) {
        ActionTable.Row row = ActionTable.require(tx, id);
        if (row.state() != State.AWAITING) {
            throw new AgencyException(
                    Kind.CONFLICT, "The action " + id + " does not wait for anybody: it was decided.");
        }
        return row;
    }

    /** What the last run of the node left between admission and record: its effect is asked for, and not had again. */
    public int recover() {
        List<ActionTable.Row> left = database.read(handle -> ActionTable.in(handle, State.ADMITTED));
        for (ActionTable.Row row : left) {
            List<Mandate> chain = database.read(handle -> mandates(handle, row.mandate()));
            Optional<Effect> effect =
                    tools.settled(row.id(), Records.toolOf(row).name());
            close(
                    row,
                    chain,
                    effect,
                    Optional.of(
                            "the node stopped before its record was written; a draft that it may have left is signed by nobody"));
        }
        if (!left.isEmpty()) {
            LOG.info("{} calls of agents were settled that the last run left", left.size());
        }
        return left.size();
    }

    /** A mandate, then each above it. */
    static List<Mandate> mandates(Handle handle, String id) {
        return MandateTable.chain(handle, id).stream()
                .map(MandateTable.Row::mandate)
                .toList();
    }

    /** The attributed part of each answer that a call rests on; waits a while for receipts that are being written. */
    private Map<String, Integer> attributed(Json.JsonObject arguments) throws InterruptedException {
        Map<String, Integer> attributed = new HashMap<>();
        long end = System.nanoTime() + RECEIPT_PATIENCE.toNanos();
        for (String id : Rules.texts(arguments, Rules.RECEIPTS)) {
            while (receipts.find(id)
                            .filter(found ->
                                    found.signed().isEmpty() && found.failure().isEmpty())
                            .isPresent()
                    && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
            receipts.find(id)
                    .flatMap(found -> found.signed())
                    .ifPresent(signed -> attributed.put(id, TrailVerifier.attributedPpm(Receipts.receipt(signed))));
        }
        return attributed;
    }

    private String idOf(AgentCall call) {
        return call.callId()
                .map(callId -> Plan.actionOf(call.mandate(), callId))
                .orElseGet(this::randomId);
    }

    private String randomId() {
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
