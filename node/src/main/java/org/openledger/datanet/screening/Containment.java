package org.openledger.datanet.screening;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.openledger.datanet.row.Fingerprint;

/**
 * What part of a row stands in earlier ones: of the set of its shingles, those that are in theirs (Broder, "On the resemblance
 * and containment of documents", 1997). A row repeats
 *
 * <ul>
 *   <li>an earlier row in which {@link #ENOUGH two thirds} of it stand: a piece of a long row, or a short row with little round it;
 *   <li>an earlier row in which {@link #HALF half} of it stands and whose words it has in the same order, with some put in or
 *       left out, two thirds at least being left: in a short row a single word breaks many shingles. Rows of one template do
 *       not: each has a word that the other lacks;
 *   <li>an earlier row of {@value #FEWEST_IN_ORDER} words or more that it has all of, in their order, whatever part stands there;
 *   <li>an earlier row of {@value #FEWEST_IN_ORDER} words or more that has the same words in another order, a {@link #THIRD third} of
 *       it standing there: neighbours that change places break three shingles each;
 *   <li>an earlier row that it is with words spelt otherwise, see {@link Respelling};
 *   <li>somebody else's earlier row of {@value #FEWEST_HELD} words or more that {@link #NEARLY_ALL nearly all} stands in it with no
 *       more round it: a copy does not become another row by a greeting and thanks;
 *   <li>earlier rows of others of which one asks what it asks, and in which nearly all that it answers stands: the question of one
 *       row under the answer of another is no new row;
 *   <li>earlier rows in which two thirds of it stand together. Of a row that stands there by two thirds of itself all counts,
 *       of others runs of {@value #RUN} shingles, so of eight words: shorter phrases are in somebody's row for any text, once
 *       there are enough rows.
 * </ul>
 *
 * <p>It also repeats an earlier row that is {@link Fingerprint#NEAR similar} to it, or has {@link #ALIGNED most} of its words in the same
 * order, however many others stand between; where only numbers and names are others it is a variant. Whatever {@link Difference says
 * something else} repeats nothing, nor does what {@link Frame fills a template otherwise}.
 *
 * <p>Of a contributor's own rows {@value #ENOUGH_OF_OWN} have to stand there instead of two thirds, for their rows may begin with the
 * same long prompt. Whoever spreads rows over more names is measured by the stricter number.
 *
 * <p>Rows of fewer than {@value #FEWEST} shingles, so of eight words, neither repeat nor are repeated so: a long row holds many
 * common phrases. But five words or more that stand whole in a row of at most {@value #TIMES_AS_LONG} times as many are a piece
 * of it. The numbers are measured, see {@code ContainmentMeasurementTest}.
 */
public final class Containment {
    static final double ENOUGH = 2 / 3.0;
    static final double ENOUGH_OF_OWN = 0.85;
    static final double HALF = 0.5;
    static final double THIRD = 1 / 3.0;
    static final int FEWEST = 6;
    static final int FEWEST_IN_ORDER = 8;
    static final int FEWEST_WHOLE = 3;
    static final int TIMES_AS_LONG = 3;
    static final int FEWEST_HELD = 12;
    static final double NEARLY_ALL = 0.9;
    private static final int RUN = 6;
    static final double SAME_FRAME = 0.5;
    static final double ALIGNED = 0.62;
    static final double SKELETON = 0.9;
    static final int FEWEST_ALIGNED = 8;
    static final int FEWEST_OF_SKELETON = 18;
    static final int FEWEST_OF_OWN_SKELETON = 24;

    private final Fingerprint later;
    private final long[] sequence;
    private final Wording wording;
    private final BitSet old = new BitSet();
    private final BitSet oldOfOthers = new BitSet();
    /** What is asked in the same words by rows that say something else to it. */
    private final BitSet asked = new BitSet();

    Containment(Wording wording) {
        this.wording = wording;
        this.later = wording.row();
        this.sequence = later.sequence();
    }

    /** Whether a row is long enough to repeat others in part. */
    static boolean concerns(Fingerprint row) {
        return row.shingles().length >= FEWEST_WHOLE;
    }

    /**
     * What one earlier row has of the later.
     *
     * @param part of the later row's shingles, 0 to 1
     * @param kind how it counts
     */
    record Piece(double part, Kind kind) {}

