package org.openledger.cli.datanet;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.client.NodeClient;
import org.openledger.client.statement.CollectionStatement;
import org.openledger.client.version.RowBlame;
import org.openledger.verify.datanet.SignedStatement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datanet blame}: where a row comes from, and which versions have it. */
@Command(
        name = "blame",
        description = "Show who gave a row, when, what they say of it, and which versions have it.",
        footer = {"", "Examples:", "  openledger datanet blame 1 4c9c…", "  openledger datanet blame 1 4c9c… --json"})
public final class BlameCommand extends NodeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "of the Datanet")
    private String datanet = "";

    @Parameters(index = "1", paramLabel = "LEAF", description = "of the row, 64 hexadecimal digits")
    private String leaf = "";

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        RowBlame blame = node.blame(datanet, leaf);
        json.print(blame, () -> print(blame));
    }

    private static void print(RowBlame blame) {
        System.out.println("given by     "
                + blame.contributorName().map(name -> name + ", ").orElse("") + blame.contributor());
        System.out.println("contribution " + blame.contribution() + ", line " + blame.line() + ", signed "
                + Instant.ofEpochMilli(blame.signedMillis()));
        System.out.println("record       " + blame.recordDigest());
        System.out.println(
                "versions     " + blame.versions().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        System.out.println("state        " + blame.state());
        say("description", blame.statement().flatMap(CollectionStatement::description));
        say("language", blame.statement().flatMap(CollectionStatement::language));
        say("collection", blame.statement().flatMap(CollectionStatement::collection));
        say("personal data", blame.statement().flatMap(CollectionStatement::personalData));
        say("contact", blame.statement().flatMap(CollectionStatement::contact));
    }

    private static void say(String name, Optional<String> words) {
        System.out.printf("%-13s%s%n", name, words.orElse(SignedStatement.NOT_STATED));
    }
}
