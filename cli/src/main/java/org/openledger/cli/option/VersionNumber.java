package org.openledger.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A version of a Datanet that a command line names, such as {@code 3:1}. */
public record VersionNumber(String datanet, int number) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,9})");

    static VersionNumber parse(String word) {
        Matcher parts = FORM.matcher(word);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + word + "' is not DATANET:NUMBER, such as 1:1");
        }
        return new VersionNumber(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    @Override
    public String toString() {
        return datanet + ":" + number;
    }
}