    /** How an earlier row counts. */
    enum Kind {
        /** It has too little for too long. */
        NOTHING,
        /** Towards what all earlier rows have together. */
        PIECE,
        /** The later row repeats it: its shingles are nearly the same. */
        NEAR,
        /** The later row repeats it: most of its words stand there in the same order. */
        ALIGNED,
        /** The later row is a variant of it: numbers are others, and nothing else. */
        NUMBERS,
        /** The later row is a variant of it: names are others, and numbers perhaps, and nothing else. */
        NAMES,
        /** The later row repeats it: most of the later row stands in it. */
        MOST,
        /** The later row repeats it: the same words in the same order, some put in or left out. */
        SAME_WORDS,
        /** The later row repeats it: the same words in another order. */
        REORDERED,
        /** The later row repeats it: it stands in the later row. */
        HELD,
        /** The later row repeats it: {@link Respelling the same words spelt otherwise}. */
        RESPELT;

        boolean repeats() {
            return this != NOTHING && this != PIECE;
        }
    }

    /**
     * Takes one earlier row into account.
     *
     * @param own whether it is of the same contributor
     */
    Piece add(Wording earlier, boolean own) {
        Fingerprint row = earlier.row();
        int common = later.common(row);
        double part = (double) common / later.shingles().length;
        if (Difference.is(wording, earlier)) {
            takeAsked(row);
            return new Piece(part, Kind.NOTHING);
        }
        Optional<Piece> aligned = aligned(earlier, own);
        if (aligned.isPresent() && aligned.get().kind() != Kind.ALIGNED) {
            return aligned.get();
        }
        double similarity = later.similarity(row);
        if (similarity >= Fingerprint.NEAR) {
            return new Piece(similarity, Kind.NEAR);
        }
        Piece piece = piece(row, common, part, own);
        return piece.kind().repeats() ? piece : aligned.orElse(piece);
    }

    private Piece piece(Fingerprint earlier, int common, double part, boolean own) {
        if (later.shingles().length < FEWEST || earlier.shingles().length < FEWEST) {
            return new Piece(part, isWholePiece(common, earlier) ? Kind.MOST : Kind.NOTHING);
        }
        int run = common >= ENOUGH * earlier.shingles().length ? 1 : RUN;
        int before = old.cardinality();
        if (common >= run) {
            takeRuns(earlier, run, own);
        }
        if (part >= (own ? ENOUGH_OF_OWN : ENOUGH)) {
            return new Piece(part, Kind.MOST);
        }
        if ((part >= HALF || earlier.words().length >= FEWEST_IN_ORDER) && sameWords(later.words(), earlier.words())) {
            return new Piece(part, Kind.SAME_WORDS);
        }
        if (part >= THIRD && reordered(later.words(), earlier.words())) {
            return new Piece(part, Kind.REORDERED);
        }
        if (Respelling.is(later.spelling(), earlier.spelling())) {
            return new Piece(part, Kind.RESPELT);
        }
        if (!own && isHeld(common, earlier)) {
            return new Piece(part, Kind.HELD);
        }
        return new Piece(part, old.cardinality() > before ? Kind.PIECE : Kind.NOTHING);
    }

    /** How the words of both are laid beside each other; NOTHING for the other of a minimal pair, empty where too few are the same. */
    private Optional<Piece> aligned(Wording earlier, boolean own) {
        long[] words = wording.all();
        long[] earlierWords = earlier.all();
        int most = Math.max(words.length, earlierWords.length);
        if (most > 2 * Math.min(words.length, earlierWords.length)) {
            return Optional.empty();
        }
        double part = Alignment.common(words, earlierWords) / (double) most;
        if (most <= Alignment.MAX_WORDS && part >= SAME_FRAME && part < 1) {
            Alignment.Rest rest = Alignment.rest(words, earlierWords);
            boolean numbers = Difference.isOnly(wording, earlier, rest, false);
            boolean names = Difference.isOnly(wording, earlier, rest, true);
            boolean changed = !rest.ofOne().isEmpty() && !rest.ofOther().isEmpty();
            int frame = words.length - rest.ofOne().size();
            if (changed && frame < FEWEST_OF_SKELETON && (names || Difference.isMinimalPair(wording, earlier, rest))) {
                return Optional.of(new Piece(part, Kind.NOTHING));
            }
            if (changed && names && frame >= (own ? FEWEST_OF_OWN_SKELETON : FEWEST_OF_SKELETON)) {
                return Optional.of(new Piece(part, numbers ? Kind.NUMBERS : Kind.NAMES));
            }
        }
        if (isSkeleton(earlier, most, part, own)) {
            return Optional.of(new Piece(part, Kind.NAMES));
        }
        return part >= (own ? ENOUGH_OF_OWN : ALIGNED) && most >= FEWEST_ALIGNED && part < 1
                ? Optional.of(new Piece(part, Kind.ALIGNED))
                : Optional.empty();
    }

