package org.openledger.setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What values a setting may have, and how they are read and written as one word. */
public sealed interface Kind<T> {
    /** The value that a word stands for; {@link IllegalArgumentException} when it stands for none. */
    T parse(String word);

    String show(T value);

    /** What {@link #parse} takes, as the end of "must be". */
    String bounds();

    /** Whether TOML writes it as a number rather than as a string. */
    boolean number();

    /** A whole number between two, both included. */
    record Whole(long least, long most) implements Kind<Long> {
        @Override
        public Long parse(String word) {
            long value = Long.parseLong(word);
            if (value < least || value > most) {
                throw new IllegalArgumentException(word);
            }
            return value;
        }

        @Override
        public String show(Long value) {
            return Long.toString(value);
        }

        @Override
        public String bounds() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public boolean number() {
            return true;
        }
    }

    /** A whole number of a unit of time, which stands at the end of the setting's name. */
    record Time(ChronoUnit unit, Whole amount) implements Kind<Duration> {
        @Override
        public Duration parse(String word) {
            return Duration.of(amount.parse(word), unit);
        }

        @Override
        public String show(Duration value) {
            return Long.toString(value.dividedBy(unit.getDuration()));
        }

        @Override
        public String bounds() {
            return amount.bounds();
        }

        @Override
        public boolean number() {
            return true;
        }
    }

    /** A word of a form. A password in it is not shown. */
    record Text(Pattern form, String bounds) implements Kind<String> {
        private static final Pattern PASSWORD = Pattern.compile("(?<=password=)[^&]*");

        @Override
        public String parse(String word) {
            if (!form.matcher(word).matches()) {
                throw new IllegalArgumentException(word);
            }
            return word;
        }

        @Override
        public String show(String value) {
            return PASSWORD.matcher(value).replaceAll("…");
        }

        @Override
        public boolean number() {
            return false;
        }
    }

    /**
     * Words by name, as NAME=WORD with commas between.
     *
     * @param word of each name
     * @param what each is, for people
     * @param secret whether the words are not shown
     */
    record Named(Pattern word, String what, boolean secret) implements Kind<Map<String, String>> {
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

        @Override
        public Map<String, String> parse(String text) {
            Map<String, String> named = new TreeMap<>();
            for (String each : text.split(",", -1)) {
                int equals = each.indexOf('=');
                String name = each.substring(0, Math.max(0, equals));
                String value = each.substring(equals + 1);
                if (!NAME.matcher(name).matches() || !word.matcher(value).matches() || named.put(name, value) != null) {
                    throw new IllegalArgumentException(text);
                }
            }
            return Collections.unmodifiableMap(named);
        }

        @Override
        public String show(Map<String, String> value) {
            return value.entrySet().stream()
                    .map(each -> each.getKey() + "=" + (secret ? "…" : each.getValue()))
                    .collect(Collectors.joining(","));
        }

        @Override
        public String bounds() {
            return "NAME=" + what + " with commas between, each name once and in lower case";
        }

        @Override
        public boolean number() {
            return false;
        }
    }

    /** A word that is never shown. */
    record Secret(Pattern form, String bounds) implements Kind<String> {
        @Override
        public String parse(String word) {
            if (!form.matcher(word).matches()) {
                throw new IllegalArgumentException("a secret");
            }
            return word;
        }

        @Override
        public String show(String value) {
            return "…";
        }

        @Override
        public boolean number() {
            return false;
        }
    }

    /** The URL of a server, of one of some schemes. */
    record Url(List<String> schemes) implements Kind<URI> {
        public Url {
            schemes = List.copyOf(schemes);
        }

        @Override
        public URI parse(String word) {
            try {
                URI url = new URI(word);
                if (url.getAuthority() == null || !schemes.contains(url.getScheme())) {
                    throw new IllegalArgumentException(word);
                }
                return url;
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(word, e);
            }
        }

        @Override
        public String show(URI value) {
            return value.toString();
        }

        @Override
        public String bounds() {
            return "a URL that starts with " + String.join(":// or ", schemes) + "://";
        }

        @Override
        public boolean number() {
            return false;
        }
    }

    /** URLs with commas between, the first one first. A user's password in them is not shown. */
    record Urls(Url each) implements Kind<List<URI>> {
        private static final Pattern PASSWORD = Pattern.compile("(?<=://)[^/@]*@");

        @Override
        public List<URI> parse(String word) {
            return Arrays.stream(word.split(",", -1))
                    .map(String::strip)
                    .map(each::parse)
                    .distinct()
                    .toList();
        }

        @Override
        public String show(List<URI> value) {
            return value.stream()
                    .map(each::show)
                    .map(url -> PASSWORD.matcher(url).replaceAll("…@"))
                    .collect(Collectors.joining(","));
        }

        @Override
        public String bounds() {
            return each.bounds() + ", or several with commas between";
        }

        @Override
        public boolean number() {
            return false;
        }
    }

    /** A folder; in a file, relative to the file's own. */
    record Folder() implements Kind<Path> {
        @Override
        public Path parse(String word) {
            if (word.isBlank()) {
                throw new IllegalArgumentException(word);
            }
            try {
                return Path.of(word).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(word, e);
            }
        }

        @Override
        public String show(Path value) {
            return value.toString();
        }

        @Override
        public String bounds() {
            return "the path of a folder";
        }

        @Override
        public boolean number() {
            return false;
        }
    }
}
