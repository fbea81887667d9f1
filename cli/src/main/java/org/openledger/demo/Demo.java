package org.openledger.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.terminal.Interruption;
import org.openledger.cli.terminal.Steps;
import org.openledger.cli.terminal.Table;
import org.openledger.client.Asked;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountDetail;
import org.openledger.client.account.NewAccount;
import org.openledger.client.account.NewDeposit;
import org.openledger.client.credential.NewAdminLink;
import org.openledger.client.credential.NewKey;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.ContributionReview;
import org.openledger.client.datanet.ContributionSignature;
import org.openledger.client.datanet.NewDatanet;
import org.openledger.client.datanet.RejectedLine;
import org.openledger.client.datanet.ScreenedContribution;
import org.openledger.client.datanet.VersionLine;
import org.openledger.client.datanet.VersionSignature;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.epoch.NewClaim;
import org.openledger.client.model.NewRun;
import org.openledger.client.model.RunDetail;
import org.openledger.client.model.VersionPin;
import org.openledger.client.node.NodeState;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;
import org.openledger.client.openai.CompletionAnswer.AnswerMessage;
import org.openledger.client.receipt.ReceiptContent;
import org.openledger.client.receipt.ReceiptDetail;
import org.openledger.store.Refusal;
import org.openledger.verify.OpenAmount;

/**
 * The demo's story, told through the node's own HTTP API: four people give rows about home fermentation, a builder trains a
 * model on them, an application asks it, and everyone is paid.
 */
public final class Demo {
    public static final List<String> CONTRIBUTORS = List.of("mira", "otto", "lee", "sana");
    static final String MODEL = "ferment-helper";
    private static final String LICENCE = "CC-BY-4.0";
    private static final String TERMS =
            "Rows may be used to train models, also for money, as long as their contributors are"
                    + " credited and paid by the receipts of this ledger.";
    private static final long DEPOSIT_GWEI = 1_000_000_000L;
    /** The building fee, ten times over. */
    private static final long BUILDER_GWEI = 10_000_000L;

    private static final int MAX_TOKENS = 96;
    /** So often the application asks all questions again, as one with users does: fees come from many answers, and cost from few acts. */
    private static final int ROUNDS = 15;
    /** A base of hundreds of millions of numbers takes seconds for an answer; then there are fewer rounds. */
    private static final Duration MOST_ASKING = Duration.ofMinutes(2);

    private static final long POLL_MILLIS = 100;
    private static final long PPM = 1_000_000;
    private static final int HELD_OUT_PPM = 50_000;
    /** A tenth of a nat for each token of the rows held out. */
    private static final long GATE_NANONATS = 100_000_000;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final NodeClient node;
    private final Steps steps;
    private final Interruption interruption;
    private final Map<String, String> accounts = new LinkedHashMap<>();
    private final List<ContributionLine> contributions = new ArrayList<>();
    private final List<DemoAnswer> answers = new ArrayList<>();
    private String key = "";
    private String datanet = "";
    private long version;
    private @Nullable RunDetail run;
    private @Nullable EpochLine epoch;
    private @Nullable DemoGas gas;
    private long settledEntries;

    Demo(NodeClient node, Steps steps, Interruption interruption) {
        this.node = node;
        this.steps = steps;
        this.interruption = interruption;
    }

    /** @throws CancellationException when it was interrupted; the node goes on with what was begun */
    void play() throws InterruptedException, IOException {
        openAccounts();
        createDatanet();
        contribute();
        publish();
        train();
        List<String> questions = questions();
        ask(questions.subList(0, 1), "Ask while the attribution is still being prepared");
        awaitAttribution();
        ask(questions.subList(1, questions.size()), "Ask more");
        trace();
        long feesGwei = askAgain(questions);
        settle();
        pay();
        anchor();
        countGas(feesGwei);
    }

    /** Opens the page as administrator, once. */
    String pageLink() {
        return node.node() + node.adminLink(new NewAdminLink("demo")).path();
    }

