package org.openledger.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.openledger.verify.OpenAmount;

/**
 * One balanced movement of money between accounts.
 *
 * @param id what makes posting it twice the same as posting it once, for example {@code inference:<receipt id>}
 * @param timeMillis when what it records happened, epoch milliseconds
 * @param kind one word that says what happened, for example {@code charge}
 * @param reference what explains it: a receipt's id, a transaction's hash, an epoch's number
 * @param postings at least two lines on different accounts, which sum to zero
 */
public record Entry(String id, long timeMillis, String kind, String reference, List<Posting> postings) {
    public static final int MAX_POSTINGS = 100_000;
    private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern KIND = Pattern.compile("[a-z-]{1,32}");

    public Entry {
        postings = List.copyOf(postings);
        require(TEXT.matcher(id).matches(), "an entry's id is 1 to 200 visible ASCII characters: " + id);
        require(TEXT.matcher(reference).matches(), "a reference is 1 to 200 visible ASCII characters: " + reference);
        require(KIND.matcher(kind).matches(), "a kind is 1 to 32 lowercase letters or hyphens: " + kind);
        require(timeMillis >= 0, "a time is not negative: " + timeMillis);
        require(
                postings.size() >= 2 && postings.size() <= MAX_POSTINGS,
                "an entry has 2 to " + MAX_POSTINGS + " postings, not " + postings.size());
        long sum = 0;
        Set<LedgerAccount> seen = new HashSet<>();
        for (Posting posting : postings) {
            sum = Math.addExact(sum, posting.gwei());
            require(seen.add(posting.account()), "entry " + id + " names " + posting.account() + " twice");
        }
        require(sum == 0, "entry " + id + " does not balance: its postings sum to " + OpenAmount.of(sum));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
