package org.openledger.app;

import org.openledger.api.http.LiveEvents;
import org.openledger.chain.governance.BuildingFees;
import org.openledger.factory.ChainModelRecord;
import org.openledger.factory.Estimates;
import org.openledger.factory.Evaluating;
import org.openledger.factory.Rewards;
import org.openledger.factory.RunRows;
import org.openledger.factory.RunWorker;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.factory.building.BuildingCharges;
import org.openledger.factory.forecast.Speeds;
import org.openledger.receipt.recompute.RowTraces;
import org.openledger.registry.AdapterBucket;
import org.openledger.registry.AdapterTiers;
import org.openledger.registry.BroughtModels;
import org.openledger.registry.Lineage;
import org.openledger.registry.ModelFolders;
import org.openledger.registry.ModelListener;
import org.openledger.registry.Models;
import org.openledger.registry.Registrar;
import org.openledger.registry.Registry;
import org.openledger.setting.Settings;

/** What trains models, and which of them answer. */
record FactoryParts(
        Runs runs,
        Models models,
        Registry registry,
        BroughtModels brought,
        AdapterTiers tiers,
        Values values,
        RunWorker worker,
        Estimates estimates,
        Evaluating evaluating,
        RowTraces traces,
        RunRows rows) {

    static FactoryParts open(
            FoundationParts on,
            MoneyParts money,
            CommunityParts community,
            AnsweringParts answering,
            LiveEvents events,
            Lifecycle lifecycle) {
        Models models = new Models(on.database(), on.data());
        Lineage lineage = new Lineage(community.datanets(), community.versions(), community.rights());
        AdapterTiers tiers = lifecycle.keep(AdapterTiers.start(
                on.values().find(Settings.MODEL_BUCKET).map(AdapterBucket::open),
                on.values().find(Settings.MODEL_DISK).stream()
                        .mapToLong(mebibytes -> mebibytes << 20)
                        .findAny(),
                models,
                on.disk(),
                on.clock()));
        ModelListener listener = new ServingListener(answering, events, tiers);
        Registrar registrar = lifecycle.keep(new Registrar(on.database(), on.outbox(), on.bindings(), on.contracts()));
        Registry registry = new Registry(on.database(), models, lineage, on.log(), on.clock(), listener);
        BroughtModels brought = new BroughtModels(
                on.database(),
                models,
                registry,
                lineage,
                registrar,
                on.log(),
                answering.bases(),
                new BroughtModels.Options(
                        AnsweringParts.baseOwner(on), on.values().get(Settings.MODEL_MAX_ADAPTER_BYTES)),
                on.data(),
                on.disk(),
                on.clock(),
                listener,
                tiers);
        Rewards rewards = new Rewards(money.charges());
        BuildingCharges building =
                new BuildingCharges(money.charges(), on.operator().address(), BuildingFees::inForce);
        Runs runs = new Runs(
                on.database(),
                lineage,
                community.versions(),
                models,
                answering.bases(),
                rewards,
                building,
                on.clock(),
                on.values().getInt(Settings.RUNS_MAX_UNFINISHED));
        ChainModelRecord record = new ChainModelRecord(on.database(), on.log(), registrar, building, on.clock());
        record.resume();
        RunRows rows = new RunRows(answering.bases(), on.database());
        runs.onProgress(id -> events.announce(LiveEvents.Kind.RUN, new RunNotice(id)));
        Speeds speeds = lifecycle.keep(new Speeds(on.database(), on.clock()));
        Evaluating evaluating =
                new Evaluating(on.database(), rows, answering.bases(), new ModelFolders(on.data()), on.clock());
        Estimates estimates = new Estimates(
                on.database(),
                runs,
                lineage,
                community.datanets(),
                community.versions(),
                rows,
                answering.bases(),
                speeds,
                on.journal());
        RunWorker worker = lifecycle.keep(new RunWorker(
                on.database(),
                rows,
                runs,
                models,
                record,
                answering.bases(),
                on.data(),
                registry,
                listener,
                rewards,
                building,
                evaluating,
                speeds,
                on.clock()));
        RowTraces traces = lifecycle.keep(new RowTraces(answering.bases(), runs, models, rows));
        return new FactoryParts(
                runs,
                models,
                registry,
                brought,
                tiers,
                new Values(on.database(), on.journal()),
                worker,
                estimates,
                evaluating,
                traces,
                rows);
    }

    /** What the page's event stream says of a run that went on. */
    private record RunNotice(String id) {}

    /** Serves what was served when the node stopped, then goes on with runs. */
    void start() {
        brought.start();
        registry.start();
        worker.start();
    }
}
