package org.openledger.bench.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Rows that a seed makes: texts in many scripts, problems with numbers and names, code. */
final class MadeTexts {
    static final List<String> NAMES = List.of(
            "Anna", "Boris", "Chidi", "Dalia", "Emre", "Farah", "Goran", "Hana", "Igor", "Jamal", "Kira", "Lena",
            "Mateo", "Nadia", "Omar", "Petra", "Quentin", "Rosa", "Samir", "Tilda", "Ursula", "Viktor", "Wanda",
            "Xenia", "Yusuf", "Zoe");
    static final List<String> PLACES = List.of(
            "Karsund",
            "Brondorf",
            "Tovadin",
            "Lindvik",
            "Ostmere",
            "Halvar",
            "Pellona",
            "Quirra",
            "Senlis",
            "Tamaro",
            "Ulmstadt",
            "Varen",
            "Wexley",
            "Yarrow",
            "Zellin",
            "Arcona",
            "Bystrica",
            "Cormona",
            "Dunmoor",
            "Esterfeld");
    private static final List<String> THINGS = List.of(
            "apples",
            "jars of honey",
            "wooden chairs",
            "red bricks",
            "tulips",
            "loaves of bread",
            "candles",
            "postcards",
            "wheels of cheese",
            "umbrellas",
            "tin whistles",
            "maps",
            "lanterns",
            "blankets",
            "baskets",
            "copper pots");
    private static final List<String> ACTS = List.of(
            "gives away",
            "sells to a neighbour",
            "loses on the way home",
            "packs for the fair",
            "sends to the island",
            "lends to a friend",
            "breaks by accident",
            "keeps in the cellar",
            "trades for salt",
            "paints in the evening");
    private static final List<String> TIMES = List.of(
            "before the rain begins",
            "on the second morning",
            "after the market has closed",
            "while the ferry waits",
            "during the long winter",
            "when the harvest is over",
            "at the end of the month",
            "as soon as the shop opens");
    private static final Map<String, String> ALPHABETS = alphabets();
    private static final List<String> WITHOUT_SPACES = List.of("Han", "Kana", "Thai");

    private final Random random;

    MadeTexts(Random random) {
        this.random = random;
    }

    static SortedMap<String, String> row(String instruction, String response) {
        return new TreeMap<>(Map.of("instruction", instruction, "response", response));
    }

    static SortedMap<String, String> text(String text) {
        return new TreeMap<>(Map.of("text", text));
    }

    <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    int number(int most) {
        return 2 + random.nextInt(most - 2);
    }

    /** A problem of several sentences with its worked answer; no two have the same story. */
    SortedMap<String, String> problem() {
        String who = any(NAMES);
        List<Supplier<String>> steps = List.of(
                () -> who + " " + any(ACTS) + " " + number(90) + " " + any(THINGS) + " " + any(TIMES) + ".",
                () -> any(NAMES) + " from " + any(PLACES) + " brings " + number(60) + " " + any(THINGS) + " "
                        + any(TIMES) + ".",
                () -> "Each of the " + number(20) + " " + any(THINGS) + " costs " + number(30) + " coins " + any(TIMES)
                        + ".",
                () -> "The " + any(THINGS) + " are " + word("Latin") + " and the " + any(THINGS) + " are "
                        + word("Latin") + ".");
        StringBuilder question = new StringBuilder();
        StringBuilder answer = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(3); i++) {
            question.append(any(steps).get()).append(' ');
            int one = number(90);
            int other = number(90);
            answer.append(any(List.of(
                            "First we count the " + any(THINGS) + " that " + any(NAMES) + " has: ",
                            "Then " + any(NAMES) + " takes off what is lost " + any(TIMES) + ": ",
                            "What the " + word("Latin") + " merchant adds comes to ",
                            "All " + any(THINGS) + " from " + any(PLACES) + " together make ")))
                    .append(one)
                    .append(" + ")
                    .append(other)
                    .append(" = ")
                    .append(one + other)
                    .append(". ");
        }
        return row(
                question + "How many " + any(THINGS) + " does " + who + " have " + any(TIMES) + "?",
                answer + "The answer is " + number(500) + ".");
    }

    /** The scripts that there are texts in. */
    static List<String> scripts() {
        return List.copyOf(ALPHABETS.keySet());
    }

    String word(String script) {
        int[] letters = ALPHABETS.getOrDefault(script, "abc").codePoints().toArray();
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            word.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return word.toString();
    }

    /** A text of some words of a script. */
    String text(String script, int words) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            all.add(word(script));
        }
        return String.join(WITHOUT_SPACES.contains(script) ? "" : " ", all);
    }

    /** A small function with names of its own. */
    String code() {
        String name = word("Latin");
        String list = word("Latin");
        String each = word("Latin");
        return "def " + name + "(" + list + ", " + word("Latin") + "_limit=" + number(900) + "):\n    " + word("Latin")
                + " = {}\n    for " + each + " in " + list + ":\n        if len(" + each + ") > " + number(50)
                + " and not " + each + ".startswith(\"" + word("Latin") + "\"):\n            " + word("Latin") + "["
                + each + "] = " + each + "." + word("Latin") + "()\n        else:\n            " + word("Latin") + "("
                + each + ")\n    return sorted(" + list + ", key=" + word("Latin") + ")";
    }

    /** A part of the words is replaced, each by a word that the text does not have. */
    String edited(String text, double part) {
        String[] words = text.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            if (random.nextDouble() < part) {
                words[i] = word("Latin");
            }
        }
        return String.join(" ", words);
    }

    String everyFifth(String text) {
        String[] words = text.split(" ", -1);
        for (int i = 4; i < words.length; i += 5) {
            words[i] = word("Latin");
        }
        return String.join(" ", words);
    }

    /** Every number is another. */
    String otherNumbers(String text) {
        return java.util.regex.Pattern.compile("[0-9]+")
                .matcher(text)
                .replaceAll(number ->
                        Integer.toString(2 + random.nextInt(number.group().length() > 2 ? 900 : 90)));
    }

    /** Every name is another, the same one always by the same. */
    String otherNames(String text, Map<String, String> others) {
        return java.util.regex.Pattern.compile("\\b[A-Z][a-z]+\\b")
                .matcher(text)
                .replaceAll(name -> NAMES.contains(name.group()) || PLACES.contains(name.group())
                        ? others.computeIfAbsent(name.group(), known -> any(NAMES.contains(known) ? NAMES : PLACES))
                        : name.group());
    }

    private static Map<String, String> alphabets() {
        Map<String, String> alphabets = new LinkedHashMap<>();
        alphabets.put("Latin", "aeiourtnslkmdpgbfh");
        alphabets.put("Greek", "αβγδεζηθικλμνξοπρστυφχψω");
        alphabets.put("Cyrillic", "абвгдежзийклмнопрстуфхцчшщыэюя");
        alphabets.put("Armenian", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ");
        alphabets.put("Georgian", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ");
        alphabets.put("Hebrew", "אבגדהוזחטיכלמנסעפצקרשת");
        alphabets.put("Arabic", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي");
        alphabets.put("Devanagari", "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह");
        alphabets.put("Bengali", "কখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ");
        alphabets.put("Tamil", "கஙசஞடணதநபமயரலவழளறன");
        alphabets.put("Thai", "กขคงจฉชซญดตถทนบปผพฟมยรลวสหอ");
        alphabets.put("Hangul", "가나다라마바사아자차카타파하거너더러머버서어저처");
        alphabets.put("Kana", "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ");
        alphabets.put("Han", "天地人山川水火木金土日月年春夏秋冬東西南北中上下左右大小");
        return alphabets;
    }
}
