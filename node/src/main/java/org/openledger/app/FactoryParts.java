package org.openledger.app;

import org.openledger.api.http.LiveEvents;
import org.openledger.factory.ChainModelRecord;
import org.openledger.factory.Models;
import org.openledger.factory.Rewards;
import org.openledger.factory.RunRows;
import org.openledger.factory.RunWorker;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.receipt.recompute.RowTraces;
import org.openledger.setting.Settings;

/** What trains models. */
record FactoryParts(Runs runs, Models models, Values values, RunWorker worker, RowTraces traces) {

    static FactoryParts open(
            FoundationParts on,
            MoneyParts money,
            CommunityParts community,
            AnsweringParts answering,
            LiveEvents events,
            Lifecycle lifecycle) {
        Models models = new Models(on.database(), on.data());
        Rewards rewards = new Rewards(money.charges());
        Runs runs = new Runs(
                on.database(),
                community.datanets(),
                community.versions(),
                answering.baseName(),
                answering.base().digest(),
                rewards,
                on.clock(),
                on.values().getInt(Settings.RUNS_MAX_UNFINISHED));
        ChainModelRecord record = lifecycle.keep(
                new ChainModelRecord(on.database(), on.log(), on.outbox(), on.bindings(), on.contracts()));
        record.resume();
        RunRows rows = new RunRows(answering.base(), community.datanets(), community.versions());
        RunWorker worker = lifecycle.keep(new RunWorker(
                on.database(),
                rows,
                runs,
                models,
                record,
                answering.base(),
                on.data(),
                new ServingListener(answering, events),
                rewards,
                on.clock()));
        RowTraces traces = lifecycle.keep(new RowTraces(answering.base(), runs, models, rows));
        return new FactoryParts(runs, models, new Values(on.database(), on.journal()), worker, traces);
    }
}