    /** Whether both are the same but for numbers and names, of which there may be many. */
    private boolean isSkeleton(Wording earlier, int most, double part, boolean own) {
        long[] masked = wording.masked();
        int frame = (int)
                Arrays.stream(masked).filter(word -> !Wording.isMask(word)).count();
        double alike = Alignment.common(masked, earlier.masked()) / (double) most;
        return frame >= (own ? FEWEST_OF_OWN_SKELETON : FEWEST_OF_SKELETON)
                && 2 * frame >= masked.length
                && alike > part
                && alike >= SKELETON;
    }

    /** Whether the later row repeats the earlier rows together. */
    boolean isRepeated() {
        int all = later.shingles().length;
        return oldOfOthers.cardinality() >= ENOUGH * all || old.cardinality() >= ENOUGH_OF_OWN * all || isPutTogether();
    }

    /** Whether others answer so, and ask so, though none does both. */
    private boolean isPutTogether() {
        int answers = 0;
        int answersOfOthers = 0;
        for (int i = later.promptWords(); i < sequence.length; i++) {
            answers++;
            answersOfOthers += oldOfOthers.get(place(i)) ? 1 : 0;
        }
        BitSet both = (BitSet) oldOfOthers.clone();
        both.or(asked);
        return answers >= FEWEST
                && answersOfOthers >= NEARLY_ALL * answers
                && both.cardinality() >= NEARLY_ALL * later.shingles().length;
    }

    private int place(int inSequence) {
        return Arrays.binarySearch(later.shingles(), sequence[inSequence]);
    }

    private void takeAsked(Fingerprint earlier) {
        for (int i = 0; i < Math.min(later.promptWords(), sequence.length); i++) {
            if (Arrays.binarySearch(earlier.shingles(), sequence[i]) >= 0) {
                asked.set(place(i));
            }
        }
    }

    /** The part of the later row that counts as standing in the earlier rows together, 0 to 1. */
    double together() {
        BitSet both = (BitSet) old.clone();
        if (isPutTogether()) {
            both.or(asked);
        }
        return (double) both.cardinality() / later.shingles().length;
    }

    private boolean isHeld(int common, Fingerprint earlier) {
        return earlier.words().length >= FEWEST_HELD
                && 2 * earlier.words().length >= later.words().length
                && common >= NEARLY_ALL * earlier.shingles().length;
    }

    private boolean isWholePiece(int common, Fingerprint earlier) {
        return concerns(later)
                && common == later.shingles().length
                && earlier.words().length <= TIMES_AS_LONG * later.words().length;
    }

    private void takeRuns(Fingerprint earlier, int atLeast, boolean own) {
        int start = 0;
        for (int i = 0; i <= sequence.length; i++) {
            if (i < sequence.length && Arrays.binarySearch(earlier.shingles(), sequence[i]) >= 0) {
                continue;
            }
            if (i - start >= atLeast) {
                for (int each = start; each < i; each++) {
                    int shingle = Arrays.binarySearch(later.shingles(), sequence[each]);
                    old.set(shingle);
                    oldOfOthers.set(shingle, !own || oldOfOthers.get(shingle));
                }
            }
            start = i + 1;
        }
    }

    private static boolean reordered(long[] one, long[] other) {
        if (one.length != other.length || one.length < FEWEST_IN_ORDER) {
            return false;
        }
        long[] sorted = one.clone();
        long[] others = other.clone();
        Arrays.sort(sorted);
        Arrays.sort(others);
        return Arrays.equals(sorted, others);
    }

    private static boolean sameWords(long[] one, long[] other) {
        long[] fewer = one.length < other.length ? one : other;
        long[] more = one.length < other.length ? other : one;
        if (fewer.length < ENOUGH * more.length) {
            return false;
        }
        int found = 0;
        for (int i = 0; i < more.length && found < fewer.length; i++) {
            found += more[i] == fewer[found] ? 1 : 0;
        }
        return found == fewer.length;
    }
}
