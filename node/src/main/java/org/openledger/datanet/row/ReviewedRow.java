package org.openledger.datanet.row;

import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;

/**
 * A row as its review sees it.
 *
 * @param seenMillis when the Datanet's owner was shown it first, or who took it
 * @param appealedMillis when its contributor appealed its refusal
 */
public record ReviewedRow(@Nested Row row, Optional<Long> seenMillis, Optional<Long> appealedMillis) {}
