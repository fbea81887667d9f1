package org.openledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.cli.option.NodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: looks at the machine and says what to do. Exit code 1 when something needed is missing. */
@Command(name = "doctor", description = "Check this machine and say what to do.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @Override
    public Integer call() {
        List<Doctor.Finding> findings = new Doctor(options.configuration()).examine();
        for (Doctor.Finding finding : findings) {
            String mark = switch (finding.state()) {
                case GOOD -> "✓";
                case OPTIONAL_MISSING -> "·";
                case BAD -> "✗";
            };
            System.out.printf("%s %-11s %s%n", mark, finding.name(), finding.says());
        }
        return findings.stream().anyMatch(finding -> finding.state() == Doctor.State.BAD) ? 1 : 0;
    }
}
