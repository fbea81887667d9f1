package org.openledger.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.RejectedLine;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.model.RunDetail;
import org.openledger.client.node.NodeState;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import tools.jackson.databind.SerializationFeature;

/** What the demo did, as one JSON file, with the receipts beside it in {@code receipts/}. */
final class DemoReport {
    private final NodeClient node;
    private final Path file;
    private final Disk disk = new LocalDisk();

    DemoReport(NodeClient node, Path file) {
        this.node = node;
        this.file = file;
    }

    /** The file. Its names are read by scripts and stay as they are. */
    private record Content(
            List<Contributor> contributors,
            List<RejectedLine> rejectedRows,
            Run run,
            List<DemoAnswer> answers,
            Epoch epoch,
            Log log,
            Chain chain,
            DemoGas gas,
            Map<String, Double> timings) {}

    private record Contributor(
            String name, String address, long rowsSubmitted, long rowsAccepted, long earnedGwei, long claimedGwei) {}

    private record Run(
            String id,
            String baseDigest,
            Optional<String> adapterDigest,
            Optional<Double> lossBefore,
            Optional<Double> lossAfter,
            Optional<Double> seconds) {}

    private record Epoch(long number, String root, long receipts, long paidGwei, long gas) {}

    private record Log(long size, String root, long anchoredSize) {}

    private record Chain(long id, long block, Map<String, String> contracts) {}

    void write(
            Map<String, String> accounts,
            List<ContributionLine> contributions,
            RunDetail run,
            List<DemoAnswer> answers,
            EpochLine epoch,
            DemoGas gas,
            Map<String, Double> timings)
            throws IOException {
        NodeState state = node.overview().node();
        Content content = new Content(
                contributions.stream()
                        .map(each -> contributor(each, nameOf(each.contributor(), accounts)))
                        .toList(),
                contributions.stream()
                        .flatMap(each -> node.rejectedLines(each.id()).stream())
                        .toList(),
                new Run(
                        run.id(),
                        run.baseDigest(),
                        run.adapterDigest(),
                        run.lossBefore(),
                        run.lossAfter(),
                        run.seconds()),
                answers,
                new Epoch(
                        epoch.number(),
                        epoch.root(),
                        epoch.receipts(),
                        epoch.paidGwei(),
                        epoch.gas().orElse(0L)),
                new Log(state.logSize(), state.logRoot(), state.anchoredSize()),
                new Chain(state.chainId(), state.block(), state.contracts()),
                gas,
                timings);
        exportReceipts(answers);
        disk.replace(
                file,
                NodeClient.JSON
                        .writer()
                        .with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsBytes(content));
    }

    private static String nameOf(String address, Map<String, String> accounts) {
        return accounts.entrySet().stream()
                .filter(each -> each.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private Contributor contributor(ContributionLine contribution, String name) {
        AccountDetail account = node.account(contribution.contributor());
        return new Contributor(
                name,
                contribution.contributor(),
                contribution.rowsSubmitted(),
                contribution.rowsAccepted(),
                account.earnedGwei(),
                account.claimedGwei());
    }

    private void exportReceipts(List<DemoAnswer> answers) throws IOException {
        Path folder = file.resolveSibling("receipts");
        Files.createDirectories(folder);
        for (DemoAnswer answer : answers) {
            String id = answer.receiptId();
            disk.replace(folder.resolve(id + ".json"), node.receiptFile(id));
        }
    }
}
