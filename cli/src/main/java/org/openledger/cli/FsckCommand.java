package org.openledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.app.CommunityParts;
import org.openledger.app.FoundationParts;
import org.openledger.app.Fsck;
import org.openledger.app.Lifecycle;
import org.openledger.app.MoneyParts;
import org.openledger.cli.option.NodeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fsck}: compares everything a stopped node keeps with everything else. Exit code 1 when something differs. */
@Command(
        name = "fsck",
        description = "Check blobs, database, journal, log and chain against each other.",
        mixinStandardHelpOptions = true)
final class FsckCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @Override
    public Integer call() {
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(options.configuration(), lifecycle);
            MoneyParts money = MoneyParts.open(on, lifecycle);
            List<Fsck.Section> sections = new Fsck(on, money, CommunityParts.open(on, lifecycle)).run();
            for (Fsck.Section section : sections) {
                System.out.println((section.findings().isEmpty() ? "✓ " : "✗ ") + section.name());
                section.findings().forEach(finding -> System.out.println("    " + finding));
            }
            return sections.stream().allMatch(section -> section.findings().isEmpty()) ? 0 : 1;
        }
    }
}
