package org.openledger.cli;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openledger.app.Configuration;
import org.openledger.app.NodeVersion;
import org.openledger.chain.ChainClient;
import org.openledger.chain.Finality;
import org.openledger.chain.network.RemoteChain;
import org.openledger.cli.option.Beacon;
import org.openledger.cli.option.DataOption;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.EpochsQuery;
import org.openledger.identity.Signer;
import org.openledger.receipt.recompute.Recomputer;
import org.openledger.settlement.Challenger;
import org.openledger.store.Refusal;
import org.openledger.verify.Sample;
import org.openledger.verify.bytes.Hex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code validate}: draws receipts of an epoch by a random beacon, computes each again, and challenges a root that is wrong. */
@Work.Of(Work.AUDIT)
@Command(
        name = "validate",
        description = {
            "Draw receipts of an epoch by a random beacon and compute each again.",
            "Exit code 0: all the same; 1: something differs, is withheld or could not be checked."
        },
        footer = {
            "",
            "Examples:",
            "  openledger validate --commit",
            "  openledger validate --epoch 3 --sample 32 --models ~/ledger"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--node", paramLabel = "URL", description = "a node elsewhere, in place of --data")
    private @Nullable URI node;

    @Option(
            names = "--token",
            paramLabel = "FILE",
            description = "with --node: a file with a token that may read questions and answers")
    private @Nullable InputFile token;

    @Range(min = 1)
    @Option(names = "--epoch", paramLabel = "N", description = "which epoch (default: the newest)")
    private @Nullable Long epoch;

    @Option(
            names = "--beacon",
            paramLabel = "HEX",
            description =
                    "the nonce you committed to, 64 hex digits (default: a new one, which proves the draw to nobody else)")
    private @Nullable Beacon beacon;

    @Option(names = "--commit", description = "print a new nonce and the commitment to publish, and do nothing else")
    private boolean commit;

    @Range(min = 1)
    @Option(names = "--sample", paramLabel = "N", description = "how many receipts (default: ${DEFAULT-VALUE})")
    private int sample = 16;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "below which the models' files are: a data folder, or a copy of it (default: --data)")
    private @Nullable InputFolder models;

    @Option(names = "--base", paramLabel = "DIR", description = "the base model's folder (default: the toy base)")
    private @Nullable InputFolder base;

    @Option(names = "--chain", paramLabel = "URL", description = "the network's JSON-RPC (default: the node's /rpc)")
    private @Nullable URI chain;

    @Option(
            names = "--challenge",
            paramLabel = "KEYFILE",
            description =
                    "challenge the epoch's root on chain when a receipt is wrong or withheld, with the private key in"
                            + " this file; it needs OPEN for the bond, which comes back if the arbiter agrees")
    private @Nullable InputFile challenger;

    @Override
    public Integer call() {
        if (commit) {
            byte[] nonce = newNonce();
            System.out.println("nonce       " + Hex.of(nonce) + "   (keep it until the epoch's log is anchored)");
            System.out.println("commitment  " + Sample.commitment(nonce) + "   (publish it before)");
            return 0;
        }
        try (NodeClient client = connect();
                RemoteChain network = RemoteChain.connect(
                        chain == null ? client.node().resolve("/rpc") : chain,
                        new Finality.Depth(0),
                        RemoteChain.CALL_TIMEOUT);
                Recomputer recomputer = new Recomputer(
                        models == null ? data.folder() : models.path(),
                        base == null ? Configuration.toyBase() : base.path(),
                        NodeVersion.NUMBER)) {
            ChainClient contracts = new ChainClient(network);
            byte[] nonce = beacon == null ? newNonce() : beacon.nonce();
            long number = epoch == null ? newest(client) : epoch;
            Validation.Result result = new Validation(client, contracts, recomputer).run(number, nonce, sample);
            say(result, nonce);
            if (result.accuses() && challenger != null) {
                challenge(result, contracts, challenger);
            }
            return result.holds() ? 0 : 1;
        }
    }

    private NodeClient connect() {
        if (node == null) {
            return data.connect();
        }
        return new NodeClient(node, token == null ? "" : token.text().strip());
    }

    private static long newest(NodeClient client) {
        EpochsQuery latest = new EpochsQuery(
                Optional.empty(), Optional.empty(), Optional.of("-number"), /* offset= */ 0, /* limit= */ 1);
        List<EpochLine> epochs = client.epochs(latest).list();
        if (epochs.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, "there is no epoch yet: close one with openledger epoch --close");
        }
        return epochs.getFirst().number();
    }

    private static byte[] newNonce() {
        byte[] nonce = new byte[Sample.NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return nonce;
    }

    private static void say(Validation.Result result, byte[] nonce) {
        System.out.println("Epoch " + result.epoch() + " of operator " + result.operator() + ": "
                + result.findings().size() + " of " + result.receipts() + " receipts, drawn by");
        System.out.println("  anchored root  " + result.anchoredRoot() + " of " + result.anchoredSize() + " entries");
        System.out.println("  nonce          " + Hex.of(nonce) + ", commitment " + Sample.commitment(nonce));
        result.findings()
                .forEach(finding -> System.out.println(finding.mark() + " " + finding.receipt() + " (entry "
                        + finding.logIndex() + ") " + finding.says()));
        System.out.println(result.holds() ? "All hold." : "Not all hold.");
    }

    private static void challenge(Validation.Result result, ChainClient contracts, InputFile key) {
        Signer signer =
                Signer.of(Hex.parse(key.text().strip().replaceFirst("^0x", "").toLowerCase(Locale.ROOT)));
        String hash =
                new Challenger(contracts, signer).challenge(result.distributor(), result.operator(), result.epoch());
        System.out.println("Challenged the root of epoch " + result.epoch() + " as " + signer.address()
                + ", transaction " + hash
                + ". The root is frozen until the arbiter decides, who needs what stands above."
                + " Where that is the Court, open a case about this root before its window is over: it takes this challenge's"
                + " place, and the bond comes back.");
    }
}
