package org.openledger.client.agent;

import org.openledger.client.shape.Bounds;

/**
 * Until when an approval would hold.
 *
 * @param deadlineSeconds in seconds since 1970
 */
public record ApprovalQuery(
        @Bounds(from = 1, to = 253_402_300_799L) long deadlineSeconds) {}
