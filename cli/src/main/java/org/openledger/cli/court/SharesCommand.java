package org.openledger.cli.court;

import static org.openledger.cli.court.GoverningChain.read;

import java.math.BigInteger;
import java.util.List;
import org.openledger.chain.contracts.DatanetShares;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shares}: a Datanet that many own together. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "shares",
        description = {
            "Own a Datanet together: its contract has a thousand shares, and divides over them what licences and models pay it.",
            "What a share earned stays with who held it then. The subcommands show one, or print the calls of a wallet."
        },
        footer = {"", "Examples:", "  openledger shares make 1", "  openledger shares show $ADDRESS --holder $BEN"},
        subcommands = {
            SharesCommand.Show.class,
            SharesCommand.Make.class,
            SharesCommand.Give.class,
            SharesCommand.Claim.class,
            SharesCommand.Appoint.class,
            SharesCommand.Back.class
        })
public final class SharesCommand {
    /** The contract of a shared Datanet. */
    static final class Shared {
        @Parameters(index = "0", paramLabel = "ADDRESS", description = "of the contract that make made")
        private AccountAddress address = AccountAddress.NOBODY;

        private DatanetShares in(GoverningChain chain) {
            return chain.shares(address.text());
        }
    }

    /** One of them. */
    @Command(
            name = "show",
            description = "Show a shared Datanet: what it earned, who tends it, and what somebody has in it.",
            footer = {
                "",
                "Examples:",
                "  openledger shares show $ADDRESS",
                "  openledger shares show $ADDRESS --holder $BEN --json"
            })
    static final class Show extends NodeCommand {
        @Mixin
        private Shared shared = new Shared();

        @Option(
                names = "--holder",
                paramLabel = "ACCOUNT",
                description = "whose shares, by address or name (default: nobody's)")
        private AccountNamed holder = AccountNamed.NOBODY;

        @Mixin
        private JsonOption json = new JsonOption();

        /**
         * @param datanet its id on chain
         * @param given whether the contract owns it
         * @param steward who tends it; zero for nobody
         * @param sharesWei of the holder, of a thousand with 18 decimals
         */
        private record Part(
                String address,
                BigInteger datanet,
                boolean given,
                String steward,
                BigInteger dividedWei,
                BigInteger paidWei,
                String holder,
                BigInteger sharesWei,
                BigInteger claimableWei) {}

        @Override
        public void run(NodeClient node) {
            GoverningChain chain = GoverningChain.of(node);
            DatanetShares shares = shared.in(chain);
            BigInteger id = read(shares.datanetId());
            boolean named = !holder.equals(AccountNamed.NOBODY);
            String whose = named ? holder.address(node) : AccountAddress.NOBODY.text();
            Part part = new Part(
                    shares.getContractAddress(),
                    id,
                    read(chain.datanets().ownerOf(id)).equals(shares.getContractAddress()),
                    read(shares.steward()),
                    read(shares.divided()),
                    read(shares.paid()),
                    whose,
                    read(shares.balanceOf(whose)),
                    read(shares.claimable(whose)));
            json.print(part, () -> {
                System.out.println("Datanet " + part.datanet() + " on chain, "
                        + (part.given() ? "owned by this contract" : "not owned by this contract")
                        + "; it is tended by " + part.steward());
                System.out.println(WalletCall.amount(part.dividedWei()) + " were divided, "
                        + WalletCall.amount(part.paidWei()) + " paid");
                if (named) {
                    System.out.println(part.holder() + " has " + WalletCall.decimal(part.sharesWei())
                            + " of 1000 shares, and can claim " + WalletCall.amount(part.claimableWei()));
                }
            });
        }
    }

