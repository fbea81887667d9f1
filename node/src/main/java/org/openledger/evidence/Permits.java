package org.openledger.evidence;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.registry.Model;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;

/** Whether a model or an answer may be used, under the licences that stand today, with every reason why not. */
public final class Permits {
    private final Database database;
    private final InstantSource clock;

    public Permits(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One use.
     *
     * @param paid whether money is taken for it
     * @param why not, naming every Datanet that stands in the way; empty where it is permitted
     */
    public record Permit(boolean paid, String why) {
        public boolean permitted() {
            return why.isEmpty();
        }
    }

    /** Of a model: by the versions that it learnt from, for whom it was registered. */
    public List<Permit> of(Model model) {
        return database.read(handle -> of(
                handle,
                model.sources().stream()
                        .map(source -> new Rights.Used(Datanets.require(handle, source.datanet()), source.number()))
                        .toList(),
                List.of(),
                Optional.of(model.owner())));
    }

    /** Of an answer: by the versions that its model learnt from, and those that it was given sources of, for who paid for it. */
    public List<Permit> of(Receipt receipt) {
        Stream<Receipt.Searched> searched = receipt.retrieval().stream()
                .flatMap(trail -> trail.searched().stream()
                        .filter(each -> trail.datanets().contains(each.datanet())));
        return database.read(handle -> of(
                handle,
                receipt.model().versions().stream()
                        .flatMap(version -> used(handle, version.datanet(), version.number()))
                        .toList(),
                searched.flatMap(version -> used(handle, version.datanet(), version.number()))
                        .toList(),
                Optional.of(receipt.payer())));
    }

    /** Of rows that an agent read, by the newest versions. */
    public List<Permit> ofSources(List<Long> datanets) {
        return database.read(handle -> of(
                handle,
                List.of(),
                datanets.stream()
                        .map(id -> Rights.newest(handle, Datanets.require(handle, id)))
                        .toList(),
                Optional.empty()));
    }

    private static Stream<Rights.Used> used(Handle handle, String token, long version) {
        return DatanetTable.byToken(handle, token).stream()
                .map(row -> new Rights.Used(Datanets.require(handle, row.id()), version));
    }

    /** Share-alike licences are also held against each other across both. */
    private List<Permit> of(Handle handle, List<Rights.Used> learnt, List<Rights.Used> drawn, Optional<String> holder) {
        long now = clock.instant().getEpochSecond();
        List<Permit> permits = new ArrayList<>();
        for (boolean paid : List.of(false, true)) {
            Rights.Purpose model = new Rights.Purpose(Rights.Use.MODEL, paid, holder);
            Rights.Purpose sources = new Rights.Purpose(Rights.Use.SOURCES, paid, holder);
            List<Rights.Held> learning = Rights.held(handle, learnt, model, now);
            List<Rights.Held> drawing = Rights.held(handle, drawn, sources, now);
            List<String> reasons = Stream.of(Rights.objectionTo(learning, model), Rights.objectionTo(drawing, sources))
                    .flatMap(Optional::stream)
                    .toList();
            String why = reasons.isEmpty()
                    ? Rights.objectionTo(
                                    Stream.concat(learning.stream(), drawing.stream())
                                            .toList(),
                                    model)
                            .orElse("")
                    : String.join(" ", reasons);
            permits.add(new Permit(paid, why));
        }
        return permits;
    }
}
