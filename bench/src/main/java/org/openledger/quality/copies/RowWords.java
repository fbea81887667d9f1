package org.openledger.quality.copies;

import org.openledger.train.RowText;

/** What a row asks and what it says. */
public final class RowWords {
    private RowWords() {}

    /** What it asks; the beginning of a plain text. */
    public static String asked(RowText row) {
        return switch (row) {
            case RowText.Instruction(String instruction, String _) -> instruction;
            case RowText.Plain(String text) -> text.substring(0, text.length() / 2);
            case RowText.Preference(String prompt, String _, String _) -> prompt;
        };
    }

    /** What it says; the end of a plain text. */
    public static String said(RowText row) {
        return switch (row) {
            case RowText.Instruction(String _, String response) -> response;
            case RowText.Plain(String text) -> text.substring(text.length() / 2);
            case RowText.Preference(String _, String chosen, String _) -> chosen;
        };
    }
}
