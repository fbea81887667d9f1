package org.openledger.gateway;

import java.io.IOException;
import org.openledger.serve.Piece;

/** Takes an answer as it grows. */
@FunctionalInterface
public interface TextSink {
    /** An exception means that nobody listens any more: the answer then ends where it is. */
    void accept(Piece piece) throws IOException;
}
