package org.openledger.bench.intake;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Sentences of many languages with secrets and personal data that a seed makes, and sentences with numbers that are none. */
final class PrivateCases {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Random random;

    PrivateCases(Random random) {
        this.random = random;
    }

    /** By kind, sentences in which one of it stands. */
    Map<String, List<Supplier<String>>> hidden() {
        return Map.of(
                "card",
                List.of(
                        () -> "My card is " + grouped(luhn("4", 16)) + ", it ends next year.",
                        () -> "Mi tarjeta es " + luhn("52", 16) + ".",
                        () -> "カード番号は" + grouped(luhn("35" + "30", 16)) + "です。",
                        () -> "Amex: " + luhn("37", 15)),
                "iban",
                List.of(
                        () -> "Bitte auf " + spaced(iban("DE", digits(18))) + " überweisen.",
                        () -> "Virement sur " + iban("FR", digits(20) + digits(3)) + " merci",
                        () -> "Conto " + iban("IT", "X" + digits(22)) + ".",
                        () -> "Przelew: " + spaced(iban("PL", digits(24)))),
                "national-number",
                List.of(
                        () -> "DNI " + spanish(),
                        () -> "CPF " + brazilian() + " do cliente",
                        () -> "身份证号" + chinese() + "。",
                        () -> "numéro de sécu " + french(),
                        () -> "AHV-Nummer " + swiss(),
                        () -> "personnummer " + swedish(),
                        () -> "BSN: " + dutch(),
                        () -> "PESEL " + polish(),
                        () -> "His SSN is " + (100 + random.nextInt(500)) + "-" + (10 + random.nextInt(89)) + "-"
                                + (1000 + random.nextInt(8999))),
                "mail",
                List.of(
                        () -> "Write to " + some(LOWER, 6) + "." + some(LOWER, 5) + "@" + some(LOWER, 7)
                                + ".org please",
                        () -> "Почта: " + some(LOWER, 8) + "@" + some(LOWER, 5) + ".ru",
                        () -> "メールは" + some(LOWER, 7) + "@" + some(LOWER, 6) + ".co.jpまで",
                        () -> "بريدي " + some(LOWER, 7) + "@" + some(LOWER, 6) + ".com"),
                "phone",
                List.of(
                        () -> "Ruf mich an: +49 30 " + (2000000 + random.nextInt(7000000)),
                        () -> "Appelle-moi au 06 " + pair() + " " + pair() + " " + pair() + " " + pair(),
                        () -> "call (212) " + (300 + random.nextInt(600)) + "-" + (1000 + random.nextInt(8999)),
                        () -> "電話は090-" + (1000 + random.nextInt(8999)) + "-" + (1000 + random.nextInt(8999)) + "です",
                        () -> "हमारा फ़ोन +91 98" + (100 + random.nextInt(899)) + " " + (10000 + random.nextInt(89999)),
                        () -> "Телефон 8 (495) " + (200 + random.nextInt(700)) + "-" + pair() + "-" + pair(),
                        () -> "手机 138" + (10000000 + random.nextInt(89999999)),
                        () -> "móvil +34 6" + (10000000 + random.nextInt(89999999)),
                        () -> "tel. +48 60" + random.nextInt(10) + " " + (100 + random.nextInt(899)) + " "
                                + (100 + random.nextInt(899)),
                        () -> "WhatsApp +55 11 9" + (1000 + random.nextInt(8999)) + "-"
                                + (1000 + random.nextInt(8999))),
                "ip-address",
                List.of(
                        () -> "I saw logins from " + (11 + random.nextInt(80)) + "." + random.nextInt(256) + "."
                                + random.nextInt(256) + "." + random.nextInt(256) + " last night",
                        () -> "connected to 2001:db8:" + some("0123456789abcdef", 4) + "::8a2e:" + some("123456789", 3)
                                + ":7334 at once"),
                "access-key",
                List.of(
                        () -> "aws key AKIA" + some("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16) + " here",
                        () -> "token ghp_" + some(MIXED, 36),
                        () -> "glpat-" + some(MIXED, 20),
                        () -> "slack xoxb-" + digits(11) + "-" + some(MIXED, 24),
                        () -> "maps AIza" + some(MIXED, 35),
                        () -> "export KEY=sk-" + some(MIXED, 48),
                        () -> "stripe sk_live_" + some(MIXED, 24),
                        () -> "mail SG." + some(MIXED, 22) + "." + some(MIXED, 43),
                        () -> "hf_" + some(MIXED, 34) + " reads it",
                        () -> "npm_" + some(MIXED, 36)),
                "token",
                List.of(() -> "Bearer eyJ" + some(MIXED, 20) + ".eyJ" + some(MIXED, 40) + "." + some(MIXED, 43)),
                "password",
                List.of(
                        () -> "password: " + some(MIXED, 6) + "!7a",
                        () -> "Passwort = " + some(MIXED, 9) + "4x",
                        () -> "пароль: " + some(MIXED, 8) + "q2",
                        () -> "DB_PASSWORD=" + some(MIXED, 12) + "k3"),
                "private-key",
                List.of(() ->
                        "-----BEGIN RSA PRIVATE KEY-----\n" + some(MIXED, 64) + "\n-----END RSA PRIVATE KEY-----"));
    }

    /** Sentences with numbers, none of which is anybody's. */
    List<Supplier<String>> honest() {
        return List.of(
                () -> "In " + (1500 + random.nextInt(500)) + " the town had " + (1000 + random.nextInt(900000))
                        + " people and " + digits(3) + " wells.",
                () -> "Order " + (100000 + random.nextInt(899999)) + " of 2024-0" + (1 + random.nextInt(9)) + "-1"
                        + random.nextInt(10) + " costs " + digits(2) + "." + digits(2) + " euros.",
                () -> "Das Paket wiegt " + digits(1) + "," + digits(3) + " kg und kam am 1" + random.nextInt(10) + ".0"
                        + (1 + random.nextInt(9)) + ".2023 an.",
                () -> "Le train de " + (10 + random.nextInt(13)) + "h" + pair() + " roule à "
                        + (100 + random.nextInt(220)) + " km/h sur " + (1000 + random.nextInt(9000)) + " km.",
                () -> "The mean is 0." + digits(12) + " and the limit 1" + digits(9) + ".",
                () -> "commit " + some("0123456789abcdef", 40) + " mends issue #" + (100 + random.nextInt(9000)),
                () -> "She has " + digits(2) + " / 2 = <<" + digits(2) + "/2=" + digits(2) + ">>" + digits(2)
                        + " clips.",
                () -> "версия " + digits(1) + "." + digits(1) + "." + digits(2) + " вышла в 20" + pair() + " году",
                () -> "東京の人口は" + (1000 + random.nextInt(9000)) + "万人で、面積は" + (1000 + random.nextInt(9000)) + "平方キロです。",
                () -> "El río mide " + (100 + random.nextInt(900)) + "." + (100 + random.nextInt(900)) + " metros.",
                () -> "Rows 100-200, pages 12/34, ratio 3:4:5, section " + (1 + random.nextInt(9)) + ".2.1.4.",
                () -> "ISBN 978-0-" + (10 + random.nextInt(89)) + "-" + digits(6) + "-" + random.nextInt(10)
                        + " is on shelf " + (100 + random.nextInt(899)) + ".",
                () -> "Call get_value(" + digits(5) + ") and password reset is described in chapter "
                        + random.nextInt(30),
                () -> "x = [" + digits(3) + ", " + digits(3) + ", " + digits(4) + ", " + digits(2) + "]; print(sum(x))",
                () -> "GPS " + (10 + random.nextInt(70)) + "." + digits(6) + ", " + (10 + random.nextInt(100)) + "."
                        + digits(6),
                () -> "जनसंख्या " + (1 + random.nextInt(99)) + " लाख " + (10 + random.nextInt(89)) + " हज़ार है।",
                () -> "Use secret sharing; the key is to wait. Token count: " + (1000 + random.nextInt(90000)),
                () -> "of a phone: " + digits(3) + "/" + digits(3) + "=" + digits(1) + ", <<0." + digits(2) + "-0."
                        + digits(2) + "-0.10=0." + digits(2) + ">>, (1" + digits(3) + "-" + digits(3) + ")/2="
                        + digits(3),
                () -> "v4." + digits(1) + ".0 20" + pair() + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10)
                        + ": wheels, " + digits(1) + ".0." + digits(1) + " before",
                () -> "requires blas==13." + digits(1) + "." + digits(1) + "." + digits(1) + " and fft>=12.2.0."
                        + digits(2),
                () -> "the server of the office listens at 192.168." + random.nextInt(256) + "." + random.nextInt(256)
                        + " or 10.0.0." + random.nextInt(256),
                () -> "Mozilla/5.0 (mobile; like Gecko) Chrome/41.0." + digits(4) + ".0 Safari/8536." + digits(2),
                () -> "pass: the tests are green, 1" + digits(3) + " of 1" + digits(3) + " in " + digits(2) + "."
                        + digits(2) + " s");
    }

