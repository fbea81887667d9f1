package org.openledger.api.agent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openledger.agency.Actions;
import org.openledger.agency.Mandates;
import org.openledger.api.http.JsonFormat;
import org.openledger.client.agent.ActionDetail;
import org.openledger.client.agent.ActionLine;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.RuleLine;
import org.openledger.client.evidence.Permit;
import org.openledger.verify.agency.Mandate;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import tools.jackson.databind.JsonNode;

/** Mandates and actions as the API shows them. */
final class Views {
    private static final long MILLIS_PER_SECOND = 1_000;

    private Views() {}

    static JsonNode tree(Json json) {
        return JsonFormat.read(new String(CanonicalJson.write(json), StandardCharsets.UTF_8));
    }

    static MandateLine line(Mandates.Kept kept, long nowMillis) {
        Mandate mandate = kept.mandate();
        return new MandateLine(
                mandate.id(),
                mandate.name(),
                mandate.principal(),
                mandate.agent(),
                kept.signer(),
                mandate.parent(),
                kept.state(nowMillis),
                mandate.task(),
                mandate.caps().budgetGwei(),
                kept.spent().paidGwei(),
                kept.spent().heldGwei(),
                mandate.caps().maxCalls(),
                kept.spent().calls(),
                kept.createdMillis(),
                mandate.expiresSeconds() * MILLIS_PER_SECOND,
                kept.endedMillis());
    }

    static ActionLine line(Actions.Kept kept) {
        return new ActionLine(
                kept.id(),
                kept.mandate(),
                kept.tool().name(),
                kept.tool().toolClass().word(),
                kept.state(),
                kept.why(),
                kept.createdMillis(),
                kept.mostGwei(),
                kept.paidGwei(),
                kept.receipt());
    }

    /** @param permits what may be done with what it got */
    static ActionDetail detail(Actions.Kept kept, List<Permit> permits) {
        return new ActionDetail(
                line(kept),
                kept.principal(),
                tree(kept.arguments()),
                kept.rules().stream()
                        .map(each ->
                                new RuleLine(each.rule().word(), each.found().word(), each.says()))
                        .toList(),
                kept.record().map(record -> tree(record.json())),
                kept.logIndex(),
                permits);
    }
}
