package org.openledger.datanet.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds secrets and personal data in a text: what a pattern finds and check digits, numbering plans or entropy confirm. Names and
 * addresses of houses are not looked for. Of places that overlap the one that was looked for first counts: secrets, then mail, then
 * numbers.
 */
public final class PrivateScan {
    private static final Pattern MAIL = Pattern.compile(
            "([\\p{L}\\p{N}._%+-]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,8}[\\p{L}]{2,24})");
    private static final Pattern IPV4 =
            Pattern.compile("((?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9]))");
    private static final Pattern IPV6 = Pattern.compile(
            "((?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6})");
    private static final Pattern CARD = Pattern.compile(
            "([3-6][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}|3[0-9]{3}[ -]?[0-9]{6}[ -]?[0-9]{4,5}|2[2-7][0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4})");
    private static final Pattern IBAN = Pattern.compile("([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)");
    private static final Pattern PHONE = Pattern.compile("((?:\\+ ?|00)?\\(?[0-9][0-9 ()./-]{5,20}[0-9])");
    private static final Pattern NAMES_A_NUMBER = Pattern.compile(
            "(?i)(?:\\bssn\\b|social security|social insurance|\\bsin\\b|\\btax|\\btin\\b|steuer|\\bidnr|sozialvers|\\bbsn\\b|burgerservice|rijksregister|"
                    + "\\bpesel\\b|person(?:n|en)?nummer|f[øö]dsels?nummer|\\bcpf\\b|aadhaar|आधार|my number|マイナンバー|身份证|身份證|주민|"
                    + "\\bahv\\b|\\bavs\\b|\\bnir\\b|kimlik|\\btckn\\b|\\bcurp\\b|\\bdni\\b|\\bnie\\b|codice fiscale|national (?:id|insurance|number)|identity number|id number|id no)");
    private static final Pattern NAMES_A_PHONE = Pattern.compile(
            "(?i)(?:\\btel\\b|tel\\.|telef|t[ée]l[ée]ph|phone|\\bcall|mobil|móvil|\\bcell?\\b|celular|\\bhandy\\b|\\bfax|whatsapp|\\bsms\\b|\\btext me|\\bring|\\bruf|"
                    + "appel|llam|ligue|chiama|\\bbel |тел|звон|电话|電話|手机|手機|携帯|전화|휴대|फ़?ोन|هاتف|جوال|טלפון|โทร|điện thoại)");
    private static final Pattern NAMES_A_VERSION =
            Pattern.compile("(?i)(?:(?:version|release|section|chapter|§)[ :=-]{0,3}|(?:[=<>!~]=|[<>~^]) ?)$");
    private static final Pattern GOES_ON = Pattern.compile("\\.\\\\?[0-9*]|/[0-9]{1,2}(?:[^0-9/]|$)");
    private static final Pattern AREA_IN_BRACKETS = Pattern.compile("[^()]*(?:\\([0-9 ]+\\)[^()]*)?");
    private static final Pattern TWO_SEPARATORS = Pattern.compile("[./-]{2}");
    private static final Pattern NAME_AND_SLASH = Pattern.compile("[A-Za-z]/$");
    private static final Pattern EQUALS_A_NUMBER = Pattern.compile("[ )]{0,4}= ?\\p{Sc}?(?:<<)?[0-9(.]");
    private static final int WORDS_BEFORE = 40;
    private static final int FEWEST_DIGITS = 7;
    private static final List<String> REGIONS = List.of(
            "US", "DE", "FR", "GB", "ES", "IT", "NL", "PL", "SE", "RU", "TR", "JP", "CN", "KR", "IN", "BR", "MX", "AU",
            "CH", "AT", "BE", "ZA", "EG", "SA", "IL", "TH", "VN", "UA");
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final AsciiText plain;
    private final String text;
    private final List<PrivateFinding> found = new ArrayList<>();

    private PrivateScan(String given) {
        this.plain = AsciiText.of(given);
        this.text = plain.text();
    }

    /** All that is found, in the order of the text. */
    public static List<PrivateFinding> of(String text) {
        PrivateScan scan = new PrivateScan(text);
        scan.secrets();
        if (scan.text.indexOf('@') >= 0) {
            scan.mail();
        }
        if (scan.text.indexOf(':') >= 0) {
            scan.each(IPV6, 0, scan.text.length(), scan::ipv6);
        }
        scan.numbers();
        return scan.found.stream()
                .map(each -> new PrivateFinding(
                        each.kind(), each.what(), scan.plain.given(each.start()), scan.plain.givenEnd(each.end())))
                .sorted(Comparator.comparingInt(PrivateFinding::start))
                .toList();
    }

