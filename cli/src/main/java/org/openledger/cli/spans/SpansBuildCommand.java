package org.openledger.cli.spans;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openledger.attribution.spans.SpanFolderBuilder;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.QuietOption;
import org.openledger.model.text.BulkEncoder;
import org.openledger.model.text.Tokenizer;
import org.openledger.store.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spans build}: indexes the rows of a file, or adds them to an index. */
@Command(
        name = "build",
        description = "Index the rows of a JSONL file; rows are added to the index that the folder has.",
        footer = {
            "",
            "Examples:",
            "  openledger spans build rows.jsonl --out index",
            "  openledger spans build - --out index --compact < rows.jsonl"
        })
final class SpansBuildCommand implements Callable<Integer> {
    private static final long REPORT_NANOS = 2_000_000_000L;
    private static final double MEGABYTE = 1e6;

    @Parameters(
            paramLabel = "ROWS.jsonl",
            description = "objects with \"text\", or \"instruction\" and \"response\", and perhaps a \"contributor\"")
    private InputFile rows = InputFile.NONE;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the index's folder")
    private OutputFolder out = OutputFolder.NONE;

    @Option(
            names = "--compact",
            description =
                    "index these rows in a third of the bytes, for corpora that are asked seldom; asking is many times slower")
    private boolean compact;

    @Mixin
    private SpansCommand.TokenizerOption tokenizer = new SpansCommand.TokenizerOption();

    @Mixin
    private QuietOption quiet = new QuietOption();

    private long reportedNanos = System.nanoTime();

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        try (Tokenizer loaded = tokenizer.load();
                TextRows in = new TextRows(rows.path(), rows.toString())) {
            SpanFolderBuilder builder = new SpanFolderBuilder(out.path(), loaded.digest(), compact);
            long count = addAll(in, loaded.bulkEncoder(), builder);
            quiet.progress().printf(Locale.ROOT, "%,d rows, %,d tokens read; sorting...%n", count, builder.tokens());
            String digest = builder.finish();
            System.out.printf(
                    Locale.ROOT,
                    "Indexed %,d rows, %,d tokens, %.1f MB in %.1f s. %s has the digest %s.%n",
                    count,
                    builder.tokens(),
                    in.bytes() / MEGABYTE,
                    (System.nanoTime() - begun) / 1e9,
                    out,
                    digest);
            return 0;
        }
    }

    private long addAll(TextRows in, BulkEncoder encoder, SpanFolderBuilder builder) {
        long count = 0;
        for (Optional<TextRows.TextRow> row = in.next(); row.isPresent(); row = in.next()) {
            for (String text : row.get().texts()) {
                builder.add(encoder.encode(text), row.get().contributor());
            }
            count++;
            report(in, builder);
        }
        return count;
    }

    private void report(TextRows in, SpanFolderBuilder builder) {
        long now = System.nanoTime();
        if (now - reportedNanos > REPORT_NANOS) {
            reportedNanos = now;
            quiet.progress()
                    .printf(
                            Locale.ROOT,
                            "read %,.0f of %,.0f MB, %,d tokens%n",
                            in.bytes() / MEGABYTE,
                            size() / MEGABYTE,
                            builder.tokens());
        }
    }

    private long size() {
        try {
            return Files.size(rows.path());
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read " + rows + ": " + e, e);
        }
    }
}
