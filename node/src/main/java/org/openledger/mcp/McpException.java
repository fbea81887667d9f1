package org.openledger.mcp;

import org.openledger.store.Refusal;

/** A server of tools does not answer, or answers something else than the protocol says. */
public final class McpException extends Refusal {
    private static final long serialVersionUID = 1L;

    public McpException(Kind kind, String message) {
        super(kind, message);
    }

    McpException(String server, String what) {
        super(Kind.UPSTREAM_FAILED, "The server " + server + " " + what + ".");
    }
}
