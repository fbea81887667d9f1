package org.openledger.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: looks at the machine and says what to do. Exit code 1 when something needed is missing. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "doctor",
        description = "Check this machine and say what to do.",
        footer = {"", "Examples:", "  openledger doctor", "  openledger doctor --data /srv/ledger --port 80"})
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where a node is to keep its data (default: $OPENLEDGER_DATA, else ./data)")
    private @Nullable Path data;

    @Range(min = 0, max = 65_535)
    @Option(names = "--port", paramLabel = "N", description = "port to listen on (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        List<Doctor.Finding> findings =
                new Doctor(data == null ? Configuration.dataFolder() : data, host, port).examine();
        json.print(
                findings,
                () -> findings.forEach(finding ->
                        System.out.printf("%s %-11s %s%n", finding.state().mark(), finding.name(), finding.says())));
        return findings.stream().anyMatch(finding -> finding.state() == Doctor.State.BAD) ? 1 : 0;
    }
}
