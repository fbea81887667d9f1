package org.openledger.model.jinja;

import java.util.List;

/** A Python tuple: a list that shows itself with parentheses. */
record Tuple(List<Object> items) {}
