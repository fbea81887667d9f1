package org.openledger.client;

import java.util.List;
import java.util.stream.Stream;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.call.Endpoint;
import org.openledger.client.chain.ChainEndpoints;
import org.openledger.client.community.CommunityEndpoints;
import org.openledger.client.credential.CredentialEndpoints;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.evidence.EvidenceEndpoints;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.notification.NotificationEndpoints;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.responses.ResponsesEndpoints;
import org.openledger.client.review.ReviewEndpoints;
import org.openledger.client.sale.SaleEndpoints;
import org.openledger.client.upload.UploadEndpoints;
import org.openledger.client.version.VersionEndpoints;
import org.openledger.client.wallet.WalletEndpoints;
import org.openledger.client.withdrawal.WithdrawalEndpoints;

/** Every endpoint of a node, by noun. */
public final class Endpoints {
    public static final List<Endpoint<?, ?, ?>> ALL = Stream.of(
                    OpenAiEndpoints.ALL,
                    ResponsesEndpoints.ALL,
                    DatanetEndpoints.ALL,
                    ReviewEndpoints.ALL,
                    CommunityEndpoints.ALL,
                    UploadEndpoints.ALL,
                    VersionEndpoints.ALL,
                    WithdrawalEndpoints.ALL,
                    ModelEndpoints.ALL,
                    ReceiptEndpoints.ALL,
                    EvidenceEndpoints.ALL,
                    AccountEndpoints.ALL,
                    WalletEndpoints.ALL,
                    ChainEndpoints.ALL,
                    CredentialEndpoints.ALL,
                    NotificationEndpoints.ALL,
                    AgentEndpoints.ALL,
                    SaleEndpoints.ALL,
                    NodeEndpoints.ALL)
            .<Endpoint<?, ?, ?>>flatMap(List::stream)
            .toList();

    private Endpoints() {}
}
