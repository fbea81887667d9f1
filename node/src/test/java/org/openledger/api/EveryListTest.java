package org.openledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.client.Endpoints;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;
import org.openledger.datanet.DatanetLists;
import org.openledger.factory.FactoryLists;
import org.openledger.receipt.ReceiptLists;
import org.openledger.settlement.epoch.EpochLists;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;
import org.openledger.store.PostgresServer;

/** The SQL of every list and every lookup that there is, run on both databases. */
@Tag("integration")
final class EveryListTest {
    /** What the lists of a Datanet take beside a request. */
    private static final Map<String, Object> GIVEN = Map.of("datanet", 1L, "version", 1L);

    @Test
    void everyListRunsOnSqlite(@TempDir Path folder) {
        try (Database database = Database.open(folder)) {
            runAll(database);
        }
    }

    @Test
    void everyListRunsOnPostgres() {
        try (Database database = Database.open(PostgresServer.freshDatabaseUrl())) {
            runAll(database);
        }
    }

    /** The list that answers each endpoint; for the administrator receipts are another, which is searched in more places. */
    private static final Map<Endpoint<?, ?, ?>, Listing> BY_ENDPOINT = Map.of(
            DatanetEndpoints.LIST, DatanetLists.DATANETS,
            DatanetEndpoints.ROWS, DatanetLists.ROWS,
            DatanetEndpoints.CONTRIBUTIONS, DatanetLists.CONTRIBUTIONS,
            ModelEndpoints.LIST, FactoryLists.MODELS,
            ModelEndpoints.RUNS, FactoryLists.RUNS,
            ReceiptEndpoints.LIST, ReceiptLists.PUBLIC,
            AccountEndpoints.EPOCHS, EpochLists.EPOCHS);

    @Test
    void everyEndpointTakesWhatItsListKnows() {
        List<Endpoint<?, ?, ?>> endpoints = Endpoints.ALL.stream()
                .filter(each -> ListingQuery.class.isAssignableFrom(each.query()))
                .toList();
        assertThat(endpoints).containsExactlyInAnyOrderElementsOf(BY_ENDPOINT.keySet());
        BY_ENDPOINT.forEach((endpoint, list) -> {
            Set<String> filters = new TreeSet<>();
            for (Shape.Member member : Shapes.of(endpoint.query()).members()) {
                if (member.name().equals("sort")) {
                    assertThat(((Shape.Text) member.shape()).words())
                            .as("orders of %s", endpoint)
                            .containsExactlyInAnyOrderElementsOf(list.orders().stream()
                                    .flatMap(order -> Stream.of(order, "-" + order))
                                    .toList());
                } else if (!Set.of("q", "offset", "limit").contains(member.name())) {
                    filters.add(member.name());
                }
            }
            assertThat(filters).as("filters of %s", endpoint).isEqualTo(new TreeSet<>(list.filters()));
        });
        assertThat(ReceiptLists.OPEN.filters()).isEqualTo(ReceiptLists.PUBLIC.filters());
        assertThat(ReceiptLists.OPEN.orders()).isEqualTo(ReceiptLists.PUBLIC.orders());
    }

    @Test
    void aSearchOfReceiptsReadsNoText(@TempDir Path folder) {
        try (Database database = Database.open(folder)) {
            database.write(handle -> handle.execute("""
                    INSERT INTO inference (id, state, admitted_millis, payer, model, adapter_digest, question, prompt,
                        prompt_ids, max_tokens, temperature_ppm, top_p_ppm, seed, price_gwei, salt, answer)
                    VALUES ('0a', 'ANSWERED', 1, '0x1', 'helper', '', 'a secret question', '', '', 1, 0, 0, 0, 1, '',
                        'a secret answer')"""));
            for (String text : List.of("secret", "question", "answer")) {
                ListRequest request = new ListRequest(text, new TreeMap<>(), Optional.empty(), 0, 10);
                assertThat(totalOf(database, ReceiptLists.PUBLIC, request))
                        .as(text)
                        .isZero();
                assertThat(totalOf(database, ReceiptLists.OPEN, request))
                        .as(text)
                        .isOne();
            }
        }
    }

    private static long totalOf(Database database, Listing list, ListRequest request) {
        return database.read(handle -> list.page(handle, request, Map.of()).total());
    }

    private static void runAll(Database database) {
        Map<String, Listing> lists = all(Listing.class);
        Map<String, Lookup> lookups = all(Lookup.class);
        assertThat(lists).hasSizeGreaterThanOrEqualTo(8);
        assertThat(lookups).hasSizeGreaterThanOrEqualTo(12);
        lists.forEach((name, list) -> run(database, name, list));
        lookups.forEach((name, lookup) -> {
            List<Lookup.Hit> hits = database.read(handle -> lookup.find(handle, "12", 20));
            assertThat(hits).as(name).isEmpty();
        });
    }

    private static void run(Database database, String name, Listing list) {
        SortedMap<String, String> every = new TreeMap<>();
        list.filters().forEach(filter -> every.put(filter, "none"));
        Stream<Optional<ListRequest.Order>> orders = Stream.concat(
                Stream.of(Optional.empty()),
                list.orders().stream()
                        .flatMap(order -> Stream.of(order, "-" + order))
                        .map(ListRequest.Order::parse)
                        .map(Optional::of));
        orders.forEach(order -> {
            ListRequest request = new ListRequest("none", every, order, 0, 10);
            assertThat(database.read(handle -> list.page(handle, request, given(name)))
                            .total())
                    .as("%s by %s", name, order)
                    .isZero();
        });
    }

    private static Map<String, Object> given(String name) {
        return name.endsWith(".CONTRIBUTIONS") ? Map.of("datanet", 1L) : name.endsWith(".ROWS") ? GIVEN : Map.of();
    }

    /** The constants of a type, by class and name. */
    private static <T> Map<String, T> all(Class<T> type) {
        Map<String, T> found = new TreeMap<>();
        new ClassFileImporter()
                .importPackages("org.openledger").stream()
                        .filter(each -> !each.getSimpleName().endsWith("Test"))
                        .flatMap(each -> each.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(type)
                                && field.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(field -> found.put(field.getFullName(), type.cast(valueOf(field))));
        return found;
    }

    private static Object valueOf(JavaField field) {
        try {
            return field.reflect().get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.getFullName() + " is not public", e);
        }
    }
}
