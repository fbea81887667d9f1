package org.openledger.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openledger.client.NodeClient;
import org.openledger.store.Disk;
import org.openledger.store.LocalDisk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the demo did, as one JSON file, with the receipts beside it in {@code receipts/}. */
final class DemoReport {
    private final NodeClient node;
    private final Path file;
    private final Disk disk = new LocalDisk();

    DemoReport(NodeClient node, Path file) {
        this.node = node;
        this.file = file;
    }

    void write(
            Map<String, String> accounts,
            List<JsonNode> contributions,
            JsonNode run,
            List<JsonNode> answers,
            JsonNode epoch,
            Map<String, Double> timings)
            throws IOException {
        ObjectNode report = NodeClient.object();
        ArrayNode contributors = report.putArray("contributors");
        ArrayNode rejected = report.putArray("rejectedRows");
        for (JsonNode contribution : contributions) {
            contributors.add(contributor(contribution, accounts));
            contribution.path("rejected").forEach(rejected::add);
        }
        report.set("run", run(run));
        ArrayNode answered = report.putArray("answers");
        answers.forEach(answered::add);
        JsonNode overview = node.get("/api/overview").path("node");
        report.set("epoch", epoch(epoch));
        report.set("log", log(overview));
        report.set("chain", chain(overview));
        ObjectNode seconds = report.putObject("timings");
        timings.forEach(seconds::put);
        exportReceipts(answers);
        disk.replace(file, pretty(report));
    }

    private ObjectNode contributor(JsonNode contribution, Map<String, String> accounts) {
        String address = contribution.path("contributor").asString();
        JsonNode account = node.get("/api/accounts/" + address);
        ObjectNode line = NodeClient.object();
        accounts.forEach((name, each) -> {
            if (each.equals(address)) {
                line.put("name", name);
            }
        });
        return line.put("address", address)
                .put("rowsSubmitted", contribution.path("rowsSubmitted").asLong())
                .put("rowsAccepted", contribution.path("rowsAccepted").asLong())
                .put("earnedGwei", account.path("earnedGwei").asLong())
                .put("claimedGwei", account.path("claimedGwei").asLong());
    }

    private static ObjectNode run(JsonNode run) {
        ObjectNode line = NodeClient.object();
        for (String field : List.of("id", "baseDigest", "adapterDigest", "lossBefore", "lossAfter", "seconds")) {
            line.set(field, run.path(field));
        }
        return line;
    }

    private ObjectNode epoch(JsonNode epoch) {
        ObjectNode line = NodeClient.object();
        line.put("number", epoch.path("number").asLong());
        line.put("root", epoch.path("root").asString());
        line.put("receipts", epoch.path("receipts").asLong());
        line.put("paidGwei", epoch.path("paidGwei").asLong());
        line.put("gas", gasOf(epoch.path("transaction").asString()));
        return line;
    }

    /** What the settlement's transaction used, as the chain says. */
    private long gasOf(String transaction) {
        ObjectNode call = NodeClient.object();
        call.put("jsonrpc", "2.0").put("id", 1).put("method", "eth_getTransactionReceipt");
        call.putArray("params").add(transaction);
        return Long.decode(
                node.post("/rpc", call).path("result").path("gasUsed").asString("0"));
    }

    private static ObjectNode log(JsonNode overview) {
        ObjectNode line = NodeClient.object();
        line.put("size", overview.path("logSize").asLong());
        line.put("root", overview.path("logRoot").asString());
        line.put(
                "anchored",
                overview.path("anchoredSize").asLong()
                        >= overview.path("logSize").asLong());
        return line;
    }

    private static ObjectNode chain(JsonNode overview) {
        ObjectNode line = NodeClient.object();
        line.put("id", overview.path("chainId").asLong());
        line.put("block", overview.path("block").asLong());
        line.set("contracts", overview.path("contracts"));
        return line;
    }

    private void exportReceipts(List<JsonNode> answers) throws IOException {
        Path folder = file.resolveSibling("receipts");
        Files.createDirectories(folder);
        for (JsonNode answer : answers) {
            String id = answer.path("receiptId").asString();
            disk.replace(folder.resolve(id + ".json"), node.download("/api/receipts/" + id + "/file"));
        }
    }

    private static byte[] pretty(ObjectNode report) {
        return NodeClient.JSON.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(report);
    }
}
