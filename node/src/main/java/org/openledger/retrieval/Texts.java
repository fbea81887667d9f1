package org.openledger.retrieval;

import java.util.Arrays;
import org.openledger.canonical.CanonicalText;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.Schema;
import org.openledger.model.BaseModel;

/** What of a row or a question is searched and compared. */
final class Texts {
    /** Tokens of a text that its vector is made of. */
    static final int VECTOR_TOKENS = 256;
    /** Characters that are encoded for a vector: far more than its tokens stand for. */
    private static final int VECTOR_CHARACTERS = VECTOR_TOKENS * 16;

    private Texts() {}

    /** A row's words in the order a reader meets them, one field a line: what is indexed and what a model is given. */
    static String of(Row row, Schema schema) {
        return schema.told(row.fields());
    }

    /** A text by whose words it is found, and finds. */
    static String words(String text) {
        return CanonicalText.of(text).text();
    }

    /** The tokens that a text's vector is made of; none for a text without any. */
    static int[] tokens(BaseModel base, String text) {
        String start = text.length() <= VECTOR_CHARACTERS ? text : text.substring(0, VECTOR_CHARACTERS);
        int[] ids = base.tokenizer().encode(CanonicalText.seen(start));
        int most = Math.min(VECTOR_TOKENS, base.config().maximumPositions());
        return ids.length <= most ? ids : Arrays.copyOf(ids, most);
    }
}
