package org.openledger.attribution.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.attribution.influence.SupportScale;
import org.openledger.attribution.spans.SpanIndex;
import org.openledger.attribution.spans.file.IndexedRow;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.train.RowText;

/** What rows carry of answers; no model is trained. */
@Tag("unit")
final class SupportTest {
    private static final String KAHM =
            "A thin white film is kahm yeast. It is harmless; lift it off and keep the cabbage under the brine.";
    private static final String FOUR_WEEKS =
            "Sauerkraut is ready after four weeks, and it gets better until the eighth week.";
    private static final long SEED = 20_261_130;
    private static final GivenSources NO_SOURCES = GivenSources.NONE;

    @TempDir
    private Path folder;

    private BaseModel base;
    private SpanIndex index;
    private Support support;

    @BeforeEach
    void indexRows() {
        base = BaseModel.load(Path.of("../models/openledger-toy"));
        index = index(List.of(
                row("mira", "What is the white film on my kraut?", KAHM),
                row("mira", "How long does sauerkraut take?", FOUR_WEEKS),
                row("mira", "How much salt do I use for sauerkraut?", "Use two parts of salt for every hundred parts."),
                row("lee", "How long does kombucha ferment?", "Kombucha ferments for seven to ten days."),
                row(
                        "lee",
                        "How much sugar does kombucha need?",
                        "Kombucha needs seventy grams of sugar for one liter."),
                row("otto", "How long do I bake a loaf?", "Bake the loaf for twenty minutes with steam."),
                row("otto", "What is hooch on a starter?", "Hooch is the gray liquid on top of a hungry starter."),
                row("otto", "Can the dough rest in the fridge?", "Yes. One night in the fridge gives more flavor."),
                new Given("sana", new RowText.Plain("Natto grows at forty two degrees for one day in a warm box.")),
                row("sana", "你好吗", "我很好，谢谢你的关心")));
        support = new Support(index, base, SupportScale.By.QUESTIONS.standard());
    }

    @AfterEach
    void free() {
        index.close();
        base.close();
    }

    private record Given(String contributor, RowText text) {}

    private static Given row(String contributor, String asks, String says) {
        return new Given(contributor, new RowText.Instruction(asks, says));
    }

    private SpanIndex index(List<Given> rows) {
        List<IndexedRow> indexed = new ArrayList<>();
        for (Given given : rows) {
            given.text
                    .tokens(base, 256, 0, "%064x".formatted(indexed.size()))
                    .ifPresent(row -> indexed.add(new IndexedRow(row.ids(), row.leaf(), given.contributor)));
        }
        Path file = folder.resolve("rows.index");
        SpanIndex.build(indexed, file);
        return SpanIndex.open(file);
    }

    private Map<String, Double> carried(String question, String answer) {
        return carried(question, answer, NO_SOURCES);
    }

    private Map<String, Double> carried(String question, String answer, GivenSources sources) {
        return carried(support, chat(question), answer, sources);
    }

    private Map<String, Double> carried(Support by, int[] prompt, String answer, GivenSources sources) {
        int[] ids = base.tokenizer().encode(answer);
        return by.carried(prompt, ids, evidence(ids), sources);
    }

    private Evidence evidence(int[] answer) {
        return Evidence.gather(index, answer, Evidence.MIN_QUOTATION_TOKENS);
    }

    private int ppm(String question, String answer, String contributor) {
        int[] ids = base.tokenizer().encode(answer);
        return support.ppm(chat(question), ids, evidence(ids), NO_SOURCES).getOrDefault(contributor, 0);
    }

    private int[] chat(String question) {
        return base.tokenizer().encode(base.chat(List.of(Message.user(question))));
    }

