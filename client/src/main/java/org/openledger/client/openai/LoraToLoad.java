package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.openledger.client.shape.Example;

/**
 * An adapter that is to answer.
 *
 * @param name to ask it by
 * @param path a PEFT folder below the folder that the node's setting model.adapters names; or the digest of an adapter that was
 *     brought under this name
 */
public record LoraToLoad(
        @JsonProperty("lora_name") @Example("\"kitchen-1\"") String name,
        @JsonProperty("lora_path") @Example("\"kitchen-1\"") String path) {}
