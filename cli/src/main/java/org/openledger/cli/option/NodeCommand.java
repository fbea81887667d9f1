package org.openledger.cli.option;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.openledger.client.NodeClient;
import picocli.CommandLine.Mixin;

/** A command that talks to a running node. */
public abstract class NodeCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Override
    public final Integer call() throws IOException {
        try (NodeClient node = data.connect()) {
            run(node);
            return 0;
        }
    }

    public abstract void run(NodeClient node) throws IOException;
}
