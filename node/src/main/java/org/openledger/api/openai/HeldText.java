package org.openledger.api.openai;

import org.openledger.model.text.ToolCallForm;

/** An answer's text on its way out of a stream: what may be the beginning of a call is held back until the answer is whole. */
final class HeldText {
    private final OpenAiRequest request;
    private final OpenAiAnswer form;
    private final StringBuilder text = new StringBuilder();
    private int given;

    HeldText(OpenAiRequest request, OpenAiAnswer form) {
        this.request = request;
        this.form = form;
    }

    /** Takes one more piece, and gives what is content whatever comes. */
    String add(String piece) {
        text.append(piece);
        int certain = request.tools().must()
                ? 0
                : form.calling().map(calls -> calls.certain(text.toString())).orElse(text.length());
        String now = text.substring(given, Math.max(given, certain));
        given = Math.max(given, certain);
        return now;
    }

    /** What is left of the content of the whole answer. */
    String rest(ToolCallForm.Parsed whole) {
        String left = whole.content().length() > given ? whole.content().substring(given) : "";
        given += left.length();
        return left;
    }

    /** So many characters were given. */
    int given() {
        return given;
    }
}