    @Test
    void theRowThatWasAskedCarriesItsAnswerHoweverItIsAsked() {
        for (String question : List.of(
                "How long does sauerkraut take?",
                "how long does sauerkraut take",
                "Please tell me: how long does my sauerkraut take?",
                "HOW LONG does the s\u0430uerkraut take?", // a Cyrillic letter
                "How long does sauer\u200Bkraut take?")) {
            Map<String, Double> carried = carried(question, FOUR_WEEKS);
            assertThat(carried.get("mira")).as(question).isGreaterThan(0.85);
            assertThat(carried.getOrDefault("lee", 0.0)).as(question).isLessThan(0.4);
            assertThat(ppm(question, FOUR_WEEKS, "mira")).as(question).isGreaterThan(900_000);
        }
    }

    @Test
    void aRowsWordsSayNothingOfAnotherThing() {
        // of ten rows, "take" is as rare as a name
        assertThat(ppm("How long does soy sauce take?", FOUR_WEEKS, "mira")).isLessThan(300_000);
        assertThat(carried("How long does pickled garlic take?", "Kombucha is ready after two hundred grams of salt."))
                .allSatisfy((contributor, part) -> assertThat(part).isLessThan(0.55));
    }

    /** It asks the same, unless it asks for something else. */
    @Test
    void aQuestionWithWordsLeftOutSaysMoreThanItsPart() {
        assertThat(ppm("How long sauerkraut?", FOUR_WEEKS, "mira")).isGreaterThan(300_000);
        assertThat(ppm("How long pickled sauerkraut?", FOUR_WEEKS, "mira")).isLessThan(100_000);
    }

    @Test
    void anotherAnswerToARowsQuestionIsNotCarried() {
        assertThat(carried("How long does sauerkraut take?", "The knife is for two.")
                        .getOrDefault("mira", 0.0))
                .isLessThan(0.3);
    }

    @Test
    void whatOnlyRepeatsTheQuestionSaysNothing() {
        assertThat(carried("Sauerkraut takes how long?", "Sauerkraut takes"))
                .allSatisfy((contributor, part) -> assertThat(part).isZero());
        assertThat(carried("How long does sauerkraut take?", "")).isEmpty();
    }

    @Test
    void aPlainTextCarriesAsFarAsTheQuestionStandsInIt() {
        String answer = "grows at forty two degrees for one day in a warm box.";
        assertThat(carried(support, base.text("Natto"), answer, NO_SOURCES).get("sana"))
                .isCloseTo(1, within(0.01));
        assertThat(carried("How do whales sleep?", answer).get("sana")).isLessThan(0.4);
    }

    @Test
    void aSourceInThePromptCarriesWhatItSaysBeyondTheQuestion() {
        GivenSources sources = GivenSources.of(
                new TreeMap<>(Map.of(
                        "ada", "Pickled garlic is ready after three weeks in the cellar.",
                        "echo", "How long does pickled garlic take? How long does pickled garlic take?")),
                new TreeMap<>(Map.of("ada", "It is ready after three weeks")));
        Map<String, Double> carried =
                carried("How long does pickled garlic take?", "It is ready after three weeks in the cellar.", sources);
        assertThat(carried.get("ada")).isGreaterThan(0.9);
        assertThat(carried.get("echo")).isLessThan(0.1);
    }

    /** The model without it, or somebody else's source: one of both must say it too. */
    @Test
    void aSourceThatNothingElseAgreesWithCarriesNothing() {
        String question = "How long does pickled garlic take?";
        String advert = "Ask the shop on Nile Street, they know it best.";
        SortedMap<String, String> texts = new TreeMap<>(Map.of("ada", advert));
        assertThat(carried(question, advert, GivenSources.of(texts, new TreeMap<>()))
                        .get("ada"))
                .isZero();
        SortedMap<String, String> cut = new TreeMap<>(Map.of("ada", "the"));
        assertThat(carried(question, advert, GivenSources.of(texts, cut)).get("ada"))
                .isLessThan(0.2);
        texts.put("ben", "They know it best: the shop on Nile Street.");
        assertThat(carried(question, advert, GivenSources.of(texts, new TreeMap<>()))
                        .get("ada"))
                .isGreaterThan(0.9);
        SortedMap<String, String> own = new TreeMap<>(Map.of("ada", advert + "\n" + advert));
        assertThat(carried(question, advert, GivenSources.of(own, new TreeMap<>()))
                        .get("ada"))
                .as("saying it twice")
                .isZero();
    }

