package org.openledger.cli;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openledger.cli.terminal.Complaint;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Wrong usage, in at most three lines. */
final class Misuse {
    /** How the parser tells of an option behind which nothing or another option stands. */
    private static final Pattern NO_VALUE =
            Pattern.compile("(?:Expected parameter|Missing required parameter) for option '([^'=]+)");

    private static final Pattern WRONG_VALUE = Pattern.compile(
            "Invalid value for (?:option '|positional parameter at index \\S+ \\()([^')]+)['\\)][^:]*: ");

    private Misuse() {}

    /** Names what cannot be understood, with what was perhaps meant, and where help is. */
    static int tell(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String sentence = sentence(mistake);
        String meant = "";
        Optional<String> stranger = stranger(mistake, arguments);
        if (stranger.isPresent()) {
            sentence = unknown(command, stranger.get());
            meant = nearest(command, stranger.get());
        } else if (onlyGroups(command)) {
            sentence = quoted(command) + " needs a command: "
                    + String.join(", ", command.getSubcommands().keySet());
        }
        System.err.println(Complaint.ofUsage(sentence));
        if (!meant.isEmpty()) {
            System.err.println("Perhaps you meant: " + meant);
        }
        System.err.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** What the parser says, by the name of the option or parameter that it is about. */
    private static String sentence(ParameterException mistake) {
        String says = String.valueOf(mistake.getMessage());
        Matcher noValue = NO_VALUE.matcher(says);
        if (noValue.lookingAt()) {
            ArgSpec argument = mistake.getCommandLine().getCommandSpec().findOption(noValue.group(1));
            return noValue.group(1) + " needs a value" + (argument == null ? "" : ": " + argument.paramLabel());
        }
        Matcher wrongValue = WRONG_VALUE.matcher(says);
        if (!wrongValue.lookingAt()) {
            return says;
        }
        String why = says.substring(wrongValue.end())
                .replaceFirst("is not an? (int|long)$", "is not a whole number")
                .replaceFirst("is not a (float|double)$", "is not a number");
        return wrongValue.group(1) + ": " + why;
    }

    /** The first word that is unknown; of a mistyped option that is needed it says more than that the option is missing. */
    private static Optional<String> stranger(ParameterException mistake, String[] arguments) {
        if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched) {
            return Optional.of(unmatched.getUnmatched().getFirst());
        }
        if (mistake instanceof CommandLine.MissingParameterException) {
            Map<String, OptionSpec> known =
                    mistake.getCommandLine().getCommandSpec().optionsMap();
            return Stream.of(arguments)
                    .filter(word -> word.startsWith("--") && !known.containsKey(word.replaceFirst("=.*", "")))
                    .findFirst();
        }
        return Optional.empty();
    }

    /** Whether a command does nothing without one of its own. */
    private static boolean onlyGroups(CommandLine command) {
        Object work = command.getCommandSpec().userObject();
        return !(work instanceof Runnable || work instanceof Callable<?>);
    }

    private static String unknown(CommandLine command, String word) {
        String has = command.getParent() == null ? "there is no " : quoted(command) + " has no ";
        if (word.startsWith("-")) {
            return has + "option " + word.replaceFirst("=.*", "");
        }
        return command.getSubcommands().isEmpty()
                ? quoted(command) + " does not take '" + word + "'"
                : has + "command '" + word + "'";
    }

    /** A command without the program's name. */
    private static String quoted(CommandLine command) {
        return "'" + command.getCommandSpec().qualifiedName().replaceFirst("^\\S+ ", "") + "'";
    }

    /** The command's own word that begins with most of the same letters, or takes the fewest changes; perhaps none. */
    private static String nearest(CommandLine command, String word) {
        Stream<String> own = word.startsWith("-")
                ? command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()))
                : command.getSubcommands().entrySet().stream()
                        .filter(each ->
                                !each.getValue().getCommandSpec().usageMessage().hidden())
                        .map(Map.Entry::getKey);
        String typed = word.replaceFirst("=.*", "");
        return own.filter(each -> changes(typed, each) <= Math.max(1, each.length() / 3))
                .min(Comparator.comparingInt(each -> changes(typed, each)))
                .orElse("");
    }

    /** Levenshtein's distance: how many letters are changed, left out or put in. */
    private static int changes(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
