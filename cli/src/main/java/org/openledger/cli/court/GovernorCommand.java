package org.openledger.cli.court;

import static org.openledger.cli.court.GoverningChain.read;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.contracts.OpenGovernor;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vote}: what who holds OPEN decides. */
@Work.Of(Work.AUDIT)
@Command(
        name = "vote",
        description = {
            "List the proposals to the governor; with a subcommand show what can be set, or print the calls by which a wallet votes.",
            "Who holds wrapped OPEN, and has delegated its votes, votes with what it held before the proposal."
        },
        footer = {"", "Examples:", "  openledger vote", "  openledger vote split 400,600,1000,500,1500,6000 --why $WHY"
        },
        subcommands = {
            GovernorCommand.Show.class,
            GovernorCommand.Delegate.class,
            GovernorCommand.Split.class,
            GovernorCommand.BuildingFee.class,
            GovernorCommand.Decide.class,
            GovernorCommand.Cast.class,
            GovernorCommand.Queue.class,
            GovernorCommand.Execute.class
        })
public final class GovernorCommand extends NodeCommand {
    private static final int PARTS = 6;

    @Mixin
    private JsonOption json = new JsonOption();

    /** Of a proposal, in the contract's order. */
    private enum State {
        PENDING,
        ACTIVE,
        CANCELED,
        DEFEATED,
        SUCCEEDED,
        QUEUED,
        EXPIRED,
        EXECUTED
    }

    /** What is said for a proposal, in the contract's order. */
    enum Support {
        AGAINST(0),
        FOR(1),
        ABSTAIN(2);

        private final int number;

        Support(int number) {
            this.number = number;
        }
    }

    /** A proposal. Times are seconds. */
    private record Line(
            BigInteger id, String proposer, String why, String state, long voteStartSeconds, long voteEndSeconds) {}

    @Override
    public void run(NodeClient node) {
        GoverningChain chain = GoverningChain.of(node);
        OpenGovernor governor = chain.governor();
        List<Line> lines = proposals(chain).stream()
                .map(each -> new Line(
                        each.proposalId,
                        each.proposer,
                        each.description,
                        State.values()[read(governor.state(each.proposalId)).intValueExact()]
                                .name()
                                .toLowerCase(Locale.ROOT),
                        each.voteStart.longValueExact(),
                        each.voteEnd.longValueExact()))
                .toList();
        json.print(lines, () -> {
            Table table = new Table("proposal", "state", "why");
            lines.forEach(each -> table.row(each.id().toString(), each.state(), each.why()));
            System.out.print(table.render(""));
        });
    }

    private static List<OpenGovernor.ProposalCreatedEventResponse> proposals(GoverningChain chain) {
        return chain.events(
                "openGovernor", OpenGovernor.PROPOSALCREATED_EVENT, OpenGovernor::getProposalCreatedEventFromLog);
    }

