package org.openledger.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.client.statement.CollectionStatement;
import picocli.CommandLine.Option;

/** What a contributor says of how rows were made; the contribution's signature covers it. */
public final class StatementOptions {
    @Option(names = "--description", paramLabel = "TEXT", description = "what the rows are")
    private @Nullable String description;

    @Option(names = "--language", paramLabel = "TAGS", description = "their languages, such as en or en,pt-BR")
    private @Nullable String language;

    @Option(names = "--collection", paramLabel = "TEXT", description = "how they were collected")
    private @Nullable String collection;

    @Option(names = "--personal-data", paramLabel = "TEXT", description = "whether they are about people")
    private @Nullable String personalData;

    @Option(names = "--contact", paramLabel = "TEXT", description = "how to reach who can say more; it is public")
    private @Nullable String contact;

    /** Empty where nothing is said. */
    public Optional<CollectionStatement> statement() {
        CollectionStatement statement = new CollectionStatement(
                Optional.ofNullable(description),
                Optional.ofNullable(language),
                Optional.ofNullable(collection),
                Optional.ofNullable(personalData),
                Optional.ofNullable(contact));
        CollectionStatement nothing = new CollectionStatement(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return statement.equals(nothing) ? Optional.empty() : Optional.of(statement);
    }
}
