package org.openledger.quality.copies;

import org.openledger.model.text.Chat;
import org.openledger.train.RowText;

/** What a row asks and what it says. */
public final class RowWords {
    private RowWords() {}

    /** What it asks; the beginning of a plain text, the first turn of a chat. */
    public static String asked(RowText row) {
        return switch (row) {
            case RowText.Instruction(String instruction, String _) -> instruction;
            case RowText.Plain(String text) -> text.substring(0, text.length() / 2);
            case RowText.Preference(String prompt, String _, String _) -> prompt;
            case RowText.Turns(Chat chat) -> chat.messages().getFirst().content();
        };
    }

    /** What it says; the end of a plain text, the last turn of a chat. */
    public static String said(RowText row) {
        return switch (row) {
            case RowText.Instruction(String _, String response) -> response;
            case RowText.Plain(String text) -> text.substring(text.length() / 2);
            case RowText.Preference(String _, String chosen, String _) -> chosen;
            case RowText.Turns(Chat chat) -> chat.messages().getLast().content();
        };
    }
}
