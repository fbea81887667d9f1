package org.openledger.app;

import picocli.CommandLine.IVersionProvider;

/** The product's version, the same in every module. */
final class Version implements IVersionProvider {
    static final String NUMBER = "0.1.0";

    @Override
    public String[] getVersion() {
        return new String[] {"openledger " + NUMBER};
    }
}
