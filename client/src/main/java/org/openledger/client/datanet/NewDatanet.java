package org.openledger.client.datanet;

import org.openledger.client.shape.Example;

/**
 * A Datanet to be.
 *
 * @param owner the address that will review contributions and publish versions
 * @param name what to call it
 * @param schema which fields each row has: INSTRUCTION, TEXT, PREFERENCE, CHAT or LABEL
 * @param licence of its rows, an SPDX identifier that the node knows
 * @param terms the text that contributors sign for
 */
public record NewDatanet(
        String owner,
        @Example("\"Kitchen questions\"") String name,
        @Example("\"INSTRUCTION\"") String schema,
        @Example("\"CC-BY-4.0\"") String licence,
        @Example("\"Rows may be used to train models.\"") String terms) {}
