package org.openledger.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The script for zsh: it follows the commands typed so far, and offers what may stand behind them. */
final class ZshScript {
    private ZshScript() {}

    static String of(CommandLine root) {
        String program = root.getCommandName();
        List<CommandWords> all = CommandWords.of(root);
        StringBuilder script = new StringBuilder("#compdef " + program + "\n\n_" + program + "() {\n");
        script.append("  local -a commands options\n  local path_ i\n");
        script.append("  for (( i = 2; i < CURRENT; i++ )); do\n    case \"$path_ ${words[i]}\" in\n      ")
                .append(CommandWords.paths(all).stream().map(ZshScript::quoted).collect(Collectors.joining("|")))
                .append(") path_=\"$path_ ${words[i]}\" ;;\n    esac\n  done\n");
        script.append("  case \"$path_\" in\n");
        all.forEach(words -> script.append("    ")
                .append(quoted(words.path()))
                .append(")\n      commands=(")
                .append(list(words.commands().stream()))
                .append(")\n      options=(")
                .append(list(words.options().stream()
                        .flatMap(option -> Arrays.stream(option.names())
                                .map(name -> new CommandWords.Word(name, CommandWords.description(option))))))
                .append(")\n      ;;\n"));
        script.append("  esac\n");
        script.append("  if [[ ${words[CURRENT]} == -* ]]; then\n    _describe -o option options\n  else\n")
                .append("    (( ${#commands} )) && _describe command commands\n    _files\n  fi\n}\n\n");
        script.append("if [ \"$funcstack[1]\" = _" + program + " ]; then _" + program + " \"$@\"; else compdef _"
                + program + " " + program + "; fi\n");
        return script.toString();
    }

    private static String list(Stream<CommandWords.Word> words) {
        return words.map(word -> quoted(word.text().replace(":", "\\:") + ":" + word.description()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