    /** The text with a placeholder in each place that was found. */
    public static String redacted(String text, List<PrivateFinding> findings) {
        StringBuilder redacted = new StringBuilder(text.length());
        int at = 0;
        for (PrivateFinding each : findings) {
            redacted.append(text, at, each.start()).append(each.kind().placeholder());
            at = each.end();
        }
        return redacted.append(text, at, text.length()).toString();
    }

    private interface Check {
        /** Whether what stands between two places is it. */
        boolean found(int start, int end);
    }

    private void secrets() {
        for (SecretPattern each : SecretPattern.ALL) {
            if (text.contains(each.sign())) {
                each(each.pattern(), 0, text.length(), (start, end) -> add(each.kind(), each.what(), start, end));
            }
        }
        if (text.indexOf(':') >= 0
                || text.indexOf('=') >= 0
                || text.indexOf('：') >= 0
                || text.contains(" is ")
                || text.contains(" ist ")) {
            each(
                    SecretPattern.SAID,
                    0,
                    text.length(),
                    (start, end) -> SecretPattern.isPassword(text.substring(start, end))
                            && add(PrivateKind.PASSWORD, "a password or key", start, end));
        }
    }

    private void mail() {
        each(
                MAIL,
                0,
                text.length(),
                (start, end) -> !(text.startsWith("git@", start) && text.startsWith(":", end))
                        && add(PrivateKind.MAIL, "a mail address", start, end));
    }

