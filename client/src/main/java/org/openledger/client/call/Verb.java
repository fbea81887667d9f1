package org.openledger.client.call;

/** A method of HTTP that this API uses. */
public enum Verb {
    GET,
    POST,
    PATCH,
    DELETE
}
