package org.openledger.chain.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.ChainException;
import org.openledger.chain.RpcConnection;

/** JSON-RPC over a Unix domain socket, a connection a call: a slow call keeps no other waiting. An answer is one line. */
final class SocketTransport implements RpcConnection.Transport {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final UnixDomainSocketAddress address;
    private final Duration timeout;

    SocketTransport(Path socket, Duration timeout) {
        this.address = UnixDomainSocketAddress.of(socket);
        this.timeout = timeout;
    }

    @Override
    public byte[] exchange(byte[] request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            CompletableFuture<Void> answered = new CompletableFuture<>();
            answered.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> closed(channel));
            try {
                write(channel, request);
                return readLine(channel);
            } finally {
                answered.complete(null); // ends the timer
            }
        } catch (ClosedByInterruptException e) {
            throw new ChainException("interrupted while waiting for the embedded chain", e);
        } catch (AsynchronousCloseException e) {
            throw (IOException) new SocketTimeoutException("no answer in " + timeout.toSeconds() + " s").initCause(e);
        }
    }

    private static @Nullable Void closed(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    private static void write(SocketChannel channel, byte[] request) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(request.length + 1)
                .put(request)
                .put((byte) '\n')
                .flip();
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    private static byte[] readLine(SocketChannel channel) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (channel.read(buffer.clear()) >= 0) {
            int read = buffer.position();
            boolean ended = read > 0 && buffer.get(read - 1) == '\n';
            line.write(buffer.array(), 0, ended ? read - 1 : read);
            if (ended) {
                return line.toByteArray();
            }
            if (line.size() > RpcConnection.MAX_ANSWER_BYTES) {
                throw RpcConnection.tooLong();
            }
        }
        throw new IOException("the embedded chain ended in the middle of its answer");
    }

    /** Each call closes its own connection. */
    @Override
    public void close() {}
}
