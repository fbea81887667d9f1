package org.openledger.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;

/**
 * A list that a reader can search, filter, sort and page. It is declared once, beside the SQL of its table; a request can name
 * only what is declared, so that no text of a request ever becomes SQL.
 *
 * <p>A page is found as keys. The caller reads the entries of those few keys as it reads any other.
 */
public final class Listing {
    private final String key;
    private final String from;
    private final List<String> conditions;
    private final List<String> searched;
    private final SortedMap<String, String> filters;
    private final SortedMap<String, String> orders;
    private final String standard;

    private Listing(
            String key,
            String from,
            List<String> conditions,
            List<String> searched,
            SortedMap<String, String> filters,
            SortedMap<String, String> orders,
            String standard) {
        this.key = key;
        this.from = from;
        this.conditions = conditions;
        this.searched = searched;
        this.filters = filters;
        this.orders = orders;
        this.standard = standard;
    }

    /** @param key the expression that names an entry, and no two of them */
    public static Listing of(String key, String from) {
        return new Listing(key, from, List.of(), List.of(), new TreeMap<>(), new TreeMap<>(), key);
    }

    /** What holds of every entry; it may have parameters of its own. */
    public Listing where(String condition) {
        return new Listing(key, from, and(conditions, condition), searched, filters, orders, standard);
    }

    /** An expression in which a request's text is looked for. */
    public Listing searching(String expression) {
        return new Listing(key, from, conditions, and(searched, expression), filters, orders, standard);
    }

    /** @param expression a text that a request may ask for by {@code name} */
    public Listing filtering(String name, String expression) {
        return new Listing(key, from, conditions, searched, and(filters, name, expression), orders, standard);
    }

    /** @param expression which is never null: the databases disagree on where that stands */
    public Listing sorting(String name, String expression) {
        return new Listing(key, from, conditions, searched, filters, and(orders, name, expression), standard);
    }

    /** The order when a request names none; entries that are alike in an order come by their keys. */
    public Listing standing(String order) {
        return new Listing(key, from, conditions, searched, filters, orders, order);
    }

    private static List<String> and(List<String> some, String one) {
        List<String> all = new ArrayList<>(some);
        all.add(one);
        return List.copyOf(all);
    }

    private static SortedMap<String, String> and(SortedMap<String, String> some, String name, String expression) {
        SortedMap<String, String> all = new TreeMap<>(some);
        all.put(name, expression);
        return all;
    }

    public Set<String> filters() {
        return filters.keySet();
    }

    public Set<String> orders() {
        return orders.keySet();
    }

    /**
     * The keys of a page, as text.
     *
     * @param given the parameters of {@link #where}; a collection stands for {@code <name>} in an {@code IN}
     */
    public ListPage<String> page(Handle handle, ListRequest request, Map<String, ?> given) {
        String matching = " FROM " + from + matching(request);
        Query total = handle.createQuery("SELECT count(*)" + matching);
        Query keys = handle.createQuery("SELECT CAST(" + key + " AS TEXT)" + matching + " ORDER BY " + order(request)
                        + " LIMIT :listLimit OFFSET :listOffset")
                .bind("listLimit", request.limit())
                .bind("listOffset", request.offset());
        bind(total, request, given);
        bind(keys, request, given);
        return new ListPage<>(
                keys.mapTo(String.class).list(), total.mapTo(Long.class).one());
    }

    private String matching(ListRequest request) {
        List<String> all = new ArrayList<>(conditions);
        if (!request.text().isEmpty()) {
            all.add(searched.stream()
                    .map(expression -> "LOWER(CAST(" + expression + " AS TEXT)) LIKE :listText ESCAPE '!'")
                    .reduce((one, other) -> one + " OR " + other)
                    .map(any -> "(" + any + ")")
                    .orElse("1 = 0"));
        }
        int number = 0;
        for (String name : request.filters().keySet()) {
            all.add(declared(filters, name) + " = :listFilter" + number++);
        }
        return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    }

    private static void bind(Query query, ListRequest request, Map<String, ?> given) {
        given.forEach((name, value) -> {
            if (value instanceof Collection<?> many) {
                query.bindList(EmptyHandling.NULL_KEYWORD, name, List.copyOf(many));
            } else {
                query.bind(name, value);
            }
        });
        if (!request.text().isEmpty()) {
            query.bind("listText", "%" + escaped(request.text().toLowerCase(Locale.ROOT)) + "%");
        }
        int number = 0;
        for (String value : request.filters().values()) {
            query.bind("listFilter" + number++, value);
        }
    }

    private String order(ListRequest request) {
        return request.order()
                .map(order -> declared(orders, order.name()) + (order.descending() ? " DESC, " : ", ") + key)
                .orElse(standard);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String declared(SortedMap<String, String> names, String name) {
        String expression = names.get(name);
        if (expression == null) {
            throw new IllegalArgumentException("a list has no '" + name + "': it has " + names.keySet());
        }
        return expression;
    }
}
