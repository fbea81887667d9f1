package org.openledger.builder;

/** The build cannot go on; the message says why and what to do. */
final class BuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BuildException(String message) {
        super(message);
    }
}
