package org.openledger.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openledger.verify.bytes.VerifyException;

/**
 * The exported receipts of an epoch, from which anyone computes its audit again. That they are all of the epoch's no file can
 * show: the operator's epoch says how many there are, and the log has them in order.
 */
final class EpochFiles {
    private final Verifier.Options options;
    private final EpochAudit audit = new EpochAudit();
    private final Set<String> receipts = new HashSet<>();
    private Optional<String> operator = Optional.empty();
    private Optional<Long> epoch = Optional.empty();

    EpochFiles(Verifier.Options options) {
        this.options = options;
    }

    /** Adds a receipt; {@link VerifyException} when its file does not hold, it is here already, or it is of another epoch. */
    void add(byte[] bytes) {
        List<Check> checks = Verifier.check(bytes, options);
        Require.that(
                Verifier.accepted(checks),
                checks.stream()
                        .filter(Check::failed)
                        .map(check -> check.name() + ": " + check.detail())
                        .collect(Collectors.joining("; ")));
        ReceiptFile file = ReceiptFile.read(bytes).content();
        Receipt receipt = file.receipt();
        long number = file.payout()
                .orElseThrow(() -> new VerifyException("the receipt is not settled in any epoch yet"))
                .epoch();
        Require.that(receipts.add(receipt.id()), "the receipt " + receipt.id() + " is here twice");
        Require.that(
                epoch.orElse(number) == number
                        && operator.orElse(receipt.operator()).equals(receipt.operator()),
                "the receipt is of epoch " + number + " of " + receipt.operator() + ", not of the first one's");
        epoch = Optional.of(number);
        operator = Optional.of(receipt.operator());
        audit.add(AuditedAnswer.of(receipt));
    }

    List<EpochAudit.Outcome> outcomes() {
        return audit.outcomes();
    }

    String sentence() {
        long back = audit.poolsGwei().values().stream().reduce(0L, Math::addExact);
        return receipts.size() + " receipts of epoch " + epoch.orElse(0L) + "; " + OpenAmount.of(back)
                + " go back to the commons. It holds if these are all of the epoch's receipts.";
    }
}
