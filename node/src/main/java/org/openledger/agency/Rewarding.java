package org.openledger.agency;

import static org.openledger.agency.Parameter.required;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.openledger.agency.Parameter.Kind;
import org.openledger.ledger.Charge;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Reservation;
import org.openledger.receipt.Receipts;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import org.openledger.verify.AuditedAnswer;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.agency.DecisionReward;
import org.openledger.verify.agency.Plan;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/**
 * Pays the inputs of a decision. All parts are paid in one transaction, or none; each is an entry of the journal that settles with its
 * epoch, and what waits of it is audited with the answers of that epoch.
 */
final class Rewarding {
    private static final int MAX_PLAN_CHARACTERS = 20_000;
    private static final int RUN_CHARACTERS = 64;
    private static final int STEP_CHARACTERS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Database database;
    private final Charges charges;
    private final Receipts receipts;
    private final AnswerTools answers;
    private final InstantSource clock;

    Rewarding(Database database, Charges charges, Receipts receipts, AnswerTools answers, InstantSource clock) {
        this.database = database;
        this.charges = charges;
        this.receipts = receipts;
        this.answers = answers;
        this.clock = clock;
    }

    List<AgentTool> all() {
        return List.of(new AgentTool(
                DecisionReward.TOOL,
                "Gives a reward to the inputs without which a step of a run of a plan would not have been made: in equal parts, that of"
                        + " an answer to those whom its receipt pays. What was bought, or is free, takes no part.",
                ToolClass.SPEND,
                List.of(
                        required(DecisionReward.PLAN, Kind.TEXT, MAX_PLAN_CHARACTERS, "The plan, as JSON."),
                        required(
                                DecisionReward.RUN,
                                Kind.TEXT,
                                RUN_CHARACTERS,
                                "The run's id, which its call ids begin with."),
                        required(DecisionReward.STEP, Kind.TEXT, STEP_CHARACTERS, "The step that was decided."),
                        required(DecisionReward.MOST, Kind.NUMBER, Integer.MAX_VALUE, "The whole reward.")),
                Map.of("parts", "array", "paidGwei", "integer"),
                "",
                this::reward));
    }

    private Effect reward(Acting acting) throws InterruptedException {
        Optional<Effect> before = settled(acting.action());
        if (before.isPresent()) {
            return before.get();
        }
        DecisionReward.Asked asked = checked(() -> DecisionReward.Asked.of(acting.arguments()));
        awaitReceipts(asked, acting.mandate().id());
        return database.transact(tx -> {
            requireFirst(tx, acting.action(), acting.mandate().id(), asked);
            List<DecisionReward.Part> parts =
                    checked(() -> divide(tx, asked, acting.mandate().id()));
            for (DecisionReward.Part part : parts) {
                if (part.gwei() > 0) {
                    pay(tx, acting, part);
                }
            }
            return effect(parts);
        });
    }

    private static Effect effect(List<DecisionReward.Part> parts) {
        return new Effect(
                DecisionReward.result(parts),
                /* trusted= */ false, // contributors chose their addresses, and the plan its steps' names
                /* kept= */ true,
                Optional.empty(),
                DecisionReward.paidGwei(parts));
    }

    private List<DecisionReward.Part> divide(Handle handle, DecisionReward.Asked asked, String mandate) {
        return DecisionReward.divide(asked, mandate, action -> made(handle, action, mandate), this::receipt);
    }

    private Optional<DecisionReward.Made> made(Handle handle, String action, String mandate) {
        return ActionTable.find(handle, action)
                .filter(row -> row.mandate().equals(mandate))
                .filter(row -> row.record().isPresent())
                .map(row -> new DecisionReward.Made(
                        Records.parse(row.record().orElseThrow()), Records.object(row.arguments()), result(row)));
    }

    /** What came of a call: as it is kept, or the answer, unless that was erased since. */
    private Optional<Json.JsonObject> result(ActionTable.Row row) {
        return row.result()
                .or(() -> answers.settled(row.id())
                        .map(Effect::text)
                        .filter(text -> Records.parse(row.record().orElseThrow())
                                .result()
                                .filter(got -> got.digest().equals(ReceiptFile.Opening.digest(row.salt(), text)))
                                .isPresent()))
                .map(text -> Plan.result(Records.object(text), text, /* isError= */ false));
    }

    private Optional<Receipt> receipt(String id) {
        return receipts.find(id).flatMap(found -> found.signed()).map(Receipts::receipt);
    }

    /** Receipts are written a moment after their answers. */
    private void awaitReceipts(DecisionReward.Asked asked, String mandate) throws InterruptedException {
        List<String> ids = database.read(handle -> asked.plan().steps().stream()
                .flatMap(step ->
                        ActionTable.find(handle, Plan.actionOf(mandate, Plan.callId(asked.run(), step.id()))).stream())
                .flatMap(row -> row.receipt().stream())
                .toList());
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String id : ids) {
            while (receipt(id).isEmpty()) {
                boolean never = receipts.find(id)
                        .filter(found -> found.failure().isPresent())
                        .isPresent();
                if (never || System.nanoTime() > end) {
                    throw new AgencyException(
                            Refusal.Kind.CONFLICT,
                            "The receipt " + id
                                    + (never ? " was never made" : " is not signed yet: send the call again later")
                                    + ". Nothing was paid.");
                }
                Thread.sleep(LOOK);
            }
        }
    }

    /** One decision is rewarded once. */
    private void requireFirst(Handle tx, String action, String mandate, DecisionReward.Asked asked) {
        for (ActionTable.Row row : ActionTable.of(tx, mandate, DecisionReward.TOOL)) {
            if (row.id().equals(action) || !charges.hasPaid(tx, row.id())) {
                continue;
            }
            DecisionReward.Asked other = DecisionReward.Asked.of(Records.object(row.arguments()));
            if (other.run().equals(asked.run()) && other.step().equals(asked.step())) {
                throw new AgencyException(
                        Refusal.Kind.CONFLICT, "This decision was rewarded before, by the action " + row.id() + ".");
            }
        }
    }

    private void pay(Handle tx, Acting acting, DecisionReward.Part part) {
        Receipt receipt = receipt(part.receipt().orElseThrow()).orElseThrow();
        Charge charge = new Charge(
                acting.mandate().principal(),
                receipt.id(),
                clock.millis(),
                part.payments(),
                AuditedAnswer.of(receipt, part.payments()));
        if (!(charges.pay(tx, acting.action(), charge) instanceof Reservation.Held)) {
            throw new AgencyException(
                    Refusal.Kind.UNPAID,
                    "The deposit or the spending limit of " + acting.mandate().principal()
                            + " does not suffice. Nothing was paid.");
        }
    }

    /** What became of a reward that was admitted; empty where nothing was paid. */
    Optional<Effect> settled(String action) {
        return database.read(handle -> charges.hasPaid(handle, action)
                ? ActionTable.find(handle, action)
                        .map(row -> effect(divide(
                                handle, DecisionReward.Asked.of(Records.object(row.arguments())), row.mandate())))
                : Optional.empty());
    }

    private static <T> T checked(Supplier<T> making) {
        try {
            return making.get();
        } catch (VerifyException wrong) {
            throw new AgencyException(
                    Refusal.Kind.INVALID.at(DecisionReward.PLAN), "It is not rewarded: " + wrong.getMessage() + ".");
        }
    }
}
