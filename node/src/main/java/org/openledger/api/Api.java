package org.openledger.api;

import java.util.List;
import org.openledger.agency.Agency;
import org.openledger.api.account.AccountParts;
import org.openledger.api.account.AccountRoutes;
import org.openledger.api.account.AdminRoutes;
import org.openledger.api.account.BuyerRoutes;
import org.openledger.api.account.CredentialRoutes;
import org.openledger.api.account.EpochRoutes;
import org.openledger.api.account.NotificationRoutes;
import org.openledger.api.account.SettlementParts;
import org.openledger.api.account.SignInRoutes;
import org.openledger.api.account.WalletRoutes;
import org.openledger.api.agent.ActionRoutes;
import org.openledger.api.agent.AgentCard;
import org.openledger.api.agent.AgentRegistrationRoutes;
import org.openledger.api.agent.MandateRoutes;
import org.openledger.api.agent.McpRoutes;
import org.openledger.api.datanet.CommunityRoutes;
import org.openledger.api.datanet.DatanetParts;
import org.openledger.api.datanet.DatanetRoutes;
import org.openledger.api.datanet.DatanetViews;
import org.openledger.api.datanet.ReviewRoutes;
import org.openledger.api.datanet.RightsRoutes;
import org.openledger.api.datanet.RowRoutes;
import org.openledger.api.datanet.UploadRoutes;
import org.openledger.api.datanet.VersionRoutes;
import org.openledger.api.datanet.WithdrawalRoutes;
import org.openledger.api.http.Access;
import org.openledger.api.http.Admission;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.HttpMeters;
import org.openledger.api.http.Idempotency;
import org.openledger.api.http.Routes;
import org.openledger.api.http.SharedParts;
import org.openledger.api.http.Spenders;
import org.openledger.api.model.ModelParts;
import org.openledger.api.model.ModelRoutes;
import org.openledger.api.model.ModelViews;
import org.openledger.api.model.RunRoutes;
import org.openledger.api.model.ValueRoutes;
import org.openledger.api.openai.AgentChat;
import org.openledger.api.openai.AnswerParts;
import org.openledger.api.openai.OpenAiRoutes;
import org.openledger.api.openai.SoldChat;
import org.openledger.api.receipt.EvidenceParts;
import org.openledger.api.receipt.EvidenceRoutes;
import org.openledger.api.receipt.FeedbackRoutes;
import org.openledger.api.receipt.ReceiptParts;
import org.openledger.api.receipt.ReceiptRoutes;
import org.openledger.api.receipt.ReceiptViews;
import org.openledger.api.receipt.RowTraceRoutes;
import org.openledger.client.Endpoints;
import org.openledger.identity.Accounts;
import org.openledger.sale.Till;

/** All routes of a node, over the parts they need. */
public final class Api {
    private Api() {}

    /** The parts of a node that HTTP reaches, by noun. */
    public record Parts(
            SharedParts shared,
            NodeParts node,
            DatanetParts datanets,
            ModelParts models,
            AnswerParts answers,
            ReceiptParts receipts,
            AccountParts accounts,
            SettlementParts settlement,
            Agency agency,
            EvidenceParts evidence,
            Till till) {}

    /** Every route; {@code access} says who may change what, {@code admission} who may how often. */
    public static List<Routes> routes(Parts parts, Access access, Admission admission) {
        SharedParts shared = parts.shared;
        DatanetViews datanets = new DatanetViews(parts.datanets, shared.names());
        ReceiptViews receipts = new ReceiptViews(parts.receipts, shared, datanets);
        ModelViews modelViews = new ModelViews(parts.models, shared.names());
        ModelRoutes models = new ModelRoutes(parts.models, modelViews);
        Accounts accounts = parts.accounts.accounts();
        Spenders spenders = new Spenders(
                account -> shared.database()
                        .read(handle -> parts.settlement.settlement().epochs().commonsOf(handle, account)),
                parts.settlement.owners(),
                account -> accounts.find(account).isPresent());
        EpochRoutes epochs = new EpochRoutes(parts.settlement, accounts, spenders, shared);
        Handlers handlers = new Handlers(
                        access::of, access::administers, admission, new HttpMeters(parts.node.metrics()))
                .repeating(new Idempotency(shared.database(), shared.clock()))
                .keeping(parts.accounts.acts())
                .add(
                        new OpenAiRoutes(parts.answers),
                        new AgentChat(parts.answers.gateway(), parts.agency.gate()),
                        new SoldChat(parts.answers.gateway(), parts.till),
                        new BuyerRoutes(parts.till, parts.accounts.keys()),
                        new MandateRoutes(parts.agency, shared.clock()),
                        new ActionRoutes(parts.agency, parts.receipts, shared.clock()),
                        new McpRoutes(parts.agency),
                        new AgentCard(parts.agency),
                        new AgentRegistrationRoutes(parts.agency),
                        new SignInRoutes(parts.accounts),
                        new DatanetRoutes(parts.datanets, datanets, shared.events()),
                        new RowRoutes(parts.datanets, datanets),
                        new ReviewRoutes(parts.datanets, datanets),
                        new CommunityRoutes(parts.datanets, datanets, shared.names(), shared.events()),
                        UploadRoutes.of(parts.datanets),
                        new RightsRoutes(parts.datanets, parts.settlement.wallets(), accounts, spenders),
                        new VersionRoutes(parts.datanets, shared.database(), shared.names()),
                        new WithdrawalRoutes(parts.datanets, datanets, shared.names(), shared.events()),
                        new CredentialRoutes(parts.accounts.keys(), parts.accounts.sessions(), shared.clock()),
                        new NotificationRoutes(parts.accounts.targets()),
                        new AdminRoutes(parts.accounts, shared.clock()),
                        new AccountRoutes(parts.accounts, parts.settlement, shared.database(), datanets),
                        new WalletRoutes(parts.settlement.wallets(), accounts, spenders),
                        new ReceiptRoutes(parts.receipts, receipts),
                        new EvidenceRoutes(parts.evidence),
                        new ValueRoutes(parts.models, datanets, shared.names()),
                        new RowTraceRoutes(parts.receipts),
                        new FeedbackRoutes(parts.receipts, parts.datanets),
                        new RunRoutes(parts.models, modelViews, datanets, shared.names()),
                        models,
                        epochs,
                        new OverviewRoutes(parts.node.state(), datanets, models, parts.receipts, receipts, epochs),
                        new SearchRoutes(shared.database()),
                        new HealthRoutes(parts.node),
                        new LogRoutes(parts.node.log()),
                        new ChainRoutes(parts.settlement, parts.node, shared.database()),
                        new RpcRoutes(parts.node.rpc()),
                        new OutboxRoutes(parts.node.outbox(), shared.database()),
                        shared.events(),
                        new DocumentRoutes());
        return List.of(handlers.requireExactly(Endpoints.ALL), new PageRoutes(admission));
    }
}
