package org.openledger.client.community;

import java.util.Optional;
import org.openledger.client.shape.Example;

/**
 * Who takes an invitation.
 *
 * @param code the secret of its link
 * @param account the address that becomes a member; the caller where this is absent
 */
public record TakenInvitation(@Example("\"oli_…\"") String code, Optional<String> account) {}
