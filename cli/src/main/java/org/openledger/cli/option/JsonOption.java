package org.openledger.cli.option;

import org.openledger.client.NodeClient;
import picocli.CommandLine.Option;

/** The option of every command that lists or shows: the same as JSON, with the names that the HTTP API has. */
public final class JsonOption {
    @Option(names = "--json", description = "print JSON, with the field names of the HTTP API")
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
