-- Facts about this node, one row each: chosen once, never changed.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
