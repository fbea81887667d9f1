package org.openledger.client.agent;

import java.util.List;
import org.openledger.client.shape.AtMost;
import tools.jackson.databind.JsonNode;

/**
 * One mandate.
 *
 * @param mandate as a list has it
 * @param document as it was signed
 * @param above those that it narrows, the nearest first
 * @param under those that narrow it
 */
public record MandateDetail(
        MandateLine mandate,
        JsonNode document,
        @AtMost(8) List<MandateLine> above,
        @AtMost(200) List<MandateLine> under) {}
