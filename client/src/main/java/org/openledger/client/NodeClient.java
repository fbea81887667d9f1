package org.openledger.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.AccountEndpoints;
import org.openledger.client.account.AccountLine;
import org.openledger.client.account.AccountList;
import org.openledger.client.account.AccountsQuery;
import org.openledger.client.account.AuditEntries;
import org.openledger.client.account.AuditEntriesQuery;
import org.openledger.client.account.AuditEntry;
import org.openledger.client.account.NewAccount;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.account.Reputation;
import org.openledger.client.account.SignInRequest;
import org.openledger.client.account.SignInText;
import org.openledger.client.account.SignedMessage;
import org.openledger.client.account.StatementEntries;
import org.openledger.client.account.StatementEntry;
import org.openledger.client.account.StatementQuery;
import org.openledger.client.account.WalletSession;
import org.openledger.client.agent.ActionApproval;
import org.openledger.client.agent.ActionDetail;
import org.openledger.client.agent.ActionList;
import org.openledger.client.agent.ActionsQuery;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.agent.AgentRegistration;
import org.openledger.client.agent.EndedMandates;
import org.openledger.client.agent.MandateDetail;
import org.openledger.client.agent.MandateDraft;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.MandatesEnd;
import org.openledger.client.agent.NewAgentRegistration;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.PaidAction;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.agent.ToolLine;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.Input;
import org.openledger.client.call.ListingAnswer;
import org.openledger.client.call.ListingQuery;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;
import org.openledger.client.call.PathName;
import org.openledger.client.chain.ChainBlock;
import org.openledger.client.chain.ChainEndpoints;
import org.openledger.client.chain.ChainStatus;
import org.openledger.client.chain.ChainTransaction;
import org.openledger.client.community.AgreementView;
import org.openledger.client.community.CommunityEndpoints;
import org.openledger.client.community.InvitationLine;
import org.openledger.client.community.LineFate;
import org.openledger.client.community.MemberLine;
import org.openledger.client.community.MemberQuery;
import org.openledger.client.community.NewGold;
import org.openledger.client.community.NewInvitation;
import org.openledger.client.community.NewReviewPolicy;
import org.openledger.client.community.NewVotes;
import org.openledger.client.community.NewWords;
import org.openledger.client.community.ReviewPolicyView;
import org.openledger.client.community.ReviewTalk;
import org.openledger.client.community.SpotCheckView;
import org.openledger.client.community.TakenInvitation;
import org.openledger.client.credential.AdminActLine;
import org.openledger.client.credential.AdminActList;
import org.openledger.client.credential.AdminActsQuery;
import org.openledger.client.credential.AdminLink;
import org.openledger.client.credential.AdminTokenLine;
import org.openledger.client.credential.AdminTokenList;
import org.openledger.client.credential.AdminTokensQuery;
import org.openledger.client.credential.CredentialEndpoints;
import org.openledger.client.credential.EndedSessions;
import org.openledger.client.credential.IssuedAdminToken;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.credential.KeyLine;
import org.openledger.client.credential.KeyList;
import org.openledger.client.credential.KeysQuery;
import org.openledger.client.credential.LinkCode;
import org.openledger.client.credential.NewAdminLink;
import org.openledger.client.credential.NewAdminToken;
import org.openledger.client.credential.NewKey;
import org.openledger.client.credential.SecretRotation;
import org.openledger.client.credential.SessionList;
import org.openledger.client.credential.SessionsQuery;
import org.openledger.client.credential.SessionsToEnd;
import org.openledger.client.credential.SignedIn;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.ContributionList;
import org.openledger.client.datanet.ContributionPreview;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.ContributionToSign;
import org.openledger.client.datanet.ContributionsQuery;
import org.openledger.client.datanet.ContributorQuery;
import org.openledger.client.datanet.DatanetDetail;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.DatanetList;
import org.openledger.client.datanet.DatanetRights;
import org.openledger.client.datanet.DatanetsQuery;
import org.openledger.client.datanet.GivenQuery;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.RejectedLine;
import org.openledger.client.datanet.RejectedLines;
import org.openledger.client.datanet.RejectedLinesQuery;
import org.openledger.client.datanet.RightsQuery;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.datanet.VersionDraft;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.datanet.VersionList;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.datanet.VersionsQuery;
import org.openledger.client.epoch.AuditOutcome;
import org.openledger.client.epoch.AuditOutcomes;
import org.openledger.client.epoch.ClaimOutcome;
import org.openledger.client.epoch.ClosedEpochs;
import org.openledger.client.epoch.EpochDetail;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.EpochList;
import org.openledger.client.epoch.EpochsQuery;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.epoch.OutcomesQuery;
import org.openledger.client.evidence.EvidenceAnswers;
import org.openledger.client.evidence.EvidenceEndpoints;
import org.openledger.client.evidence.EvidenceQuery;
import org.openledger.client.evidence.EvidenceWanted;
import org.openledger.client.model.ContributorValue;
import org.openledger.client.model.ContributorValues;
import org.openledger.client.model.ContributorValuesQuery;
import org.openledger.client.model.ModelActivation;
import org.openledger.client.model.ModelDetail;
import org.openledger.client.model.ModelEndpoints;
import org.openledger.client.model.ModelLine;
import org.openledger.client.model.ModelList;
import org.openledger.client.model.ModelPrice;
import org.openledger.client.model.ModelValues;
import org.openledger.client.model.ModelsQuery;
import org.openledger.client.model.NewModelQuery;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.RunList;
import org.openledger.client.model.RunValueDetail;
import org.openledger.client.model.RunsQuery;
import org.openledger.client.model.ValuedRows;
import org.openledger.client.model.ValuedRowsQuery;
import org.openledger.client.model.ValuesQuery;
import org.openledger.client.node.NodeEndpoints;
import org.openledger.client.node.NodeHealth;
import org.openledger.client.node.NodeOverview;
import org.openledger.client.node.NodeReadiness;
import org.openledger.client.node.OutboxCancellation;
import org.openledger.client.node.OutboxKey;
import org.openledger.client.node.OutboxLine;
import org.openledger.client.node.OutboxList;
import org.openledger.client.node.OutboxQuery;
import org.openledger.client.node.SearchHits;
import org.openledger.client.node.SearchQuery;
import org.openledger.client.notification.IssuedTarget;
import org.openledger.client.notification.NewTarget;
import org.openledger.client.notification.NotificationEndpoints;
import org.openledger.client.notification.NotificationList;
import org.openledger.client.notification.NotificationsQuery;
import org.openledger.client.notification.TargetCode;
import org.openledger.client.notification.TargetLine;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.CompletionRequest;
import org.openledger.client.openai.LoraToLoad;
import org.openledger.client.openai.LoraToUnload;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.ServedModelLine;
import org.openledger.client.openai.ServedModelList;
import org.openledger.client.receipt.Feedback;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.receipt.ReceiptEndpoints;
import org.openledger.client.receipt.ReceiptLine;
import org.openledger.client.receipt.ReceiptList;
import org.openledger.client.receipt.ReceiptsQuery;
import org.openledger.client.receipt.RecomputedAttribution;
import org.openledger.client.receipt.TraceResult;
import org.openledger.client.receipt.TraceStep;
import org.openledger.client.review.AlikeRows;
import org.openledger.client.review.NewScreeningRule;
import org.openledger.client.review.ReviewEndpoints;
import org.openledger.client.review.ReviewRows;
import org.openledger.client.review.ReviewRowsQuery;
import org.openledger.client.review.ScreeningRules;
import org.openledger.client.row.CreditQuery;
import org.openledger.client.row.DatanetCredit;
import org.openledger.client.row.RowList;
import org.openledger.client.row.RowUses;
import org.openledger.client.row.RowUsesQuery;
import org.openledger.client.row.RowView;
import org.openledger.client.row.RowsQuery;
import org.openledger.client.run.EstimateDetail;
import org.openledger.client.run.EvaluationDetail;
import org.openledger.client.run.EvaluationList;
import org.openledger.client.run.NewEvaluation;
import org.openledger.client.statement.CollectionStatement;
import org.openledger.client.statement.ContributionStatement;
import org.openledger.client.statement.VersionNote;
import org.openledger.client.upload.UploadEndpoints;
import org.openledger.client.upload.UploadLine;
import org.openledger.client.upload.UploadQuery;
import org.openledger.client.version.DiffQuery;
import org.openledger.client.version.ExportQuery;
import org.openledger.client.version.RowBlame;
import org.openledger.client.version.RowProof;
import org.openledger.client.version.VersionDetail;
import org.openledger.client.version.VersionDiff;
import org.openledger.client.version.VersionEndpoints;
import org.openledger.client.version.VersionRows;
import org.openledger.client.version.VersionRowsQuery;
import org.openledger.client.wallet.NewGift;
import org.openledger.client.wallet.NewLicence;
import org.openledger.client.wallet.NewLimit;
import org.openledger.client.wallet.NewPayout;
import org.openledger.client.wallet.NewTransfer;
import org.openledger.client.wallet.UsageLine;
import org.openledger.client.wallet.WalletDetail;
import org.openledger.client.wallet.WalletEndpoints;
import org.openledger.client.wallet.WalletOutcome;
import org.openledger.client.withdrawal.NewTakedown;
import org.openledger.client.withdrawal.NewWithdrawal;
import org.openledger.client.withdrawal.TakedownAnswer;
import org.openledger.client.withdrawal.TakedownDecision;
import org.openledger.client.withdrawal.TakedownLine;
import org.openledger.client.withdrawal.WithdrawalEndpoints;
import org.openledger.client.withdrawal.WithdrawalLine;
import org.openledger.client.withdrawal.WithdrawalPreview;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a running node over its HTTP API: what every command but those that start or repair a node does. */
public final class NodeClient implements AutoCloseable {
    /** In the data folder while a node runs: where it listens. */
    public static final String ADDRESS_FILE = "node.url";