    /** Writes the report, and each receipt as a file that the verifier checks on its own. */
    void report(Path file) throws IOException {
        new DemoReport(node, file)
                .write(
                        accounts,
                        contributions,
                        requireNonNull(run),
                        answers,
                        requireNonNull(epoch),
                        requireNonNull(gas),
                        steps.timings());
    }

    private void begin(String step) {
        interruption.check();
        steps.begin(step);
    }

    private void openAccounts() {
        begin("Open accounts, and put OPEN into escrow for the application");
        for (String name : CONTRIBUTORS) {
            accounts.put(name, createAccount(name));
        }
        for (String name : List.of("fermenters", "builder", "application")) {
            accounts.put(name, createAccount(name));
        }
        node.deposit(new NewDeposit(account("application"), DEPOSIT_GWEI));
        node.deposit(new NewDeposit(account("builder"), BUILDER_GWEI));
        key = node.issueKey(NewKey.of(account("application"), "demo")).key();
        steps.done(accounts.size() + " accounts; the application can spend 1 OPEN on answers");
    }

    private String createAccount(String name) {
        return node.createAccount(new NewAccount(name)).address();
    }

    private String account(String name) {
        String address = accounts.get(name);
        if (address == null) {
            throw new IllegalStateException("the demo has no account named " + name);
        }
        return address;
    }

    private void createDatanet() throws InterruptedException {
        begin("Create a Datanet");
        datanet = node.createDatanet(
                        new NewDatanet(account("fermenters"), "Home Fermentation", "INSTRUCTION", LICENCE, TERMS))
                .id();
        await(
                "the Datanet's token on chain",
                () -> node.datanet(datanet),
                found -> isConfirmed(found.line().chainState()));
        steps.done("Home Fermentation, " + LICENCE + ", owned by its community");
    }

    private void contribute() {
        begin("Contribute, screen, sign and review");
        Table table = new Table("contributor", "given", "accepted", "refused, and why");
        for (String name : CONTRIBUTORS) {
            ScreenedContribution screened =
                    node.contribute(datanet, account(name), BodyPublishers.ofByteArray(resource(name + ".jsonl")));
            node.signContribution(screened.id(), ContributionSignature.BY_NODE);
            ContributionLine reviewed = node.reviewContribution(screened.id(), ContributionReview.ACCEPT_ALL);
            if (reviewed.rowsHeld() > 0) {
                reviewed = node.reviewContribution(
                        screened.id(), ContributionReview.refuseAll("it repeats an earlier row"));
            }
            contributions.add(reviewed);
            table.row(name, reviewed.rowsSubmitted(), reviewed.rowsAccepted(), reasons(reviewed));
        }
        steps.table(table);
        steps.done("each contributor signed the Merkle root of their rows");
    }

    private String reasons(ContributionLine contribution) {
        return node.rejectedLines(contribution.id()).stream()
                .map(RejectedLine::reason)
                .collect(Collectors.joining(", "));
    }

    private static boolean isConfirmed(String chainState) {
        return chainState.equals("confirmed");
    }

    private void publish() throws InterruptedException {
        begin("Publish a version, and wait for its root on the chain");
        version = node.publishVersion(datanet, VersionSignature.BY_NODE).number();
        VersionLine published = await(
                "the version's root on chain",
                () -> node.versions(datanet).getFirst(),
                found -> isConfirmed(found.chainState()));
        steps.done("version " + version + ", " + published.rows() + " rows, root " + published.root());
    }

    private void train() throws InterruptedException {
        begin("Fine-tune a model on the version");
        NewRun wanted = NewRun.standard(MODEL, account("builder"), List.of(new VersionPin(datanet, version)))
                .withGate(HELD_OUT_PPM, GATE_NANONATS);
        String id = node.createRun(wanted).id();
        steps.bar("training", PPM, () -> progress(node.run(id)));
        RunDetail live = await("the model", () -> node.run(id), RunDetail::live);
        run = live;
        steps.done("%s is live: its loss on rows it never learnt fell from %.2f to %.2f, more than its builder asked"
                .formatted(
                        MODEL,
                        live.heldOutLossBefore().orElseThrow(),
                        live.heldOutLossAfter().orElseThrow()));
    }

