package org.openledger.cli.agent;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.client.agent.UndoTerm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a tool's calls are undone, as people type it: {@code TOOL=final} or {@code TOOL=reversible:TOOL}. */
record UndoText(UndoTerm term) {
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9_]*)=(?:(final)|(reversible|compensable):([a-z][a-z0-9_]*))");

    /** Reads one. */
    static final class Reader implements ITypeConverter<UndoText> {
        @Override
        public UndoText convert(String text) {
            Matcher parts = FORM.matcher(text.strip());
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + text
                                + "' says not how to undo: write 'TOOL=final', 'TOOL=reversible:TOOL' or 'TOOL=compensable:TOOL'");
            }
            return new UndoText(new UndoTerm(
                    parts.group(1),
                    parts.group(2) == null ? parts.group(3) : parts.group(2),
                    Optional.ofNullable(parts.group(4))));
        }
    }
}