    public static final String TOKEN_FILE = "admin.token";
    /** JSON as the client reads it: members that a newer node adds are left alone. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_PAGE = 1_000;
    /** The first status that is no success. */
    private static final int CONFLICT = 409;
    /** Times that a call is sent whose answers are lost. */
    private static final int MAX_ATTEMPTS = 30;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final int REFUSED = 300;

    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI node;
    private final String token;

    public NodeClient(URI node, String token) {
        this.node = node;
        this.token = token;
    }

    /** The node that runs on a data folder. */
    public static NodeClient ofDataFolder(Path data) {
        Path address = data.resolve(ADDRESS_FILE);
        try {
            if (!Files.exists(address)) {
                throw new ClientException("no node runs on " + data.toAbsolutePath()
                        + ": start one with: openledger up --data " + data + ", or name the right folder with --data");
            }
            return new NodeClient(
                    URI.create(Files.readString(address).strip()),
                    Files.readString(data.resolve(TOKEN_FILE)).strip());
        } catch (IOException e) {
            throw new ClientException("cannot read " + address + ": " + e.getMessage(), e);
        }
    }

    public URI node() {
        return node;
    }

    /** @param key of an API key, or a session's token */
    public ServedModelList servedModels(String key) {
        return read(OpenAiEndpoints.MODELS, send(OpenAiEndpoints.MODELS, key, NoQuery.NONE, publisher(NoBody.NONE)));
    }

    /** @param key of an API key, or a session's token */
    public ServedModelLine servedModel(String key, String name) {
        return read(
                OpenAiEndpoints.MODEL, send(OpenAiEndpoints.MODEL, key, NoQuery.NONE, publisher(NoBody.NONE), name));
    }

    /** The answer, and the receipt that its header names. */
    public Asked<CompletionAnswer> chat(String key, ChatRequest request) {
        return ask(OpenAiEndpoints.CHAT, key, request);
    }

    /** The answer, and the receipt that its header names. */
    public Asked<CompletionAnswer> complete(String key, CompletionRequest request) {
        return ask(OpenAiEndpoints.COMPLETION, key, request);
    }

    public DatanetList datanets(DatanetsQuery query) {
        return call(DatanetEndpoints.LIST, query, NoBody.NONE);
    }

    /** All of them, page by page. */
    public List<DatanetLine> datanets() {
        return all(DatanetEndpoints.LIST);
    }

    public DatanetLine createDatanet(NewDatanet datanet) {
        return call(DatanetEndpoints.CREATE, NoQuery.NONE, datanet);
    }

    public DatanetDetail datanet(String id) {
        return call(DatanetEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, id);
    }

    public ContributionList contributions(String datanet, ContributionsQuery query) {
        return call(DatanetEndpoints.CONTRIBUTIONS, query, NoBody.NONE, datanet);
    }

    public RowList rows(String datanet, RowsQuery query) {
        return call(DatanetEndpoints.ROWS, query, NoBody.NONE, datanet);
    }

    public DatanetCredit credit(String datanet, CreditQuery query) {
        return call(DatanetEndpoints.CREDIT, query, NoBody.NONE, datanet);
    }

    public DatanetRights rights(String datanet, RightsQuery query) {
        return call(DatanetEndpoints.RIGHTS, query, NoBody.NONE, datanet);
    }

