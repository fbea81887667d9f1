package org.openledger.app;

import java.util.List;
import java.util.concurrent.Callable;
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
            Foundation on = Foundation.open(options.configuration(), lifecycle);
            Money money = Money.open(on, lifecycle);
            List<Fsck.Section> sections = new Fsck(on, money, Community.open(on)).run();
            for (Fsck.Section section : sections) {
                System.out.println((section.findings().isEmpty() ? "✓ " : "✗ ") + section.name());
                section.findings().forEach(finding -> System.out.println("    " + finding));
            }
            return sections.stream().allMatch(section -> section.findings().isEmpty()) ? 0 : 1;
        }
    }
}
