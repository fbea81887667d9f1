package org.openledger.receipt;

import org.openledger.identity.Signer;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Hex;

/**
 * Who signs receipts, and what every receipt of this node says of it.
 *
 * @param baseOwner the address that is paid as the base model's owner
 * @param code the version of the code that attributes
 */
public record Issuer(
        Signer operator,
        Receipt.Chain chain,
        Receipt.LogIdentity log,
        Receipt.SplitBps split,
        String baseOwner,
        String code) {

    /** The operator's signature over canonical bytes: 0x and 65 bytes. */
    String sign(byte[] canonicalBytes) {
        return "0x" + Hex.of(operator.sign(OperatorSignature.digest(canonicalBytes)));
    }
}
