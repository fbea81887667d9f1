package org.openledger.api.model;

import java.util.function.Predicate;
import org.openledger.factory.FactoryLists;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.receipt.Receipts;

/**
 * What routes of models and runs reach.
 *
 * @param base what the base model is called
 * @param served whether requests for a model of this name are answered
 */
public record ModelParts(
        Runs runs, FactoryLists lists, Values values, Receipts receipts, String base, Predicate<String> served) {}
