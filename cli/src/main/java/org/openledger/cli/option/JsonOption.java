package org.openledger.cli.option;

import org.openledger.client.NodeClient;
import picocli.CommandLine.Option;

/** The option of commands whose result programs read: the same as JSON. What the HTTP API has, has its names. */
public final class JsonOption {
    @Option(names = "--json", description = "print JSON; what the HTTP API has, with its field names")
    private boolean json;

    /** Prints {@code value} where JSON is wanted, else does what prints it for people. */
    public void print(Object value, Runnable forPeople) {
        if (json) {
            System.out.println(NodeClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } else {
            forPeople.run();
        }
    }
}
