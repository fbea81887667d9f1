package org.openledger.datanet.file;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.datanet.row.NoRowException;
import org.openledger.datanet.row.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Objects of JSON that lines do not part: in one list, in a list that is a member of one object, one after the other. Where it
 * is no JSON any more, reading ends with one bad record.
 */
final class JsonDocument implements RecordReader {
    private static final String REST = "; nothing after it was read: mend it and send the file again";

    private final Reader in;
    private final JsonParser parser;
    private final Optional<String> list;
    private boolean ended;
    private long records;

    /** @param list the member of one object that is the list of records; empty where they stand alone or in a list */
    JsonDocument(Reader in, FileLimits limits, Optional<String> list, boolean repair) {
        this.in = in;
        this.list = list;
        this.parser = JsonValues.factory(limits, repair).createParser(ObjectReadContext.empty(), in);
    }

    @Override
    public @Nullable Read next() {
        if (ended) {
            return null;
        }
        Place place = new Place(records + 1, 0);
        try {
            JsonToken token = first();
            if (token == null) {
                ended = true;
                return null;
            }
            place = new Place(
                    ++records, Math.max(1, parser.currentTokenLocation().getLineNr()));
            Value value = JsonValues.read(parser, token);
            return value instanceof Value.Members members
                    ? new Read.Good(place, members)
                    : new Read.Bad(
                            place,
                            Reason.WRONG_SCHEMA,
                            "a row is an object with named fields, and this is " + JsonValues.named(value),
                            value.asText(),
                            false);
        } catch (JacksonException e) {
            ended = true;
            String where = e.getLocation() == null
                    ? "its end"
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + Math.max(1, e.getLocation().getColumnNr());
            JsonTrouble trouble = JsonTrouble.of(e, "", where);
            return new Read.Bad(
                    place, trouble.reason(), trouble.detail() + REST, "", !(e instanceof StreamConstraintsException));
        } catch (NoRowException unfit) {
            ended = true;
            return new Read.Bad(place, unfit.why(), unfit.detail() + REST, "", false);
        }
    }

    /** The first token of the next record, wherever lists of records begin and end. */
    private @Nullable JsonToken first() {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return null;
            }
            if (list.isPresent() && depth() == 1 && token == JsonToken.PROPERTY_NAME) {
                skipUnlessList();
                continue;
            }
            if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
                continue;
            }
            if (depth() == 1
                    && (token == JsonToken.START_ARRAY || (list.isPresent() && token == JsonToken.START_OBJECT))) {
                continue;
            }
            return token;
        }
    }

    private int depth() {
        return parser.streamReadContext().getNestingDepth();
    }

    /** Goes to the beginning of the list of records, or past what is another member. */
    private void skipUnlessList() {
        boolean isList = list.orElseThrow().equals(parser.currentName());
        JsonToken token = parser.nextToken();
        if (token == null) {
            return;
        }
        if (!(isList && token == JsonToken.START_ARRAY)) {
            parser.skipChildren();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
