package org.openledger.cli.agent;

import java.util.Arrays;
import java.util.List;
import org.openledger.client.agent.ArgumentBound;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A bound of an argument as it is typed: {@code TOOL ARGUMENT is|begins|least|most VALUE[,VALUE…]}. */
record BoundText(ArgumentBound bound) {
    private static final List<String> KINDS = List.of("is", "begins", "least", "most");
    private static final int PARTS = 4;

    /** Reads one. */
    static final class Reader implements ITypeConverter<BoundText> {
        @Override
        public BoundText convert(String text) {
            return BoundText.of(text);
        }
    }

    private static BoundText of(String text) {
        String[] parts = text.strip().split(" +", PARTS);
        if (parts.length != PARTS || !KINDS.contains(parts[2])) {
            throw new TypeConversionException(
                    "'" + text + "' is no bound: write 'TOOL ARGUMENT is|begins|least|most VALUE[,VALUE…]'");
        }
        return new BoundText(new ArgumentBound(parts[0], parts[1], parts[2], Arrays.asList(parts[3].split(",", -1))));
    }
}
