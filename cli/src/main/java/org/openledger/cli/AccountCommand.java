package org.openledger.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.cli.wallet.GiftCommand;
import org.openledger.cli.wallet.HoldingsCommand;
import org.openledger.cli.wallet.LimitCommand;
import org.openledger.cli.wallet.PayoutCommand;
import org.openledger.cli.wallet.ReputationCommand;
import org.openledger.cli.wallet.SendCommand;
import org.openledger.cli.wallet.UsageCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.AccountLine;
import org.openledger.client.account.AuditEntry;
import org.openledger.client.account.NewAccount;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.account.StatementEntry;
import org.openledger.client.epoch.ClaimOutcome;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.row.RowView;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account}: explains every gwei of an address; with a subcommand opens accounts, deposits and claims. */
@Work.Of(Work.USE)
@Command(
        name = "account",
        description = "Explain all that an address earned: which receipts, which rows.",
        footer = {"", "Examples:", "  openledger account", "  openledger account $BEN --json"},
        subcommands = {
            AccountCommand.Create.class,
            AccountCommand.Deposit.class,
            AccountCommand.Claim.class,
            HoldingsCommand.class,
            UsageCommand.class,
            ReputationCommand.class,
            LimitCommand.class,
            PayoutCommand.class,
            SendCommand.class,
            GiftCommand.class
        })
final class AccountCommand extends NodeCommand {
    @Parameters(
            paramLabel = "ACCOUNT",
            arity = "0..1",
            description = "whose, by address or name; none lists the accounts")
    private @Nullable AccountNamed account;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        if (account == null) {
            Table table = new Table("account", "name");
            List<AccountLine> accounts = node.accounts();
            accounts.forEach(each -> table.row(each.address(), each.name()));
            json.print(accounts, () -> System.out.print(table.render("")));
        } else {
            String address = account.address(node);
            AccountStatement statement =
                    new AccountStatement(node.account(address), node.statement(address), node.audits(address));
            json.print(statement, () -> explain(statement));
        }
    }

    private static void explain(AccountStatement statement) {
        AccountDetail account = statement.account();
        System.out.println(account.address()
                + account.name().map(name -> " (" + name + ")").orElse(""));
        long earned = account.earnedGwei();
        long settled = account.settledGwei();
        System.out.printf(
                "earned %s: %s in no epoch yet, %s to claim, %s claimed%n",
                OpenAmount.of(earned),
                OpenAmount.of(earned - settled),
                OpenAmount.of(account.claimableGwei()),
                OpenAmount.of(account.claimedGwei()));
        System.out.printf("waiting for the epoch's audit: %s%n", OpenAmount.of(account.waitingGwei()));
        System.out.printf("deposit left to spend: %s%n", OpenAmount.of(account.depositGwei()));
        Table table = new Table("receipt", "as", "share", "OPEN", "epoch", "for");
        for (StatementEntry line : statement.lines()) {
            table.row(
                    line.receiptId().orElse("training"),
                    line.role(),
                    line.ppm().map(AccountCommand::percent).orElse(""),
                    OpenAmount.digits(line.gwei()),
                    line.epoch() == 0 ? "–" : Long.toString(line.epoch()),
                    line.question().orElse(line.model()));
            for (RowView row : line.rows()) {
                table.row("", "row", "", OpenAmount.digits(row.earnedGwei().orElse(0L)), "", row.text());
            }
        }
        if (!statement.lines().isEmpty()) {
            System.out.print(table.render(""));
        }
        for (AuditEntry audit : statement.audits()) {
            System.out.printf(
                    "audit of epoch %d, %s%s as %s: %s%n",
                    audit.epoch(),
                    audit.gwei() > 0 ? "+" : "",
                    OpenAmount.of(audit.gwei()),
                    audit.role(),
                    audit.says());
        }
    }

    private static String percent(int ppm) {
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
            System.out.println(node.createAccount(new NewAccount(name)).address());
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
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "the payer's account, by address or name")
        private AccountNamed payer = AccountNamed.NOBODY;

        @Range(min = 1)
        @Parameters(index = "1", paramLabel = "GWEI", description = "10^9 gwei are 1 OPEN")
        private long gwei;

        @Override
        public void run(NodeClient node) {
            AccountDetail account = node.deposit(new NewDeposit(payer.address(node), gwei));
            System.out.println(payer + " can spend " + OpenAmount.of(account.depositGwei()));
        }
    }

    /** Claims what an account is due. */
    @Command(
            name = "claim",
            description = "Claim what an account is due under final epochs; the operator pays the gas.",
            footer = {
                "",
                "Examples:",
                "  openledger account claim $BEN",
                "  openledger account claim $BEN --to $MIRA",
                "  openledger account claim $BEN --native"
            })
    static final class Claim extends NodeCommand {
        @Parameters(paramLabel = "ACCOUNT", description = "who claims, by address or name")
        private AccountNamed account = AccountNamed.NOBODY;

        @Option(
                names = "--to",
                paramLabel = "ADDRESS",
                description =
                        "who is paid, now and from then on (default: who was named before, else the account itself)")
        private @Nullable AccountAddress recipient;

        @Option(
                names = "--native",
                description = "be paid in the chain's native OPEN, with which gas is paid (default: in wOPEN)")
        private boolean paidNative;

        @Override
        public void run(NodeClient node) {
            String claimant = account.address(node);
            NewClaim claim = NewClaim.of(claimant);
            if (recipient != null || paidNative) {
                claim = claim.to(recipient == null ? claimant : recipient.text());
            }
            ClaimOutcome answer = node.claim(paidNative ? claim.inNative() : claim);
            System.out.println(answer.says());
            answer.typedData().ifPresent(System.out::println);
        }
    }
}
