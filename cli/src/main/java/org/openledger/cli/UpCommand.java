package org.openledger.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Node;
import org.openledger.app.folder.Resuming;
import org.openledger.cli.option.NodeOptions;
import org.openledger.cli.option.PublishedOption;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Interruption;
import org.openledger.cli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code up}: starts the node on kept data and runs until it is told to stop. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "up",
        description = "Start the node on kept data.",
        footer = {
            "",
            "Examples:",
            "  openledger up",
            "  openledger up --data ~/ledger --port 8081",
            "  openledger up --data ~/restored --published https://mirror.example/log/checkpoint"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @ArgGroup
    private @Nullable PublishedOption published;

    @Override
    public Integer call() throws InterruptedException {
        PublishedOption said = published;
        if (said != null) {
            Resuming.accept(options.configuration(), said.published());
        }
        try (Interruption interruption = Interruption.listen();
                Node node = Node.start(options.configuration())) {
            // only a person gets a link at once: a service's output is kept, and read by others
            boolean watched = Terminal.isWatched();
            System.out.println(
                    watched
                            ? "This link opens the page as administrator, once, within 15 minutes; openledger admin link makes"
                                    + " another."
                            : "openledger admin link prints a link that opens the page as administrator, once.");
            System.out.println("OpenLedger is up: " + (watched ? node.pageLink() : node.url()));
            System.out.flush();
            interruption.await();
            return 0;
        }
    }
}
