package org.openledger.notification;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Where webhooks may be: anywhere in public, and inside only where the operator named the host. A name is looked up once, and the
 * connection goes to the very address that was checked, so a name that changes its address meanwhile gains nothing.
 *
 * @param inner hosts that the operator named, in lower case
 */
public record WebhookHosts(Set<String> inner) {
    public WebhookHosts {
        inner = Set.copyOf(inner);
    }

    boolean isInner(String host) {
        return inner.contains(host.toLowerCase(java.util.Locale.ROOT));
    }

    /** The address of a host, or a refusal that says why nothing is sent there. */
    InetAddress address(String host) throws UnknownHostException {
        InetAddress[] all =
                InetAddress.getAllByName(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        if (!isInner(host)) {
            for (InetAddress each : all) {
                if (!isPublic(each)) {
                    throw new UnknownHostException(host
                            + " is an address inside, which the operator has to name in notifications.inner_hosts");
                }
            }
        }
        return all[0];
    }

    /** Whether an address is anybody's to reach (the special ones of RFC 6890 are not). */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            return first != 0
                    && first < 240
                    && !(first == 100 && (second & 0xc0) == 64)
                    && !(first == 192 && second == 0 && bytes[2] == 0)
                    && !(first == 198 && (second & 0xfe) == 18);
        }
        // of IPv6 global unicast alone, and none that carries an address of IPv4 inside it: Teredo and 6to4
        boolean teredo = first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean sixToFour = first == 0x20 && second == 0x02;
        return (first & 0xe0) == 0x20 && !teredo && !sixToFour;
    }
}