    private static OpenGovernor.ProposalCreatedEventResponse require(GoverningChain chain, BigInteger id) {
        return proposals(chain).stream()
                .filter(each -> each.proposalId.equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNKNOWN, "there is no proposal " + id + ": openledger vote lists them"));
    }

    private static WalletCall propose(GoverningChain chain, String target, String says, String why, String call) {
        if (why.isBlank()) {
            throw new Refusal(Refusal.Kind.INVALID.at("why"), "--why says in words what the vote is for");
        }
        return WalletCall.of(
                chain.address("openGovernor"),
                "Proposes " + says + ". Who holds wrapped OPEN and has delegated its votes decides.",
                "propose",
                new DynamicArray<>(Address.class, new Address(target)),
                new DynamicArray<>(Uint256.class, new Uint256(0)),
                new DynamicArray<>(DynamicBytes.class, new DynamicBytes(Hex.parsePrefixed(call))),
                new Utf8String(why));
    }

    /** A proposal again, as queue and execute take it. */
    private static WalletCall again(GoverningChain chain, BigInteger id, String says, String name) {
        OpenGovernor.ProposalCreatedEventResponse made = require(chain, id);
        return WalletCall.of(
                chain.address("openGovernor"),
                says + ": " + made.description,
                name,
                new DynamicArray<>(
                        Address.class, made.targets.stream().map(Address::new).toList()),
                new DynamicArray<>(
                        Uint256.class, made.values.stream().map(Uint256::new).toList()),
                new DynamicArray<>(
                        DynamicBytes.class,
                        made.calldatas.stream().map(DynamicBytes::new).toList()),
                new Bytes32(Hashes.keccak256(made.description.getBytes(StandardCharsets.UTF_8))));
    }

    /** What is in force. */
    @Command(
            name = "show",
            description =
                    "Show what votes have set: how fees are split, what a case costs, and what building a model does.",
            footer = {"", "Examples:", "  openledger vote show", "  openledger vote show --json"})
    static final class Show extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        /** The parts are basis points. */
        private record Set(
                int treasury,
                int stakers,
                int operator,
                int base,
                int developer,
                int data,
                BigInteger caseBondWei,
                BigInteger caseStakeWei,
                BigInteger buildingFeeWei) {}

        @Override
        public void run(NodeClient node) {
            GoverningChain chain = GoverningChain.of(node);
            var parameters = chain.parameters();
            var split = read(parameters.split());
            Set set = new Set(
                    split.treasury.intValueExact(),
                    split.stakers.intValueExact(),
                    split.operator.intValueExact(),
                    split.base.intValueExact(),
                    split.developer.intValueExact(),
                    split.data.intValueExact(),
                    read(parameters.caseBondWei()),
                    read(parameters.caseStakeWei()),
                    chain.buildingFeeWei());
            json.print(set, () -> {
                System.out.println("treasury " + set.treasury() + ", stakers " + set.stakers() + ", operator "
                        + set.operator() + ", base " + set.base() + ", developer " + set.developer() + ", data "
                        + set.data() + " of 10000");
                System.out.println(
                        "a case costs " + WalletCall.amount(set.caseBondWei()) + " to open, and an upheld one "
                                + WalletCall.amount(set.caseStakeWei()) + " of the accused's pool");
                System.out.println("the registration of a model pays " + WalletCall.amount(set.buildingFeeWei())
                        + " to the treasury of each version that it learnt from");
            });
        }
    }

    /** The holder's call. */
    @Command(
            name = "delegate",
            description = "Print the call after which a wallet's wrapped OPEN has votes: its own.",
            footer = {
                "",
                "Examples:",
                "  openledger vote delegate --holder $BEN",
                "  openledger vote delegate --holder $BEN --json"
            })
    static final class Delegate extends CallsCommand {
        @Option(names = "--holder", paramLabel = "ADDRESS", required = true, description = "whose wrapped OPEN")
        private AccountAddress holder = AccountAddress.NOBODY;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            return List.of(WalletCall.of(
                    chain.open(),
                    "Gives the wrapped OPEN of " + holder.text() + " its votes, which " + holder.text()
                            + " casts. It moves no OPEN.",
                    "delegate",
                    new Address(holder.text())));
        }
    }

    /** Another split. */
    @Command(
            name = "split",
            description = "Print the call that proposes another split of fees, in basis points that sum to 10000.",
            footer = {
                "",
                "Examples:",
                "  openledger vote split 400,600,1000,500,1500,6000 --why $WHY",
                "  openledger vote split 400,600,1000,500,1500,6000 --why $WHY --json"
            })
    static final class Split extends CallsCommand {
        @Range(min = 0, max = 10_000)
        @Parameters(
                index = "0",
                paramLabel = "BPS",
                split = ",",
                description = "treasury, stakers, operator, base, developer and data, with commas")
        private List<Integer> bps = List.of();

        @Option(names = "--why", paramLabel = "TEXT", required = true, description = "what the vote is for, in words")
        private String why = "";

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Receipt.SplitBps split = split();
            return List.of(propose(
                    chain,
                    chain.address("parameters"),
                    "that of each fee the treasury gets " + split.treasury() + ", stakers " + split.stakers()
                            + ", the operator "
                            + split.operator() + ", the base model " + split.base() + ", the developer "
                            + split.developer()
                            + " and data " + split.data() + " of 10000",
                    why,
                    chain.parameters()
                            .setSplit(new org.openledger.chain.contracts.Parameters.Split(
                                    part(0), part(1), part(2), part(3), part(4), part(5)))
                            .encodeFunctionCall()));
        }

        private BigInteger part(int index) {
            return BigInteger.valueOf(bps.get(index));
        }

        /** The contract's bounds; it would refuse the call only once it was voted for. */
        private Receipt.SplitBps split() {
            if (bps.size() != PARTS || bps.stream().mapToInt(Integer::intValue).sum() != 10_000) {
                throw new Refusal(
                        Refusal.Kind.INVALID.at("bps"),
                        "six parts that sum to 10000: treasury, stakers, operator, base, developer, data; not " + bps);
            }
            Receipt.SplitBps split =
                    new Receipt.SplitBps(bps.get(0), bps.get(1), bps.get(2), bps.get(3), bps.get(4), bps.get(5));
            split.requireVotable();
            return split;
        }
    }

    /** Another building fee. */
    @Command(
            name = "building-fee",
            description =
                    "Print the call that proposes what the registration of a model pays for each version that it learnt from.",
            footer = {
                "",
                "Examples:",
                "  openledger vote building-fee 2000000 --why $WHY",
                "  openledger vote building-fee 2000000 --why $WHY --json"
            })
    static final class BuildingFee extends CallsCommand {
        private static final BigInteger MAX_FACTOR = BigInteger.TEN;

        @Range(min = 0)
        @Parameters(index = "0", paramLabel = "GWEI", description = "10^9 gwei are 1 OPEN")
        private long gwei;

        @Option(names = "--why", paramLabel = "TEXT", required = true, description = "what the vote is for, in words")
        private String why = "";

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            BigInteger first = chain.firstBuildingFeeWei();
            BigInteger wei = WalletCall.wei(gwei);
            if (wei.multiply(MAX_FACTOR).compareTo(first) < 0 || wei.compareTo(first.multiply(MAX_FACTOR)) > 0) {
                throw new Refusal(
                        Refusal.Kind.INVALID.at("gwei"),
                        first.signum() == 0
                                ? "these contracts were deployed without a building fee, and none can be voted"
                                : "a vote moves the building fee between a tenth and ten times of "
                                        + WalletCall.amount(first) + ", which was deployed");
            }
            return List.of(propose(
                    chain,
                    chain.address("parameters"),
                    "that the registration of a model pays " + WalletCall.amount(wei)
                            + " to the treasury of each version that it learnt from",
                    why,
                    chain.parameters().setBuildingFee(wei).encodeFunctionCall()));
        }
    }

    /** An appeal. */
    @Command(
            name = "decide",
            description = "Print the call that proposes how an appealed case is decided.",
            footer = {
                "",
                "Examples:",
                "  openledger vote decide 1 --upheld --why $WHY",
                "  openledger vote decide 1 --why $WHY --json"
            })
    static final class Decide extends CallsCommand {
        @Range(min = 1)
        @Parameters(index = "0", paramLabel = "ID", description = "of the case")
        private long id;

        @Option(names = "--upheld", description = "the accusation stands; without it the accused is cleared")
        private boolean upheld;

        @Option(names = "--why", paramLabel = "TEXT", required = true, description = "what the vote is for, in words")
        private String why = "";

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            return List.of(propose(
                    chain,
                    chain.address("court"),
                    "that the accusation of case " + id + (upheld ? " stands" : " falls"),
                    why,
                    chain.court().decide(BigInteger.valueOf(id), upheld).encodeFunctionCall()));
        }
    }

    /** The vote. */
    @Command(
            name = "cast",
            description = "Print the call that votes on a proposal.",
            footer = {"", "Examples:", "  openledger vote cast 8123 FOR", "  openledger vote cast 8123 AGAINST --json"})
    static final class Cast extends CallsCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the proposal")
        private BigInteger id = BigInteger.ZERO;

        @Parameters(index = "1", paramLabel = "SUPPORT", description = "one of ${COMPLETION-CANDIDATES}")
        private @Nullable Support support;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Support said = Objects.requireNonNull(support);
            return List.of(WalletCall.of(
                    chain.address("openGovernor"),
                    "Votes " + said.name().toLowerCase(Locale.ROOT) + " the proposal: "
                            + require(chain, id).description,
                    "castVote",
                    new Uint256(id),
                    new Uint8(said.number)));
        }
    }

    /** Before the delay. */
    @Command(
            name = "queue",
            description = "Print the call by which a proposal that won waits for the timelock; anybody may send it.",
            footer = {"", "Examples:", "  openledger vote queue 8123", "  openledger vote queue 8123 --json"})
    static final class Queue extends CallsCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the proposal")
        private BigInteger id = BigInteger.ZERO;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            return List.of(again(chain, id, "Has the timelock wait for what was voted", "queue"));
        }
    }

    /** After it. */
    @Command(
            name = "execute",
            description = "Print the call that does what was voted, after the delay; anybody may send it.",
            footer = {"", "Examples:", "  openledger vote execute 8123", "  openledger vote execute 8123 --json"})
    static final class Execute extends CallsCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "of the proposal")
        private BigInteger id = BigInteger.ZERO;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            return List.of(again(chain, id, "Does what was voted", "execute"));
        }
    }
}
