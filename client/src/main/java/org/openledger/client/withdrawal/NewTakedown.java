package org.openledger.client.withdrawal;

import java.util.List;
import org.openledger.client.shape.Example;

/**
 * A notice that some rows should not be there.
 *
 * @param rows their leaves, at most 100
 * @param why in at most 2,000 characters; it is public
 * @param contact how to reach who gives it, in at most 200 characters; the Datanet's owner, the rows' contributors and the
 *     administrator see it
 */
public record NewTakedown(
        @Example("[\"4c9cbb5b2d44aab6ab9f1b6bd5bc7b0f0d4ff8c31a54b6fcb0f4a97dd3f5a6b1\"]")
        List<String> rows,

        @Example("\"These are pages of my book, which is not under this licence.\"")
        String why,

        @Example("\"ada@example.org\"") String contact) {}
