package org.openledger.agency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.identity.Signer;
import org.openledger.log.Log;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.agency.Action;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** Ends calls: each gets its place in its family, its signed record, and its entry of the log, in the caller's transaction. */
final class Records {
    static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Log log;
    private final Signer operator;
    private final InstantSource clock;

    Records(Log log, Signer operator, InstantSource clock) {
        this.log = log;
        this.operator = operator;
        this.clock = clock;
    }

    String operator() {
        return operator.address();
    }

    /**
     * How a call ended.
     *
     * @param reason empty where it was executed
     * @param ends mandates that it ended
     * @param count of calls that it stands for
     */
    record Ending(Action.End verdict, String reason, Optional<Effect> effect, List<String> ends, long count) {
        static Ending executed(Effect effect) {
            return new Ending(Action.End.EXECUTED, "", Optional.of(effect), List.of(), 1);
        }

        static Ending without(Action.End verdict, String reason) {
            return new Ending(verdict, shortened(reason), Optional.empty(), List.of(), 1);
        }

        static Ending stopped(Optional<Effect> effect) {
            return new Ending(Action.End.STOPPED, "its mandate was ended while it ran", effect, List.of(), 1);
        }

        static String shortened(String reason) {
            return reason.length() <= 400 ? reason : reason.substring(0, 399) + "…";
        }
    }

    /**
     * Writes the record of a call, and frees what was held for it.
     *
     * @param held whether anything was
     */
    Action close(Handle tx, ActionTable.Row row, List<Mandate> chain, Ending ending, boolean held) {
        Optional<ActionTable.Head> head = ActionTable.head(tx, row.root());
        long sequence = head.map(ActionTable.Head::sequence).orElse(0L) + 1;
        long paid = ending.effect().map(Effect::paidGwei).orElse(0L);
        Mandate.Tool tool = toolOf(row);
        boolean counts =
                ending.verdict() != Action.End.DECLINED && ending.ends().isEmpty();
        List<Action.Spent> spent = new ArrayList<>();
        long day = row.decided().admittedMillis() / DAY_MILLIS;
        for (Mandate each : chain) {
            if (held) {
                SpendingTable.add(
                        tx, each.id(), day, new SpendingTable.Spending(paid, -row.mostGwei(), counts ? 1 : 0, -1));
            }
            SpendingTable.Spending after = SpendingTable.inAll(tx, each.id());
            spent.add(new Action.Spent(each.id(), after.paidGwei(), after.calls()));
        }
        Decision decision = Decision.parse(row.decided().decision());
        Action action = new Action(
                row.id(),
                sequence,
                head.map(before -> digest(before.record())).orElse(Action.NOTHING),
                row.decided().admittedMillis(),
                Math.max(clock.millis(), row.decided().admittedMillis()),
                operator.address(),
                row.mandate(),
                new Action.Client(row.asked().client(), row.asked().transport()),
                tool,
                ReceiptFile.Opening.digest(row.salt(), row.arguments()),
                Math.min(row.decided().knew(), sequence - 1),
                decision.licences(),
                decision.verdicts(),
                ending.verdict(),
                ending.reason(),
                row.approved()
                        .approval()
                        .map(signature -> new Action.Approval(
                                row.approved().approvedBy().orElseThrow(),
                                signature,
                                row.approved().approvalDeadline().orElseThrow())),
                new Action.Cost(row.mostGwei(), paid, spent),
                ending.effect()
                        .map(effect -> new Action.Result(
                                ReceiptFile.Opening.digest(row.salt(), effect.text()), effect.trusted())),
                ending.effect().flatMap(Effect::receipt),
                ending.ends(),
                chain.getFirst().undo(tool.name()),
                row.asked().undoes(),
                ending.count());
        String signature = "0x" + Hex.of(operator.sign(OperatorSignature.digest(action.canonicalBytes())));
        long index = log.append(tx, List.of(action.logEntry().bytes()));
        ActionTable.close(
                tx,
                row.closed(new ActionTable.Ended(
                        paid,
                        action.receipt(),
                        ending.effect().filter(Effect::kept).map(Effect::text),
                        ending.effect().map(Effect::trusted),
                        Optional.of(sequence),
                        Optional.of(text(action.json())),
                        Optional.of(signature),
                        Optional.of(index))));
        return action;
    }

    /** The tool as a call had it: its name, digest and class stand in one column. */
    static Mandate.Tool toolOf(ActionTable.Row row) {
        String[] parts = row.tool().split(" ", 3);
        return new Mandate.Tool(parts[0], parts[1], ToolClass.valueOf(parts[2].toUpperCase(Locale.ROOT)));
    }

    static String text(Mandate.Tool tool) {
        return tool.name() + " " + tool.schemaDigest() + " " + tool.toolClass().word();
    }

    static String text(Json.JsonObject json) {
        return new String(CanonicalJson.write(json), StandardCharsets.UTF_8);
    }

    static String digest(String record) {
        return Hex.of(Hashes.sha256(record.getBytes(StandardCharsets.UTF_8)));
    }

    static Action parse(String record) {
        return Action.fromJson(CanonicalJson.parse(record.getBytes(StandardCharsets.UTF_8)));
    }

    static Json.JsonObject object(String text) {
        return (Json.JsonObject) CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
