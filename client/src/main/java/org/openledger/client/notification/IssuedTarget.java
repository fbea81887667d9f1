package org.openledger.client.notification;

import java.util.Optional;

/**
 * A new target.
 *
 * @param target it
 * @param secret under which a webhook is signed, as Standard Webhooks writes it. The node never shows it again
 */
public record IssuedTarget(TargetLine target, Optional<String> secret) {}
