package org.openledger.retrieval;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Row;
import org.openledger.model.BaseModel;
import org.openledger.store.Refusal.Kind;

/** Finds the rows that an answer may draw on. */
public final class Retrieval implements AutoCloseable {
    private static final long RETRY_MILLIS = 1_000;

    private final Datanets datanets;
    private final Versions versions;
    private final Rights rights;
    private final Contributions contributions;
    private final RowIndexes indexes;
    private final HybridSearch search;
    /** One question's vector is made at a time: the model's own work goes on beside it. */
    private final ReentrantLock searching = new ReentrantLock();

    /**
     * @param base the model that makes the vectors
     * @param data the node's data folder
     * @param patience how long a question waits for an index that is being made
     */
    public Retrieval(
            BaseModel base,
            Datanets datanets,
            Versions versions,
            Rights rights,
            Contributions contributions,
            Path data,
            Duration patience) {
        this.datanets = datanets;
        this.versions = versions;
        this.rights = rights;
        this.contributions = contributions;
        this.indexes = new RowIndexes(base, versions, data, patience);
        this.search = new HybridSearch(base);
    }

    private record Searched(Datanet datanet, Version version, RowIndex index) {
        SearchResult.From from() {
            return new SearchResult.From(
                    datanet.id(), datanet.requireToken(), version.number(), version.root(), index.digest());
        }
    }

    /**
     * The rows closest to a question, from the newest version on chain of each Datanet that is wanted. A row that is not there any
     * more, or not accepted any more, is never found.
     *
     * @param holder who draws on them: whose licences count
     * @throws RetrievalException when a Datanet is unknown, has no version on chain, or its licence forbids it, or when an index
     *     is still being made
     */
    public SearchResult find(SearchRequest wanted, String question, Optional<String> holder) {
        List<Rights.Used> used = wanted.datanets().stream()
                .map(this::require)
                .map(datanet -> new Rights.Used(datanet, newest(datanet).number()))
                .toList();
        used.forEach(rights::requireRead);
        rights.objection(used, new Rights.Purpose(Rights.Use.SOURCES, /* paid= */ true, holder))
                .ifPresent(why -> {
                    throw new RetrievalException(
                            Kind.FORBIDDEN, why + " Choose other Datanets, buy a licence, or ask their owners.");
                });
        List<Searched> searched = used.stream().map(this::open).toList();
        return new SearchResult(
                searched.stream().map(Searched::from).toList(), hits(searched, question, wanted.sources()));
    }

    private Datanet require(long id) {
        try {
            return datanets.require(id);
        } catch (DatanetException unknown) {
            throw new RetrievalException(Kind.UNKNOWN.at("datanet"), "There is no Datanet " + id + ": see the list.");
        }
    }

    private Version newest(Datanet datanet) {
        return versions.list(datanet.id()).reversed().stream()
                .filter(each -> each.state() == Version.State.PUBLISHED && each.chainState() == ChainState.CONFIRMED)
                .findFirst()
                .orElseThrow(() -> new RetrievalException(
                        Kind.UNKNOWN.at("datanet"),
                        "Datanet " + datanet.id() + " has no version on chain yet, so there is nothing to retrieve:"
                                + " publish one, or try again in a few seconds."));
    }

    private Searched open(Rights.Used used) {
        Version version = versions.require(used.datanet().id(), used.version());
        return new Searched(used.datanet(), version, indexes.of(used.datanet(), version));
    }

    /** The best first. One contributor has at most half of them, rounded up, unless nobody else has any row that was found. */
    private List<SearchResult.Hit> hits(List<Searched> searched, String question, int most) {
        List<SearchResult.Hit> hits = new ArrayList<>();
        List<SearchResult.Hit> beyond = new ArrayList<>();
        Map<String, Integer> ofContributor = new HashMap<>();
        for (HybridSearch.Match match : matches(searched, question)) {
            if (hits.size() == most) {
                break;
            }
            row(match.leaf()).ifPresent(row -> {
                SearchResult.Hit hit = new SearchResult.Hit(row, textOf(row, searched), match.score());
                int given = ofContributor.merge(row.contributor(), 1, Integer::sum);
                (given <= Math.ceilDiv(most, 2) ? hits : beyond).add(hit);
            });
        }
        if (ofContributor.size() == 1) {
            hits.addAll(beyond.subList(0, Math.min(beyond.size(), most - hits.size())));
        }
        return hits;
    }

    private List<HybridSearch.Match> matches(List<Searched> searched, String question) {
        searching.lock();
        try {
            if (!searched.stream().map(Searched::index).allMatch(RowIndex::isOpen)) {
                throw new RetrievalException(
                        Kind.NOT_READY.retryAfter(RETRY_MILLIS),
                        "An index is being made again, since rows were taken back. Ask again.");
            }
            return search.search(searched.stream().map(Searched::index).toList(), question);
        } finally {
            searching.unlock();
        }
    }

    private Optional<Row> row(String leaf) {
        return contributions.wholeRow(leaf).filter(row -> row.state() == Row.State.ACCEPTED);
    }

    private static String textOf(Row row, List<Searched> searched) {
        Datanet datanet = searched.stream()
                .map(Searched::datanet)
                .filter(each -> each.id() == row.datanet())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the row " + row.leaf() + " was found outside"));
        return Texts.of(row, datanet.schema());
    }

    /** Removes what is indexed of a Datanet's rows; it is made again of those that are there when somebody asks. */
    public void forget(long datanet) {
        indexes.forget(datanet, closing -> {
            searching.lock();
            try {
                closing.run();
            } finally {
                searching.unlock();
            }
        });
    }

    @Override
    public void close() {
        indexes.close();
    }
}
