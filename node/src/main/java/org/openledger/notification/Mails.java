package org.openledger.notification;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.openledger.store.Refusal;

/** Sends mails over one SMTP server. */
public final class Mails {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_ADDRESS_CHARACTERS = 254;
    private static final int FIRST_FINAL = 500;
    private static final Pattern ADDRESS =
            Pattern.compile("[!-~&&[^@\"(),:;<>\\[\\\\\\]]]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    /** As in RFC 5322, 3.3. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Session session;
    private final InternetAddress from;
    private final Optional<Login> login;

    /**
     * The server that mails are given to.
     *
     * @param url smtp://HOST[:PORT], which is encrypted where the server can (and always under a login), or smtps://HOST[:PORT]
     * @param from whom mails are from
     */
    public record Server(URI url, String from, Optional<Login> login) {}

    /** A user of an SMTP server. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    Mails(Server server) {
        boolean secure = server.url().getScheme().equals("smtps");
        int port = server.url().getPort() >= 0 ? server.url().getPort() : secure ? 465 : 587;
        String patience = Long.toString(PATIENCE.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.url().getHost());
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.connectiontimeout", patience);
        properties.setProperty("mail.smtp.timeout", patience);
        properties.setProperty("mail.smtp.writetimeout", patience);
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(secure));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!secure));
        properties.setProperty(
                "mail.smtp.starttls.required",
                Boolean.toString(!secure && server.login().isPresent()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        this.session = Session.getInstance(properties);
        this.login = server.login();
        try {
            this.from = new InternetAddress(server.from(), /* strict= */ true);
        } catch (AddressException e) {
            throw new NotificationException(
                    Refusal.Kind.INVALID, "notifications.mail_from is no mail address: " + e.getMessage());
        }
    }

    /** The address of a target, or a refusal. */
    static String require(String address) {
        if (address.length() > MAX_ADDRESS_CHARACTERS
                || !ADDRESS.matcher(address).matches()) {
            throw new NotificationException(
                    Refusal.Kind.INVALID.at("address"),
                    "'" + address + "' is no mail address that is sent to: give one such as mira@example.org");
        }
        return address;
    }

    Sent send(String to, String id, String subject, String text, long millis) {
        try {
            MimeMessage message = new Named(session, id, from);
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, /* strict= */ true));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setHeader("Date", DATE.format(Instant.ofEpochMilli(millis)));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setText(text, StandardCharsets.UTF_8.name());
            if (login.isPresent()) {
                Transport.send(message, login.get().user(), login.get().password());
            } else {
                Transport.send(message);
            }
            return Sent.arrived("given to the mail server");
        } catch (MessagingException e) {
            return refusedForGood(e) ? Sent.never("the mail server does not take this address") : Sent.later(why(e));
        }
    }

    /** What a server says may name its users and paths: that is for the operator alone. */
    private static String why(MessagingException failure) {
        return "the mail server did not take it (" + failure.getClass().getSimpleName() + ")";
    }

    private static boolean refusedForGood(MessagingException failure) {
        for (Exception each = failure; each instanceof MessagingException one; each = one.getNextException()) {
            if (each instanceof SMTPAddressFailedException address && address.getReturnCode() >= FIRST_FINAL) {
                return true;
            }
        }
        return false;
    }

    /** A mail that has the same id in every try. */
    private static final class Named extends MimeMessage {
        private final String id;

        Named(Session session, String id, InternetAddress from) {
            super(session);
            this.id = "<" + id + from.getAddress().substring(from.getAddress().indexOf('@')) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