    /** Sends a file as it is. */
    public ScreenedContribution contribute(String datanet, String contributor, BodyPublisher file) {
        return contribute(datanet, ContributorQuery.of(contributor), file);
    }

    public ScreenedContribution contribute(String datanet, ContributorQuery query, BodyPublisher file) {
        return read(DatanetEndpoints.CONTRIBUTE, send(DatanetEndpoints.CONTRIBUTE, token, query, file, datanet));
    }

    /** What the node would make of a file. */
    public ContributionPreview tryOut(String datanet, ContributorQuery query, BodyPublisher file) {
        return read(DatanetEndpoints.PREVIEW, send(DatanetEndpoints.PREVIEW, token, query, file, datanet));
    }

    /** The files that an account is sending in pieces. */
    public List<UploadLine> uploads(String contributor) {
        return call(UploadEndpoints.LIST, new UploadQuery(contributor), NoBody.NONE)
                .list();
    }

    /** Begins to send a file of so many bytes. */
    public UploadLine beginUpload(String contributor, long length, String fingerprint) {
        return read(
                UploadEndpoints.BEGIN,
                send(request(UploadEndpoints.BEGIN, token, new UploadQuery(contributor), publisher(NoBody.NONE))
                        .header(UploadEndpoints.VERSION_HEADER, UploadEndpoints.VERSION)
                        .header(UploadEndpoints.LENGTH_HEADER, Long.toString(length))
                        .header(
                                UploadEndpoints.METADATA_HEADER,
                                UploadEndpoints.FINGERPRINT + " "
                                        + Base64.getEncoder()
                                                .encodeToString(fingerprint.getBytes(StandardCharsets.UTF_8)))));
    }

    public UploadLine upload(String id, String contributor) {
        return call(UploadEndpoints.SHOW, new UploadQuery(contributor), NoBody.NONE, id);
    }

    /** Sends the bytes of a file from {@code offset} on. */
    public void sendPiece(String id, String contributor, long offset, BodyPublisher piece) {
        send(request(UploadEndpoints.APPEND, token, new UploadQuery(contributor), piece, id)
                .header(UploadEndpoints.VERSION_HEADER, UploadEndpoints.VERSION)
                .header(UploadEndpoints.OFFSET_HEADER, Long.toString(offset)));
    }

    public void endUpload(String id, String contributor) {
        send(request(UploadEndpoints.END, token, new UploadQuery(contributor), publisher(NoBody.NONE), id)
                .header(UploadEndpoints.VERSION_HEADER, UploadEndpoints.VERSION));
    }

    public VersionDraft draftVersion(String datanet) {
        return call(DatanetEndpoints.DRAFT, NoQuery.NONE, new VersionNote(Optional.empty()), datanet);
    }

    public VersionLine publishVersion(String datanet, VersionSignature signature) {
        return call(DatanetEndpoints.PUBLISH, NoQuery.NONE, signature, datanet);
    }

    /** One version, published. */
    public VersionDetail version(String datanet, long number) {
        return call(VersionEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, datanet, Long.toString(number));
    }

    public VersionRows versionRows(String datanet, long number, VersionRowsQuery query) {
        return call(VersionEndpoints.ROWS, query, NoBody.NONE, datanet, Long.toString(number));
    }

    public RowProof proof(String datanet, long number, String leaf) {
        return call(VersionEndpoints.PROOF, NoQuery.NONE, NoBody.NONE, datanet, Long.toString(number), leaf);
    }

    /** The leaves of a version, 32 bytes each. */
    public byte[] leaves(String datanet, long number) {
        return call(VersionEndpoints.LEAVES, NoQuery.NONE, NoBody.NONE, datanet, Long.toString(number));
    }

    /** A version's folder as a tar. */
    public byte[] exportVersion(String datanet, long number, ExportQuery query) {
        return call(VersionEndpoints.EXPORT, query, NoBody.NONE, datanet, Long.toString(number));
    }

    public VersionDiff diff(String datanet, DiffQuery query) {
        return call(VersionEndpoints.DIFF, query, NoBody.NONE, datanet);
    }

    public RowBlame blame(String datanet, String leaf) {
        return call(VersionEndpoints.BLAME, NoQuery.NONE, NoBody.NONE, datanet, leaf);
    }

    /** What taking rows back would concern. */
    public WithdrawalPreview previewWithdrawal(String datanet, NewWithdrawal wanted) {
        return call(WithdrawalEndpoints.PREVIEW, NoQuery.NONE, wanted, datanet);
    }

    /** Takes rows back, for good. */
    public WithdrawalLine withdraw(String datanet, NewWithdrawal wanted) {
        return call(WithdrawalEndpoints.WITHDRAW, NoQuery.NONE, wanted, datanet);
    }

    public WithdrawalLine withdrawal(String id) {
        return call(WithdrawalEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, id);
    }

    /** All of a Datanet, the latest first. */
    public List<WithdrawalLine> withdrawals(String datanet) {
        return all(WithdrawalEndpoints.LIST, datanet);
    }

    /** Gives notice that rows should not be there. */
    public TakedownLine takedown(String datanet, NewTakedown notice) {
        return call(WithdrawalEndpoints.TAKEDOWN, NoQuery.NONE, notice, datanet);
    }

    /** All notices against rows of a Datanet, the latest first. */
    public List<TakedownLine> takedowns(String datanet) {
        return all(WithdrawalEndpoints.TAKEDOWNS, datanet);
    }

    public TakedownLine answerTakedown(String id, TakedownAnswer answer) {
        return call(WithdrawalEndpoints.TAKEDOWN_ANSWER, NoQuery.NONE, answer, id);
    }

    public TakedownLine decideTakedown(String id, TakedownDecision decision) {
        return call(WithdrawalEndpoints.TAKEDOWN_DECIDE, NoQuery.NONE, decision, id);
    }

    /** Says how the rows of a contribution were made, before it is signed. */
    public ContributionStatement stateContribution(String id, CollectionStatement statement) {
        return call(DatanetEndpoints.CONTRIBUTION_STATE, NoQuery.NONE, statement, id);
    }

    public ContributionLine contribution(String id) {
        return call(DatanetEndpoints.CONTRIBUTION_SHOW, NoQuery.NONE, NoBody.NONE, id);
    }

    public ContributionLine signContribution(String id, ContributionSignature signature) {
        return call(DatanetEndpoints.CONTRIBUTION_SIGN, NoQuery.NONE, signature, id);
    }

    public ContributionLine reviewContribution(String id, ContributionReview review) {
        return call(DatanetEndpoints.CONTRIBUTION_REVIEW, NoQuery.NONE, review, id);
    }

