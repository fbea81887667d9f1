package org.openledger.client;

/** The node refused a call, or could not be reached. The message is one sentence for whoever gave the command. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** The node was not reached, or said what no node says. */
    public ClientException(String message) {
        super(message);
        this.status = 0;
    }

    public ClientException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** The node refused. */
    public ClientException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Of the HTTP answer; zero where there was none. */
    public int status() {
        return status;
    }
}
