package org.openledger.client.notification;

import org.openledger.client.shape.Example;

/**
 * What was sent to a mail address.
 *
 * @param code its 8 digits
 */
public record TargetCode(@Example("\"01234567\"") String code) {}
