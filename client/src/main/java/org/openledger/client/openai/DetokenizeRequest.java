package org.openledger.client.openai;

import java.util.List;
import org.openledger.client.shape.Example;

/**
 * Tokens whose text is wanted.
 *
 * @param model whose tokens they are
 * @param tokens their ids
 */
public record DetokenizeRequest(@Example("\"kitchen-1\"") String model, List<Integer> tokens) {}
