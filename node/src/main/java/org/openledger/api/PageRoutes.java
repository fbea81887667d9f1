package org.openledger.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.openledger.api.http.Admission;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Routes;
import org.openledger.client.call.Cost;

/**
 * The page, from the classpath folder {@code /web}. Files under {@code assets/} carry a hash of their content in their
 * name and are kept for ever; any other path of the page answers with index.html, which routes in the browser. A browser
 * that asks for what is not here gets the page too, which then says so; programs get the refusal as JSON.
 */
public final class PageRoutes implements Routes {
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self' "
            + "'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8");

    /** Paths that only programs ask for, whatever they say that they accept. */
    private static final List<String> PROGRAMS =
            List.of("/api/", "/v1/", "/log/", "/rpc", "/metrics", "/healthz", "/readyz");

    private final Admission admission;

    public PageRoutes(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/assets/<file>", context -> asset(context, "assets/" + context.pathParam("file")));
        routes.get("/", context -> page(context, "index.html"));
        routes.get("/docs/api", context -> page(context, "docs.html"));
        routes.get("/icon.svg", context -> asset(context, "icon.svg"));
        for (String page : new String[] {
            "playground",
            "receipts",
            "datanets",
            "models",
            "accounts",
            "rows",
            "runs",
            "chain",
            "epochs",
            "contributions",
            "invitations",
            "agents",
            "actions",
            "evidence",
            "court",
            "glossary",
            "administration"
        }) {
            routes.get("/" + page, context -> page(context, "index.html"));
            routes.get("/" + page + "/<rest>", context -> page(context, "index.html"));
        }
        routes.error(404, "text/html", this::lost);
    }

    private void lost(Context context) throws IOException {
        context.header("Vary", "Accept, Accept-Encoding");
        if (PROGRAMS.stream().noneMatch(context.path()::startsWith)) {
            page(context, "index.html");
        }
    }

    private void page(Context context, String file) throws IOException {
        admission.arrive(Cost.READ, context, /* administers= */ false);
        byte[] page = read(file);
        if (page == null) {
            page =
                    "<!doctype html><title>OpenLedger</title><p>The node is up. Its page was not built: run npm run build in web/."
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        secure(context).header("Cache-Control", "no-cache");
        context.contentType("text/html; charset=utf-8").result(page);
    }

    private void asset(Context context, String file) throws IOException {
        admission.arrive(Cost.READ, context, /* administers= */ false);
        byte[] content = file.contains("..") || file.contains("//") ? null : read(file);
        if (content == null) {
            throw ApiException.notFound("There is no file " + file + " in the page.");
        }
        String extension = file.substring(file.lastIndexOf('.') + 1);
        secure(context)
                .header(
                        "Cache-Control",
                        file.startsWith("assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600");
        context.contentType(CONTENT_TYPES.getOrDefault(extension, "application/octet-stream"))
                .result(content);
    }

    private static Context secure(Context context) {
        return context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY");
    }

    private static byte @org.jspecify.annotations.Nullable [] read(String file) throws IOException {
        try (InputStream in = PageRoutes.class.getResourceAsStream("/web/" + file)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
