package org.openledger.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words that may follow a command.
 *
 * @param path the command's names, each after a space; empty for the program itself
 */
record CommandWords(String path, List<Word> commands, List<OptionSpec> options) {
    /** A word and what it is for. */
    record Word(String text, String description) {}

    /** Of every command that is not hidden, the program first. */
    static List<CommandWords> of(CommandLine root) {
        List<CommandWords> all = new ArrayList<>();
        collect("", root.getCommandSpec(), all);
        return all;
    }

    private static void collect(String path, CommandSpec command, List<CommandWords> all) {
        List<CommandSpec> below = new LinkedHashSet<>(command.subcommands().values())
                .stream()
                        .map(CommandLine::getCommandSpec)
                        .filter(each -> !each.usageMessage().hidden())
                        .toList();
        all.add(new CommandWords(
                path,
                below.stream()
                        .map(each ->
                                new Word(each.name(), first(each.usageMessage().description())))
                        .toList(),
                command.options().stream().filter(option -> !option.hidden()).toList()));
        below.forEach(each -> collect(path + " " + each.name(), each, all));
    }

    /** The paths of all commands but the program's own. */
    static Collection<String> paths(List<CommandWords> all) {
        return all.stream()
                .map(CommandWords::path)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    static String description(OptionSpec option) {
        return first(option.description());
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0].replaceAll("\\s*\\(\\$\\{[^)]*\\)|\\$\\{[^}]*\\}", "");
    }
}