    /** Looks at runs of tokens that have digits, so that patterns of numbers cost nothing in texts without them. */
    private void numbers() {
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int end = token(start);
            int digits = digits(start, end);
            if (digits > 0) {
                while (end + 1 < text.length() && text.charAt(end) == ' ' && digits(end + 1, token(end + 1)) > 0) {
                    digits += digits(end + 1, token(end + 1));
                    end = token(end + 1);
                }
                if (digits >= FEWEST_DIGITS || dots(start, end) >= 3) {
                    numbers(letters(start, -1), letters(end, 1), digits);
                }
            }
            at = Math.max(end, start) + 1;
        }
    }

    /** A short token of capitals beside a run is part of it: AB 12 34 56 C. */
    private int letters(int place, int direction) {
        int at = place + (direction > 0 ? 1 : -2);
        int count = 0;
        while (at >= 0 && at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z' && count < 3) {
            at += direction;
            count++;
        }
        boolean edge = at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
        return count == 0 || count > 2 || !edge ? place : direction > 0 ? at : at + 1;
    }

    private int token(int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int digits(int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return digits;
    }

    private int dots(int start, int end) {
        int dots = 0;
        for (int i = start; i < end && dots < 4; i++) {
            dots += text.charAt(i) == '.' && i + 1 < end ? 1 : 0;
        }
        return dots;
    }

    private void numbers(int start, int end, int digits) {
        each(IPV4, start, end, this::ipv4);
        if (digits < FEWEST_DIGITS) {
            return;
        }
        each(IBAN, start, end, this::iban);
        each(CARD, start, end, this::card);
        for (NationalNumber country : NationalNumber.values()) {
            country.pattern(true)
                    .ifPresent(pattern -> each(
                            pattern,
                            start,
                            end,
                            (from, to) -> country.isValid(text.substring(from, to)) && national(country, from, to)));
        }
        if (NAMES_A_NUMBER.matcher(before(start)).find()) {
            for (NationalNumber country : NationalNumber.values()) {
                country.pattern(false)
                        .ifPresent(pattern -> each(
                                pattern,
                                start,
                                end,
                                (from, to) ->
                                        country.isValid(text.substring(from, to)) && national(country, from, to)));
            }
        }
        each(PHONE, start, end, this::phone);
    }

    private boolean national(NationalNumber country, int start, int end) {
        return add(PrivateKind.NATIONAL_NUMBER, country.words(), start, end);
    }

    private String before(int place) {
        return text.substring(Math.max(0, place - WORDS_BEFORE), place);
    }

    private boolean card(int start, int end) {
        String digits = text.substring(start, end).replaceAll("[ -]", "");
        return digits.length() >= 13
                && digits.length() <= 19
                && digits.chars().distinct().count() > 1
                && CheckDigits.luhn(digits)
                && add(PrivateKind.CARD, "a number of a payment card", start, end);
    }

    private boolean iban(int start, int end) {
        String iban = text.substring(start, end).replace(" ", "");
        return iban.length() >= 15
                && CheckDigits.mod97(iban.substring(4) + iban.substring(0, 4)) == 1
                && add(PrivateKind.IBAN, "a number of a bank account", start, end);
    }

    private boolean ipv4(int start, int end) {
        String address = text.substring(start, end);
        boolean version = (start > 0 && (text.charAt(start - 1) == 'v' || text.charAt(start - 1) == '.'))
                || NAMES_A_VERSION.matcher(before(start)).find()
                || GOES_ON.matcher(text.substring(end, Math.min(text.length(), end + 4)))
                        .lookingAt();
        return !isNobodys(address) && !version && add(PrivateKind.IP_ADDRESS, "an IP address", start, end);
    }

    /** Of this machine, of any local network, of a range or of many, by RFC 6890 and RFC 5771. */
    private static boolean isNobodys(String address) {
        int dot = address.indexOf('.');
        int first = Integer.parseInt(address.substring(0, dot));
        int second = Integer.parseInt(address.substring(dot + 1, address.indexOf('.', dot + 1)));
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168);
    }

    private boolean ipv6(int start, int end) {
        String address = text.substring(start, end);
        return address.chars().filter(each -> each == ':').count() >= 3
                && address.chars().anyMatch(Character::isDigit)
                && add(PrivateKind.IP_ADDRESS, "an IP address", start, end);
    }

    /** With its country's code, or as a country writes its own, or after a word that says what it is. */
    private boolean phone(int start, int end) {
        String number = text.substring(start, end);
        if (goesOn(start - 2, start - 1) || goesOn(end + 1, end) || isOfSomethingElse(number, start, end)) {
            return false;
        }
        if (number.startsWith("+") || number.startsWith("00")) {
            String international = number.startsWith("00") ? "+" + number.substring(2) : number;
            return parsed(international, "ZZ").filter(PHONES::isPossibleNumber).isPresent() && addPhone(start, end);
        }
        boolean named = NAMES_A_PHONE.matcher(before(start)).find();
        boolean grouped = number.startsWith("(") || (number.startsWith("0") && groups(number) >= 3);
        return (named || grouped)
                && !isDate(number)
                && REGIONS.stream()
                        .anyMatch(region -> parsed(number, region)
                                .filter(each -> PHONES.isValidNumberForRegion(each, region))
                                .isPresent())
                && addPhone(start, end);
    }

    /** Whether more digits stand beyond a separator: what is between them is a part of a longer number. */
    private boolean goesOn(int digit, int separator) {
        return digit >= 0
                && digit < text.length()
                && Character.isDigit(text.charAt(digit))
                && " -/.:".indexOf(text.charAt(separator)) >= 0;
    }

    /**
     * Whether the digits belong to a sum (742/106=7, (18.75-18.48)*100), a program's version (Safari/8536.25) or an identifier (41586--020).
     * Brackets in a telephone number hold digits and spaces alone.
     */
    private boolean isOfSomethingElse(String number, int start, int end) {
        return !AREA_IN_BRACKETS.matches(number)
                || TWO_SEPARATORS.matcher(number).find()
                || NAME_AND_SLASH.matcher(before(start)).find()
                || EQUALS_A_NUMBER
                        .matcher(text.substring(end, Math.min(text.length(), end + WORDS_BEFORE)))
                        .lookingAt();
    }

    private static int groups(String number) {
        return number.split("[ ()./-]+").length;
    }

    private static boolean isDate(String number) {
        return number.matches("[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}.*|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4}");
    }

    private boolean addPhone(int start, int end) {
        return add(PrivateKind.PHONE, "a telephone number", start, end);
    }

    private static Optional<PhoneNumber> parsed(String number, String region) {
        try {
            return Optional.of(PHONES.parse(number, region));
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    /** Looks for a pattern between two places; what is no whole word there is not it. */
    private void each(Pattern pattern, int from, int to, Check check) {
        Matcher matcher = pattern.matcher(text.subSequence(from, to));
        int group = pattern.groupCount() > 0 ? 1 : 0;
        int at = 0;
        while (at <= to - from && matcher.find(at)) {
            int start = from + matcher.start(group);
            int end = from + matcher.end(group);
            boolean whole =
                    (!isOfWord(start - 1) && !isOfWord(end)) || (group == 1 && matcher.start(0) < matcher.start(1));
            boolean is = whole && isFree(start, end) && check.found(start, end);
            at = (is ? end : start + 1) - from;
        }
    }

    private boolean isOfWord(int place) {
        return place >= 0
                && place < text.length()
                && (text.charAt(place) < 128
                        ? Character.isLetterOrDigit(text.charAt(place))
                        : Character.isDigit(text.charAt(place)));
    }

    private boolean isFree(int start, int end) {
        return found.stream().noneMatch(each -> each.start() < end && start < each.end());
    }

    private boolean add(PrivateKind kind, String what, int start, int end) {
        found.add(new PrivateFinding(kind, what, start, end));
        return true;
    }
}
