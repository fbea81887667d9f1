/**
 * What a file is, and its records. The kind is found by content, never by name; what is no list of records is refused in one
 * sentence. Reads as a stream, within limits, and knows nothing of Datanets but why a line is none.
 */
@NullMarked
package org.openledger.datanet.file;

import org.jspecify.annotations.NullMarked;