    /** Rows of a contribution, with what was found in them. */
    public ReviewRows reviewRows(String contribution, ReviewRowsQuery query) {
        return call(ReviewEndpoints.ROWS, query, NoBody.NONE, contribution);
    }

    /** All who review with a Datanet's owner. */
    public List<MemberLine> members(String datanet) {
        return all(CommunityEndpoints.MEMBERS, datanet);
    }

    public void removeMember(String datanet, String address, MemberQuery by) {
        call(CommunityEndpoints.REMOVE, by, NoBody.NONE, datanet, address);
    }

    /** All invitations to a Datanet, the latest first. */
    public List<InvitationLine> invitations(String datanet) {
        return all(CommunityEndpoints.INVITATIONS, datanet);
    }

    public InvitationLine invite(String datanet, NewInvitation invitation) {
        return call(CommunityEndpoints.INVITE, NoQuery.NONE, invitation, datanet);
    }

    public InvitationLine invitation(String id) {
        return call(CommunityEndpoints.INVITATION, NoQuery.NONE, NoBody.NONE, id);
    }

    public MemberLine takeInvitation(String id, TakenInvitation taken) {
        return call(CommunityEndpoints.TAKE, NoQuery.NONE, taken, id);
    }

    public InvitationLine revokeInvitation(String id, MemberQuery by) {
        return call(CommunityEndpoints.REVOKE, by, NoBody.NONE, id);
    }

    public ReviewPolicyView reviewPolicy(String datanet) {
        return call(CommunityEndpoints.POLICY, NoQuery.NONE, NoBody.NONE, datanet);
    }

    public ReviewPolicyView setReviewPolicy(String datanet, NewReviewPolicy policy) {
        return call(CommunityEndpoints.SET_POLICY, NoQuery.NONE, policy, datanet);
    }

    public SpotCheckView spotCheck(String contribution) {
        return call(CommunityEndpoints.SPOT_CHECK, NoQuery.NONE, NoBody.NONE, contribution);
    }

    /** What the contributor of a draft signs. */
    public ContributionToSign contributionToSign(String contribution) {
        return call(DatanetEndpoints.CONTRIBUTION_TO_SIGN, NoQuery.NONE, NoBody.NONE, contribution);
    }

    public AgreementView agreement(String datanet) {
        return call(CommunityEndpoints.AGREEMENT, NoQuery.NONE, NoBody.NONE, datanet);
    }

    public ContributionLine vote(String contribution, NewVotes votes) {
        return call(CommunityEndpoints.VOTE, NoQuery.NONE, votes, contribution);
    }

    public ContributionLine setGold(String contribution, NewGold gold) {
        return call(CommunityEndpoints.GOLD, NoQuery.NONE, gold, contribution);
    }

    /** Asks about rows, answers, or appeals. */
    public ContributionLine say(String contribution, NewWords words) {
        return call(CommunityEndpoints.SAY, NoQuery.NONE, words, contribution);
    }

    public ReviewTalk talk(String contribution) {
        return call(CommunityEndpoints.TALK, NoQuery.NONE, NoBody.NONE, contribution);
    }

    /** What became of every line of an upload. */
    public List<LineFate> lines(String contribution) {
        return all(CommunityEndpoints.LINES, contribution);
    }

    /** Gives what its payer thinks of an answer as a row, which is a draft. */
    public ScreenedContribution giveFeedback(String receipt, Feedback feedback) {
        return call(ReceiptEndpoints.FEEDBACK, NoQuery.NONE, feedback, receipt);
    }

    public ContributionToSign toSign(String contribution) {
        return call(DatanetEndpoints.CONTRIBUTION_TO_SIGN, NoQuery.NONE, NoBody.NONE, contribution);
    }

    /** Rows of a Datanet's newest version that may say the same as a row of a contribution in other words. */
    public AlikeRows alikeRows(String contribution, long line) {
        return call(ReviewEndpoints.ALIKE, NoQuery.NONE, NoBody.NONE, contribution, Long.toString(line));
    }

    /** What becomes of rows of a Datanet in which something is found. */
    public ScreeningRules screeningRules(String datanet) {
        return call(ReviewEndpoints.RULES, NoQuery.NONE, NoBody.NONE, datanet);
    }

    public ScreeningRules setScreeningRule(String datanet, NewScreeningRule rule) {
        return call(ReviewEndpoints.RULE, NoQuery.NONE, rule, datanet);
    }

    /** Contributions to any Datanet. */
    public ContributionList contributions(GivenQuery query) {
        return call(DatanetEndpoints.GIVEN, query, NoBody.NONE);
    }

    public RejectedLines rejectedLines(String contribution, RejectedLinesQuery query) {
        return call(DatanetEndpoints.REJECTED, query, NoBody.NONE, contribution);
    }

    /** All of them, page by page, in the order of the upload. */
    public List<RejectedLine> rejectedLines(String contribution) {
        return all(DatanetEndpoints.REJECTED, contribution);
    }

    public VersionList versions(String datanet, VersionsQuery query) {
        return call(DatanetEndpoints.VERSIONS, query, NoBody.NONE, datanet);
    }

    /** All of them, the latest first. */
    public List<VersionLine> versions(String datanet) {
        return all(DatanetEndpoints.VERSIONS, datanet);
    }

    /** All to one Datanet, the latest first. */
    public List<ContributionLine> contributions(String datanet) {
        return all(DatanetEndpoints.CONTRIBUTIONS, datanet);
    }

    public RowUses uses(String leaf, RowUsesQuery query) {
        return call(DatanetEndpoints.USES, query, NoBody.NONE, leaf);
    }

    public RowView row(String leaf) {
        return call(DatanetEndpoints.ROW, NoQuery.NONE, NoBody.NONE, leaf);
    }

    public ModelList models(ModelsQuery query) {
        return call(ModelEndpoints.LIST, query, NoBody.NONE);
    }

    /** All of them, page by page. */
    public List<ModelLine> models() {
        return all(ModelEndpoints.LIST);
    }

    /** Brings an adapter: a tar of its PEFT folder. */
    public ModelLine addModel(NewModelQuery model, BodyPublisher archive) {
        return read(ModelEndpoints.ADD, send(ModelEndpoints.ADD, token, model, archive));
    }

    public ModelDetail model(String name) {
        return call(ModelEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, name);
    }

    public ModelDetail priceModel(String name, ModelPrice price) {
        return call(ModelEndpoints.PRICE, NoQuery.NONE, price, name);
    }

    public ModelDetail activateModel(String name, ModelActivation which) {
        return call(ModelEndpoints.ACTIVATE, NoQuery.NONE, which, name);
    }

