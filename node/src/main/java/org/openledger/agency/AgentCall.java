package org.openledger.agency;

import java.util.Optional;
import org.openledger.store.Refusal;
import org.openledger.verify.agency.Action;
import org.openledger.verify.bytes.Json;

/**
 * What an agent's program asks for.
 *
 * @param mandate under which
 * @param undoes the action that it undoes
 * @param callId by which the program knows the call again; a call with the same one has one effect
 */
public record AgentCall(
        String mandate,
        String tool,
        Json.JsonObject arguments,
        Optional<String> undoes,
        Optional<String> callId,
        Action.Client client) {
    public static final int MAX_CALL_ID_CHARACTERS = 255;

    public AgentCall {
        undoes.ifPresent(action -> {
            if (!action.matches("[0-9a-f]{32}")) {
                throw new AgencyException(
                        Refusal.Kind.INVALID.at("undoes"),
                        "what a call undoes is an action's id: 32 hexadecimal digits");
            }
        });
        callId.ifPresent(id -> {
            if (!id.matches("[ -~]{1," + MAX_CALL_ID_CHARACTERS + "}")) {
                throw new AgencyException(
                        Refusal.Kind.INVALID.at("callId"),
                        "a call's id is 1 to " + MAX_CALL_ID_CHARACTERS + " visible characters");
            }
        });
    }
}
