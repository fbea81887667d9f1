package org.openledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
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
import org.openledger.administration.Acts;
import org.openledger.administration.AdminTokens;
import org.openledger.agency.Actions;
import org.openledger.agency.Mandates;
import org.openledger.chain.OutboxLists;
import org.openledger.client.Endpoints;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.community.CommunityEndpoints;
import org.openledger.client.credential.CredentialEndpoints;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.notification.NotificationEndpoints;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.review.ReviewEndpoints;
import org.openledger.client.shape.Shape;
import org.openledger.client.shape.Shapes;
import org.openledger.client.version.VersionEndpoints;
import org.openledger.client.wallet.WalletEndpoints;
import org.openledger.client.withdrawal.WithdrawalEndpoints;
import org.openledger.datanet.DatanetLists;
import org.openledger.datanet.review.InvitationTable;
import org.openledger.datanet.review.MemberTable;
import org.openledger.datanet.row.Reason;
import org.openledger.factory.RunLists;
import org.openledger.factory.Values;
import org.openledger.house.ProductClasses;
import org.openledger.identity.AccountLists;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.Sessions;
import org.openledger.notification.NotificationTable;
import org.openledger.notification.TargetTable;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.RowCreditLists;
import org.openledger.registry.ModelLists;
import org.openledger.settlement.StatementLists;
import org.openledger.settlement.epoch.EpochLists;
import org.openledger.settlement.wallet.Usage;
import org.openledger.store.Database;
import org.openledger.store.ListRequest;
import org.openledger.store.Listing;
import org.openledger.store.Lookup;
import org.openledger.store.PostgresServer;
import org.openledger.withdrawal.Takedowns;
import org.openledger.withdrawal.Withdrawals;

/** The SQL of every list and every lookup that there is, run on both databases. */
@Tag("integration")
final class EveryListTest {
    /** What lists take beside a request. */
    private static final Map<String, Object> GIVEN = Map.ofEntries(
            Map.entry("datanet", 1L),
            Map.entry("version", 1L),
            Map.entry("contribution", 1L),
            Map.entry("epoch", 1L),
            Map.entry("leaf", "none"),
            Map.entry("row", "none"),
            Map.entry("run", "none"),
            Map.entry("promise", "none"),
            Map.entry("contributor", "none"),
            Map.entry("address", "none"),
            Map.entry("payees", List.of("none", "nobody")),
            Map.entry("pools", List.of()),
            Map.entry("kinds", List.of("none")),
            Map.entry("kind", "none"),
            Map.entry("all", 0),
            Map.entry("account", "none"),
            Map.entry("payer", "none"),
            Map.entry("now", 1L));

    @Test
    void everyListRunsOnSqlite(@TempDir Path folder) {
        try (Database database = Database.open(folder)) {
            runAll(database);
        }
    }

    @Test
    void everyListRunsOnPostgres() {
        try (Database database = Database.open(PostgresServer.migratedDatabaseUrl())) {
            runAll(database);
        }
    }

