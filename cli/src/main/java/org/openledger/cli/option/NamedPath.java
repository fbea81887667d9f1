package org.openledger.cli.option;

/** A file or folder that a command line names, looked at before anything is done. */
public sealed interface NamedPath permits RowsFile, InputFile, InputFolder, OutputFile, OutputFolder {
    /** @throws org.openledger.store.Refusal when it cannot be what it is named for */
    void check();
}
