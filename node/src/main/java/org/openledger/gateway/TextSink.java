package org.openledger.gateway;

import java.io.IOException;

/** Takes an answer's text as it grows. */
@FunctionalInterface
public interface TextSink {
    /** An exception means that nobody listens any more: the answer then ends where it is. */
    void accept(String piece) throws IOException;
}
