package org.openledger.model.jinja;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code '%s' % value}, for texts, numbers and reprs. */
final class PercentFormat {
    private static final Pattern PLACE =
            Pattern.compile("%(?:\\((\\w+)\\))?([-0 +]*)(\\d{0,3})(?:\\.(\\d{1,2}))?([a-zA-Z%])");

    private final PythonValues values;

    PercentFormat(PythonValues values) {
        this.values = values;
    }

    String format(String format, Object given) {
        List<Object> arguments = given instanceof Tuple tuple ? tuple.items() : List.of(given);
        StringBuilder out = new StringBuilder();
        Matcher place = PLACE.matcher(format);
        int from = 0;
        int next = 0;
        while (place.find()) {
            out.append(format, from, place.start());
            from = place.end();
            if (place.group(5).equals("%")) {
                out.append('%');
                continue;
            }
            Object value;
            if (place.group(1) != null) {
                value = values.item(given, place.group(1));
            } else if (next < arguments.size()) {
                value = arguments.get(next++);
            } else {
                throw new JinjaException("'" + format + "' has more places than values");
            }
            out.append(one(place, value));
        }
        if (next < arguments.size() && !(given instanceof Map<?, ?>)) {
            throw new JinjaException("'" + format + "' has fewer places than values");
        }
        return out.append(format, from, format.length()).toString();
    }

    private String one(Matcher place, Object value) {
        String width = place.group(3);
        String precision = place.group(4) == null ? "" : "." + place.group(4);
        String flags = place.group(2);
        return switch (place.group(5)) {
            case "s" -> padded(flags, width, precision, values.text(value));
            case "r" -> padded(flags, width, precision, values.shown(value));
            case "d", "i" -> {
                long whole = value instanceof Double d ? d.longValue() : PythonValues.integer(value);
                yield width.isEmpty()
                        ? String.format("%" + flags.replace("-", "").replace("0", "") + "d", whole)
                        : String.format("%" + flags + width + "d", whole);
            }
            case "f" -> String.format("%" + flags + width + precision + "f", PythonValues.real(value));
            case "e" -> String.format("%" + flags + width + precision + "e", PythonValues.real(value));
            case "x" -> String.format("%" + flags + width + "x", PythonValues.integer(value));
            default -> throw new JinjaException("'%" + place.group(5) + "' is no format that templates may use here");
        };
    }

    private static String padded(String flags, String width, String precision, String text) {
        return width.isEmpty() && precision.isEmpty()
                ? text
                : String.format("%" + (flags.contains("-") ? "-" : "") + width + precision + "s", text);
    }
}
