package org.openledger.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The script for fish: one line for each word, with the commands that it may stand behind. */
final class FishScript {
    private FishScript() {}

    static String of(CommandLine root) {
        String program = root.getCommandName();
        List<CommandWords> all = CommandWords.of(root);
        StringBuilder script = new StringBuilder("function __" + program + "_at\n  set -l path\n")
                .append("  for word in (commandline -opc)[2..-1]\n    switch \"$path $word\"\n      case ")
                .append(CommandWords.paths(all).stream().map(FishScript::quoted).collect(Collectors.joining(" ")))
                .append("\n        set path \"$path $word\"\n    end\n  end\n")
                .append("  test \"$path\" = \"$argv[1]\"\nend\n\n");
        for (CommandWords words : all) {
            String line = "complete -c " + program + " -n " + quoted("__" + program + "_at " + quoted(words.path()));
            words.commands()
                    .forEach(word -> script.append(line)
                            .append(" -a ")
                            .append(quoted(word.text()))
                            .append(" -d ")
                            .append(quoted(word.description()))
                            .append('\n'));
            words.options()
                    .forEach(option -> script.append(line).append(names(option)).append('\n'));
        }
        return script.toString();
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        boolean takesValue = option.arity().max() > 0;
        return names + (takesValue ? " -r" : "") + " -d " + quoted(CommandWords.description(option));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
