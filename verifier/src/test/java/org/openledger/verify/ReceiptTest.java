package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;

/** What a receipt's shape refuses; each change alone makes a valid receipt invalid, and the message names the place. */
@Tag("unit")
final class ReceiptTest {
    private final JsonObject valid = new ReceiptFileFixture(5).receipt.toJson();

    @Test
    void spansOutsideTheAnswerAreRefused() {
        assertRefused(set(valid, Json.of(7), "attribution", "shares", 0, "spans", 1, "length"), "span");
        assertRefused(set(valid, Json.of(0), "attribution", "shares", 0, "spans", 0, "length"), "length");
        assertRefused(set(valid, Json.of(-1), "attribution", "shares", 0, "spans", 0, "start"), "start");
        assertRefused(set(valid, Json.of(2_147_483_647L), "attribution", "shares", 0, "spans", 0, "start"), "start");
        assertRefused(set(valid, Json.of(7), "answer", "tokens"), "span");
    }

    @Test
    void evidenceOutOfOrderOrTwiceIsRefused() {
        assertRefused(update(valid, ReceiptTest::reversed, "attribution", "shares"), "out of order");
        assertRefused(update(valid, ReceiptTest::reversed, "attribution", "shares", 0, "spans"), "out of order");
        assertRefused(update(valid, ReceiptTest::reversed, "attribution", "shares", 0, "rows"), "out of order");
        assertRefused(update(valid, ReceiptTest::reversed, "payments"), "out of order");
        assertRefused(update(valid, ReceiptTest::doubled, "attribution", "shares"), "twice");
        assertRefused(update(valid, ReceiptTest::doubled, "attribution", "shares", 0, "spans"), "twice");
        assertRefused(update(valid, ReceiptTest::doubled, "attribution", "shares", 0, "rows"), "twice");
        assertRefused(update(valid, ReceiptTest::doubled, "payments"), "twice");
        assertRefused(update(valid, ReceiptTest::doubled, "model", "versions"), "twice");
    }

    @Test
    void malformedLeavesAreRefused() {
        assertRefused(set(valid, Json.of("xyz"), "attribution", "shares", 0, "rows", 0, "leaf"), "leaf");
        assertRefused(set(valid, Json.of("AB".repeat(32)), "attribution", "shares", 0, "rows", 0, "leaf"), "leaf");
        assertRefused(set(valid, Json.of(""), "attribution", "shares", 0, "spans", 0, "rows", 0), "rows");
        assertRefused(set(valid, Json.array(List.of()), "attribution", "shares", 0, "spans", 0, "rows"), "rows");
        assertRefused(set(valid, Json.of(1), "attribution", "shares", 0, "spans", 0, "count"), "rows");
    }

    @Test
    void evidenceFromForeignDatanetsIsRefused() {
        assertRefused(set(valid, Json.of("3"), "attribution", "shares", 0, "rows", 0, "datanet"), "Datanet 3");
    }

    @Test
    void valuesOutOfShapeAreRefused() {
        assertRefused(set(valid, Json.of("0xABCDEFabcdefabcdefabcdefabcdefabcdefabcd"), "operator"), "operator");
        assertRefused(set(valid, Json.of(0), "timeMillis"), "timeMillis");
        assertRefused(set(valid, Json.of(1_000_001), "attribution", "basePpm"), "basePpm");
        assertRefused(set(valid, Json.of(-1), "attribution", "unattributedPpm"), "unattributedPpm");
        assertRefused(set(valid, Json.of("maybe"), "attribution", "ready"), "ready");
        assertRefused(set(valid, Json.of("banana"), "answer", "finish"), "finish");
        assertRefused(set(valid, Json.of("01"), "model", "token"), "token");
        assertRefused(set(valid, Json.of(""), "model", "adapterDigest"), "base model alone");
        assertRefused(set(valid, Json.of("1"), "fee", "totalGwei"), "integer");
        assertRefused(set(valid, Json.of(0), "payments", 0, "gwei"), "gwei");
        assertRefused(set(valid, Json.of("friends"), "payments", 0, "role"), "role");
        assertRefused(set(valid, Json.of("stakers"), "payments", 0, "account"), "account");
        assertRefused(set(valid, Json.of(900_000_001), "attribution", "shares", 0, "lowNanonats"), "lowNanonats");
        assertRefused(set(valid, Json.of("openledger.local/other"), "log", "origin"), "not of the log");
        assertRefused(set(valid, Json.of("openledger.receipt/7"), "schema"), "schema");
    }

    @Test
    void aBaseModelAloneHasAReceipt() {
        JsonObject alone = set(valid, Json.of(""), "model", "adapterDigest");
        alone = set(alone, Json.of(""), "model", "run");
        alone = set(alone, Json.array(List.of()), "model", "versions");
        JsonObject receipt =
                set(alone, Json.array(List.of()), "attribution", "shares").without("retrieval");
        assertThatCode(() -> Receipt.fromJson(receipt)).doesNotThrowAnyException();
    }

    private static void assertRefused(JsonObject receipt, String reason) {
        assertThatThrownBy(() -> Receipt.fromJson(receipt))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining(reason);
    }

    private static JsonArray reversed(Json array) {
        List<Json> items = new ArrayList<>(((JsonArray) array).items());
        Collections.reverse(items);
        return Json.array(items);
    }

    private static JsonArray doubled(Json array) {
        List<Json> items = new ArrayList<>(((JsonArray) array).items());
        items.add(1, items.get(0));
        return Json.array(items);
    }

    private static JsonObject set(JsonObject root, Json value, Object... path) {
        return update(root, old -> value, path);
    }

    private static JsonObject update(JsonObject root, UnaryOperator<Json> change, Object... path) {
        return (JsonObject) updated(root, change, List.of(path));
    }

    private static Json updated(Json node, UnaryOperator<Json> change, List<Object> path) {
        if (path.isEmpty()) {
            return change.apply(node);
        }
        List<Object> rest = path.subList(1, path.size());
        if (node instanceof JsonArray array) {
            List<Json> items = new ArrayList<>(array.items());
            int index = (Integer) path.get(0);
            items.set(index, updated(items.get(index), change, rest));
            return Json.array(items);
        }
        JsonObject object = (JsonObject) node;
        String key = (String) path.get(0);
        Json inner = Objects.requireNonNull(object.members().get(key), key);
        return Json.object()
                .putAll(object.without(key).members())
                .put(key, updated(inner, change, rest))
                .build();
    }
}
