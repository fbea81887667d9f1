package org.openledger.serve.grammar;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of strings that answers can be held to, as patterns of which every string is of the format. */
final class Formats {
    private static final String LEAP = "(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
    private static final String DATE =
            "(\\d{4}-(((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01]))|((0[469]|11)-(0[1-9]|[12]\\d|30))"
                    + "|(02-(0[1-9]|1\\d|2[0-8])))|" + LEAP + ")";
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?";
    private static final String HOST = LABEL + "(\\." + LABEL + "){0,6}";
    private static final String BYTE = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";

    private static final Map<String, String> PATTERNS = Map.of(
            "date", "^" + DATE + "$",
            "time", "^" + TIME + "$",
            "date-time", "^" + DATE + "T" + TIME + "$",
            "duration",
                    "^P(\\d{1,9}W|\\d{1,9}D|(\\d{1,9}D)?T(\\d{1,9}H|(\\d{1,9}H)?\\d{1,9}M|((\\d{1,9}H)?\\d{1,9}M)?\\d{1,9}S))$",
            "email", "^[A-Za-z0-9_+-]{1,32}(\\.[A-Za-z0-9_+-]{1,32}){0,3}@" + LABEL + "(\\." + LABEL + "){1,4}$",
            "hostname", "^" + HOST + "$",
            "ipv4", "^" + BYTE + "(\\." + BYTE + "){3}$",
            "ipv6", "^([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$",
            "uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            "uri",
                    "^(https?|ftp)://" + HOST + "(:[1-9]\\d{0,3})?(/[A-Za-z0-9._~!$&'()*+,;=:@-]*)*"
                            + "(\\?[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?(#[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?$");

    private Formats() {}

    /** The pattern of a format; null where it is not computed. */
    static @Nullable String pattern(String format) {
        return PATTERNS.get(format);
    }
}
