package org.openledger.cli.option;

import org.openledger.verify.Sample;
import org.openledger.verify.bytes.Hex;
import picocli.CommandLine.TypeConversionException;

/** A validator's nonce that a command line gives. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Beacon(byte[] nonce) {
    static Beacon parse(String word) {
        if (!word.matches("[0-9a-f]{" + 2 * Sample.NONCE_BYTES + "}")) {
            throw new TypeConversionException("a beacon has " + 2 * Sample.NONCE_BYTES + " lower-case hex digits");
        }
        return new Beacon(Hex.parse(word));
    }
}
