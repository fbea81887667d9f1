package org.openledger.datanet.privacy;

import static org.openledger.datanet.privacy.CheckDigits.digit;
import static org.openledger.datanet.privacy.CheckDigits.isDay;
import static org.openledger.datanet.privacy.CheckDigits.number;
import static org.openledger.datanet.privacy.CheckDigits.weighted;

import com.google.re2j.Pattern;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The numbers by which states know persons. Some have so few check digits that many other numbers pass: these count where they
 * are written in their own grouping, or after a word that says what they are.
 */
@SuppressWarnings("ImmutableEnumChecker") // patterns and predicates hold no state
enum NationalNumber {
    UNITED_STATES("[0-9]{3}-[0-9]{2}-[0-9]{4}", NationalNumber::unitedStates),
    UNITED_KINGDOM("[A-CEGHJ-PR-TW-Za-z][A-CEGHJ-NPR-TW-Za-z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d]", id -> true),
    GERMANY("[1-9][0-9] [0-9]{3} [0-9]{3} [0-9]{3}", "[1-9][0-9]{10}", NationalNumber::germany),
    FRANCE("[12] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}", NationalNumber::france),
    SPAIN("(?:[0-9]{8}|[XYZ][0-9]{7})-?[A-HJ-NP-TV-Z]", NationalNumber::spain),
    ITALY("[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]", NationalNumber::italy),
    NETHERLANDS("[0-9]{4}\\.[0-9]{2}\\.[0-9]{3}", "[0-9]{9}", NationalNumber::netherlands),
    BELGIUM("[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3}\\.[0-9]{2}", "[0-9]{11}", NationalNumber::belgium),
    POLAND("", "[0-9]{11}", NationalNumber::poland),
    SWEDEN("(?:19|20)?[0-9]{6}[-+][0-9]{4}", NationalNumber::sweden),
    FINLAND("[0-9]{6}[-+A][0-9]{3}[0-9A-FHJ-NPR-Y]", NationalNumber::finland),
    NORWAY("[0-9]{6} [0-9]{5}", "[0-9]{11}", NationalNumber::norway),
    SWITZERLAND("756\\.[0-9]{4}\\.[0-9]{4}\\.[0-9]{2}", "756[0-9]{10}", NationalNumber::switzerland),
    BRAZIL("[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}", "[0-9]{11}", NationalNumber::brazil),
    CHINA("[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]", NationalNumber::china),
    INDIA("[2-9][0-9]{3} [0-9]{4} [0-9]{4}", "[2-9][0-9]{11}", CheckDigits::verhoeff),
    KOREA("[0-9]{6}-[1-4][0-9]{6}", NationalNumber::korea),
    JAPAN("", "[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}", NationalNumber::japan),
    CANADA("", "[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}", CheckDigits::luhn),
    SOUTH_AFRICA("[0-9]{6} [0-9]{4} [0-9]{3}", "[0-9]{13}", NationalNumber::southAfrica),
    TURKEY("", "[1-9][0-9]{10}", NationalNumber::turkey),
    MEXICO("[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[0-9A-Z][0-9]", NationalNumber::mexico),
    CHILE("[0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3}-[0-9Kk]", NationalNumber::chile);

    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String MEXICAN = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private static final Map<NationalNumber, Pattern> OWN = patterns(each -> each.grouped);
    private static final Map<NationalNumber, Pattern> AFTER_A_WORD = patterns(each -> each.named);

    private final String grouped;
    private final String named;
    private final Predicate<String> valid;

    NationalNumber(String grouped, Predicate<String> valid) {
        this(grouped, "", valid);
    }

    /**
     * @param grouped its own way of writing; empty where that says nothing
     * @param named how it is written after a word that names it; empty where the other way says enough
     */
    NationalNumber(String grouped, String named, Predicate<String> valid) {
        this.grouped = grouped;
        this.named = named;
        this.valid = valid;
    }

    /** How it is written in its own grouping, or after a word; empty where that says nothing. */
    Optional<Pattern> pattern(boolean own) {
        return Optional.ofNullable((own ? OWN : AFTER_A_WORD).get(this));
    }

    private static Map<NationalNumber, Pattern> patterns(Function<NationalNumber, String> form) {
        Map<NationalNumber, Pattern> patterns = new EnumMap<>(NationalNumber.class);
        for (NationalNumber each : values()) {
            if (!form.apply(each).isEmpty()) {
                patterns.put(each, Pattern.compile(form.apply(each)));
            }
        }
        return patterns;
    }

    /** Whether a text in its form has the right check digits. */
    boolean isValid(String text) {
        return valid.test(text.replaceAll("[ .+-]", "").toUpperCase(Locale.ROOT));
    }

