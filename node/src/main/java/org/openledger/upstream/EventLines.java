package org.openledger.upstream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The data of server-sent events, one line each, out of bytes that come in any pieces. For one thread. */
final class EventLines {
    private static final String DATA = "data:";

    private final Deque<String> data = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    void add(byte[] bytes) {
        for (byte each : bytes) {
            if (each == '\n') {
                end();
            } else {
                line.write(each);
            }
        }
    }

    private void end() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.startsWith(DATA)) {
            data.add(text.substring(DATA.length()).strip());
        }
    }

    /** The next event that is whole; null where none is. */
    @Nullable
    String poll() {
        return data.poll();
    }
}