    /** The lists that answer each endpoint; for the administrator receipts are another, which is searched in more places. */
    private static final Map<Endpoint<?, ?, ?>, List<Listing>> BY_ENDPOINT = Map.ofEntries(
            Map.entry(WalletEndpoints.USAGE, List.of(Usage.LIST)),
            Map.entry(DatanetEndpoints.LIST, List.of(DatanetLists.DATANETS)),
            Map.entry(DatanetEndpoints.ROWS, List.of(DatanetLists.ROWS)),
            Map.entry(DatanetEndpoints.CONTRIBUTIONS, List.of(DatanetLists.CONTRIBUTIONS)),
            Map.entry(DatanetEndpoints.VERSIONS, List.of(DatanetLists.VERSIONS)),
            Map.entry(DatanetEndpoints.GIVEN, List.of(DatanetLists.GIVEN)),
            Map.entry(ReviewEndpoints.ROWS, List.of(DatanetLists.REVIEWED)),
            Map.entry(CommunityEndpoints.MEMBERS, List.of(MemberTable.MEMBERS)),
            Map.entry(CommunityEndpoints.INVITATIONS, List.of(InvitationTable.INVITATIONS)),
            Map.entry(CommunityEndpoints.LINES, List.of(DatanetLists.LINES)),
            Map.entry(WithdrawalEndpoints.LIST, List.of(Withdrawals.LIST)),
            Map.entry(WithdrawalEndpoints.TAKEDOWNS, List.of(Takedowns.LIST)),
            Map.entry(DatanetEndpoints.REJECTED, List.of(DatanetLists.REJECTED)),
            Map.entry(
                    DatanetEndpoints.CREDIT,
                    List.of(RowCreditLists.EARNED, RowCreditLists.REPEATED, RowCreditLists.LOWERED)),
            Map.entry(DatanetEndpoints.USES, List.of(ReceiptLists.USES)),
            Map.entry(ModelEndpoints.LIST, List.of(ModelLists.MODELS)),
            Map.entry(ModelEndpoints.RUNS, List.of(RunLists.RUNS)),
            Map.entry(ModelEndpoints.RUN_CONTRIBUTORS, List.of(Values.CONTRIBUTORS)),
            Map.entry(ModelEndpoints.RUN_VALUED_ROWS, List.of(Values.ROWS)),
            Map.entry(ModelEndpoints.VALUES, List.of(Values.OF_DATANET, Values.OF_ROW, Values.OF_CONTRIBUTOR)),
            Map.entry(ReceiptEndpoints.LIST, List.of(ReceiptLists.PUBLIC, ReceiptLists.OPEN)),
            Map.entry(AccountEndpoints.LIST, List.of(AccountLists.ACCOUNTS)),
            Map.entry(CredentialEndpoints.KEYS, List.of(ApiKeys.ALL)),
            Map.entry(AgentEndpoints.MANDATES, List.of(Mandates.ALL)),
            Map.entry(AgentEndpoints.ACTIONS, List.of(Actions.ALL)),
            Map.entry(CredentialEndpoints.SESSIONS, List.of(Sessions.ALL)),
            Map.entry(NotificationEndpoints.TARGETS, List.of(TargetTable.LIST)),
            Map.entry(NotificationEndpoints.NOTIFICATIONS, List.of(NotificationTable.LIST)),
            Map.entry(CredentialEndpoints.ADMIN_TOKENS, List.of(AdminTokens.ALL)),
            Map.entry(CredentialEndpoints.ADMIN_ACTS, List.of(Acts.ALL)),
            Map.entry(AccountEndpoints.STATEMENT, List.of(StatementLists.STATEMENT)),
            Map.entry(AccountEndpoints.AUDITS, List.of(StatementLists.AUDITS)),
            Map.entry(NodeEndpoints.OUTBOX, List.of(OutboxLists.ENTRIES)),
            Map.entry(AccountEndpoints.EPOCHS, List.of(EpochLists.EPOCHS)),
            Map.entry(AccountEndpoints.EPOCH_AUDIT, List.of(EpochLists.OUTCOMES)));

    /** In the order of a version's Merkle tree, which is no order of a table. */
    private static final Set<Endpoint<?, ?, ?>> OF_A_TREE = Set.of(VersionEndpoints.ROWS);

    /** What says which of an endpoint's lists is asked for, and so is no filter. */
    private static final Map<Endpoint<?, ?, ?>, Set<String>> CHOOSING = Map.of(
            DatanetEndpoints.CREDIT, Set.of("order"),
            ReviewEndpoints.ROWS, Set.of("by"),
            ModelEndpoints.VALUES, Set.of("datanet", "row", "contributor"));

    @Test
    void everyEndpointTakesWhatItsListKnows() {
        List<Endpoint<?, ?, ?>> endpoints = Endpoints.ALL.stream()
                .filter(each -> ListingQuery.class.isAssignableFrom(each.query()) && !OF_A_TREE.contains(each))
                .toList();
        assertThat(endpoints).containsExactlyInAnyOrderElementsOf(BY_ENDPOINT.keySet());
        BY_ENDPOINT.forEach((endpoint, lists) ->
                lists.forEach(list -> assertTakes(endpoint, CHOOSING.getOrDefault(endpoint, Set.of()), list)));
    }

    private static void assertTakes(Endpoint<?, ?, ?> endpoint, Set<String> choosing, Listing list) {
        Set<String> filters = new TreeSet<>();
        for (Shape.Member member : Shapes.of(endpoint.query()).members()) {
            if (member.name().equals("sort")) {
                assertThat(((Shape.Text) member.shape()).words())
                        .as("orders of %s", endpoint)
                        .containsExactlyInAnyOrderElementsOf(list.orders().stream()
                                .flatMap(order -> Stream.of(order, "-" + order))
                                .toList());
            } else if (!Set.of("q", "offset", "limit").contains(member.name()) && !choosing.contains(member.name())) {
                filters.add(member.name());
            }
        }
        assertThat(filters).as("filters of %s", endpoint).isEqualTo(new TreeSet<>(list.filters()));
    }

    @Test
    void refusedLinesAreFilteredByEveryReason() {
        Shape reason = Shapes.of(DatanetEndpoints.REJECTED.query()).members().stream()
                .filter(member -> member.name().equals("reason"))
                .findFirst()
                .orElseThrow()
                .shape();
        assertThat(((Shape.Text) reason).words())
                .containsExactlyElementsOf(
                        Stream.of(Reason.values()).map(Reason::word).toList());
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
        assertThat(lists.values())
                .containsAll(BY_ENDPOINT.values().stream().flatMap(List::stream).toList());
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
            assertThat(database.read(handle -> list.page(handle, request, GIVEN))
                            .total())
                    .as("%s by %s", name, order)
                    .isZero();
        });
    }

    /** The constants of a type, by class and name. */
    private static <T> Map<String, T> all(Class<T> type) {
        Map<String, T> found = new TreeMap<>();
        ProductClasses.ALL.stream()
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
