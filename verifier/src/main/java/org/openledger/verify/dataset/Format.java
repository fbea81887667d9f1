package org.openledger.verify.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openledger.verify.bytes.Worded;

/** What the rows of a folder are written as. Each folder has a card and a description in Croissant. */
public enum Format implements Worded {
    /** A JSON object a line, as its leaf commits to it. */
    JSONL("data/train.jsonl", "application/jsonlines"),
    PARQUET("data/train.parquet", "application/vnd.apache.parquet"),
    /** Parquet under the name that Hugging Face gives its parts. */
    HF("data/train-00000-of-00001.parquet", "application/vnd.apache.parquet"),
    /** JSON lines, for those who start from croissant.json. */
    CROISSANT("data/train.jsonl", "application/jsonlines");

    private final String file;
    private final String mediaType;

    Format(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
    }

    /** The data's file. */
    public String file() {
        return file;
    }

    String mediaType() {
        return mediaType;
    }

    boolean isParquet() {
        return this == PARQUET || this == HF;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format with this word. */
    public static Optional<Format> of(String word) {
        return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
    }
}
