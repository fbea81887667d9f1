package org.openledger.api.http;

import io.javalin.http.Context;

/** Numbers in paths. */
public final class Paths {
    private Paths() {}

    /** A path's positive number; 404 when it is none, since nothing is there then. */
    public static long number(Context context, String name) {
        String text = context.pathParam(name);
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.notFound("There is nothing at " + context.path() + ": ids are numbers.");
        }
        return Long.parseLong(text);
    }
}
