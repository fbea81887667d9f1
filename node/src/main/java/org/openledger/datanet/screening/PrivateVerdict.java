package org.openledger.datanet.screening;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openledger.datanet.privacy.PrivateRow;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Treatment;
import org.openledger.datanet.row.Verdict;

/** What becomes of a row in which secrets or personal data stand. */
public final class PrivateVerdict {
    private PrivateVerdict() {}

    /** Empty where nothing was found, or all of it is allowed. */
    public static Optional<Verdict> of(PrivateRow row, ScreeningPolicy policy) {
        List<PrivateRow.Place> places = row.places().stream()
                .filter(each -> policy.of(each.kind()) != Treatment.ACCEPT)
                .toList();
        return places.stream()
                .map(PrivateRow.Place::kind)
                .min(Comparator.comparing(policy::of))
                .map(strictest -> new Verdict(
                        policy.of(strictest),
                        places.stream().anyMatch(each -> each.kind().isSecret()) ? Reason.SECRET : Reason.PERSONAL_DATA,
                        new PrivateRow(places).words() + ": give it with --redact, or take it out",
                        Optional.empty()));
    }
}
