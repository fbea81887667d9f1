package org.openledger.cli.shell;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that completes the words of the program. */
enum Shell {
    BASH,
    ZSH,
    FISH;

    /** What the shell is to read. */
    String script(CommandLine root) {
        return switch (this) {
            case BASH -> AutoComplete.bash(root.getCommandName(), root);
            case ZSH -> ZshScript.of(root);
            case FISH -> FishScript.of(root);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
