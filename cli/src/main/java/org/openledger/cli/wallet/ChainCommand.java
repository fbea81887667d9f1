package org.openledger.cli.wallet;

import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.client.chain.ChainBlock;
import org.openledger.client.chain.ChainStatus;
import org.openledger.client.chain.ChainTransaction;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code chain}: the chain as the node sees it, and what is on it. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "chain",
        description = "Say how far the chain is, what of it counts as settled, and what waits; show what is on it.",
        footer = {"", "Examples:", "  openledger chain status", "  openledger chain show 12 --json"},
        subcommands = {
            ChainCommand.Status.class,
            ChainCommand.Show.class,
            ChainDeployCommand.class,
            ChainJoinCommand.class,
            ChainReplayCommand.class
        })
public final class ChainCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        print(node.chainStatus(), json);
    }

    private static void print(ChainStatus status, JsonOption json) {
        json.print(status, () -> {
            System.out.println("chain " + status.chainId() + (status.embedded() ? ", the node's own" : ""));
            System.out.println("block " + status.head() + ", settled through " + status.settled());
            System.out.println("events that could not be booked: " + status.asideEvents());
            System.out.println("transactions that wait: " + status.waitingTransactions() + ", of which "
                    + status.asideTransactions() + " cannot be sent now");
            status.contracts().forEach((name, address) -> System.out.println(name + " " + address));
        });
    }

    /** Says how far the chain is. */
    @Command(
            name = "status",
            description = "Say how far the chain is, what of it counts as settled, and what waits.",
            footer = {"", "Examples:", "  openledger chain status", "  openledger chain status --json"})
    static final class Status extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            print(node.chainStatus(), json);
        }
    }

    /** Shows a transaction or a block. */
    @Command(
            name = "show",
            description = "Show a transaction by its hash, with its events decoded, or a block by its number.",
            footer = {"", "Examples:", "  openledger chain show 0x4c9c…", "  openledger chain show 12 --json"})
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "HASH|NUMBER", description = "a transaction's hash or a block's number")
        private String what = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            if (what.matches("[0-9]{1,18}")) {
                ChainBlock block = node.chainBlock(Long.parseLong(what));
                json.print(block, () -> {
                    System.out.println("block " + block.number() + " " + block.hash()
                            + (block.settled() ? ", settled" : ", not settled yet"));
                    block.transactions().forEach(System.out::println);
                });
            } else {
                ChainTransaction transaction = node.chainTransaction(what);
                json.print(transaction, () -> explain(transaction));
            }
        }

        private static void explain(ChainTransaction transaction) {
            String state = transaction.block().isEmpty()
                    ? "in no block yet"
                    : (transaction.succeeded().orElse(false) ? "done" : "reverted") + " in block "
                            + transaction.block().get() + (transaction.settled() ? ", settled" : ", not settled yet");
            System.out.println(transaction.hash() + ": " + state);
            System.out.println("from " + transaction.from() + " to "
                    + transaction.to().orElse("a new contract") + ", " + OpenAmount.of(transaction.valueGwei()));
            transaction
                    .events()
                    .forEach(event -> System.out.println(
                            event.contract() + ": " + event.name() + "(" + String.join(", ", event.values()) + ")"));
        }
    }
}
