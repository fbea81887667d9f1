package org.openledger.app;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openledger.answer.Inference;
import org.openledger.api.http.LiveEvents;
import org.openledger.chain.governance.FeeSplits;
import org.openledger.gateway.AnswerRights;
import org.openledger.gateway.Gateway;
import org.openledger.gateway.Meters;
import org.openledger.gateway.ServedBase;
import org.openledger.log.Publisher;
import org.openledger.model.Bases;
import org.openledger.receipt.Attributor;
import org.openledger.receipt.Erasure;
import org.openledger.receipt.Issuer;
import org.openledger.receipt.QuotationProofs;
import org.openledger.receipt.ReceiptDraft;
import org.openledger.receipt.Receipts;
import org.openledger.receipt.RowCredits;
import org.openledger.registry.Royalties;
import org.openledger.retrieval.Retrieval;
import org.openledger.serve.ServingEngine;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.upstream.UpstreamOptions;
import org.openledger.upstream.Upstreams;
import org.openledger.verify.Receipt;

/** What answers and traces answers. */
record AnsweringParts(
        Bases bases,
        Gateway gateway,
        Upstreams upstreams,
        Attributor attributor,
        Receipts receipts,
        RowCredits credits,
        Erasure erasure,
        Retrieval retrieval,
        Publisher publisher) {
    static AnsweringParts open(
            BaseLoading.Loaded loaded,
            FoundationParts on,
            MoneyParts money,
            CommunityParts community,
            LiveEvents events,
            PrometheusRegistry metrics,
            Lifecycle lifecycle) {
        SettingValues values = on.values();
        Bases bases = loaded.bases();
        Upstreams upstreams = lifecycle.keep(Upstreams.open(upstreams(on), bases, metrics));
        Map<String, ServedBase> served = new LinkedHashMap<>();
        bases.byName()
                .forEach((name, base) -> served.put(
                        base.digest(),
                        new ServedBase(base, lifecycle.keep(ServingEngine.open(base, loaded.limitsOf(name))))));
        Issuer issuer = issuer(on);
        RowCredits credits = new RowCredits(on.database());
        Publisher publisher = lifecycle.keep(Publisher.start(on.log(), values.get(Settings.LOG_GATHERING)));
        Consumer<Inference> announce =
                inference -> events.announce(LiveEvents.Kind.RECEIPT, ChangeNotice.of(inference));
        Attributor attributor = lifecycle.keep(new Attributor(
                on.database(),
                money.charges(),
                on.log(),
                publisher,
                issuer,
                new ReceiptDraft(issuer, community::tokenOf, entitlements(on, community)),
                credits,
                on.clock(),
                inference -> {
                    inference
                            .signed()
                            .flatMap(signed -> Receipts.receipt(signed).upstream())
                            .filter(computed -> !computed.agrees())
                            .ifPresent(other -> upstreams.disagreed(other.name()));
                    announce.accept(inference);
                }));
        Retrieval retrieval = lifecycle.keep(new Retrieval(
                bases.first(),
                community.datanets(),
                community.versions(),
                community.rights(),
                community.contributions(),
                on.data(),
                values.get(Settings.ANSWERS_INDEX_WAIT)));
        Gateway gateway = lifecycle.keep(new Gateway(
                on.database(),
                money.charges(),
                served,
                upstreams,
                retrieval,
                new AnswerRights(on.database(), community.rights()),
                attributor,
                on.clock(),
                new SecureRandom(),
                new Gateway.Options(
                        values.get(Settings.ANSWERS_PRICE_GWEI),
                        values.getInt(Settings.ANSWERS_MAX_RUNNING),
                        values.get(Settings.ANSWERS_DRAIN)),
                attributor::wake,
                new Meters(metrics)));
        gateway.recover();
        Receipts receipts = new Receipts(
                on.database(),
                on.log(),
                issuer,
                new QuotationProofs(community.datanets(), community.contributions(), community.versions(), bases));
        return new AnsweringParts(
                bases,
                gateway,
                upstreams,
                attributor,
                receipts,
                credits,
                new Erasure(
                        on.database(), on.log(), on.operator().address(), publisher::request, on.clock(), erased -> {
                            served.values().forEach(base -> base.forget(erased.payer()));
                            announce.accept(erased);
                        }),
                retrieval,
                publisher);
    }

    private static UpstreamOptions upstreams(FoundationParts on) {
        SettingValues values = on.values();
        Map<String, URI> servers = new HashMap<>();
        values.find(Settings.UPSTREAM_SERVERS)
                .orElse(Map.of())
                .forEach((name, url) -> servers.put(name, URI.create(url)));
        return new UpstreamOptions(
                servers,
                values.find(Settings.UPSTREAM_TOKENS).orElse(Map.of()),
                Set.of(values.get(Settings.UPSTREAM_MODELS).split(",")),
                on.data(),
                values.find(Settings.UPSTREAM_DATA).orElse(on.data()),
                values.get(Settings.UPSTREAM_CONNECT),
                values.get(Settings.UPSTREAM_SILENCE),
                values.get(Settings.UPSTREAM_ANSWER),
                values.get(Settings.UPSTREAM_LOAD),
                values.get(Settings.UPSTREAM_LOOK),
                values.get(Settings.UPSTREAM_MAX_ANSWER_BYTES),
                values.get(Settings.UPSTREAM_TOLERANCE));
    }

    /** Who is paid as the base model's owner. */
    static String baseOwner(FoundationParts on) {
        return on.values().find(Settings.MODEL_BASE_OWNER).orElse(on.operator().address());
    }

    private static Issuer issuer(FoundationParts on) {
        return new Issuer(
                on.operator(),
                new Receipt.Chain(
                        on.contracts().chainId(),
                        on.contracts().inferenceEscrow(),
                        on.contracts().logAnchor(),
                        on.contracts().rewardDistributor()),
                new Receipt.LogIdentity(on.log().checkpoint().origin(), on.log().vkey()),
                splits(on),
                baseOwner(on),
                NodeVersion.NUMBER);
    }

    private static Issuer.Splits splits(FoundationParts on) {
        return on.contracts()
                .governing()
                .map(governing -> votedSplits(on, governing.parameters()))
                .orElse(_ -> Issuer.Split.STANDARD);
    }

    /** What was in force at the block before which an answer was admitted, as far as the chain was read. */
    private static Issuer.Splits votedSplits(FoundationParts on, String contract) {
        return admitted -> on.database()
                .<Optional<FeeSplits.Set>, RuntimeException>read(
                        handle -> FeeSplits.at(handle, admitted.admittedMillis()))
                .map(set ->
                        new Issuer.Split(set.splitBps(), Optional.of(new Receipt.Parameters(contract, set.block()))))
                .orElse(Issuer.Split.STANDARD);
    }

    private static ReceiptDraft.Entitlements entitlements(FoundationParts on, CommunityParts community) {
        Royalties royalties = new Royalties(on.database());
        return new ReceiptDraft.Entitlements() {
            @Override
            public Receipt.Licensed licensed(String datanet, long version) {
                return community.datanets().licensed(datanet, version);
            }

            @Override
            public List<Receipt.Ancestor> owedBy(String model) {
                return royalties.owedBy(model);
            }

            @Override
            public String owner(String model, String registered) {
                return royalties.owner(model, registered);
            }
        };
    }
}
