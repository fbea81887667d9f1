package org.openledger.gateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.GatewayException;
import org.openledger.answer.ServedModel;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.Receipt;

/** Whether a model may answer today: the versions that it learnt from must allow its answers to whom it was registered for. */
public final class AnswerRights {
    private final Database database;
    private final Rights rights;

    public AnswerRights(Database database, Rights rights) {
        this.database = database;
        this.rights = rights;
    }

    /** Refuses an answer that the chain permits no more: a licence that was bought may have expired. */
    void require(ServedModel served, boolean paid) {
        List<Rights.Used> used = database.read(handle -> served.model().versions().stream()
                .flatMap(version -> used(handle, version))
                .toList());
        rights.objection(used, new Rights.Purpose(Rights.Use.ANSWERS, paid, Optional.of(served.owner())))
                .ifPresent(why -> {
                    throw new GatewayException(
                            Kind.FORBIDDEN.at("model"),
                            "The model '" + served.name() + "' may not answer: " + why
                                    + " Ask another model, or ask its owner to buy a licence.");
                });
    }

    private static Stream<Rights.Used> used(Handle handle, Receipt.Version version) {
        return DatanetTable.byToken(handle, version.datanet()).stream()
                .map(row -> new Rights.Used(Datanets.require(handle, row.id()), version.number()));
    }
}
