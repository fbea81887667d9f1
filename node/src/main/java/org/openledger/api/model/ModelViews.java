package org.openledger.api.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openledger.answer.AnsweredBy;
import org.openledger.api.http.Names;
import org.openledger.client.model.ModelDetail;
import org.openledger.client.model.ModelLine;
import org.openledger.client.model.OfferLine;
import org.openledger.client.model.VersionRoot;
import org.openledger.registry.Model;
import org.openledger.registry.Offer;
import org.openledger.registry.Origin;
import org.openledger.registry.Registry;

/** Models as the API shows them. */
public final class ModelViews {
    private final ModelParts parts;
    private final Names names;

    public ModelViews(ModelParts parts, Names names) {
        this.parts = parts;
        this.names = names;
    }

    ModelLine line(Model model) {
        return line(model, parts.registry().present(model.name()));
    }

    private ModelLine line(Model model, Optional<Offer> present) {
        return new ModelLine(
                model.name(),
                model.number(),
                lower(model.origin()),
                model.token(),
                model.owner(),
                names.of(model.owner()),
                parts.brought().bases().nameOf(model.baseDigest()),
                model.baseDigest(),
                model.adapterDigest(),
                model.run(),
                model.sources().stream()
                        .map(source -> new VersionRoot(Long.toString(source.datanet()), source.number(), source.root()))
                        .toList(),
                model.origin() == Origin.BROUGHT && !model.sources().isEmpty(),
                model.token().stream()
                        .flatMap(token -> parts.royalties().owedBy(token).stream())
                        .map(owed -> new ModelLine.Owed(owed.token(), owed.owner(), owed.bps()))
                        .toList(),
                stateOf(model),
                model.readyMillis().isPresent(),
                isLive(model),
                priceGwei(present),
                model.licence(),
                model.warning(),
                model.refusal(),
                parts.receipts().countOf(new AnsweredBy(model.name(), model.adapterDigest())),
                parts.withdrawals().learntBy(model.id()));
    }

    private static String stateOf(Model model) {
        if (model.refusal().isPresent()) {
            return "refused";
        }
        if (model.token().isEmpty()) {
            return "registering";
        }
        return model.readyMillis().isPresent() ? "ready" : "attributing";
    }

    /** Whether requests for its name are answered by it. */
    boolean isLive(Model model) {
        return parts.gateway()
                .model(model.name())
                .filter(served -> served.model().adapterDigest().equals(model.adapterDigest()))
                .isPresent();
    }

    private long priceGwei(Optional<Offer> present) {
        return present.flatMap(Offer::priceGwei).orElse(parts.gateway().priceGwei());
    }

    ModelDetail detail(Registry.Named named) {
        Map<String, Model> byId = named.versions().stream().collect(Collectors.toMap(Model::id, Function.identity()));
        Optional<Model> active = named.active();
        return new ModelDetail(
                named.name(),
                named.owner(),
                names.of(named.owner()),
                active.filter(this::isLive).map(Model::number),
                active.filter(model -> !isLive(model)).map(Model::number),
                priceGwei(named.present()),
                named.versions().stream()
                        .map(model -> line(model, named.present()))
                        .toList(),
                named.decided().stream().map(offer -> decided(offer, byId)).toList());
    }

    private static OfferLine decided(Offer offer, Map<String, Model> byId) {
        return new OfferLine(
                lower(offer.act()),
                offer.active().map(byId::get).map(Model::number),
                offer.priceGwei(),
                offer.timeMillis(),
                offer.logIndex());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
