package org.openledger.identity.credential;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.openledger.identity.Address;
import org.openledger.identity.IdentityException;

/**
 * A "Sign in with Ethereum" message, EIP-4361 version 1. Parsing is strict: the address carries its checksum, fields stand
 * in the order of the EIP, and nothing else may.
 *
 * @param domain the host (and port) that asks
 * @param address lowercase
 */
public record SignInMessage(
        String domain,
        String address,
        @Nullable String statement,
        String uri,
        long chainId,
        String nonce,
        Instant issuedAt,
        @Nullable Instant expirationTime,
        @Nullable Instant notBefore) {
    public static final int MAX_CHARACTERS = 4096;
    private static final String HEADER = " wants you to sign in with your Ethereum account:";

    /** Parses what the wallet showed and signed. */
    public static SignInMessage parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new IdentityException("a sign-in message has at most " + MAX_CHARACTERS + " characters");
        }
        try {
            return new Parser(text).message();
        } catch (DateTimeException | NumberFormatException e) {
            throw new IdentityException("the sign-in message has a malformed time or chain id: " + e.getMessage(), e);
        }
    }

    /** The text to show and sign. */
    public String format() {
        StringBuilder text = new StringBuilder(domain)
                .append(HEADER)
                .append('\n')
                .append(Address.checksummed(address))
                .append("\n\n");
        if (statement != null) {
            text.append(statement).append('\n');
        }
        text.append("\nURI: ").append(uri).append("\nVersion: 1\nChain ID: ").append(chainId);
        text.append("\nNonce: ").append(nonce).append("\nIssued At: ").append(issuedAt);
        if (expirationTime != null) {
            text.append("\nExpiration Time: ").append(expirationTime);
        }
        if (notBefore != null) {
            text.append("\nNot Before: ").append(notBefore);
        }
        return text.toString();
    }

    /** Reads the lines in the order of the EIP's grammar. */
    private static final class Parser {
        private final Deque<String> lines;

        Parser(String text) {
            this.lines = new ArrayDeque<>(Arrays.asList(text.split("\n", -1)));
        }

        SignInMessage message() {
            String domain = domain(next("the line that names the site"));
            String address = Address.parse(next("the account's address"));
            blank();
            @Nullable String statement = statement();
            String uri = required("URI: ");
            if (!required("Version: ").equals("1")) {
                throw new IdentityException("only version 1 of sign-in messages is known");
            }
            long chainId = Long.parseLong(required("Chain ID: "));
            String nonce = required("Nonce: ");
            Instant issuedAt = instant(required("Issued At: "));
            @Nullable Instant expiration = optionalInstant("Expiration Time: ");
            @Nullable Instant notBefore = optionalInstant("Not Before: ");
            skipRequestAndResources();
            if (!lines.isEmpty()) {
                throw new IdentityException(
                        "the sign-in message has a line that does not belong there: " + lines.peek());
            }
            return new SignInMessage(domain, address, statement, uri, chainId, nonce, issuedAt, expiration, notBefore);
        }

        private static String domain(String header) {
            String domain = header.endsWith(HEADER) ? header.substring(0, header.length() - HEADER.length()) : "";
            String withoutScheme = domain.replaceFirst("^[a-z][a-z0-9+.-]*://", "");
            if (withoutScheme.isEmpty()) {
                throw new IdentityException("not a sign-in message: its first line must be SITE" + HEADER);
            }
            return withoutScheme;
        }

        private @Nullable String statement() {
            String line = next("a statement or an empty line");
            if (line.isEmpty()) {
                return null;
            }
            blank();
            return line;
        }

        /** A node has no use for these two, but a wallet may send them. */
        private void skipRequestAndResources() {
            String line = lines.peek();
            if (line != null && line.startsWith("Request ID: ")) {
                lines.remove();
            }
            if ("Resources:".equals(lines.peek())) {
                lines.remove();
                while (!lines.isEmpty() && lines.element().startsWith("- ")) {
                    lines.remove();
                }
            }
        }

        private String next(String what) {
            String line = lines.poll();
            if (line == null) {
                throw new IdentityException("the sign-in message is cut short: it lacks " + what);
            }
            return line;
        }

        private void blank() {
            if (!next("an empty line").isEmpty()) {
                throw new IdentityException("the sign-in message lacks the empty line after the address or statement");
            }
        }

        private String required(String label) {
            String value = optional(label);
            if (value == null || value.isEmpty()) {
                throw new IdentityException("the sign-in message lacks its line \"" + label.strip() + "\"");
            }
            return value;
        }

        private @Nullable String optional(String label) {
            String line = lines.peek();
            if (line == null || !line.startsWith(label)) {
                return null;
            }
            lines.remove();
            return line.substring(label.length());
        }

        private @Nullable Instant optionalInstant(String label) {
            String value = optional(label);
            return value == null ? null : instant(value);
        }

        private static Instant instant(String text) {
            return OffsetDateTime.parse(text).toInstant();
        }
    }

    /** The fields of a message that asks the holder of an address to sign in, for {@link #format()}. */
    public static SignInMessage ask(
            String domain, String address, String uri, long chainId, String nonce, Instant issuedAt, Instant expires) {
        return new SignInMessage(domain, Address.parse(address), null, uri, chainId, nonce, issuedAt, expires, null);
    }
}
