package org.openledger.cli.option;

import org.openledger.app.NodeVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"openledger " + NodeVersion.NUMBER};
    }
}