    public ModelDetail rollBackModel(String name) {
        return call(ModelEndpoints.ROLLBACK, NoQuery.NONE, NoBody.NONE, name);
    }

    public ModelDetail withdrawModel(String name) {
        return call(ModelEndpoints.WITHDRAW, NoQuery.NONE, NoBody.NONE, name);
    }

    /** What a mandate of these terms would be, and what is signed to give it. */
    public MandateDraft draftMandate(NewMandate terms) {
        return call(AgentEndpoints.MANDATE_DRAFT, NoQuery.NONE, terms);
    }

    public MandateDetail giveMandate(SignedMandate mandate) {
        return call(AgentEndpoints.MANDATE_CREATE, NoQuery.NONE, mandate);
    }

    public MandateDetail mandate(String id) {
        return call(AgentEndpoints.MANDATE, NoQuery.NONE, NoBody.NONE, id);
    }

    /** All of them, page by page. */
    public List<MandateLine> mandates() {
        return all(AgentEndpoints.MANDATES);
    }

    public IssuedKey mandateKey(String id, NewMandateKey key) {
        return call(AgentEndpoints.MANDATE_KEY, NoQuery.NONE, key, id);
    }

    public EndedMandates endMandates(MandatesEnd which) {
        return call(AgentEndpoints.MANDATES_END, NoQuery.NONE, which);
    }

    public byte[] trail(String mandate) {
        return call(AgentEndpoints.TRAIL, NoQuery.NONE, NoBody.NONE, mandate);
    }

    public ActionList actions(ActionsQuery query) {
        return call(AgentEndpoints.ACTIONS, query, NoBody.NONE);
    }

    public ActionDetail action(String id) {
        return call(AgentEndpoints.ACTION, NoQuery.NONE, NoBody.NONE, id);
    }

    public PaidAction paidAction(String id) {
        return call(AgentEndpoints.ACTION_PAYMENT, NoQuery.NONE, NoBody.NONE, id);
    }

    public AgentRegistration agentRegistration() {
        return call(AgentEndpoints.REGISTRATION, NoQuery.NONE, NoBody.NONE);
    }

    public AgentRegistration registerAgent(NewAgentRegistration registration) {
        return call(AgentEndpoints.REGISTER, NoQuery.NONE, registration);
    }

    public ActionDetail approveAction(String id, ActionApproval approval) {
        return call(AgentEndpoints.APPROVE, NoQuery.NONE, approval, id);
    }

    public ActionDetail rejectAction(String id) {
        return call(AgentEndpoints.REJECT, NoQuery.NONE, NoBody.NONE, id);
    }

    /** The tools that mandates may name. */
    public List<ToolLine> tools() {
        return call(AgentEndpoints.TOOLS, NoQuery.NONE, NoBody.NONE).list();
    }

    public byte[] loadLora(LoraToLoad adapter) {
        return call(OpenAiEndpoints.LOAD_LORA, NoQuery.NONE, adapter);
    }

    public byte[] unloadLora(LoraToUnload adapter) {
        return call(OpenAiEndpoints.UNLOAD_LORA, NoQuery.NONE, adapter);
    }

    public RunList runs(RunsQuery query) {
        return call(ModelEndpoints.RUNS, query, NoBody.NONE);
    }

    /** All of them, page by page. */
    public List<RunDetail> runs() {
        return all(ModelEndpoints.RUNS);
    }

    public RunDetail createRun(NewRun run) {
        return call(ModelEndpoints.RUN_CREATE, NoQuery.NONE, run);
    }

    public RunDetail run(String id) {
        return call(ModelEndpoints.RUN_SHOW, NoQuery.NONE, NoBody.NONE, id);
    }

    /** What a run would take; nothing is started. */
    public EstimateDetail estimateRun(NewRun run) {
        return call(ModelEndpoints.RUN_ESTIMATE, NoQuery.NONE, run);
    }

    public RunDetail pauseRun(String id) {
        return call(ModelEndpoints.RUN_PAUSE, NoQuery.NONE, NoBody.NONE, id);
    }

    public RunDetail resumeRun(String id) {
        return call(ModelEndpoints.RUN_RESUME, NoQuery.NONE, NoBody.NONE, id);
    }

    /** What the run's model says to rows that it never learnt. */
    public EvaluationList runEvaluations(String id) {
        return call(ModelEndpoints.RUN_EVALUATIONS, NoQuery.NONE, NoBody.NONE, id);
    }

    /** Has the run's model asked a regression set. */
    public EvaluationDetail evaluateRun(String id, NewEvaluation set) {
        return call(ModelEndpoints.RUN_EVALUATE, NoQuery.NONE, set, id);
    }

    /** Trains a run's model again, on the newest versions of its Datanets. */
    public RunDetail retrain(String run) {
        return call(ModelEndpoints.RUN_RETRAIN, NoQuery.NONE, NoBody.NONE, run);
    }

    public RunDetail cancelRun(String id) {
        return call(ModelEndpoints.RUN_CANCEL, NoQuery.NONE, NoBody.NONE, id);
    }

    /** Has the run's model answer. */
    public RunDetail deployRun(String id) {
        return call(ModelEndpoints.RUN_DEPLOY, NoQuery.NONE, NoBody.NONE, id);
    }

    public RunValueDetail runValue(String run) {
        return call(ModelEndpoints.RUN_VALUE, NoQuery.NONE, NoBody.NONE, run);
    }

    public ValuedRows valuedRows(String run, ValuedRowsQuery query) {
        return call(ModelEndpoints.RUN_VALUED_ROWS, query, NoBody.NONE, run);
    }

    public ContributorValues contributorValues(String run, ContributorValuesQuery query) {
        return call(ModelEndpoints.RUN_CONTRIBUTORS, query, NoBody.NONE, run);
    }

    /** All of them, page by page, the most valuable first. */
    public List<ContributorValue> contributorValues(String run) {
        return all(ModelEndpoints.RUN_CONTRIBUTORS, run);
    }

    public byte[] valuesDocument(String run) {
        return call(ModelEndpoints.RUN_VALUES, NoQuery.NONE, NoBody.NONE, run);
    }

    public ModelValues values(ValuesQuery query) {
        return call(ModelEndpoints.VALUES, query, NoBody.NONE);
    }

    public ReceiptList receipts(ReceiptsQuery query) {
        return call(ReceiptEndpoints.LIST, query, NoBody.NONE);
    }

    /** All of them, page by page, the latest first. */
    public List<ReceiptLine> receipts() {
        return all(ReceiptEndpoints.LIST);
    }

    public ReceiptDetail receipt(String id) {
        return call(ReceiptEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, id);
    }

