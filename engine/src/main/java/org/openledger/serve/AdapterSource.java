package org.openledger.serve;

import org.openledger.model.Adapter;

/** Where a registered adapter is read from when it is needed. */
public interface AdapterSource {
    /** Reads it into memory that the caller owns; may be called again after that was closed, and throws where it cannot be read. */
    Adapter load();
}
