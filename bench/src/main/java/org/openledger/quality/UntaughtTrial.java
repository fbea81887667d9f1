package org.openledger.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openledger.attribution.shares.Attribution;
import org.openledger.attribution.shares.Provenance;
import org.openledger.attribution.shares.Share;
import org.openledger.model.BaseModel;
import org.openledger.model.text.Message;
import org.openledger.quality.copies.Rewording;
import org.openledger.quality.statistics.Bootstrap;
import org.openledger.quality.statistics.Measure;
import org.openledger.serve.AdapterSource;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.Limits;
import org.openledger.serve.ServingEngine;
import org.openledger.store.Refusal;
import org.openledger.tensor.Seeds;
import org.openledger.train.Cancellation;
import org.openledger.train.CancelledException;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.RowText;

/**
 * What is credited for answers that nobody taught, beside those that somebody did, where the truth is known without a judge. Topics are
 * words that few rows have. All rows with the words of some topics are held out of a run; then it is asked
 *
 * <ul>
 *   <li>what held-out rows ask: nobody taught the answer;
 *   <li>what learnt rows ask, with their rarest word exchanged for one of a held-out topic that no learnt row has;
 *   <li>what learnt rows ask, word for word and with some words left out: taught, where the answer is what the row says.
 * </ul>
 */
public final class UntaughtTrial {
    private static final int ANSWER_TOKENS = 48;
    private static final double HELD_OUT = 0.2;
    private static final int SHORTEST_TOPIC = 4;
    private static final double RAREST = 0.01;
    private static final double COMMONEST = 1 / 15.0;
    private static final double RIGHT = 0.8;
    private static final double WHOLE_PPM = 1e6;

    private final BaseModel base;
    private final LoraConfiguration configuration;
    private final int asked;
    private final Lds.Report report;
    private final Cancellation cancellation;
    private final Random random;

    /** A row of somebody. */
    private record Given(String contributor, RowText.Instruction row) {
        NavigableSet<String> words() {
            return wordsOf(row.instruction() + " " + row.response());
        }
    }

    /** Attributions by what was asked. */
    public record Result(
            List<Attribution> taught, List<Attribution> shortened, List<Attribution> topics, List<Attribution> swaps) {
        /** All that nobody taught. */
        public List<Attribution> untaught() {
            List<Attribution> all = new ArrayList<>(topics);
            all.addAll(swaps);
            return all;
        }

        /** How well support tells what was taught from what was not, what taught answers keep, and confidence beside it. */
        public List<Measure> measures() {
            List<Attribution> known = new ArrayList<>(taught);
            known.addAll(shortened);
            return List.of(
                    auc(
                            "support tells taught answers from others (AUC)",
                            known,
                            UntaughtTrial::support,
                            Optional.of(0.9)),
                    auc("confidence does (AUC)", known, each -> each.confidencePpm(), Optional.empty()),
                    kept("taught answers keep of what rows shaped, asked word for word", taught),
                    kept("and with words left out", shortened));
        }

        private Measure auc(
                String name, List<Attribution> known, ToDoubleFunction<Attribution> of, Optional<Double> least) {
            double value = UntaughtTrial.auc(known, untaught(), of);
            return new Measure(name, Measure.Interval.exactly(value), least.map(Measure.Target::atLeast), 0, 0);
        }

        private static Measure kept(String name, List<Attribution> answers) {
            double[] parts =
                    answers.stream().mapToDouble(UntaughtTrial::support).toArray();
            return new Measure(
                    name + " (" + parts.length + " answers)",
                    Bootstrap.mean(parts),
                    Optional.of(Measure.Target.atLeast(0.9)),
                    0,
                    0);
        }
    }

    /**
     * @param asked questions of each kind, at most
     */
    public UntaughtTrial(
            BaseModel base, LoraConfiguration configuration, int asked, Lds.Report report, Cancellation cancellation) {
        this.base = base;
        this.configuration = configuration;
        this.asked = asked;
        this.report = report;
        this.cancellation = cancellation;
        this.random = Seeds.stream(configuration.seed(), "untaught");
    }

    /**
     * Measures.
     *
     * @throws Refusal when too few rows ask something, or the words of the rows give no topics
     */
    public Result run(SortedMap<String, List<RowText>> rows) {
        return ask(
                rows,
                (_, asked) -> new Result(
                        attributions(asked.taught),
                        attributions(asked.shortened),
                        attributions(asked.topics),
                        attributions(asked.swaps)));
    }

    private static List<Attribution> attributions(List<Answer<Attribution>> answers) {
        return answers.stream().map(Answer::attribution).toList();
    }

    /** Looks at a run and at answers by what was asked. */
    interface Look<T> {
        T at(TrialRun run, Asked<Attribution> asked);
    }

    /** Answers by what was asked. */
    record Asked<A>(List<Answer<A>> taught, List<Answer<A>> shortened, List<Answer<A>> topics, List<Answer<A>> swaps) {}