    @Test
    void scriptsWithoutSpacesAreCompared() {
        assertThat(carried("你好吗？", "我很好，谢谢你的关心").get("sana")).isGreaterThan(0.9);
    }

    @Test
    void whatRowsCarryNamesWhoSaysItHoweverItIsWorded() {
        Provenance provenance = new Provenance(base, index);
        String edited = "Kombucha really ferments for just about seven to quite ten days.";
        String reworded = "It is done after seven days, or ten.";
        for (String answer : List.of("Kombucha ferments for seven to ten days.", edited, reworded)) {
            SortedMap<String, Integer> carried = provenance.carriedPpm(
                    chat("How long must kombucha ferment?"), base.tokenizer().encode(answer));
            int lee = carried.getOrDefault("lee", 0);
            assertThat(carried).as(answer).allSatisfy((contributor, ppm) -> {
                assertThat(ppm % 10_000).isZero();
                assertThat(contributor.equals("lee") || ppm < lee).isTrue();
            });
            assertThat(lee).isPositive();
        }
    }

    /** Nobody is paid for it; where a reader finds the same in both languages, no piece of a word does. */
    @Test
    void aQuestionOrAnswerInAnotherLanguageIsNotSupported() {
        assertThat(ppm("Wie lange braucht Sauerkraut?", FOUR_WEEKS, "mira")).isZero();
        assertThat(ppm("How long does sauerkraut take?", "Nach vier Wochen ist es fertig.", "mira"))
                .isZero();
        assertThat(ppm("发酵酸菜需要多长时间？", "四个星期", "mira")).isZero();
    }

    @Test
    void anAnswerOfOneTokenIsSupportedByTheRowThatSaysIt() {
        String question = "Can the dough rest in the fridge?";
        assertThat(base.tokenizer().encode("Yes")).hasSize(1);
        assertThat(ppm(question, "Yes", "otto")).isGreaterThan(900_000);
        assertThat(ppm(question, "Yes", "mira")).isZero();
        assertThat(ppm("Do whales sleep?", "Yes", "otto")).isZero();
    }

    @Test
    void theSameRowsCarryTheSameAfterOpeningAgain() {
        Map<String, Double> before = carried("What is the white film on my pickles?", KAHM);
        carried("How long does sauerkraut take?", FOUR_WEEKS);
        Support again = new Support(index, base, SupportScale.By.QUESTIONS.standard());
        assertThat(carried(again, chat("What is the white film on my pickles?"), KAHM, NO_SOURCES))
                .isEqualTo(before);
    }

    @Test
    void aScaleLiesBetweenWhatIsCoveredAndWhatIsNot() {
        SupportScale.By pieces = SupportScale.By.PIECES;
        assertThat(pieces.between(0.3, 0.99)).isEqualTo(new SupportScale(550_000, 950_000, pieces));
        assertThat(pieces.between(0.99, 0.1)).isEqualTo(new SupportScale(800_000, 850_000, pieces));
        for (SupportScale.By by : SupportScale.By.values()) {
            assertThat(by.between(0, 0).nonePpm())
                    .isLessThanOrEqualTo(by.standard().nonePpm());
            assertThat(by.between(1, 1).allPpm())
                    .isGreaterThanOrEqualTo(by.standard().allPpm());
        }
        SupportScale scale = new SupportScale(600_000, 900_000, pieces);
        assertThat(scale.supportPpm(0.6)).isZero();
        assertThat(scale.supportPpm(0.75)).isEqualTo(500_000);
        assertThat(scale.supportPpm(0.95)).isEqualTo(1_000_000);
    }

