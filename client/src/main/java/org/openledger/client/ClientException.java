package org.openledger.client;

/** The node refused a call, or could not be reached. The message is one sentence for whoever gave the command. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClientException(String message) {
        super(message);
    }

    public ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