    /** Rows that are learnt and rows that are not, in a drawn order. */
    private record Dealt(
            SortedMap<String, List<RowText>> given,
            List<Given> learnt,
            List<Given> others,
            Map<String, Integer> rowsWith) {
        String name() {
            return learnt.size() + " rows, " + others.size() + " held out by topic";
        }
    }

    /** Trains, asks, and looks while the run is open. */
    <T> T ask(SortedMap<String, List<RowText>> rows, Look<T> look) {
        Dealt dealt = dealt(rows);
        try (TrialRun run = TrialRun.train(base, dealt.given, configuration, dealt.name(), report, cancellation)) {
            return look.at(run, asked(dealt, run::copyOfAdapter, run::attribute));
        }
    }

    /**
     * How far rows support what the run answers, by the scale of a run that tells nothing. Nobody is left out, so it takes no more than the
     * run. What is credited is what rows shaped, times this.
     *
     * @throws Refusal as {@link #run}
     */
    public List<Measure> supported(SortedMap<String, List<RowText>> rows) {
        Dealt dealt = dealt(rows);
        try (TrialRun.Learnt run =
                TrialRun.learn(base, dealt.given, configuration, dealt.name(), report, cancellation)) {
            Provenance provenance = new Provenance(base, run.index());
            return supports(
                    asked(dealt, run::copyOfAdapter, (prompt, ids) -> provenance.supportPpm(prompt, ids) / WHOLE_PPM));
        }
    }

    static List<Measure> supports(Asked<Double> asked) {
        List<Double> known = Stream.of(asked.taught, asked.shortened)
                .flatMap(List::stream)
                .map(Answer::attribution)
                .toList();
        List<Double> unknown = Stream.of(asked.topics, asked.swaps)
                .flatMap(List::stream)
                .map(Answer::attribution)
                .toList();
        Optional<Measure.Target> most = Optional.of(Measure.Target.atMost(0.1));
        Optional<Measure.Target> least = Optional.of(Measure.Target.atLeast(0.9));
        return List.of(
                new Measure(
                        "support tells taught answers from others (AUC)",
                        Measure.Interval.exactly(auc(known, unknown, part -> part)),
                        least,
                        0,
                        0),
                support("taught answers, asked word for word", asked.taught, least),
                support("taught answers, asked with words left out", asked.shortened, least),
                support("answers on topics that were held out", asked.topics, most),
                support("answers to questions with the rarest word exchanged", asked.swaps, most));
    }

    private static Measure support(String of, List<Answer<Double>> answers, Optional<Measure.Target> target) {
        double[] parts = answers.stream().mapToDouble(Answer::attribution).toArray();
        return new Measure("support of " + of + " (" + parts.length + ")", Bootstrap.mean(parts), target, 0, 0);
    }

