package org.openledger.api.datanet;

import java.util.Locale;
import java.util.Optional;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.call.NoBody;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.datanet.DatanetRights;
import org.openledger.client.datanet.RightsQuery;
import org.openledger.datanet.ChainRights;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.identity.Address;
import org.openledger.store.Refusal.Kind;

/** What a version may be used for, and why not. */
public final class RightsRoutes implements Handlers.Noun {
    private final Datanets datanets;
    private final Versions versions;
    private final ChainRights rights;

    public RightsRoutes(DatanetParts parts) {
        this.datanets = parts.datanets();
        this.versions = parts.versions();
        this.rights = parts.rights();
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(DatanetEndpoints.RIGHTS, this::rights);
    }

    private DatanetRights rights(Call<RightsQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        long version =
                call.query().version().map(number -> published(datanet, number)).orElseGet(() -> latest(datanet));
        Optional<String> holder = call.query().holder().map(Address::parse);
        return new DatanetRights(
                datanet.id(),
                version,
                datanet.licence().spdx(),
                holder,
                rights.onChain(),
                rights.answers(datanet, version, holder).stream()
                        .map(answer -> use(datanet, answer))
                        .toList(),
                rights.offers(datanet, version, holder).stream()
                        .map(offer -> new DatanetRights.Offer(
                                "0x" + offer.termsId(),
                                offer.spdx(),
                                offer.feeWei().toString(),
                                offer.lastsSeconds(),
                                offer.offered(),
                                offer.held().toString()))
                        .toList());
    }

    private long published(Datanet datanet, long number) {
        Version version = versions.require(datanet.id(), number);
        if (version.state() != Version.State.PUBLISHED) {
            throw new DatanetException(
                    Kind.CONFLICT.at("version"),
                    "version " + number + " of Datanet " + datanet.id() + " is not published yet");
        }
        return version.number();
    }

    private long latest(Datanet datanet) {
        return versions.latestPublished(datanet.id())
                .map(Version::number)
                .orElseThrow(() -> new DatanetException(
                        Kind.CONFLICT,
                        "Datanet " + datanet.id() + " has no published version: there is nothing to use yet"));
    }

    private static DatanetRights.Use use(Datanet datanet, ChainRights.Answer answer) {
        return new DatanetRights.Use(
                answer.use().name().toLowerCase(Locale.ROOT),
                answer.paid(),
                answer.objection().isEmpty(),
                sentence(datanet.licence().spdx(), answer));
    }

    private static String sentence(String spdx, ChainRights.Answer answer) {
        if (answer.objection().isEmpty()) {
            return answer.bought()
                    ? "Not by " + spdx + ", but by a licence of this holder or by terms that cost nothing."
                    : spdx + " allows it.";
        }
        return switch (answer.objection().get()) {
            case UNSTATED -> "No licence is stated for this version.";
            case USE -> spdx + " does not allow this use.";
            case DERIVATIVES -> spdx + " allows no adaptation, and what learns from rows or draws on them is one.";
            case COMMERCIAL -> spdx + " allows no commercial use.";
            case EXPIRED -> "A licence of this holder that allowed it has expired: buy another.";
            case NONE, NOT_ONE_USE -> throw new IllegalStateException("there is no objection " + answer.objection());
        };
    }
}
