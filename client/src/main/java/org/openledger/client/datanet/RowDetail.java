package org.openledger.client.datanet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A row, and the latest receipts that name it.
 *
 * @param row itself
 * @param uses the receipts, latest first
 */
public record RowDetail(@JsonUnwrapped RowView row, List<RowUseLine> uses) {}
