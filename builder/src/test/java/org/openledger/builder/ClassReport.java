package org.openledger.builder;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What became of the tests of one class, as one line, and the failures before it. */
final class ClassReport implements TestExecutionListener {
    private final String name;
    private final long startNanos = System.nanoTime();
    private final StringBuilder details = new StringBuilder();
    private int passed;
    private int failed;
    private int skipped;

    ClassReport(String name) {
        this.name = name;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skip(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
            case ABORTED ->
                skip(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
            case FAILED -> {
                failed++;
                StringWriter trace = new StringWriter();
                result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(trace, true)));
                details.append("FAILED %s: %s%n%s".formatted(name, test.getDisplayName(), trace));
            }
        }
    }

    private void skip(TestIdentifier test, String reason) {
        skipped++;
        details.append("skipped %s: %s%n".formatted(test.getDisplayName(), reason));
    }

    /** Prints it; gives whether all passed. */
    boolean print() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        String counts = "%d passed".formatted(passed)
                + (failed > 0 ? ", %d FAILED".formatted(failed) : "")
                + (skipped > 0 ? ", %d skipped".formatted(skipped) : "");
        System.out.printf("%s%8.1f s  %s: %s%n", details, seconds, name, counts);
        return failed == 0;
    }
}
