package org.openledger.cli.terminal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Numbered steps as a person reads them, each with the time it took. */
public final class Steps {
    private static final int POLL_MILLIS = 100;
    private static final int BAR_COLUMNS = 78;
    private static final double MILLIS_PER_SECOND = 1_000.0;

    private final PrintStream out;
    private final Map<String, Double> timings = new LinkedHashMap<>();
    private int number;
    private String title = "";
    private long begunNanos;

    public Steps(PrintStream out) {
        this.out = out;
    }

    public void begin(String step) {
        title = step;
        begunNanos = System.nanoTime();
        out.printf("%n%d. %s%n", ++number, step);
    }

    public void done(String result) {
        double seconds = (System.nanoTime() - begunNanos) / 1e9;
        timings.put(title, Math.round(seconds * MILLIS_PER_SECOND) / MILLIS_PER_SECOND);
        out.printf("   ✓ %s (%.1f s)%n", result, seconds);
    }

    public void say(String line) {
        out.println(line.isEmpty() ? "" : "   " + line);
    }

    public void table(Table table) {
        out.print(table.render("   "));
    }

    /** Shows a bar until {@code progress} says {@code total}; whoever watches a log instead sees one line. */
    public void bar(String name, long total, LongSupplier progress) throws InterruptedException {
        if (!Terminal.isWatched()) {
            while (progress.getAsLong() < total) {
                Thread.sleep(POLL_MILLIS);
            }
            return;
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("   " + name)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setMaxRenderedLength(BAR_COLUMNS)
                .clearDisplayOnFinish()
                .build()) {
            for (long now = progress.getAsLong(); now < total; now = progress.getAsLong()) {
                bar.stepTo(now);
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** Seconds by step, in order. */
    public Map<String, Double> timings() {
        return timings;
    }
}
