package org.openledger.chain;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.openledger.chain.local.FoundryBinary;
import org.openledger.chain.local.TestChain;
import org.openledger.chain.network.RemoteChain;

/** An anvil that stands for somebody else's network: it mines when it likes, and takes blocks back. */
public final class RemoteAnvil implements AutoCloseable {
    private final Process process;
    private final URI url;

    /** Mines when it is told to. */
    RemoteAnvil() throws IOException {
        this("--no-mining");
    }

    /** Mines by itself, as the options say. */
    public RemoteAnvil(String... mining) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(FoundryBinary.anvil(TestChain.contracts()).toString(), "--port", "0", "--chain-id", "4242"));
        command.addAll(List.of(mining));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (!line.contains("Listening on ")) {
            line = lines.readLine();
        }
        url = URI.create("http://" + line.substring(line.indexOf("127.0.0.1")).strip());
        Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
    }

    public URI url() {
        return url;
    }

    public RemoteChain connect(int confirmations) {
        return RemoteChain.connect(url, new Finality.Depth(confirmations), RemoteChain.CALL_TIMEOUT);
    }

    /** Gives an account 10,000 coins. */
    public void fund(Chain chain, String address) {
        TestChain.call(chain, "anvil_setBalance", address, Quantities.of(BigInteger.TEN.pow(22)));
    }

    void mine(Chain chain, int blocks) {
        for (int block = 0; block < blocks; block++) {
            TestChain.call(chain, "evm_mine");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