    private long progress(RunDetail now) {
        interruption.check();
        refuseFailure(now);
        return now.live() ? PPM : Math.min(PPM - 1, now.progressPpm());
    }

    /** What its rows are worth on those held out is measured after that, and nobody here waits for it. */
    private static boolean isAttributed(String state) {
        return state.equals("valuing") || state.equals("ready");
    }

    private static void refuseFailure(RunDetail now) {
        String state = now.state();
        if (isAttributed(state) && !now.live()) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the model is not better on the rows held out by what its gate asks: it answers nobody");
        }
        if (state.equals("failed") || state.equals("cancelled")) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    "the run " + state + ": " + now.message().orElse(""));
        }
    }

    private void awaitAttribution() throws InterruptedException {
        begin("Train the model again without each contributor, to know what each one causes");
        String id = requireNonNull(run).id();
        steps.bar("counterfactual adapters", PPM, () -> {
            interruption.check();
            RunDetail now = node.run(id);
            refuseFailure(now);
            return isAttributed(now.state()) ? PPM : Math.min(PPM - 1, now.attributionPpm());
        });
        run = node.run(id);
        steps.done("one adapter for each of the " + CONTRIBUTORS.size() + " contributors left out");
    }

    /**
     * A line of the demo's file of questions.
     *
     * @param row the prompt of the row that it is about
     * @param instead what to ask where the run held that row out, so that the model never learnt it
     */
    private record Question(String question, Optional<String> row, Optional<String> instead) {
        String asked(List<String> heldOut) {
            return instead.filter(_ -> heldOut.stream().anyMatch(text -> text.contains(row.orElse(question))))
                    .orElse(question);
        }
    }

    private List<String> questions() throws IOException {
        List<String> heldOut = node.runEvaluations(requireNonNull(run).id()).list().stream()
                .flatMap(each -> each.measured().stream())
                .flatMap(each -> each.answers().stream())
                .flatMap(each -> each.text().stream())
                .toList();
        return Stream.of(NodeClient.JSON.readValue(resource("questions.json"), Question[].class))
                .map(each -> each.asked(heldOut))
                .toList();
    }

    private void ask(List<String> questions, String step) {
        begin(step);
        for (String question : questions) {
            Asked<CompletionAnswer> asked = ask(question);
            String answer = asked.answer()
                    .choices()
                    .getFirst()
                    .message()
                    .flatMap(AnswerMessage::content)
                    .orElseThrow();
            answers.add(new DemoAnswer(question, answer, asked.receiptId()));
            steps.say("? " + question);
            steps.say("  " + answer);
        }
        steps.done(questions.size() == 1 ? "one answer" : questions.size() + " answers");
    }

    private Asked<CompletionAnswer> ask(String question) {
        interruption.check();
        return node.chat(key, ChatRequest.of(MODEL, question).withMaxTokens(MAX_TOKENS));
    }

    /** Asks all of it again and again; returns the fees of all answers, these and the earlier ones. */
    private long askAgain(List<String> questions) throws InterruptedException {
        begin("Ask the same again and again, as an application with users does");
        List<String> receipts = new ArrayList<>();
        long end = System.nanoTime() + MOST_ASKING.toNanos();
        for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
            questions.forEach(question -> receipts.add(ask(question).receiptId()));
        }
        long feesGwei = answers.stream().mapToLong(DemoAnswer::feeGwei).sum();
        for (String receipt : receipts) {
            feesGwei += receiptOf(receipt).fee().totalGwei();
        }
        steps.done(receipts.size() + " answers, each with its receipt; all answers cost " + OpenAmount.of(feesGwei));
        return feesGwei;
    }

    private void trace() throws InterruptedException {
        begin("Trace each answer to the data that shaped it");
        List<String> columns = new ArrayList<>(List.of("answer to"));
        columns.addAll(CONTRIBUTORS);
        columns.addAll(List.of("base", "unattributed", "shaped by rows", "fee, OPEN"));
        Table table = new Table(columns.toArray(String[]::new));
        for (int i = 0; i < answers.size(); i++) {
            DemoAnswer answer = answers.get(i).with(receiptOf(answers.get(i).receiptId()));
            answers.set(i, answer);
            List<Object> cells = new ArrayList<>(List.of(answer.question()));
            for (String name : CONTRIBUTORS) {
                cells.add(percent(answer.ppmOf(account(name))));
            }
            cells.add(percent(answer.basePpm()));
            cells.add(percent(answer.unattributedPpm()));
            cells.add(percent(answer.shapedPpm()));
            cells.add(OpenAmount.digits(answer.feeGwei()));
            table.row(cells.toArray());
        }
        steps.table(table);
        steps.done("each share is how much less likely the answer is without that contributor's rows,"
                + " as far as one of them says it");
    }

    private ReceiptContent receiptOf(String id) throws InterruptedException {
        ReceiptDetail detail = await(
                "receipt " + id,
                () -> node.receipt(id),
                found -> found.receipt().isPresent() || found.state().equals("failed"));
        return detail.receipt()
                .map(ReceiptContent::of)
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.INVALID,
                        "the answer " + id + " has no receipt: "
                                + detail.failure().orElse("")));
    }

    private static String percent(long ppm) {
        return "%.1f %%".formatted(ppm / 10_000.0);
    }

    private void settle() throws InterruptedException {
        begin("Close the epoch, and settle it on the chain");
        settledEntries = node.overview().node().logSize();
        long number = node.closeEpoch().list().getFirst().number();
        EpochLine settled = await(
                "the challenge window",
                () -> node.epoch(number).line(),
                found -> found.state().equals("final"));
        epoch = settled;
        steps.done("epoch " + number + ": " + settled.receipts() + " receipts, " + OpenAmount.of(settled.paidGwei())
                + ", one transaction; of " + OpenAmount.of(settled.waitedGwei()) + " that waited for its audit "
                + OpenAmount.of(settled.releasedGwei()) + " were released; nobody challenged it in its window");
    }

    private void pay() throws InterruptedException {
        begin("Contributors claim what they earned");
        Table table = new Table("contributor", "earned, OPEN", "claimed, OPEN");
        for (String name : CONTRIBUTORS) {
            String address = account(name);
            node.claim(NewClaim.of(address));
        }
        for (String name : CONTRIBUTORS) {
            AccountDetail account = await(
                    "the claim of " + name, () -> node.account(account(name)), found -> found.claimableGwei() == 0);
            table.row(name, OpenAmount.digits(account.earnedGwei()), OpenAmount.digits(account.claimedGwei()));
        }
        steps.table(table);
        steps.done("paid on the chain; openledger account ADDRESS explains all of it");
    }

    private void anchor() throws InterruptedException {
        begin("Anchor the log on the chain");
        NodeState anchored =
                await("the anchor", () -> node.overview().node(), found -> found.anchoredSize() >= settledEntries);
        steps.done(anchored.anchoredSize() + " of " + anchored.logSize()
                + " entries, with every receipt among them, stand under a root that the chain remembers");
    }

    private void countGas(long feesGwei) {
        begin("Count what the chain cost");
        DemoGas counted = DemoGas.of(node, requireNonNull(epoch).receipts(), feesGwei);
        gas = counted;
        steps.table(counted.table());
        steps.done(counted.says());
    }

    private <T> T await(String what, Supplier<T> ask, Predicate<T> there) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            interruption.check();
            T found = ask.get();
            if (there.test(found)) {
                return found;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new Refusal(
                Refusal.Kind.INVALID,
                what + " did not come within " + PATIENCE.toMinutes()
                        + " minutes: see what the node printed, and run openledger fsck");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Demo.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource demo/" + name + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new Refusal(Refusal.Kind.FAILED, "cannot read the demo's " + name + ": " + e.getMessage(), e);
        }
    }
}
