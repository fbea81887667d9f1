package org.openledger.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.verify.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * {@code verify}: checks an exported receipt offline, as the verifier jar does; with {@code --recompute} a running node
 * that has the model also attributes the answer again.
 */
@Command(
        name = "verify",
        description = "Check an exported receipt; exit code 0 accepted, 1 refused.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "an exported receipt")
    private Path file = Path.of("");

    @Option(names = "--operator", paramLabel = "ADDRESS", description = "refuse receipts of any other operator")
    private @Nullable String operator;

    @Option(names = "--json", description = "print the checks as JSON")
    private boolean json;

    @Option(names = "--recompute", description = "redo the attribution on the running node and compare the shares")
    private boolean recompute;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>();
        if (json) {
            arguments.add("--json");
        }
        if (operator != null) {
            arguments.addAll(List.of("--operator", operator));
        }
        arguments.add(file.toString());
        int checked = Main.run(arguments.toArray(String[]::new), System.out, System.err);
        return checked == Main.ACCEPTED && recompute ? recomputed() : checked;
    }

    private int recomputed() {
        String id = ReceiptFiles.idOf(file);
        try (NodeClient node = data.connect()) {
            JsonNode result = node.post("/api/receipts/" + id + "/recompute", NodeClient.object());
            boolean same = result.path("same").asBoolean(false);
            System.out.println((same ? "✓ recompute  " : "✗ recompute  ")
                    + result.path("says").asString(""));
            return same ? Main.ACCEPTED : Main.REFUSED;
        }
    }
}
