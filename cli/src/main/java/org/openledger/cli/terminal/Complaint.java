package org.openledger.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.client.ClientException;
import org.openledger.client.shape.Mismatch;
import org.openledger.model.file.ModelException;
import org.openledger.model.jinja.JinjaException;
import org.openledger.serve.AdaptersInUseException;
import org.openledger.serve.OverloadedException;
import org.openledger.serve.ServeException;
import org.openledger.serve.grammar.GrammarException;
import org.openledger.store.Refusal;
import org.openledger.tensor.TensorException;
import org.openledger.train.CancelledException;
import org.openledger.train.TrainingException;
import org.openledger.verify.agency.Plan;
import org.openledger.verify.bytes.VerifyException;

/**
 * The one place where what was thrown becomes what a person reads in the terminal: one sentence. A defect's stack trace goes to a
 * file, which the sentence names.
 */
public final class Complaint {
    private static final String PROGRAM = "openledger: ";
    private static final int MAX_CHARACTERS = 600;

    private final String sentence;

    private Complaint(String sentence) {
        this.sentence = sentence;
    }

    public static Complaint of(Throwable thrown) {
        return new Complaint(told(thrown).orElseGet(() -> defect(thrown)));
    }

    /** Something that is wrong with the words of the command line. */
    public static Complaint ofUsage(String sentence) {
        return new Complaint(sentence);
    }

    /** One line, whatever it was made of. */
    @Override
    public String toString() {
        String line = sentence.strip().replaceAll("\\s+", " ");
        return PROGRAM + (line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS - 1) + "…");
    }

    /** What is no defect: refusals, and failures of files and of the modules that do not know the node's refusals. */
    private static Optional<String> told(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> Optional.of(refusal.getMessage());
            case ClientException refused -> message(refused);
            case Mismatch refused -> message(refused);
            case VerifyException refused -> message(refused);
            case Plan.MissingResultException missing -> message(missing);
            case ModelException refused -> message(refused);
            case TensorException refused -> message(refused);
            case TrainingException refused -> message(refused);
            case CancelledException stopped -> message(stopped);
            case CancellationException stopped -> message(stopped);
            case JinjaException refused -> message(refused);
            case AdaptersInUseException refused -> message(refused);
            case GrammarException refused -> message(refused);
            case ServeException refused -> message(refused);
            case OverloadedException refused -> message(refused);
            case InfluenceException refused -> message(refused);
            case SpanIndexException refused -> message(refused);
            case UncheckedIOException failed ->
                Optional.ofNullable(failed.getCause()).flatMap(Complaint::told);
            case NoSuchFileException missing -> Optional.of(missing.getFile() + " is missing");
            case AccessDeniedException closed ->
                Optional.of(closed.getFile() + " may not be read or written by this user");
            case FileSystemException failed ->
                Optional.of("cannot use " + failed.getFile() + ": "
                        + Optional.ofNullable(failed.getReason())
                                .orElse(failed.getClass().getSimpleName()));
            case IOException failed -> Optional.of("cannot read or write: " + failed.getMessage());
            case OutOfMemoryError _ ->
                Optional.of("the memory given is too small: give more, such as OPENLEDGER_HEAP=8g, or less to do");
            default -> Optional.empty();
        };
    }

    private static Optional<String> message(Throwable refused) {
        return Optional.of(String.valueOf(refused.getMessage()));
    }

    private static String defect(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        String what = "this is a defect of the program (" + thrown.getClass().getSimpleName() + "); ";
        try {
            Path file = Files.createTempFile("openledger-defect-", ".log");
            Files.writeString(file, trace.toString());
            return what + "the details are in " + file + ": please report them";
        } catch (IOException noRoom) {
            return what + "its details could not be written: " + noRoom.getMessage() + "; " + thrown.getMessage();
        }
    }
}
