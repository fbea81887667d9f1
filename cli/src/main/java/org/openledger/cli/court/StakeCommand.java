package org.openledger.cli.court;

import static org.openledger.cli.court.GoverningChain.read;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.openledger.chain.contracts.StakePool;
import org.openledger.chain.contracts.StakePools;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stake}: what operators and those who trust them stake on their honesty. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "stake",
        description = {
            "List the stake pools of operators; with a subcommand print the calls by which a wallet stakes and takes out.",
            "What is staked earns what is sent to the pool, and a verdict of the court takes from it."
        },
        footer = {"", "Examples:", "  openledger stake", "  openledger stake show $OPERATOR --holder $BEN"},
        subcommands = {
            StakeCommand.Show.class,
            StakeCommand.Bond.class,
            StakeCommand.Delegate.class,
            StakeCommand.Unbond.class,
            StakeCommand.Withdraw.class
        })
public final class StakeCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    /** One pool. */
    private record Line(String operator, String pool, BigInteger stakedWei, long openCases) {}

    @Override
    public void run(NodeClient node) {
        GoverningChain chain = GoverningChain.of(node);
        List<Line> lines = chain.events("stakePools", StakePools.POOLCREATED_EVENT, log -> {
            StakePools.PoolCreatedEventResponse made = StakePools.getPoolCreatedEventFromLog(log);
            StakePool pool = chain.pool(made.pool);
            return new Line(
                    made.operator,
                    made.pool,
                    read(pool.totalAssets()),
                    read(pool.openCases()).longValueExact());
        });
        json.print(lines, () -> {
            Table table = new Table("operator", "pool", "staked", "open cases");
            lines.forEach(each -> table.row(
                    each.operator(),
                    each.pool(),
                    WalletCall.amount(each.stakedWei()),
                    Long.toString(each.openCases())));
            System.out.print(table.render(""));
        });
    }

    /** One pool, and somebody's part of it. */
    @Command(
            name = "show",
            description = "Show an operator's pool, and what somebody has in it.",
            footer = {
                "",
                "Examples:",
                "  openledger stake show $OPERATOR",
                "  openledger stake show $OPERATOR --holder $BEN --json"
            })
    static final class Show extends NodeCommand {
        @Parameters(index = "0", paramLabel = "OPERATOR", description = "whose pool")
        private AccountAddress operator = AccountAddress.NOBODY;

        @Option(names = "--holder", paramLabel = "ADDRESS", description = "whose shares (default: the operator's)")
        private AccountAddress holder = AccountAddress.NOBODY;

        @Mixin
        private JsonOption json = new JsonOption();

        /** @param askedWei what its shares that were asked back are worth now, of which a verdict can still take */
        private record Part(
                String operator,
                String pool,
                BigInteger stakedWei,
                long openCases,
                String holder,
                BigInteger holdsWei,
                BigInteger askedWei,
                long availableAtSeconds,
                BigInteger withdrawableWei) {}

        @Override
        public void run(NodeClient node) {
            StakePool pool = GoverningChain.of(node).poolOf(operator.text());
            String whose = holder.equals(AccountAddress.NOBODY) ? operator.text() : holder.text();
            var asked = read(pool.requests(whose));
            Part part = new Part(
                    operator.text(),
                    pool.getContractAddress(),
                    read(pool.totalAssets()),
                    read(pool.openCases()).longValueExact(),
                    whose,
                    read(pool.convertToAssets(read(pool.balanceOf(whose)))),
                    read(pool.convertToAssets(asked.component1())),
                    asked.component2().longValueExact(),
                    read(pool.maxWithdraw(whose)));
            json.print(part, () -> {
                System.out.println(WalletCall.amount(part.stakedWei()) + " staked on " + part.operator() + ", "
                        + part.openCases() + " open cases");
                System.out.println(part.holder() + " has " + WalletCall.amount(part.holdsWei()) + " of it, has asked "
                        + WalletCall.amount(part.askedWei()) + " back, and can withdraw "
                        + WalletCall.amount(part.withdrawableWei()) + " now");
            });
        }
    }

    /** The operator's own. */
    @Command(
            name = "bond",
            description =
                    "Print the calls by which an operator stakes on itself; the first makes its pool where there is none.",
            footer = {
                "",
                "Examples:",
                "  openledger stake bond $OPERATOR --gwei 20000000000",
                "  openledger stake bond $OPERATOR --gwei 20000000000 --json"
            })
    static final class Bond extends CallsCommand {
        @Parameters(index = "0", paramLabel = "OPERATOR", description = "whose wallet sends the calls")
        private AccountAddress operator = AccountAddress.NOBODY;

        @Range(min = 1)
        @Option(names = "--gwei", paramLabel = "GWEI", required = true, description = "how much")
        private long gwei;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            return chain.hasPool(operator.text())
                    ? deposit(chain, operator.text(), operator.text(), gwei)
                    : List.of(WalletCall.of(
                            chain.address("stakePools"),
                            "Makes the stake pool of " + operator.text()
                                    + ". Run this again when it is on chain: then it prints the calls that stake.",
                            "create"));
        }
    }

    /** Somebody else's. */
    @Command(
            name = "delegate",
            description = {
                "Print the calls by which somebody stakes on an operator.",
                "A verdict against the operator takes from it; the operator votes with it in cases of others."
            },
            footer = {
                "",
                "Examples:",
                "  openledger stake delegate $OPERATOR --holder $BEN --gwei 5000000000",
                "  openledger stake delegate $OPERATOR --holder $BEN --gwei 5000000000 --json"
            })
    static final class Delegate extends CallsCommand {
        @Parameters(index = "0", paramLabel = "OPERATOR", description = "on whom")
        private AccountAddress operator = AccountAddress.NOBODY;

        @Option(names = "--holder", paramLabel = "ADDRESS", required = true, description = "whose it stays")
        private AccountAddress holder = AccountAddress.NOBODY;

        @Range(min = 1)
        @Option(names = "--gwei", paramLabel = "GWEI", required = true, description = "how much")
        private long gwei;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            return deposit(chain, operator.text(), holder.text(), gwei);
        }
    }

    private static List<WalletCall> deposit(GoverningChain chain, String operator, String holder, long gwei) {
        BigInteger wei = WalletCall.wei(gwei);
        String pool = chain.poolOf(operator).getContractAddress();
        List<WalletCall> calls = new ArrayList<>();
        calls.add(WalletCall.allow(chain.open(), pool, "the stake pool of " + operator, wei));
        calls.add(WalletCall.of(
                pool,
                "Stakes " + WalletCall.amount(wei) + " of " + holder + " on the honesty of " + operator
                        + ": a verdict of the court can take it. It comes back some time after it is asked for.",
                "deposit",
                new Uint256(wei),
                new Address(holder)));
        return calls;
    }

    /** Asks it back. */
    @Command(
            name = "unbond",
            description = {
                "Print the call by which somebody asks for stake back. It waits, and until then a verdict can take from it.",
                "What was asked for before waits anew."
            },
            footer = {
                "",
                "Examples:",
                "  openledger stake unbond $OPERATOR --holder $BEN --percent 50",
                "  openledger stake unbond $OPERATOR --holder $BEN --percent 100 --json"
            })
    static final class Unbond extends CallsCommand {
        @Parameters(index = "0", paramLabel = "OPERATOR", description = "whose pool")
        private AccountAddress operator = AccountAddress.NOBODY;

        @Option(names = "--holder", paramLabel = "ADDRESS", required = true, description = "whose shares")
        private AccountAddress holder = AccountAddress.NOBODY;

        @Range(min = 1, max = 100)
        @Option(
                names = "--percent",
                paramLabel = "N",
                description = "of what the holder has there, default: ${DEFAULT-VALUE}")
        private int percent = 100;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            StakePool pool = chain.poolOf(operator.text());
            BigInteger shares = read(pool.balanceOf(holder.text()))
                    .multiply(BigInteger.valueOf(percent))
                    .divide(BigInteger.valueOf(100));
            return List.of(WalletCall.of(
                    pool.getContractAddress(),
                    "Asks " + percent + " % of the stake of " + holder.text() + " on " + operator.text()
                            + " back, worth " + WalletCall.amount(read(pool.convertToAssets(shares)))
                            + " now. It is paid at what it is worth then.",
                    "requestRedeem",
                    new Uint256(shares)));
        }
    }

    /** Takes it. */
    @Command(
            name = "withdraw",
            description = "Print the call by which somebody takes out what was asked back and has waited.",
            footer = {
                "",
                "Examples:",
                "  openledger stake withdraw $OPERATOR --holder $BEN",
                "  openledger stake withdraw $OPERATOR --holder $BEN --json"
            })
    static final class Withdraw extends CallsCommand {
        @Parameters(index = "0", paramLabel = "OPERATOR", description = "whose pool")
        private AccountAddress operator = AccountAddress.NOBODY;

        @Option(names = "--holder", paramLabel = "ADDRESS", required = true, description = "whose shares")
        private AccountAddress holder = AccountAddress.NOBODY;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            StakePool pool = chain.poolOf(operator.text());
            BigInteger shares = read(pool.maxRedeem(holder.text()));
            if (shares.signum() == 0) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "nothing of " + holder.text()
                                + " has waited to its end, or a case holds it: openledger stake show " + operator.text()
                                + " --holder " + holder.text() + " says until when");
            }
            return List.of(WalletCall.of(
                    pool.getContractAddress(),
                    "Pays " + WalletCall.amount(read(pool.convertToAssets(shares))) + " of wrapped OPEN to "
                            + holder.text() + ".",
                    "redeem",
                    new Uint256(shares),
                    new Address(holder.text()),
                    new Address(holder.text())));
        }
    }
}
