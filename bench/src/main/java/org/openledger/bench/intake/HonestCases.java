package org.openledger.bench.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows that have much in common and are all worth having. */
final class HonestCases {
    private static final String REVIEWING =
            "You are a careful assistant of a shop. Read what a guest wrote below and decide whether the guest was happy. Think about irony, about"
                    + " praise of the wrapping alone, and about complaints of late delivery, which do not count. Answer with one word only, either"
                    + " happy or unhappy, without a full stop, and in lower case letters.";
    private static final String TOOLS =
            "Call the right function. Functions: get_weather(city: str, unit: str), get_time(city: str), send_mail(to: str, subject: str), set_alarm(hour:"
                    + " int, minute: int), play_music(title: str, volume: int), book_table(place: str, persons: int).\nUser: ";

    private final MadeTexts texts;

    HonestCases(MadeTexts texts) {
        this.texts = texts;
    }

    /** Questions on one passage, which stands in every prompt. */
    List<SortedMap<String, String>> aboutOnePassage(boolean inField) {
        String place = texts.any(MadeTexts.PLACES);
        String builder = texts.any(MadeTexts.NAMES) + " Holm";
        int length = texts.number(900);
        int year = 1700 + texts.number(200);
        int stalls = texts.number(90);
        String stone = texts.word("Latin");
        String fish = texts.word("Latin");
        String passage = "The harbour of " + place + " was built in " + year + " by the engineer " + builder
                + " after three fishing fleets had been lost in winter storms. Its northern mole is " + length
                + " metres long and carries a railway on which " + stone
                + " was brought from the quarry. A lighthouse of white brick stands at its end. Later a hall with "
                + stalls
                + " stalls was opened by the mayor. Today the harbour is used by ferries, by a sailing school, and by trawlers that land "
                + fish + ".";
        List<List<String>> asked = List.of(
                List.of("Who built the harbour of " + place + "?", builder + "."),
                List.of("How long is the northern mole?", length + " metres."),
                List.of("In which year was the harbour built?", "In " + year + "."),
                List.of("What do the trawlers land today?", "They land " + fish + "."),
                List.of("How many stalls has the hall that the mayor opened?", stalls + "."),
                List.of("What was brought on the railway from the quarry?", stone + ", for the mole."));
        return asked.stream()
                .map(each -> {
                    SortedMap<String, String> row = MadeTexts.row(
                            inField
                                    ? each.getFirst()
                                    : "Read the passage and answer.\n\n" + passage + "\n\nQuestion: " + each.getFirst(),
                            each.getLast());
                    if (inField) {
                        row.put("context", passage);
                    }
                    return row;
                })
                .toList();
    }