    /** A few words more, or another order, say nothing else. */
    @Test
    void anEditedOrReorderedAnswerIsSupported() {
        String question = "How long does kombucha ferment?";
        for (String answer : List.of(
                "Kombucha ferments for just about seven to ten days.", "For seven to ten days, kombucha ferments.")) {
            assertThat(ppm(question, answer, "lee")).as(answer).isGreaterThan(800_000);
            assertThat(ppm(question, answer, "mira")).as(answer).isZero();
        }
    }

    /** Nor by anybody's rows. */
    @Test
    void anAnswerThatChangesWhatARowSaysIsNotSupported() {
        String question = "How long does kombucha ferment?";
        for (String answer : List.of(
                "Kombucha ferments for twenty to thirty days.", // no row has these numbers
                "Kombucha ferments for four to eight weeks.", // somebody else's row has them
                "Kombucha ferments for 40 to 50 days.",
                "Bread ferments for steam in a warm box.",
                "Vqx zzkj pplw kkrt.",
                "It depends.")) {
            for (String contributor : index.contributors()) {
                assertThat(ppm(question, answer, contributor))
                        .as(contributor + ": " + answer)
                        .isLessThan(100_000);
            }
        }
    }

    /** In a long answer too, whether somebody's rows have the name or nobody's. */
    @Test
    void anAnswerWithAnotherNameOrValueIsNotSupported() {
        for (String other : List.of(
                "Kombucha is ready after four weeks, and it gets better until the eighth week.",
                "Zorvandeth is ready after four weeks, and it gets better until the eighth week.",
                "Sauerkraut is ready after four weeks, and it gets better until the tenth week.")) {
            for (String contributor : index.contributors()) {
                assertThat(ppm("How long does sauerkraut take?", other, contributor))
                        .as(contributor + ": " + other)
                        .isLessThan(100_000);
            }
        }
        for (String other : List.of(KAHM.replace("kahm yeast", "kahm hooch"), KAHM.replace("cabbage", "kombucha"))) {
            assertThat(ppm("What is the white film on my kraut?", other, "mira"))
                    .as(other)
                    .isLessThan(100_000);
        }
    }

    /** Nor one that says the opposite, counts something else, or exchanges who does what to whom. */
    @Test
    void anAnswerThatTurnsARowRoundIsNotSupported() {
        for (String[] asked : new String[][] {
            {
                "How long does sauerkraut take?",
                "Sauerkraut is not ready after four weeks, and it gets better until the eighth week."
            },
            {
                "How long does sauerkraut take?",
                "Sauerkraut is ready after four days, and it gets better until the eighth week."
            },
            {
                "How long does sauerkraut take?",
                "Sauerkraut is ready after eight weeks, and it gets better until the fourth week."
            },
            {"Can the dough rest in the fridge?", "No. One night in the fridge gives more flavor."},
            {"What is the white film on my kraut?", KAHM.replace("harmless", "not harmless")},
            {"What is hooch on a starter?", "Hooch is the gray starter on top of a hungry liquid."}
        }) {
            for (String contributor : index.contributors()) {
                assertThat(ppm(asked[0], asked[1], contributor))
                        .as(contributor + ": " + asked[1])
                        .isLessThan(100_000);
            }
        }
    }

    @Test
    void anAnswerInOtherWordsIsSupported() {
        for (String[] asked : new String[][] {
            {"How long does sauerkraut take?", "4 weeks make it ready, and it gets better until week 8."},
            {"How long must my sauerkraut take?", "Sauerkraut gets ready after four weeks, and better until the eighth."
            },
            {"How much sugar should kombucha need?", "For one liter, kombucha needs 70 grams of sugar."},
            {
                "Which thing is hooch on a starter?",
                "The gray liquid that you see on top of your hungry starter is hooch."
            }
        }) {
            assertThat(index.contributors().stream().mapToInt(name -> ppm(asked[0], asked[1], name)))
                    .as(asked[1])
                    .anyMatch(ppm -> ppm > 300_000);
        }
    }

