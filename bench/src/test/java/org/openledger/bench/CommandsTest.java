package org.openledger.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.OutputFolder;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.RowsFile;
import org.openledger.cli.option.VersionNumber;
import org.openledger.cli.option.Work;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Rules for every command and subcommand there is, as the program's own model names them. */
@Tag("unit")
final class CommandsTest {
    private static final String ADDRESS = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
    /** Folders that need not exist, or settings that are checked with the others of a node. */
    private static final Set<String> CHECKED_ELSEWHERE = Set.of("--data", "--config", "--base", "--port");

    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class);
    /** Numbers that may be anything. */
    private static final Set<String> ANY_NUMBER = Set.of("--seed");

    private static final CommandLine ALL = Main.commands();

    @TempDir
    Path folder;

    private static Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> found = new LinkedHashMap<>();
        collect(ALL.getCommandSpec(), found);
        assertThat(found.keySet()).contains("openledger", "openledger lds", "openledger run create");
        return found;
    }

    private static void collect(CommandSpec command, Map<String, CommandSpec> found) {
        found.put(command.qualifiedName(), command);
        command.subcommands().values().forEach(each -> collect(each.getCommandSpec(), found));
    }

    private static Stream<DynamicTest> each(Rule rule) {
        return commands().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> rule.holds(each.getValue())));
    }

    private interface Rule {
        void holds(CommandSpec command) throws IOException;
    }

    /** The words that name a command. */
    private static List<String> words(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(command.qualifiedName().split(" ")));
        words.removeFirst();
        return words;
    }

    @TestFactory
    Stream<DynamicTest> helpExitsWithZeroAndShowsTwoExamplesThatCanBeTyped() {
        return each(command -> {
            List<String> words = words(command);
            words.add("--help");
            Ran help = Ran.of(ALL, words);
            assertThat(help.code()).isZero();
            assertThat(help.said()).isEmpty();
            assertThat(help.out()).contains("Examples:");
            List<String> examples = Arrays.stream(command.usageMessage().footer())
                    .map(String::strip)
                    .filter(line -> line.startsWith("openledger "))
                    .toList();
            assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
            examples.forEach(CommandsTest::assertParses);
        });
    }

    private static void assertParses(String example) {
        String typed = example.replaceFirst(" [<>] .*", "").replaceAll("\\$[A-Z]+", ADDRESS);
        List<String> words = new ArrayList<>(WORD.matcher(typed)
                .results()
                .map(found -> Optional.ofNullable(found.group(1)).orElse(found.group()))
                .toList());
        words.removeFirst();
        assertThatCode(() -> ALL.parseArgs(words.toArray(String[]::new)))
                .as(example)
                .doesNotThrowAnyException();
    }

    @TestFactory
    Stream<DynamicTest> anUnknownOptionExitsWithTwoAndIsNamed() {
        return each(command -> {
            List<String> words = words(command);
            words.add("--no-such-option");
            Ran refused = Ran.of(ALL, words);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.said()).hasSizeLessThanOrEqualTo(3);
            assertThat(refused.said().getFirst()).startsWith("openledger: ").contains("--no-such-option");
        });
    }

    @TestFactory
    Stream<DynamicTest> everyWordOfACommandIsExplained() {
        return each(command -> {
            assertThat(command.usageMessage().description()).isNotEmpty();
            command.args()
                    .forEach(argument -> assertThat(argument.description())
                            .as(argument.toString())
                            .isNotEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyNumberHasARange() {
        return each(command -> {
            for (ArgSpec argument : command.args()) {
                boolean anything = ANY_NUMBER.contains(name(argument)) || CHECKED_ELSEWHERE.contains(name(argument));
                if (!NUMBERS.contains(elementType(argument)) || anything) {
                    continue;
                }
                Range range = ((Field) argument.userObject()).getAnnotation(Range.class);
                assertThat(range).as(name(argument)).isNotNull();
                List<String> words = words(command);
                words.addAll(given(command, argument, Long.toString((long) range.min() - 1)));
                Ran refused = Ran.of(ALL, words);
                assertThat(refused.code()).as("%s", refused.said()).isEqualTo(2);
                assertThat(refused.said()).hasSizeLessThanOrEqualTo(3);
                assertThat(refused.said().getFirst()).contains(name(argument), " must be ");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyFileIsLookedAtBeforeAnythingIsDone() {
        return each(command -> {
            for (ArgSpec argument : command.args()) {
                Class<?> type = elementType(argument);
                if (!CHECKED_ELSEWHERE.contains(name(argument))) {
                    assertThat(type).as(name(argument)).isNotIn(Path.class, File.class);
                }
                for (String wrong : wrong(type)) {
                    List<String> words = words(command);
                    words.addAll(given(command, argument, wrong));
                    Ran refused = Ran.of(ALL, words);
                    assertThat(refused.code()).as("%s: %s", words, refused).isEqualTo(1);
                    assertThat(refused.out()).isEmpty();
                    assertThat(refused.said()).hasSize(1);
                    assertThat(refused.said().getFirst())
                            .startsWith("openledger: ")
                            .contains(wrong);
                }
            }
        });
    }

    /** What a file or folder of a type may not be. */
    private List<String> wrong(Class<?> type) throws IOException {
        String missing = folder.resolve("missing").toString();
        String file = file("there");
        if (type == InputFile.class) {
            return List.of(missing, folder.toString());
        }
        if (type == RowsFile.class) {
            return List.of(missing);
        }
        if (type == InputFolder.class) {
            return List.of(missing, file);
        }
        if (type == OutputFile.class) {
            return List.of(folder.toString(), Path.of(missing, "file").toString());
        }
        return type == OutputFolder.class ? List.of(file) : List.of();
    }

    /** One argument with a value, and all else that a command needs, each in its place. */
    private List<String> given(CommandSpec command, ArgSpec one, String value) throws IOException {
        List<String> words = new ArrayList<>();
        for (ArgSpec argument : command.args()) {
            if (argument.equals(one)) {
                words.addAll(given(argument, value));
            } else if ((argument.required() || argument instanceof PositionalParamSpec) && !isExcluded(argument, one)) {
                words.addAll(given(argument, valid(argument)));
            }
        }
        return words;
    }

    /** Of arguments that exclude one another one is given: the one that is tried, or else the first. */
    private static boolean isExcluded(ArgSpec argument, ArgSpec one) {
        ArgGroupSpec group = argument.group();
        if (group == null || !group.exclusive()) {
            return false;
        }
        List<String> members = group.args().stream().map(CommandsTest::name).toList();
        return members.contains(name(one)) || !members.getFirst().equals(name(argument));
    }

    private String valid(ArgSpec argument) throws IOException {
        Class<?> type = elementType(argument);
        if (type == InputFile.class || type == RowsFile.class) {
            return file("valid");
        }
        if (type == InputFolder.class || type == OutputFolder.class) {
            return folder.toString();
        }
        if (type == OutputFile.class) {
            return folder.resolve("out").toString();
        }
        if (type == AccountAddress.class) {
            return ADDRESS;
        }
        return type == VersionNumber.class ? "1:1" : type.isEnum() ? type.getEnumConstants()[0].toString() : "1";
    }

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "").toString();
    }

    private static List<String> given(ArgSpec argument, String value) {
        return switch (argument) {
            case OptionSpec option when option.arity().max() == 0 -> List.of(option.longestName());
            case OptionSpec option -> List.of(option.longestName(), value);
            default -> List.of(value);
        };
    }

    private static Class<?> elementType(ArgSpec argument) {
        Class<?>[] types = argument.auxiliaryTypes();
        return argument.isMultiValue() ? types[0] : argument.type();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    @TestFactory
    Stream<DynamicTest> everyListCanBeHadAsJson() {
        return each(command -> {
            boolean lists = command.userObject() instanceof NodeCommand
                    && command.args().stream().noneMatch(ArgSpec::required);
            if (lists) {
                assertThat(command.findOption("--json")).isNotNull();
            }
        });
    }

    @Test
    void theHelpNamesEveryCommandUnderWhoseWorkItIs() {
        List<String> help = Ran.of(List.of("--help")).out();
        for (Work work : Work.values()) {
            assertThat(help).contains(work.title());
        }
        ALL.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                assertThat(command.getCommandSpec().userObject().getClass().getAnnotation(Work.Of.class))
                        .as(name)
                        .isNotNull();
                assertThat(help).anyMatch(line -> line.startsWith("  " + name + " "));
            }
        });
    }
}
