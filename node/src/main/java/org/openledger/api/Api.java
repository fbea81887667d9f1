package org.openledger.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openledger.api.account.AccountRoutes;
import org.openledger.api.account.EpochRoutes;
import org.openledger.api.account.SignInRoutes;
import org.openledger.api.datanet.DatanetRoutes;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.http.Access;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.Names;
import org.openledger.api.http.Routes;
import org.openledger.api.model.RunRoutes;
import org.openledger.api.model.ValueRoutes;
import org.openledger.api.openai.OpenAiRoutes;
import org.openledger.api.receipt.ReceiptRoutes;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.api.receipt.RowTraceRoutes;
import org.openledger.chain.ChainClient;
import org.openledger.chain.JsonRpcProxy;
import org.openledger.client.Endpoints;
import org.openledger.client.node.NodeState;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.DatanetLists;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.factory.FactoryLists;
import org.openledger.factory.Models;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.gateway.Gateway;
import org.openledger.identity.Accounts;
import org.openledger.identity.ApiKeys;
import org.openledger.identity.SignIns;
import org.openledger.log.Log;
import org.openledger.model.text.Tokenizer;
import org.openledger.receipt.Attributor;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.Receipts;
import org.openledger.receipt.RowCredits;
import org.openledger.receipt.recompute.RowTraces;
import org.openledger.settlement.Explanations;
import org.openledger.settlement.Settlement;
import org.openledger.settlement.epoch.EpochLists;
import org.openledger.store.Database;

/** All routes of a node, over the parts they need. */
public final class Api {
    private Api() {}

    /** The parts of a node that HTTP reaches. */
    public record Parts(
            Database database,
            InstantSource clock,
            Accounts accounts,
            ApiKeys keys,
            SignIns signIns,
            Optional<URI> site,
            long chainId,
            Datanets datanets,
            Contributions contributions,
            Versions versions,
            IntakeLimits intakeLimits,
            Runs runs,
            Models models,
            Values values,
            Gateway gateway,
            int maxRunningPerKey,
            Attributor attributor,
            Receipts receipts,
            RowTraces audits,
            RowCredits credits,
            Settlement settlement,
            Explanations explanations,
            Log log,
            ChainClient chain,
            JsonRpcProxy rpc,
            Tokenizer tokenizer,
            String base,
            AccountRoutes.Deposits deposits,
            Supplier<NodeState> state,
            PrometheusRegistry metrics,
            LiveEvents events) {}

    /** Every route; {@code access} says who may change what. */
    public static List<Routes> routes(Parts parts, Access access) {
        Names names = new Names(parts.accounts);
        DatanetViews datanets = new DatanetViews(parts.datanets, parts.contributions, parts.versions, names);
        ReceiptViews receipts = new ReceiptViews(
                parts.settlement.anchors(),
                parts.database,
                parts.settlement.epochs(),
                datanets,
                names,
                parts.tokenizer,
                parts.attributor);
        RunRoutes runs = new RunRoutes(
                parts.runs,
                parts.models,
                new FactoryLists(parts.database, parts.models),
                parts.receipts,
                names,
                parts.base,
                name -> parts.gateway.model(name).isPresent());
        EpochRoutes epochs = new EpochRoutes(
                parts.settlement,
                new EpochLists(parts.database),
                parts.chain,
                parts.database,
                parts.accounts,
                parts.clock,
                parts.events);
        Handlers handlers = new Handlers(access::of)
                .add(
                        new OpenAiRoutes(parts.gateway, parts.maxRunningPerKey),
                        new SignInRoutes(parts.signIns, parts.site, parts.chainId, parts.clock),
                        new DatanetRoutes(
                                parts.datanets,
                                parts.contributions,
                                parts.versions,
                                parts.intakeLimits,
                                parts.credits,
                                new DatanetLists(parts.database),
                                datanets,
                                parts.events),
                        new AccountRoutes(
                                parts.accounts,
                                parts.keys,
                                parts.explanations,
                                parts.receipts,
                                parts.runs,
                                parts.contributions,
                                parts.deposits,
                                parts.database,
                                datanets),
                        new ReceiptRoutes(
                                parts.receipts,
                                new ReceiptLists(parts.database),
                                parts.attributor,
                                parts.settlement.anchors(),
                                parts.settlement.epochs(),
                                parts.database,
                                receipts),
                        new ValueRoutes(parts.runs, parts.values, datanets, names),
                        new RowTraceRoutes(parts.receipts, parts.audits),
                        runs,
                        epochs,
                        new OverviewRoutes(parts.state, datanets, runs, parts.receipts, receipts, epochs),
                        new SearchRoutes(parts.database),
                        new MetricsRoutes(parts.metrics),
                        new LogRoutes(parts.log),
                        new RpcRoutes(parts.rpc),
                        parts.events,
                        new DocumentRoutes());
        return List.of(handlers.requireExactly(Endpoints.ALL), new PageRoutes());
    }
}
