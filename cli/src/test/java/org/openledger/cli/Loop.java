package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openledger.app.Configuration;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountLine;
import org.openledger.client.account.NewAccount;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.credential.NewKey;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.epoch.ClaimOutcome;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.PlanChange;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.OpenAiEndpoints;
import org.openledger.client.openai.Sampling;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.client.review.ReviewRowsQuery;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;

/**
 * The steps of the loop on a running node, small enough for a test: two contributors, a few rows, a few training steps. Every
 * step first looks at what the node has and does only what is missing, so that a loop that was cut off goes on where it was.
 */
public final class Loop {
    static final String MODEL = "small";
    /** One that a row answers. */
    static final String QUESTION = "Question 37 about Bread?";

    static final long DEPOSIT_GWEI = 500_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** Operators of other networks wait longer, so that they pay less; a test waits for each of them. */
    private static final Duration PROMPT = Duration.ofMillis(200);

    private static final int ROWS = 6;
    private static final String SOURCE = "a test";
    /** Who decides challenges on a network of somebody else: never the operator. */
    private static final String ARBITER = "0x" + "c0".repeat(20);

    private static final Sampling LIVELY = Sampling.LIKELIEST.withTemperature(0.7);

    private final NodeClient node;
    private final String suffix;
    private final Acknowledged acknowledged;
    private final List<String> contributors = new ArrayList<>();
    private String owner = "";
    private String payer = "";
    private String key = "";

    public Loop(NodeClient node) {
        this(node, "", new Acknowledged());
    }

    /** @param suffix of every name, which tells the loops of one node apart */
    public Loop(NodeClient node, String suffix, Acknowledged acknowledged) {
        this.node = node;
        this.suffix = suffix;
        this.acknowledged = acknowledged;
    }

    /** The project's folder, where contracts and the toy base are. */
    static Path home() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("contracts"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests run inside the project's folder");
    }

    static Configuration configuration(Path data) {
        return configuration(data, Optional.empty(), Optional.empty());
    }

    static Configuration configuration(Path data, Optional<URI> chain, Optional<String> database) {
        SettingValues values = SettingValues.DEFAULTS
                .with(Settings.HTTP_PORT, 0L, SOURCE)
                .with(Settings.CHAIN_BATCH_PERIOD, PROMPT, SOURCE);
        if (chain.isPresent()) {
            values = values.with(Settings.CHAIN_URL, List.of(chain.get()), SOURCE)
                    .with(Settings.CHAIN_FINALITY, "12", SOURCE)
                    .with(Settings.CHAIN_ANCHOR_PERIOD, Duration.ofSeconds(2), SOURCE)
                    .with(Settings.CHAIN_POLL, PROMPT, SOURCE)
                    .with(Settings.CONTRACTS_ARBITER, ARBITER, SOURCE);
        }
        if (database.isPresent()) {
            values = values.with(Settings.DATABASE_URL, database.get(), SOURCE);
        }
        return new Configuration(home(), data, values);
    }

    NodeClient node() {
        return node;
    }

    String model() {
        return MODEL + suffix;
    }

    String key() {
        return key;
    }

    String payer() {
        return payer;
    }

    /** Who owns the Datanet and the model. */
    String owner() {
        return owner;
    }

    List<String> contributors() {
        return contributors;
    }

    /** From nothing to a model that answers and whose answers can be traced. */
    void trainModel(int steps) {
        give(_ -> {});
        String run = run(steps, 4);
        awaitRun(run, "ready");
        deploy(run);
    }

    private void deploy(String run) {
        if (!node.run(run).live()) {
            node.deployRun(run);
        }
        until(() -> node.run(run), RunDetail::live);
    }

    /**
     * From nothing to contributors who have been paid, with questions before and after the attribution is there.
     *
     * @param step told what begins
     */
    void play(int steps, Consumer<String> step) {
        give(step);
        step.accept("training");
        String run = run(steps, 1);
        awaitRun(run, "registering", "attributing", "ready");
        step.accept("registration");
        awaitRun(run, "attributing", "ready");
        step.accept("deployment");
        deploy(run);
        step.accept("counterfactual training");
        List<String> answers = new ArrayList<>(ask());
        awaitRun(run, "ready");
        step.accept("questions");
        answers.addAll(ask());
        answers.forEach(this::awaitReceipt);
        step.accept("settlement and claims");
        pay();
    }

