package org.openledger.app;

import org.openledger.api.Events;
import org.openledger.factory.ChainModelRecord;
import org.openledger.factory.Models;
import org.openledger.factory.RunWorker;
import org.openledger.factory.Runs;

/** What trains models. */
record Factory(Runs runs, Models models, RunWorker worker) {

    static Factory open(Foundation on, Community community, Answering answering, Events events, Lifecycle lifecycle) {
        Models models = new Models(on.database(), on.data());
        Runs runs = new Runs(
                on.database(),
                community.datanets(),
                community.versions(),
                answering.baseName(),
                answering.base().digest(),
                on.clock());
        ChainModelRecord record =
                new ChainModelRecord(on.database(), on.log(), on.outbox(), on.bindings(), on.contracts());
        record.resume();
        RunWorker worker = lifecycle.keep(new RunWorker(
                on.database(),
                community.datanets(),
                community.versions(),
                runs,
                models,
                record,
                answering.base(),
                on.data(),
                new Serving(answering, events),
                on.clock()));
        return new Factory(runs, models, worker);
    }
}
