package org.openledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.app.CommunityParts;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Fsck;
import org.openledger.app.Lifecycle;
import org.openledger.app.MoneyParts;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.Work;
import org.openledger.identity.MasterKey;
import org.openledger.setting.Settings;
import org.openledger.store.Database;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fsck}: compares everything a stopped node keeps with everything else. Exit code 1 when something differs. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "fsck",
        description = "Check blobs, database, journal, log and chain against each other.",
        footer = {"", "Examples:", "  openledger fsck", "  openledger fsck --data ~/ledger"})
final class FsckCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        requireNode(configuration);
        try (Lifecycle lifecycle = new Lifecycle()) {
            FoundationParts on = FoundationParts.open(configuration, lifecycle);
            MoneyParts money = MoneyParts.open(on, lifecycle);
            List<Fsck.Section> sections = new Fsck(on, money, CommunityParts.open(on, lifecycle)).run();
            for (Fsck.Section section : sections) {
                System.out.println((section.findings().isEmpty() ? "✓ " : "✗ ") + section.name());
                section.findings().forEach(finding -> System.out.println("    " + finding));
            }
            return sections.stream().allMatch(section -> section.findings().isEmpty()) ? 0 : 1;
        }
    }

    /** What would be made on opening is not there to be checked. */
    private static void requireNode(Configuration configuration) {
        boolean kept =
                configuration.values().find(Settings.DATABASE_URL).isPresent() || Database.isIn(configuration.data());
        if (!kept || !MasterKey.isIn(configuration.data())) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN,
                    configuration.data() + " is not the folder of a node, so there is nothing to check: name the right"
                            + " one with --data");
        }
    }
}
