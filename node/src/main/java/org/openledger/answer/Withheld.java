package org.openledger.answer;

import tools.jackson.databind.json.JsonMapper;

/**
 * That the caller of an answer was given a sentence instead, since no rows support it as far as the caller asked for.
 *
 * @param minimumPpm the support that was asked for
 * @param told the sentence
 * @param feeGwei what it costs all the same
 */
public record Withheld(int minimumPpm, String told, long feeGwei) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public String json() {
        return JSON.writeValueAsString(this);
    }

    public static Withheld parse(String json) {
        return JSON.readValue(json, Withheld.class);
    }
}
