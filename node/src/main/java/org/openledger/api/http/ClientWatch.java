package org.openledger.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices a client that hangs up while its answer is being made. HTTP/1.1 says so in no other way than by the end of what
 * can be read, so that a byte is awaited, as Go's server does it. A client that sends its next request already loses that
 * byte, and is told that the connection closes.
 */
public final class ClientWatch implements AutoCloseable, Callback {
    private final Context context;
    private final AbstractEndPoint connection;
    private final Runnable left;
    private boolean awaiting;
    private boolean sentMore;
    private boolean ended;

    private ClientWatch(Context context, AbstractEndPoint connection, Runnable left) {
        this.context = context;
        this.connection = connection;
        this.left = left;
    }

    /** Watches until closed; the request's body has been read by then. {@code left} must not wait. */
    public static ClientWatch start(Context context, Runnable left) {
        AbstractEndPoint connection = (AbstractEndPoint) ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        ClientWatch watch = new ClientWatch(context, connection, left);
        watch.await();
        return watch;
    }

    private synchronized void await() {
        awaiting = connection.tryFillInterested(this);
    }

    /** There is something to read, or the end. */
    @Override
    public synchronized void succeeded() {
        awaiting = false;
        if (ended) {
            return;
        }
        try {
            switch (connection.fill(BufferUtil.allocate(1))) {
                case -1 -> left.run();
                case 0 -> await();
                default -> sentMore = true;
            }
        } catch (IOException reset) {
            left.run();
        }
    }

    @Override
    public synchronized void failed(Throwable idleOrClosed) {
        awaiting = false;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Gives the connection back to the server; what the server itself awaits there is left alone. */
    @Override
    public synchronized void close() {
        ended = true;
        if (awaiting) {
            connection.getFillInterest().onFail(new IOException("the answer is there"));
        }
        if (sentMore) {
            context.header("Connection", "close");
        }
    }
}
