package org.openledger.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What the output goes to: somebody's terminal, or a file or program that wants every character. */
public final class Terminal {
    private static final int LEAST_COLUMNS = 40;
    private static final int STTY_SECONDS = 2;

    private Terminal() {}

    /** Whether a person watches. */
    public static boolean isWatched() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** Colours are for people, unless they want none: see no-color.org. */
    public static boolean hasColours() {
        return isWatched()
                && Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();
    }

    /** Columns of a line: as COLUMNS says, else as the terminal says; empty when nobody's lines end anywhere. */
    public static OptionalInt columns() {
        OptionalInt told = columns(Optional.ofNullable(System.getenv("COLUMNS")).orElse(""));
        return told.isPresent() || !isWatched() ? told : columns(sttyColumns());
    }

    private static OptionalInt columns(String text) {
        return text.matches("[1-9]\\d{0,4}")
                ? OptionalInt.of(Math.max(LEAST_COLUMNS, Integer.parseInt(text)))
                : OptionalInt.empty();
    }

    private static String sttyColumns() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty").start();
            if (!stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return stty.inputReader().lines().findFirst().orElse("").replaceFirst("^\\d+ ", "");
        } catch (IOException e) {
            return ""; // no such program: nothing is cut then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
