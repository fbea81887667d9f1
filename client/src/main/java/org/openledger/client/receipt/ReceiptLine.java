package org.openledger.client.receipt;

import org.openledger.client.shape.Words;

/**
 * A receipt in a list. Question and answer are shown to the payer and the administrator alone.
 *
 * @param id 32 hexadecimal digits
 * @param state how far it is
 * @param timeMillis when the answer was asked for
 * @param model that answered
 * @param question shortened; empty for anyone who may not read it
 * @param answer shortened; empty for anyone who may not read it
 * @param feeGwei what it cost
 * @param dataPpm part of the credit that contributors have
 * @param basePpm part of it that the base model has
 * @param unattributedPpm part of it that nobody has
 */
public record ReceiptLine(
        String id,

        @Words({"admitted", "answered", "receipted", "failed"})
        String state,

        long timeMillis,
        String model,
        String question,
        String answer,
        long feeGwei,
        long dataPpm,
        long basePpm,
        long unattributedPpm) {}