    public byte[] receiptFile(String id) {
        return call(ReceiptEndpoints.FILE, NoQuery.NONE, NoBody.NONE, id);
    }

    /** Five questions about a thing, as a pack of it answers them. */
    public EvidenceAnswers evidence(EvidenceQuery query) {
        return call(EvidenceEndpoints.ANSWERS, query, NoBody.NONE);
    }

    /** A pack of evidence, a ZIP. */
    public byte[] makeEvidence(EvidenceWanted wanted) {
        return call(EvidenceEndpoints.MAKE, NoQuery.NONE, wanted);
    }

    /** Erases what was asked and answered, for good. */
    public ReceiptDetail erase(String receipt) {
        return call(ReceiptEndpoints.ERASE, NoQuery.NONE, NoBody.NONE, receipt);
    }

    public RecomputedAttribution recompute(String receipt) {
        return call(ReceiptEndpoints.RECOMPUTE, NoQuery.NONE, NoBody.NONE, receipt);
    }

    /**
     * Traces an answer to single rows, which takes minutes.
     *
     * @param eachStep hears how far it is
     */
    public TraceResult trace(String receipt, Consumer<TraceStep> eachStep) {
        HttpResponse<Stream<String>> response = call(
                request(ReceiptEndpoints.TRACE, token, NoQuery.NONE, BodyPublishers.noBody(), receipt),
                BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            Iterator<String> each = lines.iterator();
            String line = each.next();
            while (each.hasNext()) {
                eachStep.accept(parse(line.getBytes(StandardCharsets.UTF_8), TraceStep.class));
                line = each.next();
            }
            return traced(response.statusCode(), line.getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException | NoSuchElementException e) {
            throw new ClientException("the node at " + node + " stopped answering: " + e.getMessage(), e);
        }
    }

    private static TraceResult traced(int status, byte[] last) {
        if (status >= REFUSED) {
            throw refused(status, last);
        }
        Optional<Problem> problem = parse(last, LastLine.class).problem();
        if (problem.isPresent()) {
            throw new ClientException(problem.get().status(), problem.get().detail());
        }
        return parse(last, TraceResult.class);
    }

    /** The one member that tells {@link Problem.Line} from a result. */
    private record LastLine(Optional<Problem> problem) {}

    public AccountList accounts(AccountsQuery query) {
        return call(AccountEndpoints.LIST, query, NoBody.NONE);
    }

    /** All of them, page by page. */
    public List<AccountLine> accounts() {
        return all(AccountEndpoints.LIST);
    }

    public AccountLine createAccount(NewAccount account) {
        return call(AccountEndpoints.CREATE, NoQuery.NONE, account);
    }

    public AccountDetail account(String address) {
        return call(AccountEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, address);
    }

    public StatementEntries statement(String address, StatementQuery query) {
        return call(AccountEndpoints.STATEMENT, query, NoBody.NONE, address);
    }

    /** All of it, the latest first. */
    public List<StatementEntry> statement(String address) {
        return all(AccountEndpoints.STATEMENT, address);
    }

    /** All of them, the latest first. */
    public List<AuditEntry> audits(String address) {
        return all(AccountEndpoints.AUDITS, address);
    }

    /** What an account did, as facts. */
    public Reputation reputation(String address) {
        return call(AccountEndpoints.REPUTATION, NoQuery.NONE, NoBody.NONE, address);
    }

    public AuditEntries audits(String address, AuditEntriesQuery query) {
        return call(AccountEndpoints.AUDITS, query, NoBody.NONE, address);
    }

    public KeyList keys(KeysQuery query) {
        return call(CredentialEndpoints.KEYS, query, NoBody.NONE);
    }

    /** All of them, page by page. */
    public List<KeyLine> keys() {
        return all(CredentialEndpoints.KEYS);
    }

    public IssuedKey issueKey(NewKey key) {
        return call(CredentialEndpoints.KEY_CREATE, NoQuery.NONE, key);
    }

    public IssuedKey rotateKey(String id, SecretRotation rotation) {
        return call(CredentialEndpoints.KEY_ROTATE, NoQuery.NONE, rotation, id);
    }

    public KeyLine revokeKey(String id) {
        return call(CredentialEndpoints.KEY_REVOKE, NoQuery.NONE, NoBody.NONE, id);
    }

    public SessionList sessions(SessionsQuery query) {
        return call(CredentialEndpoints.SESSIONS, query, NoBody.NONE);
    }

    public EndedSessions endSession(String id) {
        return call(CredentialEndpoints.SESSION_END, NoQuery.NONE, NoBody.NONE, id);
    }

    public EndedSessions endSessions(SessionsToEnd whose) {
        return call(CredentialEndpoints.SESSIONS_END, whose, NoBody.NONE);
    }

    /** Where accounts are told of what they wait for, page by page. */
    public List<TargetLine> notificationTargets() {
        return all(NotificationEndpoints.TARGETS);
    }

    public IssuedTarget addNotificationTarget(NewTarget target) {
        return call(NotificationEndpoints.TARGET_ADD, NoQuery.NONE, target);
    }

    public TargetLine confirmNotificationTarget(String id, TargetCode code) {
        return call(NotificationEndpoints.TARGET_CONFIRM, NoQuery.NONE, code, id);
    }

    public TargetLine removeNotificationTarget(String id) {
        return call(NotificationEndpoints.TARGET_REMOVE, NoQuery.NONE, NoBody.NONE, id);
    }

    public NotificationList notifications(NotificationsQuery query) {
        return call(NotificationEndpoints.NOTIFICATIONS, query, NoBody.NONE);
    }

    public SignedIn who() {
        return call(CredentialEndpoints.WHO, NoQuery.NONE, NoBody.NONE);
    }

    public AdminTokenList adminTokens(AdminTokensQuery query) {
        return call(CredentialEndpoints.ADMIN_TOKENS, query, NoBody.NONE);
    }

    /** All of them, page by page. */
    public List<AdminTokenLine> adminTokens() {
        return all(CredentialEndpoints.ADMIN_TOKENS);
    }

    public IssuedAdminToken createAdminToken(NewAdminToken token) {
        return call(CredentialEndpoints.ADMIN_TOKEN_CREATE, NoQuery.NONE, token);
    }

    public IssuedAdminToken rotateAdminToken(String id, SecretRotation rotation) {
        return call(CredentialEndpoints.ADMIN_TOKEN_ROTATE, NoQuery.NONE, rotation, id);
    }

    public AdminTokenLine revokeAdminToken(String id) {
        return call(CredentialEndpoints.ADMIN_TOKEN_REVOKE, NoQuery.NONE, NoBody.NONE, id);
    }

    public AdminLink adminLink(NewAdminLink link) {
        return call(CredentialEndpoints.ADMIN_LINK, NoQuery.NONE, link);
    }

    public IssuedAdminToken useLink(LinkCode code) {
        return call(CredentialEndpoints.LINK_USE, NoQuery.NONE, code);
    }

    public AdminActList adminActs(AdminActsQuery query) {
        return call(CredentialEndpoints.ADMIN_ACTS, query, NoBody.NONE);
    }

    /** All of them, page by page, the latest first. */
    public List<AdminActLine> adminActs() {
        return all(CredentialEndpoints.ADMIN_ACTS);
    }

    public AccountDetail deposit(NewDeposit deposit) {
        return call(AccountEndpoints.DEPOSIT, NoQuery.NONE, deposit);
    }

    public SignInText signInMessage(SignInRequest request) {
        return call(AccountEndpoints.SIGN_IN_MESSAGE, NoQuery.NONE, request);
    }

    public WalletSession signIn(SignedMessage message) {
        return call(AccountEndpoints.SIGN_IN, NoQuery.NONE, message);
    }

    public void signOut() {
        call(AccountEndpoints.SIGN_OUT, NoQuery.NONE, NoBody.NONE);
    }

    public EpochList epochs(EpochsQuery query) {
        return call(AccountEndpoints.EPOCHS, query, NoBody.NONE);
    }

    /** All of them, page by page, the latest first. */
    public List<EpochLine> epochs() {
        return all(AccountEndpoints.EPOCHS);
    }

    public EpochDetail epoch(long number) {
        return call(AccountEndpoints.EPOCH, NoQuery.NONE, NoBody.NONE, Long.toString(number));
    }

    /** The file of all leaves of an epoch's tree. */
    public byte[] epochLeaves(long number) {
        return call(AccountEndpoints.EPOCH_LEAVES, NoQuery.NONE, NoBody.NONE, Long.toString(number));
    }

    public AuditOutcomes epochAudit(long number, OutcomesQuery query) {
        return call(AccountEndpoints.EPOCH_AUDIT, query, NoBody.NONE, Long.toString(number));
    }

    /** All of them, page by page. */
    public List<AuditOutcome> epochAudit(long number) {
        return all(AccountEndpoints.EPOCH_AUDIT, Long.toString(number));
    }

    public ClosedEpochs closeEpoch() {
        return call(AccountEndpoints.EPOCH_CLOSE, NoQuery.NONE, NoBody.NONE);
    }

    public ClaimOutcome claim(NewClaim claim) {
        return call(AccountEndpoints.CLAIM, NoQuery.NONE, claim);
    }

    public SearchHits search(String text) {
        return call(NodeEndpoints.SEARCH, new SearchQuery(text), NoBody.NONE);
    }

    public ChainStatus chainStatus() {
        return call(ChainEndpoints.STATUS, NoQuery.NONE, NoBody.NONE);
    }

    /** Buys licences for an account whose key the node keeps. */
    public WalletOutcome buyLicence(NewLicence licence) {
        return call(WalletEndpoints.LICENCE, NoQuery.NONE, licence);
    }

    public ChainTransaction chainTransaction(String hash) {
        return call(ChainEndpoints.TRANSACTION, NoQuery.NONE, NoBody.NONE, hash);
    }

    public ChainBlock chainBlock(long number) {
        return call(ChainEndpoints.BLOCK, NoQuery.NONE, NoBody.NONE, Long.toString(number));
    }

    /** What an account holds on chain. */
    public WalletDetail wallet(String address) {
        return call(WalletEndpoints.SHOW, NoQuery.NONE, NoBody.NONE, address);
    }

    /** What an account paid, the latest day first. */
    public List<UsageLine> usage(String address) {
        return all(WalletEndpoints.USAGE, address);
    }

    public WalletOutcome setLimit(NewLimit limit) {
        return call(WalletEndpoints.LIMIT, NoQuery.NONE, limit);
    }

    public WalletOutcome payOut(NewPayout payout) {
        return call(WalletEndpoints.PAYOUT, NoQuery.NONE, payout);
    }

    public WalletOutcome transfer(NewTransfer transfer) {
        return call(WalletEndpoints.TRANSFER, NoQuery.NONE, transfer);
    }

    public WalletOutcome gift(NewGift gift) {
        return call(WalletEndpoints.GIFT, NoQuery.NONE, gift);
    }

    public NodeOverview overview() {
        return call(NodeEndpoints.OVERVIEW, NoQuery.NONE, NoBody.NONE);
    }

    public OutboxList outbox(OutboxQuery query) {
        return call(NodeEndpoints.OUTBOX, query, NoBody.NONE);
    }

    /** All of it, page by page, the newest first. */
    public List<OutboxLine> outbox() {
        return all(NodeEndpoints.OUTBOX);
    }

    public OutboxCancellation cancelTransaction(String key) {
        return call(NodeEndpoints.OUTBOX_CANCEL, NoQuery.NONE, new OutboxKey(key));
    }

    public OutboxLine retryTransaction(String key) {
        return call(NodeEndpoints.OUTBOX_RETRY, NoQuery.NONE, new OutboxKey(key));
    }

    public byte[] logFile(String path) {
        return call(NodeEndpoints.LOG, NoQuery.NONE, NoBody.NONE, path);
    }

    public byte[] rpc(byte[] request) {
        return call(NodeEndpoints.RPC, NoQuery.NONE, request);
    }

    public NodeHealth health() {
        return call(NodeEndpoints.HEALTH, NoQuery.NONE, NoBody.NONE);
    }

    /** Also of a node that is not ready, which answers 503. */
    public NodeReadiness readiness() {
        return parse(ask(NodeEndpoints.READY, token, NoBody.NONE).body(), NodeReadiness.class);
    }

    public byte[] metrics() {
        return call(NodeEndpoints.METRICS, NoQuery.NONE, NoBody.NONE);
    }

    /**
     * Calls any endpoint.
     *
     * @param names values for the names in its path, in their order
     */
    public <Q extends Record, B, A> A call(Endpoint<Q, B, A> endpoint, Q query, B body, String... names) {
        return read(endpoint, send(endpoint, token, query, publisher(body), names));
    }

    private <B extends Record> Asked<CompletionAnswer> ask(
            Endpoint<NoQuery, B, CompletionAnswer> endpoint, String key, B request) {
        HttpResponse<byte[]> response = send(endpoint, key, NoQuery.NONE, publisher(request));
        return new Asked<>(
                read(endpoint, response),
                response.headers().firstValue(OpenAiEndpoints.RECEIPT_HEADER).orElse(""));
    }

    private HttpResponse<byte[]> send(
            Endpoint<?, ?, ?> endpoint, String bearer, Record query, BodyPublisher body, String... names) {
        return send(request(endpoint, bearer, query, body, names));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = call(request.timeout(CALL_TIMEOUT), BodyHandlers.ofByteArray());
        if (response.statusCode() >= REFUSED) {
            throw refused(response);
        }
        return response;
    }

    private HttpRequest.Builder request(
            Endpoint<?, ?, ?> endpoint, String bearer, Record query, BodyPublisher body, String... names) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(pathOf(endpoint, query, names)))
                .header("Authorization", "Bearer " + bearer)
                .method(endpoint.place().verb().name(), body);
        if (endpoint.outcome().once()) {
            request.header(Endpoint.IDEMPOTENCY_KEY, UUID.randomUUID().toString());
        }
        switch (endpoint.body()) {
            case Input.Nothing _ -> {}
            case Input.Json<?> _ -> request.header("Content-Type", "application/json");
            case Input.Raw raw -> request.header("Content-Type", raw.mediaType());
        }
        return request;
    }

    private static BodyPublisher publisher(Object body) {
        return switch (body) {
            case NoBody _ -> BodyPublishers.noBody();
            case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
            default -> BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        };
    }

    @SuppressWarnings("unchecked")
    private static <A> A read(Endpoint<?, ?, A> endpoint, HttpResponse<byte[]> response) {
        try {
            return (A)
                    switch (endpoint.answer()) {
                        case Output.Nothing _ -> NoBody.NONE;
                        case Output.Json<?> json -> JSON.readValue(response.body(), json.type());
                        case Output.Lines<?> lines -> JSON.readValue(response.body(), lines.result());
                        case Output.Raw _, Output.Document _ -> response.body();
                    };
        } catch (JacksonException e) {
            throw new ClientException(
                    "the node answered " + endpoint + " in a form that this version does not read: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static String pathOf(Endpoint<?, ?, ?> endpoint, Record query, String... names) {
        String path = endpoint.place().path();
        List<PathName> wanted = endpoint.place().names();
        if (names.length != wanted.size()) {
            throw new IllegalArgumentException(endpoint + " takes " + wanted.size() + " names, not " + names.length);
        }
        for (int i = 0; i < names.length; i++) {
            path = path.replace(
                    "{" + wanted.get(i).name() + "}", encoded(names[i]).replace("%2F", "/"));
        }
        StringJoiner pairs = new StringJoiner("&", "?", "").setEmptyValue("");
        JSON.<JsonNode>valueToTree(query)
                .properties()
                .forEach(each ->
                        pairs.add(each.getKey() + "=" + encoded(each.getValue().asString())));
        return path + pairs;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** All entries of a list, page by page. */
    private <T> List<T> all(Endpoint<? extends ListingQuery, ?, ? extends ListingAnswer<T>> endpoint, String... names) {
        List<T> entries = new ArrayList<>();
        while (true) {
            ListingAnswer<T> page = read(
                    endpoint,
                    send(endpoint, token, new PageQuery(entries.size(), MAX_PAGE), publisher(NoBody.NONE), names));
            entries.addAll(page.list());
            if (page.list().isEmpty() || entries.size() >= page.total()) {
                return entries;
            }
        }
    }

    /** What every {@link ListingQuery} has; the rest of it may be absent. */
    private record PageQuery(int offset, int limit) {}

    /**
     * Calls an endpoint with a key of the caller's; the response as it came, whatever its status.
     *
     * @param key of an API key, or a session's token
     */
    public <B> HttpResponse<byte[]> ask(Endpoint<NoQuery, B, ?> endpoint, String key, B body) {
        return call(
                request(endpoint, key, NoQuery.NONE, publisher(body)).timeout(CALL_TIMEOUT),
                BodyHandlers.ofByteArray());
    }

    /** Reads what a node answered. */
    public static <T> T parse(byte[] body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JacksonException e) {
            throw new ClientException(
                    "the node answered in a form that this version does not read: " + e.getOriginalMessage(), e);
        }
    }

    /** A refusal in either of its shapes: {@link Problem}, and below {@code /v1} {@link OpenAiError}. */
    public static ClientException refused(HttpResponse<byte[]> response) {
        return refused(response.statusCode(), response.body());
    }

    private static ClientException refused(int status, byte[] body) {
        try {
            RefusalBody refusal = JSON.readValue(body, RefusalBody.class);
            return new ClientException(
                    status,
                    refusal.detail()
                            .or(() -> refusal.error().map(OpenAiError.Detail::message))
                            .orElse("the node answered " + status));
        } catch (JacksonException e) {
            return new ClientException(status, "the node answered " + status + ": " + e.getOriginalMessage());
        }
    }

    /** The member of either shape that has the sentence. */
    private record RefusalBody(Optional<String> detail, Optional<OpenAiError.Detail> error) {}

    @Override
    public void close() {
        http.close();
    }

    private URI address(String path) {
        try {
            return node.resolve(path);
        } catch (IllegalArgumentException e) {
            throw new ClientException("nothing can have the address " + path + ": check the name or number in it", e);
        }
    }

    private <T> HttpResponse<T> call(HttpRequest.Builder builder, BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        try {
            return isOnce(request) ? callOnce(request, handler) : send(request, handler);
        } catch (IOException e) {
            throw new ClientException(
                    "the node at " + node + " does not answer (" + e.getMessage()
                            + "): is it running? Start it with: openledger up",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException("interrupted while waiting for the node", e);
        }
    }

    /** What the body's own source throws while it is read is thrown as it is: the node has nothing to do with it. */
    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            if (e.getCause() instanceof RuntimeException ofTheBody) {
                throw ofTheBody;
            }
            throw e;
        }
    }

    private static boolean isOnce(HttpRequest request) {
        return request.headers().firstValue(Endpoint.IDEMPOTENCY_KEY).isPresent();
    }

    /** Sends a call again whose answer was lost: its key lets it have one effect. While the first still runs, it waits. */
    private <T> HttpResponse<T> callOnce(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        boolean lost = false;
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<T> response = send(request, handler);
                boolean running = response.statusCode() == CONFLICT
                        && response.headers().firstValue("Retry-After").isPresent();
                if (!lost || !running || attempt >= MAX_ATTEMPTS) {
                    return response;
                }
            } catch (ConnectException | HttpTimeoutException unanswered) {
                throw unanswered;
            } catch (IOException broken) {
                if (attempt >= MAX_ATTEMPTS) {
                    throw broken;
                }
                lost = true;
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }
}