    /** The first call. */
    @Command(
            name = "make",
            description = "Print the call that makes the contract of a shared Datanet; then give it the Datanet.",
            footer = {"", "Examples:", "  openledger shares make 1", "  openledger shares make 1 --json"})
    static final class Make extends CallsCommand {
        @Range(min = 1)
        @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet on chain")
        private long datanet;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            if (datanet > read(chain.datanets().datanets()).longValueExact()) {
                throw new Refusal(Refusal.Kind.UNKNOWN.at("id"), "there is no Datanet " + datanet + " on chain");
            }
            String built = FunctionEncoder.encodeConstructor(List.of(
                    new Address(chain.address("datanetRegistry")), new Address(chain.open()), new Uint256(datanet)));
            return List.of(new WalletCall(
                    "",
                    "0x" + DatanetShares.BINARY.replace("0x", "") + built,
                    "Makes the contract that Datanet " + datanet
                            + " on chain can be shared by. It moves nothing;"
                            + " its receipt has its address, which give takes."));
        }
    }

    /** The owner's call. */
    @Command(
            name = "give",
            description = {
                "Print the call by which its owner gives a Datanet to its shares, and gets all of them.",
                "From then on the contract is its owner: nobody acts for it on a node, and who tends it acts on chain."
            },
            footer = {"", "Examples:", "  openledger shares give $ADDRESS", "  openledger shares give $ADDRESS --json"})
    static final class Give extends CallsCommand {
        @Mixin
        private Shared shared = new Shared();

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            DatanetShares shares = shared.in(chain);
            BigInteger id = read(shares.datanetId());
            String owner = read(chain.datanets().ownerOf(id));
            if (owner.equals(shares.getContractAddress())) {
                throw new Refusal(Refusal.Kind.CONFLICT, "Datanet " + id + " on chain is shared there already");
            }
            return List.of(WalletCall.of(
                    chain.address("datanetRegistry"),
                    "Gives Datanet " + id + " on chain, which is " + owner + "'s, to the contract "
                            + shares.getContractAddress()
                            + ", for all of its 1000 shares. Only who has all of them"
                            + " gets it back.",
                    "safeTransferFrom",
                    new Address(owner),
                    new Address(shares.getContractAddress()),
                    new Uint256(id)));
        }
    }

    /** Anybody's call for a holder. */
    @Command(
            name = "claim",
            description = "Print the call that pays a holder what its shares earned; anybody may send it.",
            footer = {
                "",
                "Examples:",
                "  openledger shares claim $ADDRESS --holder $BEN",
                "  openledger shares claim $ADDRESS --holder $BEN --json"
            })
    static final class Claim extends CallsCommand {
        @Mixin
        private Shared shared = new Shared();

        @Option(
                names = "--holder",
                paramLabel = "ACCOUNT",
                required = true,
                description = "who is paid, by address or name")
        private AccountNamed holder = AccountNamed.NOBODY;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            DatanetShares shares = shared.in(chain);
            String paid = holder.address(node);
            BigInteger wei = read(shares.claimable(paid));
            if (wei.signum() == 0) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT, "the shares of " + paid + " have earned nothing since it was paid");
            }
            return List.of(WalletCall.of(
                    shares.getContractAddress(),
                    "Pays " + WalletCall.amount(wei) + " of wrapped OPEN to " + paid + ".",
                    "claim",
                    new Address(paid)));
        }
    }

    /** The majority's call. */
    @Command(
            name = "appoint",
            description = {
                "Print the calls by which who has more than half of all votes says who tends the Datanet:",
                "publishes its versions, and changes its terms and licence, by the same contract."
            },
            footer = {
                "",
                "Examples:",
                "  openledger shares appoint $ADDRESS --steward $BEN --holder $ANN",
                "  openledger shares appoint $ADDRESS --steward $BEN --holder $ANN --json"
            })
    static final class Appoint extends CallsCommand {
        @Mixin
        private Shared shared = new Shared();

        @Option(
                names = "--steward",
                paramLabel = "ACCOUNT",
                required = true,
                description = "who tends it, by address or name")
        private AccountNamed steward = AccountNamed.NOBODY;

        @Option(
                names = "--holder",
                paramLabel = "ACCOUNT",
                required = true,
                description = "whose wallet says so, by address or name")
        private AccountNamed holder = AccountNamed.NOBODY;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            DatanetShares shares = shared.in(chain);
            String whose = holder.address(node);
            String tends = steward.address(node);
            return List.of(
                    WalletCall.of(
                            shares.getContractAddress(),
                            "Gives the shares of " + whose + " their votes. It moves none.",
                            "delegate",
                            new Address(whose)),
                    WalletCall.of(
                            shares.getContractAddress(),
                            "Has " + tends
                                    + " tend the Datanet, and nobody else. It is refused without more"
                                    + " than half of all votes, in this second and the one before: send it"
                                    + " once the call before stands in a block.",
                            "appoint",
                            new Address(tends)));
        }
    }

    /** The end. */
    @Command(
            name = "back",
            description = "Print the call by which who has all shares gives them up and gets the Datanet.",
            footer = {"", "Examples:", "  openledger shares back $ADDRESS", "  openledger shares back $ADDRESS --json"})
    static final class Back extends CallsCommand {
        @Mixin
        private Shared shared = new Shared();

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            DatanetShares shares = shared.in(chain);
            return List.of(WalletCall.of(
                    shares.getContractAddress(),
                    "Ends all 1000 shares, which must be the sender's, and gives it Datanet " + read(shares.datanetId())
                            + " on chain. What the shares earned stays claimable.",
                    "giveBack"));
        }
    }
}
