package org.openledger.model.jinja;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A date by C's conversions, of which templates use a few. */
final class Strftime {
    private Strftime() {}

    static String format(ZonedDateTime time, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            boolean bare = format.charAt(i + 1) == '-' && i + 2 < format.length();
            i += bare ? 2 : 1;
            out.append(one(time, format.charAt(i), bare));
        }
        return out.toString();
    }

    private static String one(ZonedDateTime time, char conversion, boolean bare) {
        String pattern = switch (conversion) {
            case 'Y' -> "uuuu";
            case 'y' -> "uu";
            case 'm' -> bare ? "M" : "MM";
            case 'd' -> bare ? "d" : "dd";
            case 'B' -> "MMMM";
            case 'b' -> "MMM";
            case 'A' -> "EEEE";
            case 'a' -> "EEE";
            case 'H' -> bare ? "H" : "HH";
            case 'I' -> bare ? "h" : "hh";
            case 'M' -> bare ? "m" : "mm";
            case 'S' -> bare ? "s" : "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case 'F' -> "uuuu-MM-dd";
            case 'T' -> "HH:mm:ss";
            case 'Z' -> "zzz";
            case 'z' -> "xx";
            case '%' -> "'%'";
            default ->
                throw new JinjaException("'%" + conversion + "' is no part of a date that templates may use here");
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }
}
