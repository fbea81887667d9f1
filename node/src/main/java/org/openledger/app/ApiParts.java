package org.openledger.app;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.openledger.administration.Acts;
import org.openledger.agency.Agency;
import org.openledger.api.Api;
import org.openledger.api.NodeParts;
import org.openledger.api.account.AccountParts;
import org.openledger.api.account.SettlementParts;
import org.openledger.api.datanet.DatanetParts;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.http.Names;
import org.openledger.api.http.SharedParts;
import org.openledger.api.model.ModelParts;
import org.openledger.api.openai.AnswerParts;
import org.openledger.api.receipt.EvidenceParts;
import org.openledger.api.receipt.ReceiptParts;
import org.openledger.chain.JsonRpcProxy;
import org.openledger.chain.explorer.Explorer;
import org.openledger.client.node.NodeHealth;
import org.openledger.client.node.NodeState;
import org.openledger.datanet.ChainRights;
import org.openledger.datanet.DatanetLists;
import org.openledger.evidence.ChainWitness;
import org.openledger.evidence.EvidencePacks;
import org.openledger.evidence.EvidenceSubjects;
import org.openledger.evidence.Permits;
import org.openledger.evidence.ReceiptExports;
import org.openledger.export.PublishedVersions;
import org.openledger.factory.RunLists;
import org.openledger.identity.AccountLists;
import org.openledger.receipt.ReceiptLists;
import org.openledger.receipt.RowCreditLists;
import org.openledger.registry.ModelLists;
import org.openledger.registry.Royalties;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.settlement.call.AnchoredCheckpoint;
import org.openledger.settlement.epoch.Epoch;
import org.openledger.settlement.epoch.EpochLists;
import org.openledger.settlement.epoch.EpochTable;
import org.openledger.verify.Checkpoint;

/** What HTTP reaches of a node, by noun. */
record ApiParts(
        FoundationParts on,
        MoneyParts money,
        CommunityParts community,
        AnsweringParts answering,
        FactoryParts factory,
        WithdrawalParts withdrawal,
        Agency agency) {

    Api.Parts of(LiveEvents events, PrometheusRegistry metrics) {
        return new Api.Parts(
                new SharedParts(on.database(), on.clock(), new Names(on.accounts()), events),
                new NodeParts(
                        this::state,
                        on.log(),
                        new JsonRpcProxy(on.chain()),
                        on.outbox(),
                        metrics,
                        new NodeHealth(NodeVersion.NUMBER),
                        new Readiness(on, answering)),
                datanets(),
                models(),
                new AnswerParts(
                        answering.gateway(),
                        on.values().getInt(Settings.ANSWERS_MAX_RUNNING_PER_KEY),
                        on.values().get(Settings.ANSWERS_WITHHELD_TEXT)),
                receipts(),
                accounts(),
                settlement(),
                agency,
                evidence(),
                money.till());
    }

    private EvidenceParts evidence() {
        return new EvidenceParts(
                new EvidencePacks(
                        new EvidencePacks.Ground(
                                on.database(),
                                on.log(),
                                on.contracts(),
                                new ChainWitness(on.client(), on.contracts()),
                                on.operator().address(),
                                on.clock()),
                        new EvidencePacks.Sources(
                                factory.models(), answering.bases(), published(), receiptFiles(), agency.trails())),
                new EvidenceSubjects(on.database(), factory.models(), agency.actions()));
    }

    private PublishedVersions published() {
        return new PublishedVersions(
                on.database(),
                on.log(),
                on.blobs(),
                on.outbox(),
                on.contracts(),
                on.operator().address());
    }

    private ReceiptExports receiptFiles() {
        return new ReceiptExports(
                on.database(),
                answering.receipts(),
                money.settlement().anchors(),
                money.settlement().epochs());
    }

    private DatanetParts datanets() {
        return new DatanetParts(
                community.datanets(),
                community.contributions(),
                community.members(),
                community.ballots(),
                community.spotChecks(),
                community.versions(),
                new DatanetLists(on.database()),
                community.uploads(),
                community.limits(),
                answering.credits(),
                new RowCreditLists(on.database()),
                new ReceiptLists(on.database()),
                withdrawal.withdrawals(),
                withdrawal.takedowns(),
                published(),
                answering.retrieval(),
                new ChainRights(on.database(), on.clock(), on.contracts().licensed()),
                token ->
                        on.database().read(handle -> money.settlement().epochs().commonsAccount(handle, token)));
    }

    private ModelParts models() {
        return new ModelParts(
                factory.runs(),
                factory.estimates(),
                factory.evaluating(),
                new RunLists(on.database()),
                new ModelLists(on.database(), factory.models()),
                factory.models(),
                factory.registry(),
                new Royalties(on.database()),
                factory.brought(),
                factory.values(),
                answering.receipts(),
                answering.gateway(),
                withdrawal.withdrawals(),
                on.values().find(Settings.MODEL_ADAPTERS));
    }

    private ReceiptParts receipts() {
        return new ReceiptParts(
                answering.receipts(),
                new ReceiptLists(on.database()),
                answering.attributor(),
                receiptFiles(),
                new Permits(on.database(), on.clock()),
                factory.traces(),
                answering.erasure(),
                answering.bases().first().tokenizer(),
                money.settlement().anchors(),
                money.settlement().epochs());
    }

    private AccountParts accounts() {
        SettingValues values = on.values();
        return new AccountParts(
                on.accounts(),
                new AccountLists(on.database()),
                community.keys(),
                community.signIns(),
                community.sessions(),
                community.targets(),
                on.adminTokens(),
                new Acts(on.database(), on.log(), on.clock()),
                values.find(Settings.HTTP_SITE_URL));
    }

    private SettlementParts settlement() {
        return new SettlementParts(
                money.settlement(),
                new EpochLists(on.database()),
                money.explanations(),
                answering.receipts(),
                community.datanets()::owner,
                factory.runs(),
                on.client(),
                money.wallets(),
                new Explorer(on.client(), on.contracts()),
                money.funding());
    }

    private NodeState state() {
        Checkpoint checkpoint = on.log().checkpoint();
        long closed = on.database().read(EpochTable::newest).map(Epoch::number).orElse(0L);
        return new NodeState(
                on.operator().address(),
                on.contracts().chainId(),
                on.client().blockNumber(),
                on.contracts().byName(),
                on.contracts().firstBlock(),
                checkpoint.origin(),
                on.log().vkey(),
                checkpoint.size(),
                checkpoint.root(),
                on.database()
                        .read(money.settlement().anchors()::newest)
                        .map(AnchoredCheckpoint::size)
                        .orElse(0L),
                on.values().get(Settings.CHAIN_ANCHOR_PERIOD).toMillis(),
                closed + 1,
                answering.gateway().priceGwei(),
                answering.bases().firstName(),
                answering.bases().first().digest(),
                NodeVersion.NUMBER);
    }
}
