package org.openledger.receipt;

import java.util.Optional;
import org.openledger.answer.Inference;
import org.openledger.identity.Signer;
import org.openledger.verify.OperatorSignature;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Hex;

/**
 * Who signs receipts, and what every receipt of this node says of it.
 *
 * @param splits how fees are divided
 * @param baseOwner the address that is paid as the base model's owner
 * @param code the version of the code that attributes
 */
public record Issuer(
        Signer operator, Receipt.Chain chain, Receipt.LogIdentity log, Splits splits, String baseOwner, String code) {

    /** How an answer's fee is divided, and since which event of which contract; of none where no vote can change it. */
    public record Split(Receipt.SplitBps splitBps, Optional<Receipt.Parameters> parameters) {
        public static final Split STANDARD = new Split(Receipt.SplitBps.STANDARD, Optional.empty());
    }

    /** The split that was in force when an answer was admitted. */
    @FunctionalInterface
    public interface Splits {
        Split of(Inference admitted);
    }

    /** The operator's signature over canonical bytes: 0x and 65 bytes. */
    String sign(byte[] canonicalBytes) {
        return "0x" + Hex.of(operator.sign(OperatorSignature.digest(canonicalBytes)));
    }
}
