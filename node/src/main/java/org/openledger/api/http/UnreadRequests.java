package org.openledger.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/** What is answered to requests that no handler saw, such as those that are not HTTP: the one shape, and no more than why. */
final class UnreadRequests extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String id = RequestId.fresh();
        int told = status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ? HttpStatus.BAD_REQUEST_400 : status;
        response.setStatus(told);
        response.getHeaders().put(RequestId.HEADER, id);
        response.getHeaders().put(new HttpField(HttpHeader.CACHE_CONTROL, RefusalAnswer.NO_STORE));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, RefusalAnswer.PROBLEM_TYPE);
        byte[] body =
                JsonFormat.write(RefusalAnswer.problem(refusal(told), told, id)).getBytes(StandardCharsets.UTF_8);
        response.write(/* last= */ true, ByteBuffer.wrap(body), callback);
    }

    private static Refusal refusal(int status) {
        return status >= 500
                ? new Refusal(Kind.FAILED, "The node failed before it read the request.")
                : new Refusal(Kind.MALFORMED, "This is not a request of HTTP/1.1 that can be read in one way only.");
    }
}
