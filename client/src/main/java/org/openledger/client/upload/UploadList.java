package org.openledger.client.upload;

import java.util.List;
import org.openledger.client.shape.AtMost;

/**
 * The files that an account is sending.
 *
 * @param list the latest first
 */
public record UploadList(@AtMost(4) List<UploadLine> list) {}