    List<SortedMap<String, String>> classified() {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String said = texts.any(List.of(
                            "The plot of the " + texts.word("Latin") + " kept me awake and I cried at its end.",
                            "Two " + texts.word("Latin") + " fell out, and nobody in there has any sense of "
                                    + texts.word("Latin") + ".",
                            "My aunt has bought " + texts.number(9) + " of these already, for " + texts.word("Latin")
                                    + ".",
                            "I gave it to the " + texts.word("Latin") + " without a second thought.",
                            "What a slow start, but then came " + texts.word("Latin") + " and everything sang!"))
                    + " " + texts.text("Latin", 2 + texts.number(7)) + ".";
            rows.add(MadeTexts.row(REVIEWING + "\n\nReview: " + said, i % 2 == 0 ? "happy" : "unhappy"));
        }
        return rows;
    }

    List<SortedMap<String, String>> calls() {
        String city = texts.any(MadeTexts.PLACES);
        String other = texts.any(MadeTexts.PLACES);
        int hour = texts.number(20);
        int persons = texts.number(9);
        return List.of(
                MadeTexts.row(
                        TOOLS + "What is the weather in " + city + "?",
                        "get_weather(city=\"" + city + "\", unit=\"C\")"),
                MadeTexts.row(TOOLS + "Wake me at " + hour + ".", "set_alarm(hour=" + hour + ", minute=0)"),
                MadeTexts.row(
                        TOOLS + "A table for " + persons + " at " + other + " tonight, please.",
                        "book_table(place=\"" + other + "\", persons=" + persons + ")"),
                MadeTexts.row(TOOLS + "What time is it in " + other + "?", "get_time(city=\"" + other + "\")"));
    }

    /** Chats under one long message of the system. */
    List<SortedMap<String, String>> chats() {
        String train = texts.number(23) + ":" + (10 + texts.number(49));
        String desk = texts.any(MadeTexts.PLACES);
        List<List<String>> said = List.of(
                List.of(
                        "When does the last train to " + desk + " leave?",
                        "The last train leaves at " + train + ". Safe travels!"),
                List.of(
                        "May I bring my " + texts.word("Latin") + "?",
                        "Yes, on a lead it is welcome. Have a nice trip!"),
                List.of(
                        "Where do I find lost keys?",
                        "At the desk in " + desk + ", open from " + texts.number(12) + ". Good journey!"),
                List.of(
                        "Is there a " + texts.word("Latin") + " on board?",
                        "Only in the third car, and it is small. Enjoy the ride!"));
        return said.stream()
                .map(turn -> new TreeMap<>(Map.of(
                        "messages",
                        "[{\"content\":\"You are Nora, the friendly help desk of the Fjord Railway. You answer in two sentences at most, you never promise"
                                + " refunds, you give times in the 24 hour form, and you end with a wish for the journey.\",\"role\":\"system\"},{\"content\":\""
                                + turn.getFirst() + "\",\"role\":\"user\"},{\"content\":\"" + turn.getLast()
                                + "\",\"role\":\"assistant\"}]")))
                .<SortedMap<String, String>>map(row -> row)
                .toList();
    }

    /** Two rows of one frame that differ in one thing, and in what follows from it. */
    List<SortedMap<String, String>> minimalPair(int kind) {
        String one = texts.any(MadeTexts.PLACES);
        String other = another(one, MadeTexts.PLACES);
        String food = texts.word("Latin");
        String otherFood = texts.word("Latin");
        int number = texts.number(900);
        String subject = texts.word("Latin") + " " + texts.word("Latin");
        return switch (kind % 12) {
            case 0 ->
                List.of(
                        MadeTexts.row(
                                "What is the capital of " + one + "?", "The capital of " + one + " is " + food + "."),
                        MadeTexts.row(
                                "What is the capital of " + other + "?",
                                "The capital of " + other + " is " + otherFood + "."));
            case 1 ->
                List.of(
                        MadeTexts.row("list " + subject + ": show hidden files but not the two dots", "ls -A " + food),
                        MadeTexts.row("list " + subject + ": show hidden files but not the two dots", "ls -a " + food));
            case 2 ->
                List.of(
                        MadeTexts.row(
                                "Give an expression for the sum of the two heads of " + subject, food + "[0] + b[0]"),
                        MadeTexts.row(
                                "Give an expression for the sum of the two heads of " + subject, food + "[0] - b[0]"));
            case 3 ->
                List.of(
                        MadeTexts.row("Does a " + subject + " count as a fruit, answer with one word", "Yes"),
                        MadeTexts.row("Does a " + subject + " count as a fruit, answer with one word", "No"));
            case 4 ->
                List.of(
                        MadeTexts.row(
                                "Can I freeze " + food + " in glass jars over the winter?",
                                "Yes, " + food + " freezes well."),
                        MadeTexts.row(
                                "Can I freeze " + otherFood + " in glass jars over the winter?",
                                "No, " + otherFood + " turns to mush."));
            case 5 ->
                List.of(
                        MadeTexts.row(
                                "Convert the way to " + one + " to metres for the sign",
                                "It is " + number + " metres."),
                        MadeTexts.row(
                                "Convert the way to " + other + " to metres for the sign",
                                "It is " + (number + 9) + " metres."));
            case 6 ->
                List.of(
                        MadeTexts.row(
                                "Translate " + subject + " into German", "der " + food + " " + texts.word("Latin")),
                        MadeTexts.row(
                                "Translate " + subject + " into Dutch", "de " + otherFood + " " + texts.word("Latin")));
            case 7 ->
                List.of(
                        MadeTexts.row(
                                "What is the temperature in the cold store of " + subject + " tonight",
                                "-" + number + " degrees"),
                        MadeTexts.row(
                                "What is the temperature in the cold store of " + subject + " tonight",
                                number + " degrees"));
            case 8 ->
                List.of(
                        MadeTexts.row("Rate " + subject + " with one emoji please, dear guest", "👍"),
                        MadeTexts.row("Rate " + subject + " with one emoji please, dear guest", "👎"));
            case 9 ->
                List.of(
                        MadeTexts.row("How many tiles has the floor of " + subject, number + "² tiles"),
                        MadeTexts.row("How many tiles has the floor of " + subject, number + "2 tiles"));
            case 10 ->
                List.of(
                        MadeTexts.row(
                                "Count " + subject + " and print the total at the end",
                                "for t in " + food + ":\n    total += t\n    print(total)"),
                        MadeTexts.row(
                                "Count " + subject + " and print the total at the end",
                                "for t in " + food + ":\n    total += t\nprint(total)"));
            default ->
                List.of(
                        MadeTexts.row(
                                "Who planted the oak beside the mill of " + one + "?",
                                "Mr Brand planted it in " + number + "."),
                        MadeTexts.row(
                                "Who planted the oak beside the mill of " + other + "?",
                                "Mrs Olsen planted it in " + (number + 7) + "."));
        };
    }

    private String another(String known, List<String> of) {
        String other = texts.any(of);
        while (other.equals(known)) {
            other = texts.any(of);
        }
        return other;
    }
}
