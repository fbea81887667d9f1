package org.openledger.app;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.openledger.agency.Agency;
import org.openledger.agency.Mandates;
import org.openledger.agency.Servers;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.Wallets;
import org.openledger.mcp.McpServer;
import org.openledger.reputation.AgentRegistry;
import org.openledger.sale.Purse;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.settlement.wallet.AccountCalls;

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
                        money.explanations(),
                        money.charges(),
                        new Purse(
                                on.database(),
                                on.accounts(),
                                money.till().terms(),
                                on.clock(),
                                List.copyOf(on.values()
                                        .find(Settings.AGENTS_SHOPS)
                                        .orElse(Map.of())
                                        .values())),
                        new AccountCalls(on.database(), on.client(), on.accounts()::signer, on.clock()),
                        servers(on.values())),
                new Mandates.Domain(
                        on.operator().address(),
                        on.contracts().chainId(),
                        on.contracts().inferenceEscrow()),
                new AgentRegistry(on.database(), on.outbox(), on.contracts(), on.bindings(), on.operator()));
    }

    private static Servers servers(SettingValues values) {
        return new Servers(values.find(Settings.AGENTS_SERVERS).orElse(Map.of()).entrySet().stream()
                .map(each -> new McpServer(each.getKey(), URI.create(each.getValue()), McpServer.Limits.STANDARD))
                .toList());
    }
}
