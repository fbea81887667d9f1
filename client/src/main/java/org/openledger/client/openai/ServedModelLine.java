package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A model that answers.
 *
 * @param id to ask it by
 * @param object model
 * @param created when it was deployed, in seconds since 1970
 * @param ownedBy its owner's address
 * @param root SHA-256 of the adapter
 * @param parent what the base model is called
 */
public record ServedModelLine(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy,
        String root,
        String parent) {}
