package org.openledger.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whose work commands are, in the order of the help. */
public enum Work {
    USE("Use"),
    CONTRIBUTE("Contribute"),
    BUILD_MODELS("Build models"),
    RUN_A_NODE("Run a node"),
    AUDIT("Audit"),
    LABORATORY("Laboratory");

    private final String title;

    Work(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Says of a command whose work it is; every command of the first level has it. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface Of {
        Work value();
    }
}
