package org.openledger.cli.folder;

import java.util.List;
import java.util.concurrent.Callable;
import org.openledger.app.Configuration;
import org.openledger.app.FoundationParts;
import org.openledger.app.folder.Repairing;
import org.openledger.app.folder.Settling;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.Work;
import org.openledger.kept.Fsck;
import org.openledger.kept.KeptNode;
import org.openledger.kept.Repairs;
import org.openledger.store.Database;
import org.openledger.store.StoreException;
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
            "  openledger fsck --finish --repair"
        })
public final class FsckCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--finish",
            description =
                    "finish what is under way on chain and in the log, as a start of the node would, where nothing is damaged")
    private boolean finish;

    @Option(
            names = "--repair",
            description = "make what is damaged again, where it follows from something that is whole; nothing else")
    private boolean repair;

    /** What fsck prints as JSON. */
    private record Report(List<Fsck.Section> areas, List<Repairs.Repair> repairs) {}

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        requireUpToDate(configuration);
        List<Fsck.Section> sections = check(configuration);
        // Nothing is sent to the chain on the word of records that are damaged.
        if (finish && findings(sections).isEmpty()) {
            Settling.finish(configuration);
            sections = check(configuration);
        }
        List<Repairs.Repair> repairs = List.of();
        if (repair && !findings(sections).isEmpty()) {
            repairs = Repairing.run(configuration, findings(sections));
            sections = check(configuration);
            repairs = ofDamage(repairs, findings(sections));
        }
        Report report = new Report(sections, repairs);
        json.print(report, () -> print(report));
        return findings(sections).isEmpty() ? 0 : 1;
    }

    /** Tables of an earlier program would be called damaged. */
    private static void requireUpToDate(Configuration configuration) {
        String url = FoundationParts.databaseUrl(configuration);
        if ((Database.isIn(configuration.data()) || !url.equals(Database.urlIn(configuration.data())))
                && Database.isOfEarlierProgram(url)) {
            throw new StoreException("the database of " + configuration.data()
                    + " is of an earlier program, whose tables this one does not check: check it with that program,"
                    + " or start the node once, which brings them up to date");
        }
    }

    private static List<Fsck.Section> check(Configuration configuration) {
        try (KeptNode node = FoundationParts.openToRead(configuration)) {
            return new Fsck(node).run();
        }
    }

    /** What was made again, and what was not and is still damaged. */
    private static List<Repairs.Repair> ofDamage(List<Repairs.Repair> repairs, List<Finding> left) {
        return repairs.stream()
                .filter(repair -> repair.made()
                        || left.stream().anyMatch(finding -> finding.where().equals(repair.where())))
                .toList();
    }

    private static List<Finding> findings(List<Fsck.Section> sections) {
        return sections.stream().flatMap(section -> section.findings().stream()).toList();
    }

    private static String mark(Fsck.Section section) {
        if (!section.compared()) {
            return "–";
        }
        return section.findings().isEmpty() ? "✓" : "✗";
    }

    private static void print(Report report) {
        for (Repairs.Repair repair : report.repairs()) {
            System.out.println(repair.where() + ": " + repair.what());
        }
        print(report.areas());
    }

    /** One line an area, and its findings below it. */
    static void print(List<Fsck.Section> areas) {
        for (Fsck.Section section : areas) {
            System.out.println(mark(section) + " " + section.name());
            section.note().ifPresent(note -> System.out.println("    " + note));
            section.findings().forEach(finding -> System.out.println("    " + finding.sentence()));
        }
    }
}
