package org.openledger.train.pretrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openledger.train.TrainingException;

/** The paragraphs of text files, again from the start when they are used up. */
public final class TextCorpus implements Corpus {
    private static final Pattern EMPTY_LINE = Pattern.compile("\\R\\s*\\R");
    private static final String END = "<|end|>";
    private final List<String> documents = new ArrayList<>();

    /**
     * Reads UTF-8 files; an empty line ends a text.
     *
     * @throws TrainingException when a file cannot be read, or all are empty
     */
    public TextCorpus(List<Path> files) {
        for (Path file : files) {
            try {
                for (String paragraph :
                        EMPTY_LINE.splitAsStream(Files.readString(file)).toList()) {
                    if (!paragraph.isBlank()) {
                        documents.add(paragraph.strip() + END);
                    }
                }
            } catch (IOException failure) {
                throw new TrainingException("cannot read " + file + " as UTF-8 text: " + failure.getMessage(), failure);
            }
        }
        if (documents.isEmpty()) {
            throw new TrainingException("there is no text to train on in " + files);
        }
    }

    @Override
    public String document(long number) {
        return documents.get((int) (number % documents.size()));
    }
}
