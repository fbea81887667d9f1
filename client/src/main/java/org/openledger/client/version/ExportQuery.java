package org.openledger.client.version;

import org.openledger.client.shape.WhenAbsent;
import org.openledger.client.shape.Words;

/**
 * How a version is written.
 *
 * @param format what the rows are written as
 */
public record ExportQuery(
        @WhenAbsent("\"jsonl\"") @Words({"jsonl", "parquet", "hf", "croissant"})
        String format) {}
