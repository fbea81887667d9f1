package org.openledger.app;

import org.openledger.api.Events;
import org.openledger.factory.ChainModelRecord;
import org.openledger.factory.Models;
import org.openledger.factory.Rewards;
import org.openledger.factory.RunRows;
import org.openledger.factory.RunWorker;
import org.openledger.factory.Runs;
import org.openledger.factory.Values;
import org.openledger.gateway.AnswerAudits;

/** What trains models. */
record Factory(Runs runs, Models models, Values values, RunWorker worker, AnswerAudits audits) {

    static Factory open(
            Foundation on, Money money, Community community, Answering answering, Events events, Lifecycle lifecycle) {
        Models models = new Models(on.database(), on.data());
        Rewards rewards = new Rewards(money.charges());
        Runs runs = new Runs(
                on.database(),
                community.datanets(),
                community.versions(),
                answering.baseName(),
                answering.base().digest(),
                rewards,
                on.clock());
        ChainModelRecord record =
                new ChainModelRecord(on.database(), on.log(), on.outbox(), on.bindings(), on.contracts());
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
                new Serving(answering, events),
                rewards,
                on.clock()));
        AnswerAudits audits = lifecycle.keep(new AnswerAudits(answering.base(), runs, models, rows));
        return new Factory(runs, models, new Values(on.database(), on.journal()), worker, audits);
    }
}
