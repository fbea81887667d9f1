package org.openledger.cli.datanet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.datanet.DatanetRights;
import org.openledger.client.datanet.RightsQuery;
import org.openledger.client.wallet.NewLicence;
import org.openledger.client.wallet.WalletOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code licence}: what rows may be used for, and the calls by which a wallet offers and buys licences. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "licence",
        description =
                "Say what a Datanet's rows may be used for, and why not; with a subcommand offer and buy licences.",
        footer = {
            "",
            "Examples:",
            "  openledger licence check 1",
            "  openledger licence check 1 --version 2 --holder $BEN"
        },
        subcommands = {LicenceCommand.Check.class, LicenceCommand.Offer.class, LicenceCommand.Buy.class})
public final class LicenceCommand extends NodeCommand {
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    private static final long SECONDS_PER_DAY = 86_400;

    @Mixin
    private JsonOption json = new JsonOption();

    /** Every Datanet's licence. */
    @Override
    public void run(NodeClient node) {
        List<Line> lines = node.datanets().stream()
                .map(each -> new Line(each.id(), each.name(), each.licence()))
                .toList();
        json.print(lines, () -> {
            Table table = new Table("id", "name", "licence");
            lines.forEach(each -> table.row(each.datanet(), each.name(), each.licence()));
            System.out.print(table.render(""));
        });
    }

    /** What a Datanet is under. */
    private record Line(String datanet, String name, String licence) {}

    /** May I? */
    @Command(
            name = "check",
            description =
                    "Say for each use of a version, not for money and for money, whether it is permitted and why.",
            footer = {
                "",
                "Examples:",
                "  openledger licence check 1",
                "  openledger licence check 1 --version 2 --holder $BEN --json"
            })
    static final class Check extends NodeCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
        private String datanet = "";

        @Range(min = 1)
        @Option(names = "--version", paramLabel = "N", description = "default: the latest")
        private @Nullable Long version;

        @Option(names = "--holder", paramLabel = "ADDRESS", description = "whose licences count, too")
        private @Nullable AccountAddress holder;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            DatanetRights rights = node.rights(
                    datanet,
                    new RightsQuery(
                            Optional.ofNullable(version),
                            Optional.ofNullable(holder).map(AccountAddress::text)));
            json.print(rights, () -> print(rights));
        }

        private static void print(DatanetRights rights) {
            System.out.println(
                    "version " + rights.version() + " of Datanet " + rights.datanet() + ", " + rights.licence()
                            + (rights.onChain()
                                    ? ", as the chain says"
                                    : ", as this node says: its contracts know no licences"));
            Table uses = new Table("use", "for money", "permitted", "why");
            rights.uses()
                    .forEach(each -> uses.row(
                            each.use(), each.paid() ? "yes" : "no", each.permitted() ? "yes" : "no", each.reason()));
            System.out.print(uses.render(""));
            if (!rights.offers().isEmpty()) {
                Table offers = new Table("terms", "licence", "wei of OPEN", "seconds", "offered", "held");
                rights.offers()
                        .forEach(each -> offers.row(
                                each.termsId(),
                                each.licence(),
                                each.feeWei(),
                                each.lastsSeconds() == 0 ? "for ever" : Long.toString(each.lastsSeconds()),
                                each.offered() ? "yes" : "no",
                                each.held()));
                System.out.print(offers.render(""));
            }
        }
    }

    /** The owner's calls. */
    @Command(
            name = "offer",
            description = {
                "Print the calls by which the Datanet's owner offers licences: to whom, which data, and what they do.",
                "The owner's wallet sends them; the node has no part in it."
            },
            footer = {
                "",
                "Examples:",
                "  openledger licence offer 1 --name LicenseRef-Bread --fee-gwei 2000000000 --commercial --derivatives",
                "  openledger licence offer 1 --name LicenseRef-Trial --fee-gwei 0 --derivatives --days 30 --json"
            })
    static final class Offer extends NodeCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
        private String datanet = "";

        @Option(names = "--name", paramLabel = "SPDX", required = true, description = "what the terms are called")
        private String name = "";

        @Range(min = 0)
        @Option(names = "--fee-gwei", paramLabel = "GWEI", required = true, description = "what one licence costs")
        private long feeGwei;

        @Option(names = "--commercial", description = "for money too")
        private boolean commercial;

        @Option(names = "--derivatives", description = "models may learn from rows, and answers draw on them")
        private boolean derivatives;

        @Option(names = "--share-alike", description = "what is made of them carries these terms")
        private boolean shareAlike;

        @Range(min = 1, max = 36_525)
        @Option(
                names = "--days",
                paramLabel = "N",
                description = "how long one lasts (default: for ever, and can be sold)")
        private @Nullable Integer days;

        @Option(names = "--uri", paramLabel = "URI", description = "where the terms' text is")
        private String uri = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            LicenceCalls calls = LicenceCalls.of(node);
            LicenceCalls.Terms terms = new LicenceCalls.Terms(
                    name,
                    BigInteger.valueOf(feeGwei).multiply(WEI_PER_GWEI),
                    days == null ? 0 : days * SECONDS_PER_DAY,
                    commercial,
                    derivatives,
                    shareAlike,
                    uri);
            print(json, calls.offer(LicenceCalls.token(node, datanet), terms));
        }
    }

    /** The buyer's calls. */
    @Command(
            name = "buy",
            description = {
                "Print the calls by which a wallet buys licences of a version: to whom, which data, and what they do.",
                "The wallet sends them; the fee goes to the Datanet's treasury.",
                "With --by-node the node buys them for an account whose key it keeps, out of what that holds."
            },
            footer = {
                "",
                "Examples:",
                "  openledger licence buy 1 --terms 0x4c9c… --holder $BEN",
                "  openledger licence buy 1 --terms 0x4c9c… --holder $BEN --version 2 --amount 3 --json",
                "  openledger licence buy 1 --terms 0x4c9c… --holder $ANN --by-node"
            })
    static final class Buy extends NodeCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
        private String datanet = "";

        @Option(names = "--terms", paramLabel = "ID", required = true, description = "as licence check shows them")
        private String terms = "";

        @Option(
                names = "--holder",
                paramLabel = "ACCOUNT",
                required = true,
                description = "whose they will be, by address or name")
        private AccountNamed holder = AccountNamed.NOBODY;

        @Range(min = 1)
        @Option(names = "--version", paramLabel = "N", description = "default: the latest")
        private @Nullable Long version;

        @Range(min = 1, max = 1_000_000)
        @Option(names = "--amount", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
        private long amount = 1;

        @Option(names = "--by-node", description = "have the node buy them, which keeps the holder's key")
        private boolean byNode;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            if (byNode) {
                WalletOutcome outcome = node.buyLicence(
                        new NewLicence(holder.address(node), datanet, Optional.ofNullable(version), terms, amount));
                json.print(outcome, () -> System.out.println(outcome.says()));
                return;
            }
            DatanetRights rights = node.rights(
                    datanet, new RightsQuery(Optional.ofNullable(version), Optional.of(holder.address(node))));
            print(
                    json,
                    LicenceCalls.of(node)
                            .buy(LicenceCalls.token(node, datanet), rights, terms, holder.address(node), amount));
        }
    }

    private static void print(JsonOption json, List<LicenceCalls.Call> calls) {
        List<LicenceCalls.Call> listed = new ArrayList<>(calls);
        json.print(
                listed,
                () -> listed.forEach(call -> {
                    System.out.println(call.says());
                    System.out.println("  to   " + call.to());
                    System.out.println("  data " + call.data());
                }));
    }
}
