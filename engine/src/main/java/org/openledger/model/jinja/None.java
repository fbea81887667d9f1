package org.openledger.model.jinja;

/** Python's None. */
enum None {
    NONE
}