    /** From nothing to a version on chain. */
    public void give(Consumer<String> step) {
        step.accept("accounts and deposit");
        owner = account("owner");
        payer = account("application");
        deposit();
        key = key(payer);
        step.accept("Datanet");
        String datanet = datanet(owner);
        step.accept("contributions");
        contribute(datanet, "ada", "Bread", "dough");
        contribute(datanet, "ben", "Cheese", "milk");
        step.accept("version");
        publish(datanet);
    }

    /** For questions, and for the building fee of the owner's models. */
    private void deposit() {
        for (String account : List.of(payer, owner)) {
            if (node.account(account).depositGwei() == 0) {
                acknowledged.depositAsked();
                node.deposit(new NewDeposit(account, DEPOSIT_GWEI));
                acknowledged.deposit();
            }
        }
    }

    /** The number of the loop's Datanet, which has its token. */
    private String datanet(String owner) {
        String name = datanetName();
        if (find(node.datanets(), DatanetLine::name, name).isEmpty()) {
            NewDatanet wanted = new NewDatanet(owner, name, "INSTRUCTION", "CC-BY-4.0", "Yours to train on.");
            acknowledged.datanet(node.createDatanet(wanted).id());
        }
        String id = find(node.datanets(), DatanetLine::name, name).orElseThrow().id();
        until(() -> node.datanet(id), found -> found.line().chainState().equals("confirmed"));
        return id;
    }

    private String datanetName() {
        return "Test kitchen" + suffix;
    }

    private void contribute(String datanet, String name, String thing, String of) {
        String contributor = account(name);
        contributors.add(contributor);
        String id = find(node.contributions(datanet), ContributionLine::contributor, contributor)
                .map(ContributionLine::id)
                .orElseGet(() -> upload(datanet, contributor, thing + suffix, of));
        if (node.contribution(id).state().equals("screened")) {
            node.signContribution(id, ContributionSignature.BY_NODE);
            acknowledged.contribution(id, "signed");
        }
        if (node.contribution(id).state().equals("signed")) {
            accept(node, id);
            acknowledged.contribution(id, "reviewed");
        }
    }