    private Dealt dealt(SortedMap<String, List<RowText>> rows) {
        List<Given> all = rows.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .filter(RowText.Instruction.class::isInstance)
                        .map(row -> new Given(each.getKey(), (RowText.Instruction) row)))
                .toList();
        Map<String, Integer> rowsWith = new TreeMap<>();
        all.forEach(row -> row.words().forEach(word -> rowsWith.merge(word, 1, Integer::sum)));
        Set<Integer> heldOut = heldOut(all, rowsWith);
        List<Given> learnt = new ArrayList<>();
        List<Given> others = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (heldOut.contains(i) ? others : learnt).add(all.get(i));
        }
        SortedMap<String, List<RowText>> given = new TreeMap<>();
        learnt.forEach(row -> given.computeIfAbsent(row.contributor, name -> new ArrayList<>())
                .add(row.row));
        if (others.isEmpty() || given.size() < 2) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "of " + all.size()
                            + " rows that ask something no topic could be held out so that two contributors are left:"
                            + " give rows with instruction and response, of more contributors or topics");
        }
        Collections.shuffle(learnt, random);
        Collections.shuffle(others, random);
        return new Dealt(given, learnt, others, rowsWith);
    }

    /** Asks a run. */
    private <A> Asked<A> asked(Dealt dealt, AdapterSource adapter, Told<A> told) {
        try (ServingEngine serving = ServingEngine.open(base, Limits.SMALL)) {
            serving.register("model", adapter);
            List<Given> known = dealt.learnt.subList(0, Math.min(asked, dealt.learnt.size()));
            List<Given> unknown = dealt.others.subList(0, Math.min(asked, dealt.others.size()));
            report.stage("questions of " + known.size() + " learnt and " + unknown.size() + " held-out rows");
            return new Asked<>(
                    right(told, serving, known, row -> row.row.instruction()),
                    right(told, serving, known, row -> Rewording.shortened(row.row.instruction(), random)),
                    answers(
                            told,
                            serving,
                            unknown.stream().map(row -> row.row.instruction()).toList()),
                    answers(told, serving, swapped(known, dealt.learnt, dealt.others, dealt.rowsWith)));
        }
    }

    private Set<Integer> heldOut(List<Given> all, Map<String, Integer> rowsWith) {
        double least = Math.max(2, RAREST * all.size());
        double most = Math.max(3, COMMONEST * all.size());
        List<String> topics = rowsWith.entrySet().stream()
                .filter(word ->
                        word.getKey().length() >= SHORTEST_TOPIC && word.getValue() >= least && word.getValue() <= most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(topics, random);
        Set<Integer> heldOut = new TreeSet<>();
        for (String topic : topics) {
            if (heldOut.size() > HELD_OUT * all.size()) {
                break;
            }
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).words().contains(topic)) {
                    heldOut.add(i);
                }
            }
        }
        return heldOut;
    }

    /** Questions of learnt rows about something that no learnt row names. */
    private List<String> swapped(
            List<Given> known, List<Given> learnt, List<Given> others, Map<String, Integer> rowsWith) {
        Set<String> learntWords = new HashSet<>();
        learnt.forEach(row -> learntWords.addAll(row.words()));
        List<String> foreign = others.stream()
                .flatMap(row -> wordsOf(row.row.instruction()).stream())
                .filter(word -> word.length() >= SHORTEST_TOPIC && !learntWords.contains(word))
                .distinct()
                .toList();
        List<String> questions = new ArrayList<>();
        for (Given row : foreign.isEmpty() ? List.<Given>of() : known) {
            String question = row.row.instruction();
            wordsOf(question).stream()
                    .filter(word -> word.length() >= SHORTEST_TOPIC && question.matches("(?s).*\\b" + word + "\\b.*"))
                    .min(Comparator.comparing((String word) -> rowsWith.getOrDefault(word, 0))
                            .thenComparing(word -> word))
                    .ifPresent(word -> questions.add(
                            question.replaceAll("\\b" + word + "\\b", foreign.get(random.nextInt(foreign.size())))));
        }
        return questions;
    }

    private interface Question {
        String of(Given row);
    }

    /** The answers that are what the row says. */
    private <A> List<Answer<A>> right(Told<A> told, ServingEngine serving, List<Given> rows, Question question) {
        List<Answer<A>> right = new ArrayList<>();
        for (Given row : rows) {
            answer(told, serving, question.of(row))
                    .filter(each -> same(base.tokenizer().decode(each.ids), row.row.response()))
                    .ifPresent(right::add);
        }
        return right;
    }

    private <A> List<Answer<A>> answers(Told<A> told, ServingEngine serving, List<String> questions) {
        return questions.stream()
                .map(question -> answer(told, serving, question))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is told of an answer. */
    interface Told<A> {
        A of(int[] prompt, int[] ids);
    }

    /** An answer of the run, and what is told of it. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Answer<A>(int[] prompt, int[] ids, A attribution) {}

    private <A> Optional<Answer<A>> answer(Told<A> told, ServingEngine serving, String question) {
        if (cancellation.requested()) {
            throw new CancelledException(0, 1);
        }
        int[] prompt = base.tokenizer().encode(base.chat(List.of(Message.user(question))));
        int[] answer = serving.submit(new GenerationRequest("model", prompt, ANSWER_TOKENS, 0, 1, List.of(), 1))
                .answer()
                .ids();
        return answer.length == 0
                ? Optional.empty()
                : Optional.of(new Answer<>(prompt, answer, told.of(prompt, answer)));
    }

    /** Whether an answer says what a row says, as far as it goes: F1 of their words, of the row's as many as the answer has. */
    private static boolean same(String answer, String row) {
        NavigableSet<String> found = wordsOf(answer);
        NavigableSet<String> said = wordsOf(row.substring(0, Math.min(row.length(), answer.length())));
        long both = found.stream().filter(said::contains).count();
        return both > 0 && 2.0 * both / (found.size() + said.size()) >= RIGHT;
    }

    /** What contributors get, of what their rows shaped; 0 where they shaped nothing. */
    private static double support(Attribution attribution) {
        long shaped = attribution.shares().stream().mapToLong(Share::shapedPpm).sum();
        long credited = attribution.shares().stream().mapToLong(Share::ppm).sum();
        return shaped == 0 ? 0 : (double) credited / shaped;
    }

    private static <A> double auc(List<A> high, List<A> low, ToDoubleFunction<A> of) {
        double above = 0;
        for (A one : high) {
            for (A other : low) {
                int order = Double.compare(of.applyAsDouble(one), of.applyAsDouble(other));
                above += order > 0 ? 1 : order == 0 ? 0.5 : 0;
            }
        }
        return high.isEmpty() || low.isEmpty() ? 0 : above / ((double) high.size() * low.size());
    }

    private static NavigableSet<String> wordsOf(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
