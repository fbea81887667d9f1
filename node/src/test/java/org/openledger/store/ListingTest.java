package org.openledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.verify.bytes.Hex;

@Tag("unit")
class ListingTest {
    private static final Listing FRUITS = Listing.of("f.id", "fruit f")
            .where("f.basket = :basket")
            .searching("f.name")
            .filtering("kind", "f.kind")
            .sorting("name", "LOWER(f.name)")
            .sorting("weightGrams", "f.weight_grams")
            .standing("f.id DESC");

    @TempDir
    Path folder;

    private Database database;

    Database openDatabase() {
        return MigratedDatabase.open(folder);
    }

    @BeforeEach
    void fill() {
        database = openDatabase();
        database.write(handle -> {
            handle.execute("CREATE TABLE fruit (id BIGINT PRIMARY KEY, basket BIGINT NOT NULL, name TEXT NOT NULL,"
                    + " kind TEXT NOT NULL, weight_grams BIGINT NOT NULL)");
            handle.execute(
                    "INSERT INTO fruit VALUES (1, 1, 'Red apple', 'pome', 150), (2, 1, '100% pear', 'pome', 180),"
                            + " (3, 1, 'cherry_plum', 'stone', 20), (4, 1, 'Cherry', 'stone', 8), (5, 2, 'quince', 'pome', 300),"
                            + " (6, 1, 'what!', 'stone', 20)");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void allEntriesComeInTheListsOwnOrder() {
        assertThat(keys("", Map.of(), "", 0, 10)).containsExactly("6", "4", "3", "2", "1");
    }

    @Test
    void textIsFoundInLargeAndSmallLetters() {
        assertThat(keys("CHERRY", Map.of(), "", 0, 10)).containsExactly("4", "3");
    }

    @Test
    void wildcardsAreOrdinaryCharacters() {
        assertThat(keys("%", Map.of(), "", 0, 10)).containsExactly("2");
        assertThat(keys("_", Map.of(), "", 0, 10)).containsExactly("3");
        assertThat(keys("!", Map.of(), "", 0, 10)).containsExactly("6");
    }

    @Test
    void filtersAndTextHoldTogether() {
        assertThat(keys("e", Map.of("kind", "pome"), "", 0, 10)).containsExactly("2", "1");
        assertThat(keys("", Map.of("kind", "pome' OR '1' = '1"), "", 0, 10)).isEmpty();
    }

    @Test
    void entriesThatAreAlikeComeByTheirKeys() {
        assertThat(keys("", Map.of(), "weightGrams", 0, 10)).containsExactly("4", "3", "6", "1", "2");
        assertThat(keys("", Map.of(), "-weightGrams", 0, 10)).containsExactly("2", "1", "3", "6", "4");
    }

    @Test
    void aPageKnowsHowManyThereAreInAll() {
        ListPage<String> page = page("", Map.of("kind", "stone"), "name", 1, 1);
        assertThat(page.list()).containsExactly("3");
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void onlyDeclaredNamesBecomeSql() {
        assertThatThrownBy(() -> keys("", Map.of(), "basket", 0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys("", Map.of("name", "Cherry"), "", 0, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beginningsAreFoundByNameHashAndNumber() {
        database.write(handle -> handle.execute("UPDATE fruit SET kind = '0xab' || id"));
        Lookup names = Lookup.byName("f.id", "f.name", "fruit f");
        Lookup hashes = Lookup.byHash("f.id", "f.name", "fruit f", "f.kind");
        Lookup numbers = Lookup.byNumber("f.id", "f.name", "fruit f", "f.id");
        database.read(handle -> {
            assertThat(names.find(handle, "cherry", 10))
                    .extracting(Lookup.Hit::id)
                    .containsExactlyInAnyOrder("3", "4");
            assertThat(names.find(handle, "cherry", 1)).hasSize(1);
            assertThat(names.find(handle, "apple", 10)).isEmpty();
            assertThat(hashes.find(handle, "0xab", 10)).hasSize(6);
            assertThat(hashes.find(handle, "0xab5", 10)).containsExactly(new Lookup.Hit("5", "quince"));
            assertThat(numbers.find(handle, "4", 10)).containsExactly(new Lookup.Hit("4", "Cherry"));
            return null;
        });
    }

    @Test
    void theBeginningOfAHashInBytesIsFoundByItsDigits() {
        Lookup hashes = Lookup.byHashInBytes("h.id", "h.id", "hashed h", "h.hash");
        database.write(tx -> {
            tx.execute("CREATE TABLE hashed (id TEXT PRIMARY KEY, hash BYTEA NOT NULL UNIQUE)");
            for (String hash : List.of("00".repeat(32), "ab".repeat(32), "ab" + "ff".repeat(31), "ff".repeat(32))) {
                tx.execute("INSERT INTO hashed (id, hash) VALUES (?, ?)", hash, Hex.parse(hash));
            }
        });
        database.read(handle -> {
            assertThat(hashes.find(handle, "a", 10)).hasSize(2);
            assertThat(hashes.find(handle, "aba", 10)).hasSize(1);
            assertThat(hashes.find(handle, "f", 10)).hasSize(1);
            assertThat(hashes.find(handle, "00".repeat(32), 10)).hasSize(1);
            assertThat(hashes.find(handle, "00".repeat(33), 10)).isEmpty();
            assertThat(hashes.find(handle, "cherry", 10)).isEmpty();
            return null;
        });
    }

    private List<String> keys(String text, Map<String, String> filters, String sort, int offset, int limit) {
        return page(text, filters, sort, offset, limit).list();
    }

    private ListPage<String> page(String text, Map<String, String> filters, String sort, int offset, int limit) {
        SortedMap<String, String> wanted = new TreeMap<>(filters);
        Optional<ListRequest.Order> order =
                sort.isEmpty() ? Optional.empty() : Optional.of(ListRequest.Order.parse(sort));
        return database.read(handle ->
                FRUITS.page(handle, new ListRequest(text, wanted, order, offset, limit), Map.of("basket", 1)));
    }
}
