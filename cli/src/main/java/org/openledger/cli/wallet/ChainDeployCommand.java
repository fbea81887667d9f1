package org.openledger.cli.wallet;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.openledger.app.folder.SharedContracts;
import org.openledger.chain.Contracts;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.store.LocalDisk;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chain deploy}: puts the contracts on a network, and writes where they are for others to join. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "deploy",
        description = {
            "Put the contracts on the chain of a data folder, where they are not there yet, and write a file with their addresses.",
            "Others give the file to openledger chain join. The terms of the contracts are settings: openledger config."
        },
        footer = {
            "",
            "Examples:",
            "  openledger chain deploy --data ~/ledger --chain https://… --out contracts.json",
            "  openledger chain deploy --out contracts.json --json"
        })
final class ChainDeployCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "where the addresses are written; what is there is replaced")
    private OutputFile out = OutputFile.NONE;

    @Override
    public Integer call() {
        Contracts contracts = SharedContracts.deploy(options.configuration());
        byte[] file = CanonicalJson.write(SharedContracts.json(contracts));
        try {
            new LocalDisk().replace(out.path().toAbsolutePath(), file);
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot write " + out + ": " + e.getMessage(), e);
        }
        json.print(NodeClient.JSON.readTree(file), () -> {
            System.out.println("chain " + contracts.chainId() + ", first block " + contracts.firstBlock());
            contracts.byName().forEach((name, address) -> System.out.println(name + " " + address));
            System.out.println("Others join with: openledger chain join " + out + " --chain URL");
        });
        return 0;
    }
}
