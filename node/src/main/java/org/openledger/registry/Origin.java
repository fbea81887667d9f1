package org.openledger.registry;

/** Where a model comes from, and so what its lineage is worth. */
public enum Origin {
    /** A run of this node: its lineage is what the run read. */
    TRAINED,
    /** Its owner brought the adapter: its lineage is what the owner declares. */
    BROUGHT,
    /** The base model alone. */
    BASE
}
