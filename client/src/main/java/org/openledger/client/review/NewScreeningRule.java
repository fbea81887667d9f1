package org.openledger.client.review;

import org.openledger.client.shape.Example;
import org.openledger.client.shape.Words;

/**
 * What is to become of rows in which something is found.
 *
 * @param finding its code
 * @param act whether such a row is refused, held for the owner's own word, or a row like others
 */
public record NewScreeningRule(
        @Words({
            "exact-duplicate",
            "near-duplicate",
            "contained",
            "variant",
            "correction",
            "elsewhere",
            "private-key",
            "access-key",
            "token",
            "password",
            "card",
            "iban",
            "national-number",
            "mail",
            "phone",
            "ip-address"
        })
        @Example("\"mail\"")
        String finding,

        @Words({"refuse", "hold", "accept"}) @Example("\"accept\"")
        String act) {}
