package org.openledger.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a tile's path as a client sends it, strictly: one spelling for each tile, and nothing that could leave the log's
 * folder.
 */
record TilePath(boolean entries, Tile tile) {
    private static final Pattern GRAMMAR = Pattern.compile(
            "tile/(?<level>entries|[0-6])/(?<index>(?:x\\d{3}/){0,5}\\d{3})(?:\\.p/(?<width>[1-9]\\d{0,2}))?");

    /** Empty when the path names no tile. */
    static Optional<TilePath> parse(String path) {
        Matcher matcher = GRAMMAR.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String indexPath = matcher.group("index");
        long index = Long.parseLong(indexPath.replaceAll("[x/]", ""));
        String partial = matcher.group("width");
        int width = partial == null ? Tile.WIDTH : Integer.parseInt(partial);
        boolean valid = Tile.indexPath(index).equals(indexPath) && (partial == null || width < Tile.WIDTH);
        if (!valid) {
            return Optional.empty();
        }
        boolean entries = matcher.group("level").equals("entries");
        int level = entries ? 0 : Integer.parseInt(matcher.group("level"));
        return Optional.of(new TilePath(entries, new Tile(level, index, width)));
    }
}