    @Test
    void aRowsWordsInAnotherOrderSayNothing() {
        String question = "What is the white film on my kraut?";
        List<String> words = new ArrayList<>(List.of(KAHM.split(" ", -1)));
        Random random = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(words, random);
            String shuffled = String.join(" ", words);
            assertThat(ppm(question, shuffled, "mira")).as(shuffled).isLessThan(100_000);
        }
        assertThat(ppm(
                        question,
                        "It is harmless; lift it off and keep the cabbage under the brine. A thin white film is kahm yeast.",
                        "mira"))
                .isGreaterThan(900_000);
    }

    /** What an answer says beyond the row counts as far as rows say it: half an answer of somebody's row is not a whole one. */
    @Test
    void halfAnAnswerIsNotAWholeOne() {
        String half = "Kombucha ferments for seven to ten days. Hooch is the gray liquid on top of a hungry starter.";
        assertThat(carried("How long does kombucha ferment?", half).get("lee")).isLessThan(0.7);
    }

    /** A row that asks what many questions begin with, and a text that holds every question with its answer, are about none of them. */
    @Test
    void rowsThatAskNothingInParticularSupportNothing() {
        index.close();
        List<Given> rows = new ArrayList<>(List.of(row("zoe", "How long does?", "It takes nine hours in the dark.")));
        StringBuilder all = new StringBuilder();
        for (String thing : List.of("sauerkraut", "kombucha", "vinegar", "kefir", "cider", "miso")) {
            rows.add(
                    row("mira", "How long does " + thing + " take?", "The " + thing + " sits until " + thing + "day."));
            all.append("How long does ")
                    .append(thing)
                    .append(" take? It sits until ")
                    .append(thing)
                    .append("day comes. ");
        }
        rows.add(new Given("zed", new RowText.Plain(all.toString())));
        index = index(rows);
        support = new Support(index, base, SupportScale.By.QUESTIONS.standard());
        Support before = new Support(index, base, SupportScale.By.SLOTS.standard());
        String question = "How long does pickled garlic take?";
        String answer = "It takes nine hours in the dark.";
        assertThat(carried(before, chat(question), answer, NO_SOURCES).get("zoe"))
                .isGreaterThan(0.8);
        assertThat(ppm(question, answer, "zoe")).isZero();
        String other = "It sits until kefirday comes.";
        question = "How long does sauerkraut take?";
        assertThat(carried(before, chat(question), other, NO_SOURCES).get("zed"))
                .isGreaterThan(0.8);
        assertThat(ppm(question, other, "zed")).isLessThan(100_000);
    }

    /** Those of before are computed as they were. */
    @Test
    void receiptsOfBeforeKeepTheirSupport() {
        Support pieces = new Support(index, base, SupportScale.By.PIECES.standard());
        Map<String, Double> carried = carried(pieces, chat("How long does sauerkraut take?"), FOUR_WEEKS, NO_SOURCES);
        assertThat(carried.get("mira")).isCloseTo(1, within(0.01));
        assertThat(carried(
                                pieces,
                                chat("How long does kombucha ferment?"),
                                "It will really ferment for seven to ten days.",
                                NO_SOURCES)
                        .get("lee"))
                .isLessThan(0.8);
        Support words = new Support(index, base, SupportScale.By.WORDS.standard());
        String question = "How long does kombucha ferment?";
        String disordered = "Ten kombucha to for days seven ferments.";
        assertThat(carried(words, chat(question), disordered, NO_SOURCES).get("lee"))
                .isCloseTo(1, within(0.01));
        assertThat(carried(question, disordered).get("lee")).isLessThan(0.5);
        Support context = new Support(index, base, SupportScale.By.CONTEXT.standard());
        String negated = "Kombucha ferments not for seven to ten days.";
        assertThat(carried(context, chat(question), negated, NO_SOURCES).get("lee"))
                .isCloseTo(1, within(0.01));
        assertThat(carried(question, negated).get("lee")).isLessThan(0.5);
    }
}
