package org.openledger.agency;

import java.time.InstantSource;
import org.openledger.condition.Conditions;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.gateway.Gateway;
import org.openledger.identity.Accounts;
import org.openledger.identity.Signer;
import org.openledger.identity.Wallets;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.ledger.Charges;
import org.openledger.log.Log;
import org.openledger.receipt.Receipts;
import org.openledger.reputation.AgentRegistry;
import org.openledger.retrieval.Retrieval;
import org.openledger.sale.Purse;
import org.openledger.settlement.Explanations;
import org.openledger.settlement.wallet.AccountCalls;
import org.openledger.store.Database;

/** The parts of this package together, over what they need. */
public record Agency(
        Tools tools, Mandates mandates, Actions actions, Gate gate, Kill kill, Trails trails, AgentRegistry registry) {

    /**
     * What agents act on.
     *
     * @param publish asks for a checkpoint over the log's new entries
     */
    public record Ground(
            Database database,
            Log log,
            Signer operator,
            Accounts accounts,
            Wallets wallets,
            ApiKeys keys,
            InstantSource clock,
            Runnable publish) {}

    /** What agents do. */
    public record World(
            Gateway gateway,
            Retrieval retrieval,
            Receipts receipts,
            Datanets datanets,
            Contributions contributions,
            Explanations explanations,
            Charges charges,
            Purse purse,
            AccountCalls calls,
            Servers servers) {}

    /** Opens it, and settles what the last run of the node left. */
    public static Agency open(Ground ground, World world, Mandates.Domain domain, AgentRegistry registry) {
        Database database = ground.database();
        Records records = new Records(ground.log(), ground.operator(), ground.clock());
        RunningCalls running = new RunningCalls();
        AnswerTools answers = new AnswerTools(world.gateway(), world.receipts());
        Conditions conditions = new Conditions();
        Tools tools = new Tools(
                answers,
                new CommunityTools(
                        database,
                        new Rights(database, ground.clock()),
                        world.retrieval(),
                        world.datanets(),
                        world.contributions()),
                new OwnTools(database, world.explanations()),
                new OutsideTools(world.purse(), world.calls()),
                new Rewarding(database, world.charges(), world.receipts(), answers, ground.clock()),
                world.servers());
        Gate gate = new Gate(
                database, tools, world.receipts(), records, running, conditions, ground.clock(), ground.publish());
        gate.recover();
        return new Agency(
                tools,
                new Mandates(
                        database,
                        ground.accounts(),
                        ground.wallets(),
                        ground.keys(),
                        ground.log(),
                        tools,
                        conditions,
                        ground.clock(),
                        domain),
                new Actions(database, ground.accounts(), gate, domain),
                gate,
                new Kill(database, records, running, ground.clock(), ground.publish()),
                new Trails(database, ground.log(), ground.operator(), world.receipts(), domain),
                registry);
    }
}
