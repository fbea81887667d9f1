package org.openledger.agency;

import static org.openledger.agency.Parameter.optional;

import java.util.List;
import java.util.Map;
import org.openledger.agency.Parameter.Kind;
import org.openledger.settlement.AccountExplanation;
import org.openledger.settlement.Explanations;
import org.openledger.store.Database;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.Json;

/** What agents read of themselves and of their principal. All of it is the node's own: no stranger writes here. */
final class OwnTools {
    private static final int MAX_ACTIONS = 50;
    private static final int ACTIONS = 20;

    private final Database database;
    private final Explanations explanations;

    OwnTools(Database database, Explanations explanations) {
        this.database = database;
        this.explanations = explanations;
    }

    List<AgentTool> all() {
        return List.of(
                new AgentTool(
                        "my_mandate",
                        "Says what this agent may do, and what is left of it.",
                        ToolClass.READ,
                        List.of(),
                        Map.of("mandate", "object", "spentGwei", "integer", "heldGwei", "integer", "calls", "integer"),
                        "",
                        this::mandate),
                new AgentTool(
                        "my_trail",
                        "Lists what this agent did under its mandate, the newest first, and what it was not let do.",
                        ToolClass.READ,
                        List.of(optional("actions", Kind.NUMBER, MAX_ACTIONS, "How many; 20 without it.")),
                        Map.of("actions", "array"),
                        "",
                        this::trail),
                new AgentTool(
                        "explain_account",
                        "Says what the mandate's principal earned, and can spend.",
                        ToolClass.READ,
                        List.of(),
                        Map.of("address", "string", "earnedGwei", "integer", "spendableGwei", "integer"),
                        "",
                        this::explain));
    }

    /** Name and task of a narrower mandate may be an agent's words. */
    private Effect mandate(Acting acting) {
        SpendingTable.Spending spent = database.read(
                handle -> SpendingTable.inAll(handle, acting.mandate().id()));
        return Effect.free(
                Json.object()
                        .put("mandate", acting.mandate().json())
                        .put("spentGwei", spent.paidGwei())
                        .put("heldGwei", spent.heldGwei())
                        .put("calls", spent.calls())
                        .build(),
                acting.mandate().parent().isEmpty());
    }

    private Effect trail(Acting acting) {
        List<ActionTable.Row> rows = database.read(handle -> ActionTable.newest(
                handle, acting.mandate().id(), acting.number("actions").orElse(ACTIONS)));
        return Effect.free(
                Json.object()
                        .put(
                                "actions",
                                Json.array(rows.stream().map(OwnTools::line).toList()))
                        .build(),
                /* trusted= */ true);
    }

    private static Json line(ActionTable.Row row) {
        return Json.object()
                .put("action", row.id())
                .put("tool", Records.toolOf(row).name())
                .put(
                        "state",
                        row.record()
                                .map(record -> Records.parse(record).verdict().word())
                                .orElse(row.state().word()))
                .put("paidGwei", row.ended().paidGwei())
                .put("millis", row.asked().createdMillis())
                .build();
    }

    private Effect explain(Acting acting) {
        AccountExplanation account = database.read(
                handle -> explanations.explain(handle, acting.mandate().principal()));
        return Effect.free(
                Json.object()
                        .put("address", account.address())
                        .put("earnedGwei", account.earnedGwei())
                        .put("spendableGwei", account.spendableGwei())
                        .build(),
                /* trusted= */ true);
    }
}
