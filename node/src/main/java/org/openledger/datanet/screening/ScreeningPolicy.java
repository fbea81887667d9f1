package org.openledger.datanet.screening;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openledger.datanet.privacy.PrivateKind;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Treatment;
import org.openledger.store.Refusal.Kind;

/**
 * What becomes of rows in which something is found, by what it is: a relation to an earlier row, or a kind of private data.
 *
 * @param acts of all findings, by their words
 */
public record ScreeningPolicy(Map<String, Treatment> acts) {
    /** What rows may have to do with earlier ones. */
    public static final List<Reason> RELATIONS = List.of(
            Reason.EXACT_DUPLICATE,
            Reason.NEAR_DUPLICATE,
            Reason.CONTAINED,
            Reason.VARIANT,
            Reason.CORRECTION,
            Reason.ELSEWHERE);

    /** Until an owner says otherwise: exact copies, secrets, and numbers that identify are refused, all else waits for review. */
    public static final ScreeningPolicy STANDARD = standard();

    public ScreeningPolicy {
        acts = Collections.unmodifiableMap(new LinkedHashMap<>(acts));
    }

    private static ScreeningPolicy standard() {
        Map<String, Treatment> acts = new LinkedHashMap<>();
        RELATIONS.forEach(
                each -> acts.put(each.word(), each == Reason.EXACT_DUPLICATE ? Treatment.REFUSE : Treatment.HOLD));
        for (PrivateKind each : PrivateKind.values()) {
            acts.put(
                    each.word(),
                    switch (each) {
                        case MAIL, PHONE, IP_ADDRESS -> Treatment.HOLD;
                        default -> Treatment.REFUSE;
                    });
        }
        return new ScreeningPolicy(acts);
    }

    /** All findings that an owner may speak of. */
    public static List<String> findings() {
        return List.copyOf(STANDARD.acts().keySet());
    }

    public Treatment of(Reason relation) {
        return act(relation.word());
    }

    public Treatment of(PrivateKind kind) {
        return act(kind.word());
    }

    /** What becomes of a finding, by its word. */
    public Treatment act(String finding) {
        Treatment act = acts.get(finding);
        if (act == null) {
            throw new IllegalStateException("no policy says what becomes of " + finding);
        }
        return act;
    }

    /** This one with another act for one finding. */
    public ScreeningPolicy with(String finding, Treatment act) {
        requireFinding(finding);
        Map<String, Treatment> changed = new LinkedHashMap<>(acts);
        changed.put(finding, act);
        return new ScreeningPolicy(changed);
    }

    /** Refuses a word that is no finding's. */
    public static void requireFinding(String finding) {
        if (!STANDARD.acts().containsKey(finding)) {
            throw new DatanetException(
                    Kind.INVALID,
                    "nothing that is found is called '" + finding + "': say one of " + String.join(", ", findings()));
        }
    }

    /** The act that is called so. */
    public static Treatment actCalled(String word) {
        return Arrays.stream(Treatment.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new DatanetException(
                        Kind.INVALID, "'" + word + "' is nothing that can be done: say refuse, hold or accept"));
    }
}
