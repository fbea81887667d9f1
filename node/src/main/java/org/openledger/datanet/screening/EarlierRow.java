package org.openledger.datanet.screening;

import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.datanet.row.KeptRow;
import org.openledger.datanet.row.Leader;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Row;

/**
 * A kept row as the search for duplicates sees it. Ordered by precedence: signed rows first, in the order of their
 * contributions, then by line.
 */
record EarlierRow(
        long id,
        String leaf,
        String contributor,
        long cluster,
        long line,
        long position,
        String textDigest,
        long datanet,
        String where,
        Wording wording)
        implements Comparable<EarlierRow> {
    private static final String ADVICE = ": remove it, or give only what is new";

    static EarlierRow of(KeptRow kept) {
        Row row = kept.row();
        return new EarlierRow(
                row.id(),
                row.leaf(),
                row.contributor(),
                row.cluster(),
                row.line(),
                kept.commitPosition().orElse(Long.MAX_VALUE),
                kept.textDigest(),
                row.datanet(),
                kept.commitPosition().isPresent()
                        ? "row " + row.line() + " of contribution " + row.contribution() + " to Datanet "
                                + row.datanet() + " (" + kept.datanetName() + ")"
                        : ofThisUpload(row.line()),
                new Wording(Fingerprint.of(kept.schema().parts(row.fields()))));
    }

    /** A row of the upload that is being screened. */
    static EarlierRow ofUpload(Candidate row, String contributor, long datanet) {
        return new EarlierRow(
                row.id(),
                row.leaf(),
                contributor,
                row.id(),
                row.line(),
                Long.MAX_VALUE,
                row.fingerprint().textDigest(),
                datanet,
                ofThisUpload(row.line()),
                new Wording(row.fingerprint()));
    }

    /** This row as the leader of one with the same text. */
    Leader isSame() {
        return leader(Reason.EXACT_DUPLICATE, "the same text as " + where + ": remove it");
    }

    Fingerprint fingerprint() {
        return wording.row();
    }

    /** This row as the leader of one that repeats it, nearly or in part. */
    Leader contains(Containment.Piece piece) {
        String part = percent(piece.part());
        String what = part + " of it stands in " + where;
        return switch (piece.kind()) {
            case NEAR ->
                leader(
                        Reason.NEAR_DUPLICATE,
                        "similar by " + part + " to " + where + ": remove it, or say something new");
            case ALIGNED ->
                leader(
                        Reason.NEAR_DUPLICATE,
                        part + " of its words stand in the same order in " + where
                                + ": remove it, or say something new");
            case NUMBERS -> leader(Reason.VARIANT, "it is " + where + " with other numbers");
            case NAMES -> leader(Reason.VARIANT, "it is " + where + " with other names or numbers");
            case SAME_WORDS ->
                leader(
                        Reason.CONTAINED,
                        what + ", whose words it has in the same order with some put in or left out" + ADVICE);
            case REORDERED -> leader(Reason.CONTAINED, what + ", whose words it has in another order" + ADVICE);
            case HELD -> leader(Reason.CONTAINED, "all of " + where + " stands in it" + ADVICE);
            case RESPELT -> leader(Reason.CONTAINED, "it is " + where + " with its words spelt otherwise" + ADVICE);
            case MOST, PIECE, NOTHING -> leader(Reason.CONTAINED, what + ADVICE);
        };
    }

    /** This row as the leader of one of which it has most, and earlier rows, this one counted, have this part together. */
    Leader containsWithOthers(double part, int rows) {
        return leader(
                Reason.CONTAINED,
                percent(part) + " of it stands in " + rows + " earlier rows, most in " + where + ADVICE);
    }

    private Leader leader(Reason reason, String detail) {
        return new Leader(reason, leaf, id, cluster, detail);
    }

    private static String ofThisUpload(long line) {
        return "line " + line + " of this upload";
    }

    private static String percent(double part) {
        return Math.round(part * 100) + " %";
    }

    @Override
    public int compareTo(EarlierRow other) {
        int order = Long.compare(position, other.position);
        return order != 0 ? order : Long.compare(line, other.line);
    }
}
