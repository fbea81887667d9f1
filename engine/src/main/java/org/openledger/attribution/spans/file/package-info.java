/**
 * The file format of span indexes: sections, packed columns, bit ranks, and the structures that answer queries from
 * mapped bytes. Uses the JDK alone. Every section is checked against its digest before it is trusted.
 */
@NullMarked
package org.openledger.attribution.spans.file;

import org.jspecify.annotations.NullMarked;