    String any(List<Supplier<String>> some) {
        return some.get(random.nextInt(some.size())).get();
    }

    private String pair() {
        return digits(2);
    }

    private String digits(int count) {
        return some("0123456789", count);
    }

    private String some(String letters, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String grouped(String digits) {
        return digits.replaceAll("(.{4})(?!$)", "$1 ");
    }

    private static String spaced(String text) {
        return grouped(text);
    }

    /** Digits that begin so, with a check digit of Luhn's. */
    private String luhn(String begin, int length) {
        String body = begin + digits(length - 1 - begin.length());
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? 2 * digit : digit;
            sum += twice / 10 + twice % 10;
        }
        return body + (10 - sum % 10) % 10;
    }

    private static String iban(String country, String account) {
        StringBuilder number = new StringBuilder();
        for (char c : (account + country + "00").toCharArray()) {
            number.append(Character.digit(c, 36));
        }
        int rest = new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + "%02d".formatted(98 - rest) + account;
    }

    private String spanish() {
        int number = random.nextInt(100_000_000);
        return "%08d".formatted(number) + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23);
    }

    private static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    private String brazilian() {
        String body = digits(9);
        body += weighted(body, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        body += weighted(body, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return body.replaceAll("(...)(...)(...)(..)", "$1.$2.$3-$4");
    }

    private String born() {
        return "%02d%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private String chinese() {
        String body = "110105" + (1950 + random.nextInt(50)) + born() + digits(3);
        return body + "10X98765432".charAt(weighted(body, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11);
    }

    private String french() {
        String body = "1" + pair() + "%02d".formatted(1 + random.nextInt(12)) + "75" + digits(3) + digits(3);
        return body + "%02d".formatted(97 - Long.parseLong(body) % 97);
    }

    private String swiss() {
        String body = "756" + digits(9);
        int sum = weighted(body, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
        return (body + (10 - sum % 10) % 10).replaceAll("(...)(....)(....)(..)", "$1.$2.$3.$4");
    }

    private String swedish() {
        String number = luhn(pair() + born(), 10);
        return number.substring(0, 6) + "-" + number.substring(6);
    }

    private String dutch() {
        while (true) {
            String number = "1" + digits(8);
            if (Math.floorMod(weighted(number, 9, 8, 7, 6, 5, 4, 3, 2, -1), 11) == 0) {
                return number;
            }
        }
    }

    private String polish() {
        String body = (50 + random.nextInt(49)) + born() + digits(4);
        return body + (10 - weighted(body, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
    }
}
