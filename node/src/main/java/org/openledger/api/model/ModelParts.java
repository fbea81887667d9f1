package org.openledger.api.model;

import java.nio.file.Path;
import java.util.Optional;
import org.openledger.factory.Estimates;
import org.openledger.factory.Evaluating;
import org.openledger.factory.RunLists;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.gateway.Gateway;
import org.openledger.receipt.Receipts;
import org.openledger.registry.BroughtModels;
import org.openledger.registry.ModelLists;
import org.openledger.registry.Models;
import org.openledger.registry.Registry;
import org.openledger.registry.Royalties;
import org.openledger.withdrawal.Withdrawals;

/**
 * What routes of models and runs reach.
 *
 * @param adapters the folder below which an administrator may name PEFT folders
 */
public record ModelParts(
        Runs runs,
        Estimates estimates,
        Evaluating evaluating,
        RunLists runLists,
        ModelLists lists,
        Models models,
        Registry registry,
        Royalties royalties,
        BroughtModels brought,
        Values values,
        Receipts receipts,
        Gateway gateway,
        Withdrawals withdrawals,
        Optional<Path> adapters) {}
