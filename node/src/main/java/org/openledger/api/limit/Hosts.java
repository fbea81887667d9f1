package org.openledger.api.limit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that this node answers to. A page of another site can give a name of its own this machine's address, and then reads
 * the node's answers as its own (DNS rebinding). It cannot choose what stands in {@code Host}. An address needs no name, so that
 * addresses are always taken.
 */
public final class Hosts {
    /** A node that only this machine reaches. */
    public static final Hosts LOCAL = new Hosts(Stream.empty());

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern LOOPBACK = Pattern.compile("(.+\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    private final Set<String> names;

    /** @param names of hosts, without ports */
    public Hosts(Stream<String> names) {
        this.names = names.map(Hosts::plain).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host the header {@code Host} */
    public boolean answers(String host) {
        String name = name(host);
        return ADDRESS.matcher(name).matches() || LOOPBACK.matcher(name).matches() || names.contains(name);
    }

    /** Whether a page of this origin may change things here: one of ours, or of this machine as the node is asked. */
    public boolean isOurs(String origin, String host) {
        try {
            URI page = new URI(origin);
            String authority = page.getRawAuthority();
            if (authority == null) {
                return false;
            }
            String name = name(authority);
            return authority.equalsIgnoreCase(host)
                    || names.contains(name)
                    || (LOOPBACK.matcher(name).matches()
                            && LOOPBACK.matcher(name(host)).matches());
        } catch (URISyntaxException opaque) {
            return false;
        }
    }

    private static String name(String authority) {
        return plain(PORT.matcher(authority).replaceFirst(""));
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
