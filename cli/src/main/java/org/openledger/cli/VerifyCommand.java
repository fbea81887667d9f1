package org.openledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.GatewayException;
import org.openledger.app.Configuration;
import org.openledger.app.NodeVersion;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.DataOption;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.client.receipt.RecomputedAttribution;
import org.openledger.condition.Conditions;
import org.openledger.receipt.Recomputation;
import org.openledger.receipt.recompute.Recomputer;
import org.openledger.store.Refusal;
import org.openledger.verify.Check;
import org.openledger.verify.Main;
import org.openledger.verify.ReceiptFile;
import org.openledger.verify.Verifier;
import org.openledger.verify.agency.TrailCheck;
import org.openledger.verify.agency.TrailCommand;
import org.openledger.verify.agency.TrailVerifier;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.evidence.EvidencePack;
import org.openledger.verify.evidence.PackCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code verify}: checks an exported receipt, trail or pack of evidence offline, as the verifier jar does; with {@code --recompute} the answer is
 * also attributed again, from files alone or by a running node that has the model.
 */
@Work.Of(Work.AUDIT)
@Command(
        name = "verify",
        description =
                "Check an exported receipt, the trail of an agent, or a pack of evidence; exit code 0 accepted, 1 refused.",
        footer = {
            "",
            "Examples:",
            "  openledger verify answer.json",
            "  openledger verify mandate.trail.json",
            "  openledger verify answer.zip --block 0x5c1e…",
            "  openledger verify answer.json --recompute --models ~/ledger"
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "an exported receipt, trail or pack of evidence; - reads the standard input")
    private InputFile file = InputFile.NONE;

    @Option(names = "--operator", paramLabel = "ADDRESS", description = "refuse receipts of any other operator")
    private @Nullable AccountAddress operator;

    @Option(
            names = "--block",
            paramLabel = "HASH",
            description =
                    "of packs: the hash of a block of the chain, as you know it from elsewhere; what the pack shows of"
                            + " the chain must be as of it")
    private @Nullable String block;

    @Option(
            names = "--contract-wallet",
            paramLabel = "ADDRESS",
            description = "of trails: a contract whose signatures were checked on chain; repeat it")
    private List<AccountAddress> contractWallets = List.of();

    @Option(names = "--json", description = "print the checks as JSON")
    private boolean json;

    @Option(names = "--recompute", description = "redo the attribution and compare the shares")
    private boolean recompute;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "redo it here, from the model's files below DIR: a node's data folder, or a copy of it"
                    + " (default: on the running node)")
    private @Nullable InputFolder models;

    @Option(names = "--base", paramLabel = "DIR", description = "the base model's folder (default: the toy base)")
    private @Nullable InputFolder base;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() {
        if (PackCommand.isOne(file.path())) {
            return pack();
        }
        if (block != null) {
            throw new Refusal(Refusal.Kind.INVALID, file + " is no pack of evidence, which alone --block is of");
        }
        byte[] bytes = ReceiptFiles.bytes(file);
        if (TrailCommand.isTrail(bytes)) {
            return trail(bytes);
        }
        ReceiptFiles.read(file);
        Verifier.Options options =
                new Verifier.Options(Optional.ofNullable(operator).map(AccountAddress::text));
        List<Check> checks = Verifier.check(bytes, options);
        int checked = Main.report(file.toString(), checks, json, System.out);
        return checked == Main.ACCEPTED && recompute ? recomputed() : checked;
    }

    private int pack() {
        if (recompute || !contractWallets.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    file + " is a pack of evidence: --recompute is of receipts, --contract-wallet of trails");
        }
        try {
            return PackCommand.run(
                    file.path(),
                    new EvidencePack.Wanted(
                            Optional.ofNullable(operator).map(AccountAddress::text), Optional.ofNullable(block)),
                    json,
                    System.out);
        } catch (VerifyException noHash) {
            throw new Refusal(Refusal.Kind.INVALID, "--block: " + noHash.getMessage(), noHash);
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private int trail(byte[] bytes) {
        if (recompute) {
            throw new Refusal(Refusal.Kind.INVALID, file + " is a trail: --recompute is of receipts");
        }
        List<TrailCheck> checks = TrailVerifier.check(
                bytes,
                new TrailVerifier.Options(
                        Optional.ofNullable(operator).map(AccountAddress::text),
                        contractWallets.stream().map(AccountAddress::text).collect(Collectors.toSet()),
                        Optional.of(new Conditions())));
        return TrailCommand.report(file.toString(), checks, json, System.out);
    }

    private int recomputed() {
        return models == null ? recomputedThere() : recomputedHere(models.path());
    }

    private int recomputedThere() {
        String id = ReceiptFiles.idOf(file);
        try (NodeClient node = data.connect()) {
            RecomputedAttribution result = node.recompute(id);
            return say(result.same(), result.says());
        }
    }

    private int recomputedHere(Path folder) {
        ReceiptFile content = ReceiptFiles.read(file).content();
        ReceiptFile.Opening opening = content.opening()
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        "the file does not hold question and answer, without which nothing"
                                + " can be computed again: export it as its payer, or as the administrator"));
        Path from = base == null ? Configuration.toyBase() : base.path();
        try (Recomputer recomputer = new Recomputer(folder, from, NodeVersion.NUMBER)) {
            Recomputation result = recomputer.recompute(content.receipt(), opening);
            return say(result.same(), result.says());
        } catch (GatewayException missing) {
            return say(false, String.valueOf(missing.getMessage()));
        }
    }

    private static int say(boolean same, String says) {
        System.out.println((same ? "✓ recompute  " : "✗ recompute  ") + says);
        return same ? Main.ACCEPTED : Main.REFUSED;
    }
}
