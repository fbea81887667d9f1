package org.openledger.verify.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * One sentence of a pack, and what stands behind it.
 *
 * @param decides whether the question's answer rests on it; others are said beside
 * @param by who states it; of what is stated alone
 * @param evidence names of parts
 */
public record Claim(
        Question question, boolean decides, String says, Status status, Optional<String> by, List<String> evidence) {
    public Claim {
        evidence = List.copyOf(evidence);
        Require.that(by.isPresent() == (status == Status.STATED), "what is stated is stated by somebody");
        Require.that(status == Status.NOT_KNOWN || !evidence.isEmpty(), "what is claimed has evidence: " + says);
    }

    /** What a reader wants to know. */
    public enum Question implements Worded {
        DATASET("Can the dataset be verified?"),
        VALUE("Where does the value come from?"),
        PAID("Are creators paid?"),
        RIGHTS("Can rights be checked on chain?"),
        TRACED("Can the output be traced?");

        private final String sentence;

        Question(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a sentence is known. */
    public enum Status implements Worded {
        /** The parts show it to whoever checks them. */
        SHOWN,
        /** Somebody signed that it is so. */
        STATED,
        /** Nothing here says. */
        NOT_KNOWN;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How a question is answered. */
    public enum Answer implements Worded {
        /** All that decides is shown. */
        YES,
        /** Some of it is stated, or not known. */
        PARTLY,
        /** None of it is known. */
        NO;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The answer that claims give to a question. */
    public static Answer answer(List<Claim> claims, Question question) {
        List<Status> decisive = claims.stream()
                .filter(claim -> claim.question == question && claim.decides)
                .map(Claim::status)
                .toList();
        if (decisive.stream().allMatch(status -> status == Status.NOT_KNOWN)) {
            return Answer.NO;
        }
        return decisive.stream().allMatch(status -> status == Status.SHOWN) ? Answer.YES : Answer.PARTLY;
    }

    /** Status and who, as a reader sees it. */
    public String known() {
        return by.map(who -> "stated by " + who).orElse(status.word());
    }

    Json json() {
        Json.ObjectBuilder json = Json.object()
                .put("says", says)
                .put("status", status.word())
                .put("decides", new Json.JsonBoolean(decides))
                .put("evidence", Json.strings(evidence));
        by.ifPresent(who -> json.put("by", who));
        return json.build();
    }
}
