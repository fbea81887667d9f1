package org.openledger.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.Settling;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.Work;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptNode;
import org.openledger.store.seal.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fsck}: compares everything a stopped node keeps with everything else. Exit code 1 when something differs. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "fsck",
        description = {
            "Check everything that a stopped node keeps: every row of the database and every file.",
            "Changes nothing, unless told to."
        },
        footer = {
            "",
            "Examples:",
            "  openledger fsck",
            "  openledger fsck --data ~/ledger --json",
            "  openledger fsck --finish"
        })
final class FsckCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--finish",
            description = "first finish what is under way on chain and in the log, as a start of the node would")
    private boolean finish;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        try (KeptNode node = FoundationParts.openToRead(configuration)) {
            if (!finish) {
                return print(new Fsck(node).run());
            }
        }
        Settling.finish(configuration);
        try (KeptNode node = FoundationParts.openToRead(configuration)) {
            return print(new Fsck(node).run());
        }
    }

    private int print(List<Fsck.Section> sections) {
        json.print(sections, () -> sections.forEach(FsckCommand::print));
        return sections.stream().allMatch(section -> section.findings().isEmpty()) ? 0 : 1;
    }

    private static void print(Fsck.Section section) {
        System.out.println((section.findings().isEmpty() ? "✓ " : "✗ ") + section.name());
        section.note().ifPresent(note -> System.out.println("    " + note));
        section.findings().stream().map(Finding::sentence).forEach(finding -> System.out.println("    " + finding));
    }
}