    private static boolean unitedStates(String id) {
        int area = number(id, 0, 3);
        return area != 0 && area != 666 && area < 900 && number(id, 3, 5) != 0 && number(id, 5, 9) != 0;
    }

    private static boolean germany(String id) {
        int[] times = new int[10];
        for (int i = 0; i < 10; i++) {
            times[digit(id, i)]++;
        }
        int repeated = 0;
        for (int each : times) {
            repeated += each > 1 ? 1 : 0;
        }
        return repeated == 1 && CheckDigits.mod11And10(id);
    }

    private static boolean france(String id) {
        return 97 - Long.parseLong(id, 0, 13, 10) % 97 == number(id, 13, 15);
    }

    private static boolean spain(String id) {
        int foreign = "XYZ".indexOf(id.charAt(0));
        int number = foreign < 0 ? number(id, 0, 8) : foreign * 10_000_000 + number(id, 1, 8);
        return SPANISH.charAt(number % SPANISH.length()) == id.charAt(id.length() - 1);
    }

    private static boolean italy(String id) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = Character.isDigit(id.charAt(i)) ? digit(id, i) : id.charAt(i) - 'A';
            sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
        }
        return 'A' + sum % 26 == id.charAt(15);
    }

    private static boolean netherlands(String id) {
        return number(id, 0, 9) != 0 && Math.floorMod(weighted(id, 9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0;
    }

    private static boolean belgium(String id) {
        long number = Long.parseLong(id, 0, 9, 10);
        int check = number(id, 9, 11);
        return isDay(number(id, 2, 4), number(id, 4, 6))
                && (97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check);
    }

    private static boolean poland(String id) {
        return isDay(number(id, 2, 4) % 20, number(id, 4, 6))
                && weighted(id, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    private static boolean sweden(String id) {
        String ten = id.substring(id.length() - 10);
        int day = number(ten, 4, 6);
        return isDay(number(ten, 2, 4), day > 60 ? day - 60 : day) && CheckDigits.luhn(ten);
    }

    private static boolean finland(String id) {
        int without = id.length() - 10;
        long number = Long.parseLong(id.substring(0, 6) + id.substring(6 + without, 9 + without));
        return isDay(number(id, 2, 4), number(id, 0, 2))
                && FINNISH.charAt((int) (number % 31)) == id.charAt(id.length() - 1);
    }

    private static boolean norway(String id) {
        return isDay(number(id, 2, 4), number(id, 0, 2))
                && weighted(id, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && weighted(id, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    private static boolean switzerland(String id) {
        return weighted(id, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    private static boolean brazil(String id) {
        return id.chars().distinct().count() > 1
                && weighted(id, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(id, 9)
                && weighted(id, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(id, 10);
    }

    private static boolean china(String id) {
        int sum = weighted(id, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return isDay(number(id, 10, 12), number(id, 12, 14)) && "10X98765432".charAt(sum % 11) == id.charAt(17);
    }

    private static boolean korea(String id) {
        return isDay(number(id, 2, 4), number(id, 4, 6))
                && (11 - weighted(id, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10 == digit(id, 12);
    }

    private static boolean japan(String id) {
        int rest = weighted(id, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest <= 1 ? 0 : 11 - rest) == digit(id, 11);
    }

    private static boolean southAfrica(String id) {
        return isDay(number(id, 2, 4), number(id, 4, 6)) && digit(id, 10) <= 1 && CheckDigits.luhn(id);
    }

    private static boolean turkey(String id) {
        int odd = weighted(id, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = weighted(id, 0, 1, 0, 1, 0, 1, 0, 1);
        return Math.floorMod(7 * odd - even, 10) == digit(id, 9) && (odd + even + digit(id, 9)) % 10 == digit(id, 10);
    }

    private static boolean mexico(String id) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += MEXICAN.indexOf(id.charAt(i)) * (18 - i);
        }
        return isDay(number(id, 6, 8), number(id, 8, 10)) && (10 - sum % 10) % 10 == digit(id, 17);
    }

    private static boolean chile(String id) {
        int sum = 0;
        int weight = 2;
        for (int i = id.length() - 2; i >= 0; i--) {
            sum += weight * digit(id, i);
            weight = weight == 7 ? 2 : weight + 1;
        }
        return "0K987654321".charAt(sum % 11) == id.charAt(id.length() - 1);
    }

    /** How the number of this country is called in a sentence. */
    String words() {
        return "a national number as " + name().replace('_', ' ').toLowerCase(Locale.ROOT) + " has them";
    }
}
