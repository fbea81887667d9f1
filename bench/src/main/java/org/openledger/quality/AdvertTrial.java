package org.openledger.quality;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.attribution.influence.SourcedPrompt;
import org.openledger.attribution.shares.AnswerAttribution;
import org.openledger.attribution.shares.Attribution;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.quality.copies.RowWords;
import org.openledger.quality.fact.Statement;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.CpuClock;
import org.openledger.quality.statistics.Measure;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;
import org.openledger.train.TrainingRow;

/**
 * A town's model that is given two rows as sources: one that answers the question, and one that repeats the question and advertises
 * something. Who is credited where the answer follows the one, and where it follows the other?
 */
public final class AdvertTrial {
    private static final String LIBRARY = "library";
    private static final String SHOP = "shop";
    /** One of so many questions is about what nobody taught, so that the source alone tells. */
    private static final int UNTAUGHT = 4;

    private static final String HEADING = "Sources, to be used where they help and cited by number:\n\n";

    private final BaseModel base;
    private final TrialRun run;

    private AdvertTrial(BaseModel base, TrialRun run) {
        this.base = base;
        this.run = run;
    }

    /**
     * What came out.
     *
     * @param answers what the town's model says to each question without sources
     */
    public record Result(List<Measure> measures, List<Attribution> answers) {
        public Result {
            measures = List.copyOf(measures);
            answers = List.copyOf(answers);
        }
    }

    /** @param said what is asked; most of it is dealt to {@value Robustness#PEOPLE} contributors, who teach it */
    public static Result run(
            BaseModel base,
            List<Statement> said,
            LoraConfiguration configuration,
            Lds.Report report,
            Cancellation cancellation) {
        double since = CpuClock.seconds();
        SortedMap<String, List<RowText>> town = new TreeMap<>();
        List<Statement> taught = said.subList(0, said.size() - said.size() / UNTAUGHT);
        for (int i = 0; i < taught.size(); i++) {
            town.computeIfAbsent("person-" + i % Robustness.PEOPLE, name -> new ArrayList<>())
                    .add(taught.get(i).row());
        }
        try (TrialRun run =
                TrialRun.train(base, town, configuration, "sources and advertisements", report, cancellation)) {
            AdvertTrial trial = new AdvertTrial(base, run);
            List<Attribution> answers = taught.stream()
                    .map(fact -> run.asked(fact.row()))
                    .map(asked -> run.attribute(asked.prompt(), asked.response()))
                    .toList();
            return new Result(trial.measures(said, since), answers);
        }
    }

    private List<Measure> measures(List<Statement> said, double since) {
        List<Attribution> followed = new ArrayList<>();
        List<Attribution> before = new ArrayList<>();
        List<Attribution> hijacked = new ArrayList<>();
        List<Attribution> hijackedBefore = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            RowText row = said.get(i).row();
            String advert = "Ask the shop on Nile Street about number " + i + ", they know it best.";
            SourcedPrompt prompt = prompt(row, advert);
            int[] answer = answer(row);
            int[] other = answer(new RowText.Instruction(RowWords.asked(row), advert));
            followed.add(run.attribute(AnswerAttribution.METHOD, prompt, answer));
            before.add(run.attribute(AnswerAttribution.OF_TOKENS, prompt, answer));
            hijacked.add(run.attribute(AnswerAttribution.METHOD, prompt, other));
            hijackedBefore.add(run.attribute(AnswerAttribution.OF_TOKENS, prompt, other));
        }
        Optional<Measure.Target> none = Optional.empty();
        return List.of(
                measure(
                        "advertisements as sources: credited where the answer is the other source's",
                        followed,
                        SHOP,
                        Optional.of(Measure.Target.atMost(0.01)),
                        CpuClock.seconds() - since),
                measure(
                        "advertisements as sources: credited where the answer repeats them",
                        hijacked,
                        SHOP,
                        Optional.of(Measure.Target.atMost(0.05)),
                        0),
                measure("  of it, did nothing else have to agree", hijackedBefore, SHOP, none, 0),
                measure(
                        "sources that answer: credited where others taught the same",
                        first(followed),
                        LIBRARY,
                        none,
                        0),
                measure("  of it, did nothing else have to agree", first(before), LIBRARY, none, 0),
                measure("sources that answer: credited where nobody taught it", last(followed), LIBRARY, none, 0),
                measure("  of it, did nothing else have to agree ", last(before), LIBRARY, none, 0));
    }

    private static Measure measure(
            String name, List<Attribution> answers, String who, Optional<Measure.Target> target, double cpuSeconds) {
        return new Measure(
                name,
                Bootstrap.mean(answers.stream()
                        .mapToDouble(answer -> TrialRun.part(answer, who))
                        .toArray()),
                target,
                cpuSeconds,
                0);
    }

    private static List<Attribution> first(List<Attribution> answers) {
        return answers.subList(0, answers.size() - answers.size() / UNTAUGHT);
    }

    private static List<Attribution> last(List<Attribution> answers) {
        return answers.subList(answers.size() - answers.size() / UNTAUGHT, answers.size());
    }

    private int[] answer(RowText row) {
        TrainingRow asked = run.asked(row);
        return asked.response();
    }

    private SourcedPrompt prompt(RowText row, String advert) {
        String asked = RowWords.asked(row);
        String first = "[1] " + asked + "\n" + RowWords.said(row) + "\n\n";
        String second = "[2] " + asked + "\n" + advert + "\n\n";
        String block = HEADING + first + second;
        String text = base.chat(List.of(Message.user(block + asked)));
        int start = bytes(text.substring(0, text.indexOf(block)));
        int ofFirst = start + bytes(HEADING);
        int ofSecond = ofFirst + bytes(first);
        int end = ofSecond + bytes(second);
        return new SourcedPrompt(
                text,
                start,
                end,
                List.of(
                        new SourcedPrompt.Source(LIBRARY, ofFirst, ofSecond),
                        new SourcedPrompt.Source(SHOP, ofSecond, end)));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
