package org.openledger.datanet.review;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** Keeps what is done and said about reviews, in the transaction that does it; the log has the digest of each. */
public final class ReviewActs {
    private static final int SALT_BYTES = 16;

    private final PublicRecord record;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public ReviewActs(PublicRecord record, InstantSource clock) {
        this.record = record;
        this.clock = clock;
    }

    /** What is done about a Datanet. */
    public void done(Handle tx, long datanet, ReviewAct.Kind act, String who, Json words) {
        done(tx, datanet, 0, act, who, words);
    }

    /** What is done about a contribution. */
    public void done(Handle tx, long datanet, long contribution, ReviewAct.Kind act, String who, Json words) {
        said(tx, datanet, contribution, act, who, new String(CanonicalJson.write(words), StandardCharsets.UTF_8));
    }

    /** What is said about a contribution. */
    public void said(Handle tx, long datanet, long contribution, ReviewAct.Kind act, String who, String words) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        long number = ReviewActTable.nextNumber(tx, datanet);
        long now = clock.millis();
        ReviewAct made = new ReviewAct(datanet, number, contribution, act, who, words, Hex.of(salt), now, 0);
        long index = record.reviewed(tx, made.entry());
        ReviewActTable.insert(
                tx, new ReviewAct(datanet, number, contribution, act, who, words, made.salt(), now, index));
    }
}
