package org.openledger.datanet.row;

import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.openledger.store.InBytes;

/**
 * A row as the search for duplicates reads it.
 *
 * @param commitPosition the place of its contribution among all signed ones; empty until that is signed
 * @param datanetName of its Datanet
 * @param schema of its Datanet
 */
public record KeptRow(
        @Nested Row row,
        @InBytes String textDigest,
        Optional<Long> commitPosition,
        String datanetName,
        @ColumnName("schema_name") Schema schema) {}
