package org.openledger.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code up}: starts the node on kept data and runs until it is told to stop. */
@Command(name = "up", description = "Start the node on kept data.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private NodeOptions options = new NodeOptions();

    @Override
    public Integer call() throws InterruptedException {
        Node node = Node.start(options.configuration());
        RunningNode running = new RunningNode(node);
        System.out.println("OpenLedger is up: " + node.pageLink());
        System.out.flush();
        running.await();
        return 0;
    }
}
