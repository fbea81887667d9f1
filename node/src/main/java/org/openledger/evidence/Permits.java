package org.openledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.registry.Model;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;

/** Whether a model or an answer may be used, under the licences that stand today, with every reason why not. */
public final class Permits {
    private final Database database;

    public Permits(Database database) {
        this.database = database;
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

    /** Of a model: by the Datanets that it learnt from. */
    public List<Permit> of(Model model) {
        return database.read(handle -> of(
                model.sources().stream()
                        .map(source -> Datanets.require(handle, source.datanet()))
                        .toList(),
                List.of()));
    }

    /** Of an answer: by the Datanets that its model learnt from, and those that it was given sources of. */
    public List<Permit> of(Receipt receipt) {
        return database.read(handle -> of(
                named(handle, receipt.model().datanets()),
                named(
                        handle,
                        receipt.retrieval().map(Receipt.Retrieval::datanets).orElse(List.of()))));
    }

    /** Of rows that an agent read. */
    public List<Permit> ofSources(List<Long> datanets) {
        return database.read(handle -> of(
                List.of(),
                datanets.stream().map(id -> Datanets.require(handle, id)).toList()));
    }

    private static List<Datanet> named(Handle handle, List<String> tokens) {
        return tokens.stream()
                .flatMap(token -> DatanetTable.byToken(handle, token).stream())
                .map(row -> Datanets.require(handle, row.id()))
                .toList();
    }

    /** Share-alike licences are also held against each other across both. */
    static List<Permit> of(List<Datanet> learnt, List<Datanet> drawn) {
        List<Datanet> all =
                Stream.concat(learnt.stream(), drawn.stream()).distinct().toList();
        List<Permit> permits = new ArrayList<>();
        for (boolean paid : List.of(false, true)) {
            List<String> reasons = Stream.of(
                            Rights.objection(learnt, Rights.Use.MODEL, paid),
                            Rights.objection(drawn, Rights.Use.SOURCES, paid))
                    .flatMap(Optional::stream)
                    .toList();
            String why = reasons.isEmpty()
                    ? Rights.objection(all, Rights.Use.MODEL, paid).orElse("")
                    : String.join(" ", reasons);
            permits.add(new Permit(paid, why));
        }
        return permits;
    }
}
