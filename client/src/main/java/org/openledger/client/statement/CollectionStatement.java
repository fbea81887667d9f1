package org.openledger.client.statement;

import java.util.Optional;
import org.openledger.client.shape.Example;

/**
 * What a contributor says of how rows were made. What is not said is not stated.
 *
 * @param description what the rows are
 * @param language their languages, tags of BCP 47 between commas
 * @param collection how they were collected
 * @param personalData whether they are about people, and how that was treated
 * @param contact how to reach who can say more; it is public
 */
public record CollectionStatement(
        @Example("\"Questions that guests asked in our kitchen\"")
        Optional<String> description,

        @Example("\"en, fr\"") Optional<String> language,

        @Example("\"Written down by hand between May and July 2026\"")
        Optional<String> collection,

        @Example("\"None: nobody is named\"") Optional<String> personalData,

        @Example("\"ada@example.org\"") Optional<String> contact) {}
