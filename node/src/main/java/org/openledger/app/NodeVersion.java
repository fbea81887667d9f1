package org.openledger.app;

/** The product's version, the same in every module. */
public final class NodeVersion {
    public static final String NUMBER = "0.1.0";

    private NodeVersion() {}
}
