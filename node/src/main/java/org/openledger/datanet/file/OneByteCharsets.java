package org.openledger.datanet.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells encodings of one byte a character apart by the words that a text would have: each language has its letters, some of them
 * often, no word has a sign or a capital in its midst, and no word is of two scripts. What is right in no encoding is said to be in
 * none, so that no wrong letters come in.
 */
final class OneByteCharsets {
    /** Below this for each character beyond ASCII, an encoding makes no words. */
    private static final double ENOUGH = 0.3;

    /** What a detector that knows sequences of letters says counts as much: where several make the same words. */
    private static final double SAID = 0.02;

    private static final double BROKEN = -12;
    private static final double FOREIGN = -3;
    private static final double SIGN_IN_WORD = -5;
    private static final double CAPITAL_IN_WORD = -4;
    private static final double CAPITAL_AFTER_CAPITAL = -0.5;

    /** Signs that people write between words. */
    private static final String SIGNS = "\u00A0\u00AD«»“”‘’„‚‹›–—…•·€£¥§°©®™¿¡²³½¼×±№ªº´\u200E\u200F،؛؟";

    private static final String BEFORE_WORDS = "«“‘„‚‹¿¡";
    private static final String WITHIN_WORDS = "’·\u00AD";

    private static final List<String> WEST = List.of("windows-1252", "ISO-8859-15", "x-MacRoman", "IBM850", "IBM437");
    private static final List<String> CENTRE = List.of("windows-1250", "ISO-8859-2", "IBM852", "x-MacCentralEurope");
    private static final List<String> BALTIC = List.of("windows-1257", "ISO-8859-13");
    private static final List<String> TURKISH = List.of("windows-1254", "x-MacTurkish", "IBM857");
    private static final List<String> CYRILLIC =
            List.of("windows-1251", "KOI8-R", "KOI8-U", "IBM866", "x-MacCyrillic", "ISO-8859-5");

    /**
     * A language.
     *
     * @param letters of its words beyond ASCII, small ones, the most frequent first
     * @param latin whether its other letters are those of ASCII
     */
    private record Language(String letters, boolean latin, List<String> charsets) {}

    private static final List<Language> LANGUAGES = List.of(
            latin("éèàêçùâîôûëïœüÿæ", WEST),
            latin("üäößé", WEST),
            latin("óíáéñúü", WEST),
            latin("ãçáéíóõêâúàôü", WEST),
            latin("àèùòéìî", WEST),
            latin("åäöøæéüàê", WEST),
            latin("íáðóúöéæýþ", WEST),
            latin("éèàíóòúïçüñëêâôöäáå", WEST),
            latin("íáéěřýžčůšúťďňó", CENTRE),
            latin("áíéčýžšúľťôňóďäŕĺ", CENTRE),
            latin("łąęóżśćńź", CENTRE),
            latin("áéöíőóüúű", CENTRE),
            latin("ăîâșțşţ", CENTRE),
            latin("čšžćđ", CENTRE),
            latin("ėšųžįčąūę", BALTIC),
            latin("āīēšņūļžķģčõ", BALTIC),
            latin("äõüöšž", BALTIC),
            latin("ıüşçöğiİâî", TURKISH),
            latin("đưàáơôạảêâăìíóòùúéèýãõĩũ\u0300\u0301\u0303\u0309\u0323", List.of("windows-1258")),
            other("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", CYRILLIC),
            other("оаинвіертскдлумпязьбгчйхжшїюцєщфґ", CYRILLIC),
            other("аінеоркстлдупмвязыбьчйўгхцжшюэфё", CYRILLIC),
            other("аиоетнрсвлкдпмзяъбгучщжйшцхюфь", CYRILLIC),
            other("аоиенрјтсвдкумлпзгбчћшжцњђљхфџ", CYRILLIC),
            other("αοιετσνηυρπκμλςωγδχθφβξζψάέήίόύώϊΐϋ", List.of("windows-1253", "ISO-8859-7", "IBM737")),
            other("יוהלארתבשמנםדקעחפכטגזסןצךףץ", List.of("windows-1255", "IBM862")),
            other("اليمونرتبعدسفهكقأحجةشصىخإذطزثئضغءؤظآپچژگ", List.of("windows-1256", "ISO-8859-6")),
            other("านรอกเง่มั้ยลวดทสตะปบคหแีจิพ์ชูืุใไขโผ็ถณซธฟศฉญภำฝฐๆฆฏฎฬ", List.of("x-windows-874")));

    private OneByteCharsets() {}

    private static Language latin(String letters, List<String> charsets) {
        return new Language(letters, true, charsets);
    }

    private static Language other(String letters, List<String> charsets) {
        return new Language(letters, false, charsets);
    }

    /**
     * An encoding that makes words of bytes.
     *
     * @param words how good they are, for each character beyond ASCII: 1 where all letters are of one language
     */
    record Found(Charset charset, double words) {}

    /**
     * The encoding that makes the best words.
     *
     * @param said what somebody else says
     */
    static Optional<Found> of(byte[] bytes, Optional<Charset> said) {
        long beyond = count(bytes);
        Map<String, String> texts = new HashMap<>();
        return LANGUAGES.stream()
                .flatMap(language -> language.charsets().stream()
                        .filter(Charset::isSupported)
                        .flatMap(name -> {
                            Charset charset = Charset.forName(name);
                            String text = texts.computeIfAbsent(name, _ -> new String(bytes, charset));
                            double words = words(text, language) / Math.max(1, beyond)
                                    + (said.filter(charset::equals).isPresent() ? SAID : 0);
                            return words < ENOUGH ? Stream.empty() : Stream.of(new Found(charset, words));
                        }))
                .reduce((one, other) -> other.words() > one.words() ? other : one);
    }

    private static long count(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c >= 0x80)
                .count();
    }

    private static double words(String text, Language language) {
        double sum = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                sum += word(c, before, i + 1 < text.length() ? text.charAt(i + 1) : ' ', language);
            }
            before = c;
        }
        return sum;
    }

    private static double word(char c, char before, char after, Language language) {
        if (c == '\uFFFD' || Character.isISOControl(c) || Character.getType(c) == Character.PRIVATE_USE) {
            return BROKEN;
        }
        if (!isLetter(c)) {
            return sign(c, isLetter(before), isLetter(after));
        }
        int place = language.letters().indexOf(Character.toLowerCase(c));
        double part = (double) place / language.letters().length();
        double weight = place < 0 ? FOREIGN : language.latin() ? 1.2 - 0.5 * part : 1.7 - 3 * part;
        boolean mixed = !language.latin() && (isAscii(before) || isAscii(after));
        return weight + (mixed ? FOREIGN : 0) + (Character.isUpperCase(c) ? capital(before) : 0);
    }

    private static double capital(char before) {
        return Character.isLowerCase(before)
                ? CAPITAL_IN_WORD
                : Character.isUpperCase(before) ? CAPITAL_AFTER_CAPITAL : 0;
    }

    private static double sign(char c, boolean afterLetter, boolean beforeLetter) {
        if (afterLetter && beforeLetter && WITHIN_WORDS.indexOf(c) < 0) {
            return SIGN_IN_WORD;
        }
        if (SIGNS.indexOf(c) < 0) {
            return FOREIGN;
        }
        return BEFORE_WORDS.indexOf(c) >= 0 && afterLetter ? 0 : 0.8;
    }

    private static boolean isAscii(char c) {
        return c < 0x80 && Character.isLetter(c);
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
