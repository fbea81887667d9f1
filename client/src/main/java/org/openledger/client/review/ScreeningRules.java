package org.openledger.client.review;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;

/**
 * What becomes of rows of a Datanet in which something is found.
 *
 * @param list each finding: relations to earlier rows, then secrets, then personal data
 */
public record ScreeningRules(@AtMost(64) List<Rule> list) {
    /**
     * What becomes of one finding.
     *
     * @param finding its code
     * @param act whether such a row is refused, held for the owner's own word, or a row like others
     * @param standard what becomes of it where no owner said anything
     * @param setBy the address that said so last
     * @param setMillis when
     */
    public record Rule(
            @Example("\"mail\"") String finding,
            @Words({"refuse", "hold", "accept"}) String act,
            @Words({"refuse", "hold", "accept"}) String standard,
            Optional<String> setBy,
            Optional<Long> setMillis) {}
}
