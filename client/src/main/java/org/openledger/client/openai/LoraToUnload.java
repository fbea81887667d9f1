package org.openledger.client.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.openledger.client.shape.Example;

/**
 * An adapter that is to answer no more.
 *
 * @param name it is asked by
 */
public record LoraToUnload(
        @JsonProperty("lora_name") @Example("\"kitchen-1\"") String name) {}
