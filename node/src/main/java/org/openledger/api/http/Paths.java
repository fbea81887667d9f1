package org.openledger.api.http;

import io.javalin.http.Context;

/** Numbers in paths and queries. */
public final class Paths {
    private Paths() {}

    /** A path's positive number; 404 when it is none, since nothing is there then. */
    public static long number(Context context, String name) {
        String text = context.pathParam(name);
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiException.notFound("not_found", "There is nothing at " + context.path() + ": ids are numbers.");
        }
        return Long.parseLong(text);
    }

    /** A query's number, within its bounds. */
    public static int query(Context context, String name, int whenAbsent, int minimum, int maximum) {
        String text = context.queryParam(name);
        if (text == null) {
            return whenAbsent;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < minimum || Integer.parseInt(text) > maximum) {
            throw ApiException.invalid(
                    name, "'" + name + "' must be a number between " + minimum + " and " + maximum + ".");
        }
        return Integer.parseInt(text);
    }
}
