package org.openledger.cli.wallet;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.openledger.app.folder.SharedContracts;
import org.openledger.chain.Contracts;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.KeptNodeOptions;
import org.openledger.cli.option.Work;
import org.openledger.client.NodeClient;
import org.openledger.verify.bytes.CanonicalJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code chain join}: has a new data folder use contracts that somebody else deployed. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "join",
        description = {
            "Have a new data folder use contracts that somebody else deployed, by the file of openledger chain deploy.",
            "The chain is asked whether they are there and belong together. Nothing is sent to it."
        },
        footer = {
            "",
            "Examples:",
            "  openledger chain join contracts.json --data ~/second --chain https://…",
            "  openledger chain join contracts.json --chain https://… --json"
        })
final class ChainJoinCommand implements Callable<Integer> {
    @Mixin
    private KeptNodeOptions options = new KeptNodeOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "FILE", description = "the file that openledger chain deploy wrote")
    private InputFile file = InputFile.NONE;

    @Override
    public Integer call() {
        Contracts contracts = SharedContracts.parse(file.text().getBytes(StandardCharsets.UTF_8));
        String operator = SharedContracts.join(options.configuration(), contracts);
        json.print(NodeClient.JSON.readTree(CanonicalJson.write(SharedContracts.json(contracts))), () -> {
            System.out.println("The data folder uses these contracts of chain " + contracts.chainId() + ":");
            contracts.byName().forEach((name, address) -> System.out.println(name + " " + address));
            System.out.println(
                    "Its operator is " + operator
                            + ", who needs OPEN to bond and for gas. Then start it with the same --data and --chain: openledger up");
        });
        return 0;
    }
}
