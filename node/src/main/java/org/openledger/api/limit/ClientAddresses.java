package org.openledger.api.limit;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. What {@code X-Forwarded-For} says counts from a trusted proxy alone: anybody else can write what they
 * like there.
 */
public final class ClientAddresses {
    /** No proxy stands before the node. */
    public static final ClientAddresses DIRECT = new ClientAddresses(List.of());

    /** Whoever has one address of IPv6 has the whole network of 64 bits. */
    private static final int CLIENT_BYTES = 8;

    private static final String FORWARDED = "X-Forwarded-For";

    private final List<Network> trusted;

    private ClientAddresses(List<Network> trusted) {
        this.trusted = trusted;
    }

    /** Addresses that share their first bits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] address, int bits) {
        boolean contains(InetAddress other) {
            byte[] theirs = other.getAddress();
            if (theirs.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((theirs[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & (0x80 >> (bit % Byte.SIZE))) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param proxies addresses, or networks such as {@code 10.0.0.0/8}, with commas between; {@link IllegalArgumentException} where it is
     *     another word
     */
    public static ClientAddresses behind(String proxies) {
        return new ClientAddresses(Arrays.stream(proxies.split(",", -1))
                .map(ClientAddresses::network)
                .toList());
    }

    private static Network network(String word) {
        String[] parts = word.strip().split("/", -1);
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int most = address.getAddress().length * Byte.SIZE;
        int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
        if (parts.length > 2 || bits < 0 || bits > most) {
            throw new IllegalArgumentException("'" + word + "' is no address and no network");
        }
        return new Network(address.getAddress(), bits);
    }

    /** The client, as limits count it. */
    public String of(Context context) {
        return of(InetAddress.ofLiteral(context.req().getRemoteAddr()), context.header(FORWARDED));
    }

    /** The last address that no trusted proxy has; a proxy that says nothing readable is the client itself. */
    public String of(InetAddress connected, @Nullable String forwarded) {
        InetAddress client = connected;
        List<String> path = forwarded == null ? List.of() : List.of(forwarded.split(",", -1));
        for (String before : path.reversed()) {
            if (!isTrusted(client)) {
                break;
            }
            try {
                client = InetAddress.ofLiteral(before.strip());
            } catch (IllegalArgumentException unreadable) {
                break;
            }
        }
        return client instanceof Inet6Address
                ? HexFormat.of().formatHex(client.getAddress(), 0, CLIENT_BYTES)
                : client.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}
