package org.openledger.api.datanet;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.RequestBody;
import org.openledger.client.call.NoBody;
import org.openledger.client.upload.UploadEndpoints;
import org.openledger.client.upload.UploadLine;
import org.openledger.client.upload.UploadList;
import org.openledger.client.upload.UploadQuery;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Uploads;
import org.openledger.datanet.intake.Uploads.Upload;
import org.openledger.identity.Address;

/** Takes files in pieces, by tus 1.0. */
public final class UploadRoutes implements Handlers.Noun {
    private static final int NO_CONTENT = 204;
    private static final String EXTENSIONS = "creation,expiration,termination";
    /** What senders of files say beside, for which the node has no use. */
    private static final List<String> UNUSED = List.of("filename", "filetype", "name", "type", "relativePath");

    private final Uploads uploads;
    private final IntakeLimits limits;

    UploadRoutes(Uploads uploads, IntakeLimits limits) {
        this.uploads = uploads;
        this.limits = limits;
    }

    public static UploadRoutes of(DatanetParts parts) {
        return new UploadRoutes(parts.uploads(), parts.limits());
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(
                UploadEndpoints.LIST,
                call -> new UploadList(
                        uploads.of(owner(call)).stream().map(UploadRoutes::line).toList()));
        handlers.answer(UploadEndpoints.BEGIN, this::begin);
        handlers.answer(UploadEndpoints.SHOW, call -> {
            String owner = owner(call);
            return told(call.context(), uploads.require(call.text("id"), owner));
        });
        handlers.head(UploadEndpoints.SHOW);
        handlers.answer(UploadEndpoints.APPEND, call -> {
            requireVersion(call.context());
            try (InputStream piece = RequestBody.stream(call.context(), limits.maxBodyBytes())) {
                told(
                        call.context(),
                        uploads.append(
                                call.text("id"),
                                owner(call),
                                number(call.context(), UploadEndpoints.OFFSET_HEADER),
                                piece));
            }
            return NoBody.NONE;
        });
        handlers.answer(UploadEndpoints.END, call -> {
            requireVersion(call.context());
            uploads.end(call.text("id"), owner(call));
            return NoBody.NONE;
        });
        handlers.also(routes -> routes.addHttpHandler(
                HandlerType.OPTIONS,
                UploadEndpoints.LIST.place().path(),
                context -> speaks(context)
                        .header("Tus-Version", UploadEndpoints.VERSION)
                        .header("Tus-Extension", EXTENSIONS)
                        .header("Tus-Max-Size", Long.toString(limits.maxBodyBytes()))
                        .status(NO_CONTENT)));
    }

    private UploadLine begin(Call<UploadQuery, ?> call) {
        requireVersion(call.context());
        String owner = owner(call);
        long length = number(call.context(), UploadEndpoints.LENGTH_HEADER);
        Upload begun = uploads.begin(owner, length, fingerprint(call.context()));
        call.context()
                .header("Location", UploadEndpoints.LIST.place().path() + "/" + begun.id() + "?contributor=" + owner);
        return told(call.context(), begun);
    }

    private static String owner(Call<UploadQuery, ?> call) {
        String owner = Address.parse(call.query().contributor());
        call.caller().requireFor(owner);
        return owner;
    }

    private static UploadLine told(Context context, Upload upload) {
        speaks(context)
                .header(UploadEndpoints.OFFSET_HEADER, Long.toString(upload.offset()))
                .header(UploadEndpoints.LENGTH_HEADER, Long.toString(upload.length()))
                .header(
                        "Upload-Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.ofEpochMilli(upload.endsMillis()).atOffset(ZoneOffset.UTC)));
        return line(upload);
    }

    private static UploadLine line(Upload upload) {
        return new UploadLine(upload.id(), upload.length(), upload.offset(), upload.fingerprint(), upload.endsMillis());
    }

    private static Context speaks(Context context) {
        return context.header(UploadEndpoints.VERSION_HEADER, UploadEndpoints.VERSION);
    }

    private static void requireVersion(Context context) {
        speaks(context);
        String version = context.header(UploadEndpoints.VERSION_HEADER);
        if (!UploadEndpoints.VERSION.equals(version)) {
            context.header("Tus-Version", UploadEndpoints.VERSION);
            throw ApiException.wrongVersion(
                    UploadEndpoints.VERSION_HEADER,
                    "'" + UploadEndpoints.VERSION_HEADER + "' must be " + UploadEndpoints.VERSION
                            + ": the node speaks tus of this version alone.");
        }
    }

    private static long number(Context context, String header) {
        String value = context.header(header);
        if (value == null || !value.matches("[0-9]{1,18}")) {
            throw ApiException.invalid(header, "'" + header + "' must be a number of bytes.");
        }
        return Long.parseLong(value);
    }

    private static Optional<String> fingerprint(Context context) {
        String metadata = context.header(UploadEndpoints.METADATA_HEADER);
        Optional<String> fingerprint = Optional.empty();
        for (String pair : metadata == null || metadata.isBlank() ? new String[0] : metadata.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            if (parts.length > 2) {
                throw ApiException.invalid(
                        UploadEndpoints.METADATA_HEADER,
                        "'" + UploadEndpoints.METADATA_HEADER + "' must be pairs of a name and its value in Base64.");
            }
            if (parts[0].equals(UploadEndpoints.FINGERPRINT)) {
                fingerprint = Optional.of(parts.length == 1 ? "" : decoded(parts[1]));
            } else if (!UNUSED.contains(parts[0])) {
                throw ApiException.unsupported(
                        UploadEndpoints.METADATA_HEADER,
                        "'" + UploadEndpoints.METADATA_HEADER + "' may name " + UploadEndpoints.FINGERPRINT + " or "
                                + String.join(", ", UNUSED) + ", not " + parts[0] + ".");
            }
        }
        return fingerprint;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    UploadEndpoints.METADATA_HEADER, "'" + UploadEndpoints.METADATA_HEADER + "' is not Base64.");
        }
    }
}
