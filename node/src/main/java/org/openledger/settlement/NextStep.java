package org.openledger.settlement;

import java.util.OptionalLong;

/**
 * What happens next with an epoch.
 *
 * @param says it in a sentence
 * @param atMillis when, where that is known
 */
public record NextStep(String says, OptionalLong atMillis) {
    static NextStep whenever(String says) {
        return new NextStep(says, OptionalLong.empty());
    }
}