    /** As an owner does who looked at every row: those that are held come in, too. */
    static void accept(NodeClient node, String id) {
        List<Integer> lines = node.reviewRows(id, ReviewRowsQuery.from(0, 500)).list().stream()
                .filter(row -> Set.of("waiting", "held").contains(row.state()))
                .map(row -> Math.toIntExact(row.line()))
                .toList();
        node.reviewContribution(
                id,
                new ContributionReview(
                        /* accept= */ true,
                        Optional.empty(),
                        List.of(),
                        lines,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The number of the contribution. */
    private String upload(String datanet, String contributor, String thing, String of) {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= ROWS; i++) {
            rows.append(
                    "{\"instruction\":\"Question %d about %s?\",\"response\":\"%s number %d is made of %s and time.\"}%n"
                            .formatted(i * 37, thing, thing, i * 91, of));
        }
        ScreenedContribution screened = node.contribute(datanet, contributor, BodyPublishers.ofString(rows.toString()));
        assertThat(screened.rowsAccepted()).isPositive();
        acknowledged.contribution(screened.id(), "screened");
        return screened.id();
    }

    private void publish(String datanet) {
        if (node.versions(datanet).isEmpty()) {
            acknowledged.version(
                    datanet,
                    node.publishVersion(datanet, VersionSignature.BY_NODE).root());
        }
        until(() -> node.versions(datanet), Loop::hasVersionOnChain);
    }

    static boolean hasVersionOnChain(List<VersionLine> versions) {
        return !versions.isEmpty() && versions.getFirst().chainState().equals("confirmed");
    }

    /** The id of the loop's run, which is asked for when there is none. */
    public String run(int steps, int batchRows) {
        Optional<RunDetail> known = find(node.runs(), RunDetail::name, model());
        if (known.isPresent()) {
            return known.get().id();
        }
        String datanet = find(node.datanets(), DatanetLine::name, datanetName())
                .orElseThrow()
                .id();
        String builder = account("owner");
        NewRun request = NewRun.standard(model(), builder, List.of(new VersionPin(datanet, 1)))
                .withConfiguration(PlanChange.NONE.withSteps(steps).withBatchRows(batchRows));
        String id = node.createRun(request).id();
        acknowledged.run(id);
        return id;
    }

    private void awaitRun(String run, String... states) {
        List<String> wanted = List.of(states);
        RunDetail found = until(
                () -> node.run(run),
                each -> wanted.contains(each.state())
                        || List.of("failed", "cancelled").contains(each.state()));
        assertThat(wanted).as(found.message().orElse("")).contains(found.state());
    }

    /** Two questions, one of them streamed; gives the receipts' ids of the answers. */
    List<String> ask() {
        if (key.isEmpty()) {
            key = key(account("application"));
        }
        return List.of(answer(QUESTION, LIVELY), answer("Question 74 about Cheese?", LIVELY.streamed()));
    }

    private String answer(String question, Sampling sampling) {
        HttpResponse<byte[]> response = ask(question, 8, sampling);
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200 || (sampling.stream() && !body.endsWith("data: [DONE]\n\n"))) {
            throw new IllegalStateException("no whole answer but " + response.statusCode() + " " + body);
        }
        String receipt = receiptIn(response);
        acknowledged.answer(receipt);
        return receipt;
    }

    /** Closes an epoch over all there is; once it is final, every contributor claims. */
    private void pay() {
        closeEpoch();
        for (String contributor : contributors) {
            until(() -> node.account(contributor), found -> found.dueGwei() == found.claimableGwei());
            ClaimOutcome claim = node.claim(NewClaim.of(contributor));
            if (claim.state().equals("sent")) {
                acknowledged.claim(contributor, claim.gwei());
            }
            until(() -> node.account(contributor), found -> found.claimableGwei() == 0);
        }
    }

    void closeEpoch() {
        for (EpochLine epoch : node.closeEpoch().list()) {
            acknowledged.epoch(epoch.number(), epoch.root());
        }
    }

    /** The address of the account with a name of this loop. */
    String account(String name) {
        String full = name + suffix;
        return find(node.accounts(), AccountLine::name, full)
                .orElseGet(() -> {
                    AccountLine made = node.createAccount(new NewAccount(full));
                    acknowledged.account(made.address(), full);
                    return made;
                })
                .address();
    }

    private static <T> Optional<T> find(List<T> list, Function<T, String> member, String value) {
        return list.stream().filter(each -> member.apply(each).equals(value)).findFirst();
    }

    String key(String address) {
        return node.issueKey(NewKey.of(address, "test")).key();
    }

    /** One question; the response as it came. */
    HttpResponse<byte[]> ask(String question, int maxTokens) {
        return ask(question, maxTokens, LIVELY);
    }

    private HttpResponse<byte[]> ask(String question, int maxTokens, Sampling sampling) {
        return node.ask(
                OpenAiEndpoints.CHAT,
                key,
                ChatRequest.of(model(), question).withMaxTokens(maxTokens).withSampling(sampling));
    }

    /** The receipt's id of an answer that was given. */
    String receiptOf(String question) {
        HttpResponse<byte[]> response = ask(question, 8);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return receiptIn(response);
    }

    static String receiptIn(HttpResponse<byte[]> response) {
        return response.headers().firstValue(OpenAiEndpoints.RECEIPT_HEADER).orElseThrow();
    }

    ReceiptDetail awaitReceipt(String id) {
        return until(() -> node.receipt(id), found -> found.state().equals("receipted"));
    }

    /** The receipt itself, once it is there. */
    ReceiptContent awaitContent(String id) {
        return contentOf(awaitReceipt(id));
    }

    static ReceiptContent contentOf(ReceiptDetail detail) {
        return ReceiptContent.of(detail.receipt().orElseThrow());
    }

    public static <T> T until(Supplier<T> ask, Predicate<T> done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T found = ask.get();
            if (done.test(found)) {
                return found;
            }
            assertThat(System.nanoTime())
                    .as("waited too long; last seen: %s", found)
                    .isLessThan(deadline);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
