package org.openledger.client.openai;

import java.util.List;

/**
 * The models that answer.
 *
 * @param object list
 * @param data the models
 */
public record ServedModelList(String object, List<ServedModelLine> data) {}
