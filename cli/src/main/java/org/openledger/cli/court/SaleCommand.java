package org.openledger.cli.court;

import static org.openledger.cli.court.GoverningChain.read;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.contracts.Sale;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sale}: Datanets and models for a price. */
@Work.Of(Work.CONTRIBUTE)
@Command(
        name = "sale",
        description = {
            "List the Datanets and models that are for sale; with a subcommand print the calls by which a wallet sells and buys.",
            "The token stays with its owner until it is bought; money and token change hands in one call, or neither does."
        },
        footer = {"", "Examples:", "  openledger sale", "  openledger sale buy 1"},
        subcommands = {SaleCommand.Offer.class, SaleCommand.Buy.class, SaleCommand.Cancel.class})
public final class SaleCommand extends NodeCommand {
    private static final long SECONDS_PER_DAY = 86_400;

    @Mixin
    private JsonOption json = new JsonOption();

    /** What is sold. */
    enum Kind {
        DATANET("datanetRegistry"),
        MODEL("modelRegistry");

        private final String contract;

        Kind(String contract) {
            this.contract = contract;
        }

        String contract() {
            return contract;
        }
    }

    /** An offer. */
    private record Line(
            long id, String seller, String collection, BigInteger token, BigInteger priceWei, long untilSeconds) {}

    @Override
    public void run(NodeClient node) {
        GoverningChain chain = GoverningChain.of(node);
        Sale sale = chain.sale();
        List<Line> lines = new ArrayList<>();
        for (long id = read(sale.offers()).longValueExact(); id >= 1; id--) {
            Sale.Offer offer = read(sale.offerOf(BigInteger.valueOf(id)));
            if (offer.until.longValueExact() > Instant.now().getEpochSecond()) {
                lines.add(new Line(
                        id,
                        offer.seller,
                        collection(chain, offer.collection),
                        offer.tokenId,
                        offer.priceWei,
                        offer.until.longValueExact()));
            }
        }
        json.print(lines, () -> {
            Table table = new Table("offer", "of", "id on chain", "price", "seller", "until");
            lines.forEach(each -> table.row(
                    Long.toString(each.id()),
                    each.collection(),
                    each.token().toString(),
                    WalletCall.amount(each.priceWei()),
                    each.seller(),
                    Instant.ofEpochSecond(each.untilSeconds()).toString()));
            System.out.print(table.render(""));
        });
    }

    private static String collection(GoverningChain chain, String address) {
        for (Kind kind : Kind.values()) {
            if (chain.address(kind.contract()).equals(address)) {
                return kind.name().toLowerCase(Locale.ROOT);
            }
        }
        return address;
    }

    /** {@link Refusal} where it was never made, was taken back, was sold or is over. */
    private static Sale.Offer require(GoverningChain chain, long id) {
        Sale.Offer offer = read(chain.sale().offerOf(BigInteger.valueOf(id)));
        if (offer.until.longValueExact() <= Instant.now().getEpochSecond()) {
            throw new Refusal(
                    Refusal.Kind.UNKNOWN, "there is no offer " + id + " now: openledger sale lists what is for sale");
        }
        return offer;
    }

    /** The owner's calls. */
    @Command(
            name = "offer",
            description =
                    "Print the calls by which the owner of a Datanet or model offers it; its id is the one on chain.",
            footer = {
                "",
                "Examples:",
                "  openledger sale offer DATANET 1 --gwei 500000000000",
                "  openledger sale offer MODEL 3 --gwei 500000000000 --days 30 --json"
            })
    static final class Offer extends CallsCommand {
        @Parameters(index = "0", paramLabel = "KIND", description = "one of ${COMPLETION-CANDIDATES}")
        private @Nullable Kind kind;

        @Range(min = 1)
        @Parameters(index = "1", paramLabel = "ID", description = "on chain")
        private long token;

        @Range(min = 1)
        @Option(names = "--gwei", paramLabel = "GWEI", required = true, description = "the price")
        private long gwei;

        @Range(min = 1, max = 90)
        @Option(
                names = "--days",
                paramLabel = "N",
                description = "how long it can be bought, default: ${DEFAULT-VALUE}")
        private int days = 30;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Kind what = Objects.requireNonNull(kind);
            BigInteger wei = WalletCall.wei(gwei);
            long until = Instant.now().getEpochSecond() + days * SECONDS_PER_DAY;
            return List.of(
                    WalletCall.of(
                            chain.address(what.contract()),
                            "Lets the Sale contract move this token when it is bought, and only this one.",
                            "approve",
                            new Address(chain.address("sale")),
                            new Uint256(token)),
                    WalletCall.of(
                            chain.address("sale"),
                            "Offers it for " + WalletCall.amount(wei) + " until " + Instant.ofEpochSecond(until)
                                    + ". Whoever pays that owns it, with all that it earns.",
                            "offer",
                            new Address(chain.address(what.contract())),
                            new Uint256(token),
                            new Uint256(wei),
                            new Uint64(until)));
        }
    }

    /** The buyer's calls. */
    @Command(
            name = "buy",
            description = "Print the calls by which somebody buys what is offered.",
            footer = {"", "Examples:", "  openledger sale buy 1", "  openledger sale buy 1 --json"})
    static final class Buy extends CallsCommand {
        @Range(min = 1)
        @Parameters(index = "0", paramLabel = "ID", description = "of the offer")
        private long id;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Sale.Offer offer = require(chain, id);
            return List.of(
                    WalletCall.allow(chain.open(), chain.address("sale"), "the Sale contract", offer.priceWei),
                    WalletCall.of(
                            chain.address("sale"),
                            "Buys " + collection(chain, offer.collection) + " " + offer.tokenId
                                    + " on chain from " + offer.seller + " for "
                                    + WalletCall.amount(offer.priceWei) + ", or nothing happens.",
                            "buy",
                            new Uint256(id)));
        }
    }

    /** The seller's call. */
    @Command(
            name = "cancel",
            description = "Print the call by which the seller takes an offer back.",
            footer = {"", "Examples:", "  openledger sale cancel 1", "  openledger sale cancel 1 --json"})
    static final class Cancel extends CallsCommand {
        @Range(min = 1)
        @Parameters(index = "0", paramLabel = "ID", description = "of the offer")
        private long id;

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            require(chain, id);
            return List.of(
                    WalletCall.of(chain.address("sale"), "Takes offer " + id + " back.", "cancel", new Uint256(id)));
        }
    }
}
