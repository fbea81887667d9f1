package org.openledger.cli;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openledger.app.Supervision;
import org.openledger.cli.option.ArgumentTypes;
import org.openledger.cli.option.NamedPath;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Complaint;
import org.openledger.cli.terminal.Terminal;
import org.openledger.store.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What all commands have in common: their help, what is refused before any work, and how failures are told. Exit codes: 0 done, 1
 * refused or failed, 2 wrong usage.
 */
public final class Program {
    private static final int HELP_COLUMNS = 80;
    private static final int MOST_HELP_COLUMNS = 120;
    private static final int LEAST_HELP_COLUMNS = 60;

    private Program() {}

    /** Completes a program's commands. */
    public static CommandLine of(CommandLine line) {
        addHelp(line.getCommandSpec());
        ArgumentTypes.register(line);
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Program::byWork);
        int columns = Terminal.columns().orElse(HELP_COLUMNS);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.clamp(columns, LEAST_HELP_COLUMNS, MOST_HELP_COLUMNS))
                .setColorScheme(Help.defaultColorScheme(Terminal.hasColours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionStrategy(Program::execute)
                .setParameterExceptionHandler(Misuse::tell)
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure));
    }

    /** Runs one command as the whole process, which ends with its exit code, or with the first thread that ends by an error. */
    public static void main(CommandLine line, String... arguments) {
        Supervision.begin();
        System.exit(run(line, arguments));
    }

    /** Runs one command and returns its exit code. */
    public static int run(CommandLine line, String... arguments) {
        if (arguments.length == 0) {
            line.usage(System.out);
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return line.execute(arguments);
        } catch (RuntimeException | Error failure) {
            return failed(failure);
        }
    }

    private static void addHelp(CommandSpec spec) {
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("show this help")
                    .build());
        }
        spec.subcommands().values().forEach(each -> addHelp(each.getCommandSpec()));
    }

    private static int execute(ParseResult parsed) {
        boolean helps = false;
        for (ParseResult each : levels(parsed)) {
            // the parser lets unknown words pass beside --help
            if (!each.unmatched().isEmpty()) {
                throw new CommandLine.UnmatchedArgumentException(
                        each.commandSpec().commandLine(), each.unmatched());
            }
            helps |= each.isUsageHelpRequested() || each.isVersionHelpRequested();
        }
        if (!helps) {
            try {
                levels(parsed).forEach(Program::check);
            } catch (Refusal refusal) {
                return failed(refusal);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void check(ParseResult parsed) {
        parsed.matchedArgs().forEach(Program::checkRange);
        parsed.matchedArgs().forEach(Program::checkPaths);
    }

    private static List<ParseResult> levels(ParseResult parsed) {
        return Stream.iterate(
                        Optional.of(parsed),
                        Optional::isPresent,
                        each -> each.filter(ParseResult::hasSubcommand).map(ParseResult::subcommand))
                .flatMap(Optional::stream)
                .toList();
    }

    private static void checkRange(ArgSpec argument) {
        Range range = argument.userObject() instanceof Field field ? field.getAnnotation(Range.class) : null;
        if (range != null) {
            for (Object value : values(argument)) {
                if (value instanceof Number number
                        && !(number.doubleValue() >= range.min() && number.doubleValue() <= range.max())) {
                    String most = range.max() == Double.POSITIVE_INFINITY ? " or more" : " to " + plain(range.max());
                    throw new ParameterException(
                            argument.command().commandLine(),
                            name(argument) + " must be " + plain(range.min()) + most + ", not " + number,
                            argument,
                            number.toString());
                }
            }
        }
    }

    private static void checkPaths(ArgSpec argument) {
        for (Object value : values(argument)) {
            if (value instanceof NamedPath path) {
                path.check();
            }
        }
    }

    private static Collection<?> values(ArgSpec argument) {
        Object value = argument.getValue();
        return value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static int failed(Throwable failure) {
        System.err.println(Complaint.of(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The list of commands, those of one sort of work together; of a command's own subcommands, one list. */
    private static String byWork(Help help) {
        Map<Work, Map<String, Help>> groups = new EnumMap<>(Work.class);
        help.subcommands()
                .forEach((name, each) -> work(each.commandSpec())
                        .ifPresent(work -> groups.computeIfAbsent(work, _ -> new TreeMap<>())
                                .put(name, each)));
        if (groups.isEmpty()) {
            return help.commandList();
        }
        StringBuilder list = new StringBuilder();
        groups.forEach((work, commands) -> list.append(System.lineSeparator())
                .append(help.colorScheme().ansi().string("@|bold " + work.title() + "|@"))
                .append(System.lineSeparator())
                .append(help.commandList(commands)));
        return list.toString();
    }

    /** Whose work a command is. */
    static Optional<Work> work(CommandSpec command) {
        return Optional.ofNullable(command.userObject().getClass().getAnnotation(Work.Of.class))
                .map(Work.Of::value);
    }
}
