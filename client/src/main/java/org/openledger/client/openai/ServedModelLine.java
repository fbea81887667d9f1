package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A model that answers.
 *
 * @param id to ask it by
 * @param object model
 * @param created when it was deployed, in seconds since 1970
 * @param ownedBy its owner's address
 * @param root SHA-256 of the adapter; of the base where it is asked alone
 * @param parent what the base model is called; absent for the base alone
 * @param maxModelLen the longest prompt and answer together, in tokens
 * @param version which of its name answers
 * @param priceGwei for each token of prompt and answer
 * @param licence its SPDX identifier, where one is stated
 */
public record ServedModelLine(
        String id,
        String object,
        long created,
        @JsonProperty("owned_by") String ownedBy,
        String root,
        Optional<String> parent,
        @JsonProperty("max_model_len") int maxModelLen,
        long version,
        @JsonProperty("price_gwei") long priceGwei,
        Optional<String> licence) {}
