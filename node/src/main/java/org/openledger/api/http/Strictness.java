package org.openledger.api.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.openledger.api.limit.Hosts;
import org.openledger.client.node.NodeEndpoints;

/**
 * What of HTTP the node takes: what RFC 9110 and 9112 allow, in one reading only. Whatever two servers could read in two ways is
 * refused, and so is what a page of another site may send for its reader.
 */
final class Strictness {
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");
    /** Pages of any origin may call these. */
    private static final Set<String> OPEN = Set.of(NodeEndpoints.RPC.place().path());

    private final Hosts hosts;

    Strictness(Hosts hosts) {
        this.hosts = hosts;
    }

    static void configure(HttpConfiguration http) {
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        // a connection's cache of headers takes a token for another that differs in capitals alone
        http.setHeaderCacheSize(0);
    }

    /** A 400 or 403 for a request that is not read any further. */
    void require(Context context) {
        String host = context.header("Host");
        // only HTTP/1.0 may leave it out, which no browser speaks
        if (host != null && !hosts.answers(host)) {
            throw ApiException.invalid(
                    "Host",
                    "This node does not answer to the name in 'Host': start it with --site and the URL that people reach"
                            + " it at, or name the host in http.hosts.");
        }
        for (String override : OVERRIDES) {
            if (context.header(override) != null) {
                throw ApiException.invalid(override, "'" + override + "' is not taken: send the method itself.");
            }
        }
        String query = context.queryString();
        if (query != null && !isReadable(query)) {
            throw ApiException.invalid(null, "The query is not percent-encoded UTF-8.");
        }
        String origin = context.header("Origin");
        if (origin != null
                && !READING.contains(context.req().getMethod())
                && !OPEN.contains(context.path())
                && !hosts.isOurs(origin, String.valueOf(host))) {
            throw ApiException.forbidden(
                    "A page of another site may not change anything here. Is it yours? Name its host in http.hosts.");
        }
    }

    private static boolean isReadable(String query) {
        try {
            byte[] bytes = URLDecoder.decode(query, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            return false;
        }
    }
}
