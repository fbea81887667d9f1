package org.openledger.cli.agent;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openledger.client.agent.MandateCondition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A condition as people type it: {@code NAME[@TOOL]=CEL}. */
record ConditionText(MandateCondition condition) {
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9_]*)(?:@([a-z][a-z0-9_]*))?=(.+)", Pattern.DOTALL);

    /** Reads one. */
    static final class Reader implements ITypeConverter<ConditionText> {
        @Override
        public ConditionText convert(String text) {
            Matcher parts = FORM.matcher(text.strip());
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no condition: write 'NAME=CEL' or 'NAME@TOOL=CEL'");
            }
            return new ConditionText(new MandateCondition(
                    parts.group(1),
                    Optional.ofNullable(parts.group(2)),
                    parts.group(3).strip()));
        }
    }
}
