package org.openledger.app;

import org.openledger.agency.Agency;
import org.openledger.agency.Mandates;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.Wallets;

/** What lets agents act. */
final class AgencyParts {
    private AgencyParts() {}

    static Agency open(FoundationParts on, MoneyParts money, CommunityParts community, AnsweringParts answering) {
        return Agency.open(
                new Agency.Ground(
                        on.database(),
                        on.log(),
                        on.operator(),
                        on.accounts(),
                        new Wallets(ContractCalls.on(on.client())),
                        community.keys(),
                        on.clock(),
                        answering.publisher()::request),
                new Agency.World(
                        answering.gateway(),
                        answering.retrieval(),
                        answering.receipts(),
                        community.datanets(),
                        community.contributions(),
                        money.explanations()),
                new Mandates.Domain(
                        on.operator().address(),
                        on.contracts().chainId(),
                        on.contracts().inferenceEscrow()));
    }
}
