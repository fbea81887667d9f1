package org.openledger.model.jinja;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template that was read; rendering changes nothing in it, and any thread may. */
public final class Template {
    private static final int MAXIMUM_CHARACTERS = 1_000_000;

    private final List<TemplateNode> body;

    private Template(List<TemplateNode> body) {
        this.body = body;
    }

    /**
     * Reads a template.
     *
     * @throws JinjaException when it is not one, or uses what is not supported
     */
    public static Template parse(String text) {
        if (text.length() > MAXIMUM_CHARACTERS) {
            throw new JinjaException("it has more than " + MAXIMUM_CHARACTERS + " characters");
        }
        return new Template(Parser.parse(text));
    }

    /**
     * The text that a template makes of values: texts, numbers, booleans, null, lists, and maps in their order.
     *
     * @param now what {@code strftime_now} tells; without it there is no such function
     * @param mostCharacters of the text
     * @throws JinjaException when the template refuses, fails, or does too much
     */
    public String render(Map<String, ?> values, Optional<ZonedDateTime> now, int mostCharacters) {
        return Renderer.render(body, values, now, mostCharacters);
    }
}
