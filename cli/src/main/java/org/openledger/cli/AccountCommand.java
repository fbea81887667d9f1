package org.openledger.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code account}: explains every gwei of an address; with a subcommand opens accounts, deposits and issues keys. */
@Work.Of(Work.USE)
@Command(
        name = "account",
        description = "Explain every gwei an address earned: which receipts, which rows.",
        footer = {"", "Examples:", "  openledger account", "  openledger account $BEN --json"},
        subcommands = {
            AccountCommand.Create.class,
            AccountCommand.Deposit.class,
            AccountCommand.Key.class,
            AccountCommand.Claim.class
        })
final class AccountCommand extends NodeCommand {
    @Parameters(paramLabel = "ADDRESS", arity = "0..1", description = "whose; none lists the accounts")
    private @Nullable AccountAddress address;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        if (address == null) {
            Table table = new Table("account", "name");
            JsonNode accounts = node.get("/api/accounts");
            accounts.forEach(each ->
                    table.row(each.path("address").asString(), each.path("name").asString()));
            json.print(accounts, () -> System.out.print(table.render("")));
        } else {
            JsonNode account = node.get("/api/accounts/" + address);
            json.print(account, () -> explain(account));
        }
    }

    private static void explain(JsonNode account) {
        System.out.println(account.path("address").asString()
                + Optional.of(account.path("name").asString(""))
                        .filter(name -> !name.isEmpty())
                        .map(name -> " (" + name + ")")
                        .orElse(""));
        long earned = account.path("earnedGwei").asLong();
        long settled = account.path("settledGwei").asLong();
        System.out.printf(
                "earned %,d gwei: %,d in no epoch yet, %,d to claim, %,d claimed%n",
                earned,
                earned - settled,
                account.path("claimableGwei").asLong(),
                account.path("claimedGwei").asLong());
        System.out.printf(
                "waiting for the epoch's audit: %,d gwei%n",
                account.path("waitingGwei").asLong());
        System.out.printf(
                "deposit left to spend: %,d gwei%n", account.path("depositGwei").asLong());
        Table table = new Table("receipt", "as", "share", "gwei", "epoch", "for");
        for (JsonNode line : account.path("lines")) {
            table.row(
                    line.path("receiptId").asString("training"),
                    line.path("role").asString(),
                    line.has("ppm") ? percent(line.path("ppm").asLong()) : "",
                    line.path("gwei").asLong(),
                    line.path("epoch").asLong() == 0 ? "–" : line.path("epoch").asString(),
                    line.path("question").asString(line.path("model").asString()));
            for (JsonNode row : line.path("rows")) {
                table.row(
                        "",
                        "row",
                        "",
                        row.path("earnedGwei").asLong(),
                        "",
                        row.path("text").asString());
            }
        }
        if (!account.path("lines").isEmpty()) {
            System.out.print(table.render(""));
        }
        for (JsonNode audit : account.path("audits")) {
            System.out.printf(
                    "audit of epoch %d, %+,d gwei as %s: %s%n",
                    audit.path("epoch").asLong(),
                    audit.path("gwei").asLong(),
                    audit.path("role").asString(),
                    audit.path("says").asString());
        }
    }

    private static String percent(long ppm) {
        return "%.1f %%".formatted(ppm / 10_000.0);
    }

    /** Opens an account whose key the node keeps. */
    @Command(
            name = "create",
            description = "Open an account whose key the node keeps.",
            footer = {"", "Examples:", "  openledger account create mira", "  openledger account create \"Ben and Co\""
            })
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "NAME", description = "what people call it")
        private String name = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(node.post("/api/accounts", NodeClient.object().put("name", name))
                    .path("address")
                    .asString());
        }
    }

    /** Brings the operator's money into the escrow for a payer. */
    @Command(
            name = "deposit",
            description = "Deposit for a payer, from the operator's OPEN.",
            footer = {
                "",
                "Examples:",
                "  openledger account deposit $BEN 5000000",
                "  openledger account deposit $BEN 1000000000 --data ~/ledger"
            })
    static final class Deposit extends NodeCommand {
        @Parameters(index = "0", paramLabel = "ADDRESS", description = "the payer's account")
        private AccountAddress payer = AccountAddress.NOBODY;

        @Range(min = 1)
        @Parameters(index = "1", paramLabel = "GWEI", description = "10^9 gwei are 1 OPEN")
        private long gwei;

        @Override
        public void run(NodeClient node) {
            JsonNode account = node.post(
                    "/api/deposits",
                    NodeClient.object().put("payer", payer.text()).put("gwei", gwei));
            System.out.printf(
                    "%s can spend %,d gwei%n",
                    payer, account.path("depositGwei").asLong());
        }
    }

    /** Issues an API key. */
    @Command(
            name = "key",
            description = "Issue an API key that spends a payer's deposit.",
            footer = {
                "",
                "Examples:",
                "  openledger account key $BEN",
                "  openledger account key $BEN --label \"the web site\""
            })
    static final class Key extends NodeCommand {
        @Parameters(paramLabel = "ADDRESS", description = "whose deposit it spends")
        private AccountAddress payer = AccountAddress.NOBODY;

        @Option(names = "--label", description = "what it is for")
        private String label = "";

        @Override
        public void run(NodeClient node) {
            System.out.println(node.post(
                            "/api/keys",
                            NodeClient.object().put("payer", payer.text()).put("label", label))
                    .path("key")
                    .asString());
        }
    }

    /** Claims what an account is due. */
    @Command(
            name = "claim",
            description = "Claim what an account is due under final epochs; the operator pays the gas.",
            footer = {"", "Examples:", "  openledger account claim $BEN", "  openledger account claim $BEN --to $MIRA"})
    static final class Claim extends NodeCommand {
        @Parameters(paramLabel = "ADDRESS", description = "who claims")
        private AccountAddress account = AccountAddress.NOBODY;

        @Option(names = "--to", paramLabel = "ADDRESS", description = "who is paid (default: the account itself)")
        private @Nullable AccountAddress recipient;

        @Override
        public void run(NodeClient node) {
            ObjectNode claim = NodeClient.object().put("account", account.text());
            if (recipient != null) {
                claim.put("recipient", recipient.text());
            }
            JsonNode answer = node.post("/api/claims", claim);
            System.out.println(answer.path("says").asString());
            if (answer.has("typedData")) {
                System.out.println(answer.path("typedData"));
            }
        }
    }
}
