package org.openledger.quality;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.openledger.attribution.influence.Effects;
import org.openledger.attribution.influence.OtherSeed;
import org.openledger.attribution.shares.Share;
import org.openledger.model.BaseModel;
import org.openledger.train.Cancellation;
import org.openledger.train.LoraConfiguration;
import org.openledger.train.Progress;
import org.openledger.train.RowText;

public final class CalibrationTrial {
    private CalibrationTrial() {}

    static void dump(BaseModel base, TrialRun run, UntaughtTrial.Asked asked, LoraConfiguration configuration, List<int[]> prompts, PrintWriter out) throws IOException {
        List<OtherSeed> seeds = new ArrayList<>();
        List<Integer> all = IntStream.range(0, Math.min(15, run.groups().size())).boxed().toList();
        for (int i = 0; i < (all.size() > 8 ? 1 : 2); i++) {
            seeds.add(OtherSeed.open(base, run.folder().resolve("without/other-seed-" + i)));
        }
        for (int i = 0; i < 2; i++) {
            Path f = run.folder().resolve("test-" + i);
            OtherSeed.train(base, run.rows(), configuration.withSeed(configuration.seed() + 1000 + i), all, run.groups(), f, Progress.SILENT, Cancellation.NEVER);
            seeds.add(OtherSeed.open(base, f));
        }
        kind("taught", asked.taught(), run, seeds, out);
        kind("shortened", asked.shortened(), run, seeds, out);
        kind("topics", asked.topics(), run, seeds, out);
        kind("swaps", asked.swaps(), run, seeds, out);
        kind("trials", run.trials(prompts), run, seeds, out);
        seeds.forEach(OtherSeed::close);
    }

    static void kind(String kind, List<UntaughtTrial.Answer> answers, TrialRun run, List<OtherSeed> seeds, PrintWriter out) {
        int n = 0;
        for (UntaughtTrial.Answer answer : answers) {
            Effects effects = run.effects(answer.prompt(), answer.ids()).alone();
            List<Effects> others = seeds.stream().map(s -> s.effects(answer.prompt(), answer.ids())).toList();
            int support = answer.attribution().shares().stream().mapToInt(Share::supportPpm).max().orElse(0);
            for (int g = 0; g < effects.groups().size(); g++) {
                int j = others.getFirst().groups().indexOf(effects.groups().get(g));
                if (j < 0) continue;
                StringBuilder b = new StringBuilder();
                b.append(String.join(",", kind, "" + n, "" + g, "" + effects.tokens(), "" + support,
                        "" + effects.effectNats(g), "" + effects.lowNats(g), "" + effects.highNats(g), "" + effects.deltaNats(),
                        "" + effects.estimate().dataPart(), "" + answer.attribution().confidencePpm()));
                for (Effects o : others) {
                    int k = o.groups().indexOf(effects.groups().get(g));
                    b.append("," + o.effectNats(k) + "," + o.deltaNats() + "," + o.estimate().dataPart());
                }
                out.println(b);
            }
            n++;
        }
        out.flush();
    }

    public static void run(BaseModel base, LoraConfiguration configuration, int asked, SortedMap<String, List<RowText>> rows, Lds.Report report, Path file) {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new UntaughtTrial(base, configuration, asked, report, Cancellation.NEVER).ask(rows, (run, answers) -> {
                try {
                    dump(base, run, answers, configuration, run.trialPrompts(), out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return 0;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
