package org.openledger.client.agent;

import java.util.Optional;
import org.openledger.client.shape.WhenAbsent;

/**
 * Which mandates to end, one of these.
 *
 * @param mandate this one
 * @param agent those of this agent
 * @param principal those of this principal
 * @param all every one that the caller may end
 */
public record MandatesEnd(
        Optional<String> mandate,
        Optional<String> agent,
        Optional<String> principal,
        @WhenAbsent("false") boolean all) {}
