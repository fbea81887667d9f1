package org.openledger.cli.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.openledger.backup.CopyListener;

/** How far a copy is: a bar for who watches, one line a step for who reads a log. */
public final class CopyProgress implements CopyListener, AutoCloseable {
    private static final int BAR_COLUMNS = 78;
    private static final long MEGABYTE = 1_000_000;

    private final PrintStream out;
    private final boolean bars;
    private String step = "";
    private @Nullable ProgressBar bar;

    /** @param out where it is told */
    public CopyProgress(PrintStream out) {
        this.out = out;
        this.bars = Terminal.isWatched();
    }

    @Override
    public void at(String now, long doneBytes, long totalBytes) {
        if (!now.equals(step)) {
            close();
            step = now;
            if (bars && totalBytes > 0) {
                bar = new ProgressBarBuilder()
                        .setTaskName(now)
                        .setUnit(" MB", MEGABYTE)
                        .setInitialMax(totalBytes)
                        .setConsumer(new ConsoleProgressBarConsumer(out))
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setMaxRenderedLength(BAR_COLUMNS)
                        .clearDisplayOnFinish()
                        .build();
            } else {
                out.println(now + (totalBytes > 0 ? ", " + totalBytes + " bytes" : ""));
            }
        }
        ProgressBar shown = bar;
        if (shown != null) {
            shown.maxHint(totalBytes);
            shown.stepTo(doneBytes);
        }
    }

    @Override
    public void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }
}
