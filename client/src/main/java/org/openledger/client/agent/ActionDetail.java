package org.openledger.client.agent;

import java.util.List;
import java.util.Optional;
import org.openledger.client.evidence.Permit;
import org.openledger.client.shape.AtMost;
import tools.jackson.databind.JsonNode;

/**
 * One action.
 *
 * @param action as a list has it
 * @param principal whose deposit pays
 * @param arguments what it was called with; of a question, the digest alone once it was asked
 * @param rules what each said
 * @param record as it was signed and logged, once it has ended
 * @param logIndex where the log has it
 * @param permits what may be done with what it got, under the licences that stand today of the Datanets it names and its answer draws on
 */
public record ActionDetail(
        ActionLine action,
        String principal,
        JsonNode arguments,
        @AtMost(20) List<RuleLine> rules,
        Optional<JsonNode> record,
        Optional<Long> logIndex,
        @AtMost(2) List<Permit> permits) {}
