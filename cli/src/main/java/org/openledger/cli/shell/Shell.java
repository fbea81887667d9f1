package org.openledger.cli.shell;

import java.util.Locale;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that completes the words of the program. */
enum Shell {
    BASH(root -> AutoComplete.bash(root.getCommandName(), root)),
    ZSH(ZshScript::of),
    FISH(FishScript::of);

    private final Function<CommandLine, String> script;

    Shell(Function<CommandLine, String> script) {
        this.script = script;
    }

    /** What the shell is to read. */
    String script(CommandLine root) {
        return script.apply(root);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
