package org.openledger.setting;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openledger.api.http.Admission;
import org.openledger.api.http.HttpServer;
import org.openledger.api.http.LiveEvents;
import org.openledger.api.openai.OpenAiRoutes;
import org.openledger.chain.ContractDeployment;
import org.openledger.chain.FeePolicy;
import org.openledger.chain.network.Providers;
import org.openledger.chain.network.RemoteChain;
import org.openledger.client.call.Cost;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.row.Row;
import org.openledger.factory.Runs;
import org.openledger.gateway.Gateway;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.SignIns;
import org.openledger.model.WeightType;
import org.openledger.serve.Limits;
import org.openledger.settlement.claim.SignedClaims;
import org.openledger.store.Database;
import org.openledger.tensor.Device;
import org.openledger.upstream.UpstreamOptions;
import org.openledger.withdrawal.Takedowns;

/** All settings of a node, in the order in which they are shown. */
public final class Settings {
    private static final long ONE_OPEN_GWEI = 1_000_000_000L;
    private static final long MAX_GWEI = 1_000_000_000 * ONE_OPEN_GWEI;
    private static final BigInteger WEI_PER_GWEI = BigInteger.TEN.pow(9);
    private static final long DAY_SECONDS = 86_400;
    private static final long YEAR_SECONDS = 366 * DAY_SECONDS;
    private static final long MAX_MILLIS = 600_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MAX_NANONATS = 10_000_000_000L;
    private static final Kind<String> ADDRESS =
            new Kind.Text(Pattern.compile("0x[0-9a-f]{40}"), "an address: 0x and 40 lower-case hexadecimal digits");

    private static final ContractDeployment.Parameters EMBEDDED = ContractDeployment.Parameters.local("");
    private static final ContractDeployment.Parameters ELSEWHERE = ContractDeployment.Parameters.remote("");
    private static final SignIns.Limits SIGN_IN = SignIns.Limits.STANDARD;
    private static final IntakeLimits INTAKE = IntakeLimits.STANDARD;
    private static final Limits SERVING = Limits.SMALL;

    public static final Setting<String> HTTP_HOST = Setting.of(
            "http.host",
            new Kind.Text(Pattern.compile("\\S+"), "an address of this machine; 0.0.0.0 listens everywhere"),
            "127.0.0.1",
            "The address to listen on.");
    public static final Setting<Long> HTTP_PORT =
            Setting.of("http.port", new Kind.Whole(0, 65_535), 8080L, "The port to listen on; 0 takes a free one.");
    public static final Setting<URI> HTTP_SITE_URL = Setting.optional(
            "http.site_url",
            new Kind.Url(List.of("http", "https")),
            "the loopback address",
            "The URL at which people reach the page; sign-in messages name it.");
    public static final Setting<String> HTTP_HOSTS = Setting.optional(
            "http.hosts",
            new Kind.Text(
                    Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*(,[a-z0-9-]+(\\.[a-z0-9-]+)*)*"),
                    "names of hosts in lower case, with commas between"),
            "that of http.site_url, and this machine's",
            "Further names that the node answers to, and whose pages may change things. Addresses need no name.");
    public static final Setting<String> HTTP_TRUSTED_PROXIES = Setting.optional(
            "http.trusted_proxies",
            new Kind.Text(
                    Pattern.compile("[0-9a-fA-F.:]+(/[0-9]{1,3})?(,[0-9a-fA-F.:]+(/[0-9]{1,3})?)*"),
                    "addresses or networks such as 10.0.0.0/8, with commas between"),
            "none",
            "Proxies before the node: what they say in X-Forwarded-For is a client's address.");
    public static final Setting<Duration> HTTP_IDLE_TIMEOUT = millis(
            "http.idle_timeout_millis",
            1_000,
            HttpServer.Options.STANDARD.idle(),
            "A connection that is silent for so long is closed.");
    public static final Setting<Duration> HTTP_DRAIN_TIMEOUT = millis(
            "http.drain_timeout_millis",
            0,
            HttpServer.Options.STANDARD.drain(),
            "How long running requests may go on when the node stops.");
    public static final Setting<Long> HTTP_MAX_EVENT_READERS = whole(
            "http.max_event_readers",
            1,
            100_000,
            LiveEvents.Options.STANDARD.maxReaders(),
            "Streams of live events that may be open; more are refused.");
    public static final Setting<Long> HTTP_MAX_EVENT_READERS_OF_CLIENT = whole(
            "http.max_event_readers_per_client",
            1,
            100_000,
            LiveEvents.Options.STANDARD.maxOfClient(),
            "Streams of live events that one address may have open.");
    public static final Setting<Duration> HTTP_HEARTBEAT = seconds(
            "http.event_heartbeat_seconds",
            1,
            3_600,
            LiveEvents.Options.STANDARD.heartbeat(),
            "A silent stream of events says so often that it lives.");

    public static final Setting<Duration> LIMITS_BURST = seconds(
            "limits.burst_seconds",
            1,
            3_600,
            Admission.Options.STANDARD_BURST,
            "A client may make at once what it may make in so long a time.");
    public static final Setting<Duration> LIMITS_WAIT = millis(
            "limits.wait_millis",
            0,
            Admission.Options.STANDARD_WAIT,
            "How long a call waits for others of its kind, before its caller is asked to come again.");
    public static final Setting<Long> LIMITS_HEALTH = perSecond(
            "health", 20, "Looks at the health and the metrics of the node that one client may make a second.");
    public static final Setting<Long> LIMITS_READ =
            perSecond("read", 200, "Reads of one thing, and of files of the page, that one client may make a second.");
    public static final Setting<Long> LIMITS_LIST =
            perSecond("list", 50, "Lists, searches and files with proofs that one client may make a second.");
    public static final Setting<Long> LIMITS_STREAM =
            perSecond("stream", 10, "Streams of events that are opened that one client may make a second.");
    public static final Setting<Long> LIMITS_SIGN_IN =
            perSecond("sign_in", 10, "Steps of signing in that one client may make a second.");
    public static final Setting<Long> LIMITS_WRITE =
            perSecond("write", 50, "Changes that one client may make a second.");
    public static final Setting<Long> LIMITS_SETTLE =
            perSecond("settle", 10, "Deposits, claims and closed epochs that one client may make a second.");
    public static final Setting<Long> LIMITS_ASK =
            perSecond("ask", 50, "Questions to models that one client may make a second.");
    public static final Setting<Long> LIMITS_UPLOAD =
            perSecond("upload", 20, "Uploads of rows and adapters that one client may make a second.");
    public static final Setting<Long> LIMITS_RECOMPUTE =
            perSecond("recompute", 5, "Attributions that are computed again that one client may make a second.");
    public static final Setting<Long> LIMITS_CHAIN =
            perSecond("chain", 200, "Calls of the chain by /rpc that one client may make a second.");

    public static final Setting<String> DATABASE_URL = Setting.optional(
            "database.url",
            new Kind.Text(Pattern.compile("jdbc:(sqlite|postgresql):.+"), "jdbc:postgresql://… or jdbc:sqlite:FILE"),
            "SQLite in the data folder",
            "The database.");
    public static final Setting<Long> DATABASE_MAX_CONNECTIONS = whole(
            "database.max_connections",
            2,
            1_000,
            Database.Options.STANDARD.maxConnections(),
            "Connections of the pool.");
    public static final Setting<Duration> DATABASE_BUSY_TIMEOUT = millis(
            "database.busy_timeout_millis",
            100,
            Database.Options.STANDARD.busyTimeout(),
            "How long SQLite waits for another process's write.");

    public static final String CHAIN_AND_ANSWERS = "folder";
    public static final Setting<String> CLOCK_TRUST = Setting.of(
            "clock.trust",
            new Kind.Text(Pattern.compile("folder|machine"), "folder or machine"),
            CHAIN_AND_ANSWERS,
            "What time it is where the folder has blocks or answers that are later than the machine's clock: time goes on from"
                    + " them (folder), or as the machine says (machine), which is for a folder that was once run under a wrong"
                    + " clock.");

    public static final Setting<List<URI>> CHAIN_URL = Setting.optional(
            "chain.url",
            new Kind.Urls(new Kind.Url(List.of("http", "https"))),
            "the embedded chain",
            "The JSON-RPC URL of another EVM network, or several of the same: where one does not answer, the next does. A data folder stays with the chain it was made on.");
    public static final Setting<String> CHAIN_FINALITY = Setting.optional(
            "chain.finality",
            new Kind.Text(
                    Pattern.compile("finalized|safe|[1-9][0-9]{0,3}"),
                    "finalized, safe, or a number of blocks up to 9999"),
            "finalized where the network has it, else " + Providers.STANDARD_DEPTH + "; at once on the embedded chain",
            "When something on another network counts as settled: once it is in a finalized or safe block, or so many blocks"
                    + " follow.");
    public static final Setting<Long> CHAIN_MAX_FEE_GWEI = Setting.optional(
            "chain.max_fee_gwei",
            new Kind.Whole(1, 1_000_000),
            "no limit",
            "The most that a transaction of the operator offers for a unit of gas. While the network asks for more, it waits.");
    public static final Setting<Duration> CHAIN_RAISE_FEE = seconds(
            "chain.raise_fee_seconds",
            1,
            86_400,
            FeePolicy.STANDARD_RAISE_AFTER,
            "How long a transaction on another network waits for a block before a quarter more is offered for it.");
    public static final Setting<Long> CHAIN_DAY_FEES_GWEI = Setting.optional(
            "chain.day_fees_gwei",
            new Kind.Whole(1, MAX_GWEI),
            "no limit",
            "The most that all transactions that the operator signs within 24 hours may cost in gas. What would cost more waits.");
    public static final Setting<Duration> CHAIN_CALL_TIMEOUT = seconds(
            "chain.call_timeout_seconds",
            1,
            600,
            RemoteChain.CALL_TIMEOUT,
            "How long one call to another network may take.");
    public static final Setting<Duration> CHAIN_POLL = millis(
                    "chain.poll_millis", 10, ofMillis(200), "The time between two looks at the chain.")
            .elsewhere(ofSeconds(3));
    public static final Setting<Duration> CHAIN_ANCHOR_PERIOD = Setting.of(
                    "chain.anchor_period_millis",
                    new Kind.Time(ChronoUnit.MILLIS, new Kind.Whole(10, DAY_MILLIS)),
                    ofSeconds(2),
                    "How long an entry of the log waits at most for its anchor on chain. An epoch that is settled is anchored with it.")
            .elsewhere(ofHours(1));
    public static final Setting<Duration> CHAIN_BATCH_PERIOD = millis(
                    "chain.batch_period_millis",
                    0,
                    ofSeconds(2),
                    "How long at most a signed contribution waits for others of its Datanet, which one transaction brings together.")
            .elsewhere(ofMinutes(1));
    public static final Setting<Duration> CHAIN_DEPOSIT_TIMEOUT = seconds(
            "chain.deposit_timeout_seconds",
            1,
            3_600,
            ofMinutes(2),
            "How long a request to deposit waits for the chain. The deposit goes on after it.");

    public static final Setting<Long> CONTRACTS_MINIMUM_BOND_GWEI = whole(
                    "contracts.minimum_bond_gwei",
                    1,
                    MAX_GWEI,
                    gwei(EMBEDDED.minimumBondWei()),
                    "What an operator must have bonded to settle.")
            .elsewhere(gwei(ELSEWHERE.minimumBondWei()))
            .fixedByContracts();
    public static final Setting<Duration> CONTRACTS_WITHDRAWAL_DELAY = seconds(
                    "contracts.withdrawal_delay_seconds",
                    0,
                    YEAR_SECONDS,
                    ofSeconds(EMBEDDED.withdrawalDelaySeconds()),
                    "The time between asking for a deposit back, or lowering a limit, and its effect.")
            .elsewhere(ofSeconds(ELSEWHERE.withdrawalDelaySeconds()))
            .fixedByContracts();
    public static final Setting<Duration> CONTRACTS_UNBOND_DELAY = seconds(
                    "contracts.unbond_delay_seconds",
                    0,
                    YEAR_SECONDS,
                    ofSeconds(EMBEDDED.unbondDelaySeconds()),
                    "The time between asking for the operator's bond back and getting it; at least two challenge windows and the"
                            + " arbitration timeout.")
            .elsewhere(ofSeconds(ELSEWHERE.unbondDelaySeconds()))
            .fixedByContracts();
    public static final Setting<String> CONTRACTS_ARBITER = new Setting<>(
            "contracts.arbiter",
            "Who decides challenges. Never the operator. On another network it is, unless somebody is named, the Court: the stake pools of"
                    + " other operators. On the embedded chain it is another key of the same data folder: the same person.",
            ADDRESS,
            Setting.Fallback.none("another key of the folder; the Court on another network"),
            /* fixed= */ true);
    public static final Setting<Long> CONTRACTS_CHALLENGE_BOND_GWEI = whole(
                    "contracts.challenge_bond_gwei",
                    0,
                    MAX_GWEI,
                    gwei(EMBEDDED.challengeBondWei()),
                    "What a challenger of a reward root puts down.")
            .elsewhere(gwei(ELSEWHERE.challengeBondWei()))
            .fixedByContracts();
    public static final Setting<Duration> CONTRACTS_CHALLENGE_WINDOW = seconds(
                    "contracts.challenge_window_seconds",
                    1,
                    YEAR_SECONDS,
                    ofSeconds(EMBEDDED.challengeWindowSeconds()),
                    "How long a reward root can be challenged. Rewards can be claimed after it.")
            .elsewhere(ofSeconds(ELSEWHERE.challengeWindowSeconds()))
            .fixedByContracts();
    public static final Setting<Duration> CONTRACTS_ARBITRATION_TIMEOUT = seconds(
                    "contracts.arbitration_timeout_seconds",
                    1,
                    YEAR_SECONDS,
                    ofSeconds(EMBEDDED.arbitrationTimeoutSeconds()),
                    "The time after which anyone can end a challenge that nobody decided.")
            .elsewhere(ofSeconds(ELSEWHERE.arbitrationTimeoutSeconds()))
            .fixedByContracts();
    public static final Setting<Long> CONTRACTS_BUILDING_FEE_GWEI = whole(
                    "contracts.building_fee_gwei",
                    0,
                    MAX_GWEI,
                    gwei(EMBEDDED.buildingFeeWei()),
                    "What the registration of a model pays to the treasury of each version that it learnt from, out of its owner's"
                            + " deposit. Votes can move it within a tenth and ten times; where it is 0 there is none for good.")
            .elsewhere(gwei(ELSEWHERE.buildingFeeWei()))
            .fixedByContracts();
    public static final Setting<String> CONTRACTS_OPEN_TOKEN = new Setting<>(
            "contracts.open_token",
            "The ERC-20 contract of OPEN that fees are paid in.",
            ADDRESS,
            Setting.Fallback.none("a WrappedOpen of its own"),
            /* fixed= */ true);

    public static final Setting<Path> MODEL_BASE =
            Setting.optional("model.base", new Kind.Folder(), "the toy base", "The base model's Hugging Face folder.");
    public static final Setting<Map<String, String>> MODEL_MORE_BASES = Setting.optional(
            "model.more_bases",
            new Kind.Named(Pattern.compile("/[^,]*"), "/FOLDER", false),
            "none",
            "Further bases by the names under which they are asked, trained on and brought adapters for; the first is called as its folder.");
    private static final String WEIGHT_TYPES = Arrays.stream(WeightType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));

    public static final Setting<String> MODEL_DTYPE = Setting.optional(
            "model.dtype",
            new Kind.Text(Pattern.compile(WEIGHT_TYPES), "one of " + WEIGHT_TYPES.replace("|", ", ")),
            "f32 where the memory suffices, else bf16",
            "How the base's matrices stand in memory. bf16 takes a third, where its files hold 16 bits: answers are as fast, training and attribution slower."
                    + " int8 takes a sixth and rounds them, which makes another base, of another digest, with models of its own.");
    public static final Setting<String> MODEL_DEVICE = Setting.of(
            "model.device",
            new Kind.Text(Pattern.compile("cpu|cuda(:\\d{1,3})?"), "cpu, cuda or cuda:N"),
            Device.PROCESSOR,
            "Where the base and its adapters stand and are computed. cuda needs a libtorch with CUDA, which is not the one that comes with"
                    + " the node: see model.libtorch. No machine with a GPU was at hand to try it.");
    public static final Setting<Path> MODEL_LIBTORCH = Setting.optional(
            "model.libtorch",
            new Kind.Folder(),
            "the one that comes with the node",
            "A folder with libtorch 2.10.0 for Linux, such as one with CUDA, in place of the one that comes with the node.");
    public static final Setting<Long> SERVING_CACHE = Setting.optional(
            "serving.cache_mebibytes",
            new Kind.Whole(1, 1 << 30),
            "half of what weights and adapters leave free",
            "Memory that keys and values may take, in pages of 16 tokens. Answers that find no pages wait; a context that can never"
                    + " find them is refused at the start.");
    public static final Setting<String> MODEL_BASE_OWNER = new Setting<>(
            "model.base_owner",
            "Who is paid as the owner of the base model.",
            ADDRESS,
            Setting.Fallback.none("the operator"),
            /* fixed= */ false);
    public static final Setting<Path> MODEL_ADAPTERS = Setting.optional(
            "model.adapters",
            new Kind.Folder(),
            "none",
            "The folder below which POST /v1/load_lora_adapter may name a PEFT folder.");
    public static final Setting<Long> MODEL_MAX_ADAPTER_BYTES = whole(
            "model.max_adapter_bytes",
            1 << 10,
            1L << 34,
            1L << 30,
            "The largest file of weights of an adapter that is brought; a larger one is refused.");
    public static final Setting<String> MODEL_BUCKET = Setting.optional(
            "model.bucket",
            new Kind.Text(
                    Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._=-]+)*"),
                    "s3://BUCKET or s3://BUCKET/PREFIX"),
            "none",
            "A bucket of S3, or of a server like it, to which adapters that are brought are copied. Region, credentials and another"
                    + " server's address are those of AWS's own variables, such as AWS_REGION and AWS_ENDPOINT_URL_S3.");
    public static final Setting<Long> MODEL_DISK = Setting.optional(
            "model.disk_mebibytes",
            new Kind.Whole(1, 1 << 30),
            "as much as they need",
            "What brought adapters may take of the disk, where there is a bucket: those that were not used for longest leave it, and are"
                    + " fetched again when they are asked.");
    public static final Setting<Long> SERVING_BATCH_ROWS =
            whole("serving.batch_rows", 1, 4_096, SERVING.batchRows(), "Answers that are computed together.");
    public static final Setting<Long> SERVING_MAX_WAITING = whole(
            "serving.max_waiting",
            1,
            100_000,
            SERVING.waitingRequests(),
            "Requests that may wait for a row of the batch; more are refused.");
    public static final Setting<Long> SERVING_CONTEXT_TOKENS = Setting.optional(
            "serving.context_tokens",
            new Kind.Whole(2, 1 << 20),
            "the model's own, as far as memory suffices",
            "The longest prompt and answer together; never more than the model has.");
    public static final Setting<Long> SERVING_PREFILL_TOKENS = whole(
            "serving.prefill_tokens",
            1,
            1 << 20,
            SERVING.prefillTokens(),
            "Prompt tokens computed in one pass. Longer prompts are read in parts, between which running answers go on.");

    public static final Setting<Long> SERVING_ADAPTER_BYTES = whole(
            "serving.adapter_bytes",
            1 << 10,
            1L << 40,
            SERVING.adapterBytes(),
            "Memory that adapters may take: those that were not used for longest leave it first, and are read again when they are asked.");

    public static final Setting<Map<String, String>> UPSTREAM_SERVERS = Setting.optional(
            "upstream.servers",
            new Kind.Named(Pattern.compile("https?://[^\\s,/?#@]+(/[^\\s,?#]*)?"), "URL", false),
            "none",
            "Other engines that compute answers, by the names that receipts call them: their URLs, before /v1.");
    public static final Setting<Map<String, String>> UPSTREAM_TOKENS = Setting.optional(
            "upstream.tokens",
            new Kind.Named(Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]+"), "TOKEN", true),
            "none",
            "What each upstream is sent as its API key.");
    public static final Setting<String> UPSTREAM_MODELS = Setting.of(
            "upstream.models",
            new Kind.Text(Pattern.compile("\\*|[^\\s,]+(,[^\\s,]+)*"), "* or names of models with commas between"),
            UpstreamOptions.ALL,
            "The models whose answers upstreams compute; * for all.");
    public static final Setting<Path> UPSTREAM_DATA = Setting.optional(
            "upstream.data",
            new Kind.Folder(),
            "where it is here",
            "Where upstreams see this node's data folder: they load adapters from below it.");
    public static final Setting<Duration> UPSTREAM_CONNECT =
            millis("upstream.connect_millis", 10, ofSeconds(2), "How long connecting to an upstream may take.");
    public static final Setting<Duration> UPSTREAM_SILENCE = millis(
            "upstream.silence_millis",
            10,
            ofMinutes(1),
            "An upstream that sends nothing for so long, also before its first token, is given up.");
    public static final Setting<Duration> UPSTREAM_ANSWER =
            seconds("upstream.answer_seconds", 1, 3_600, ofMinutes(10), "How long an upstream's answer may take.");
    public static final Setting<Duration> UPSTREAM_LOAD = seconds(
            "upstream.load_seconds", 1, 3_600, ofMinutes(1), "How long an upstream may take to load an adapter.");
    public static final Setting<Duration> UPSTREAM_LOOK = millis(
            "upstream.look_millis", 10, ofSeconds(2), "The time between two looks at the health of the upstreams.");
    public static final Setting<Long> UPSTREAM_MAX_ANSWER_BYTES = whole(
            "upstream.max_answer_bytes",
            1_024,
            1L << 40,
            64L << 20,
            "The largest answer of an upstream, with its JSON.");
    public static final Setting<Long> UPSTREAM_TOLERANCE = whole(
            "upstream.tolerance_nanonats",
            0,
            MAX_NANONATS,
            UpstreamOptions.STANDARD_TOLERANCE_NANONATS,
            "By how much a token's log-probability may differ from this node's before its answer is attributed to nobody.");

    public static final Setting<Map<String, String>> AGENTS_SERVERS = Setting.optional(
            "agents.servers",
            new Kind.Named(Pattern.compile("https?://[^\\s,/?#@]+(/[^\\s,?#]*)?"), "URL", false),
            "none",
            "Servers of tools (Model Context Protocol) that agents reach through /mcp/via, by name: their URLs.");

    public static final Setting<Map<String, String>> AGENTS_SHOPS = Setting.optional(
            "agents.shops",
            new Kind.Named(Pattern.compile("https?://[^\\s,/?#@]+/[^\\s,?#]*"), "URL", false),
            "none",
            "Where agents may buy by x402, by name: what the addresses begin with, with a / after the host.");

    public static final Setting<Long> ANSWERS_PRICE_GWEI = whole(
            "answers.price_gwei",
            1,
            ONE_OPEN_GWEI,
            Gateway.Options.STANDARD.priceGwei(),
            "The price of each token of prompt and answer, of models whose owners set no other.");
    public static final Setting<Long> ANSWERS_MAX_RUNNING = whole(
            "answers.max_running",
            1,
            100_000,
            Gateway.Options.STANDARD.maxRunning(),
            "Answers admitted and not yet there; more are refused.");
    public static final Setting<Long> ANSWERS_MAX_RUNNING_PER_KEY = whole(
            "answers.max_running_per_key",
            1,
            100_000,
            OpenAiRoutes.STANDARD_MAX_RUNNING_PER_KEY,
            "The same for one API key or sign-in.");
    public static final Setting<String> ANSWERS_WITHHELD_TEXT = Setting.of(
            "answers.withheld_text",
            new Kind.Text(Pattern.compile("\\S.{0,1999}"), "a text of at most 2,000 characters"),
            "Nothing here supports an answer.",
            "What callers who want a least support are told where no rows support the answer, unless they say it themselves.");
    public static final Setting<Duration> ANSWERS_DRAIN = seconds(
            "answers.drain_seconds",
            0,
            600,
            Gateway.Options.STANDARD.drain(),
            "How long running answers may go on when the node stops.");
    public static final Setting<Duration> ANSWERS_INDEX_WAIT = seconds(
            "answers.index_wait_seconds",
            0,
            600,
            ofSeconds(20),
            "How long a question waits for an index that is being made, before its caller is asked to come again.");
    public static final Setting<Duration> LOG_GATHERING = millis(
            "log.gathering_millis",
            0,
            ofMillis(20),
            "Entries that come within this time are published under one checkpoint.");

    public static final Setting<Long> INTAKE_MAX_LINE_BYTES = whole(
            "intake.max_line_bytes",
            64,
            1 << 26,
            INTAKE.maxRecordCharacters(),
            "The longest line, cell or document of an upload; a longer one is refused alone.");
    public static final Setting<Long> INTAKE_MAX_ROWS = whole(
            "intake.max_rows", 1, Row.MAX_A_CONTRIBUTION - 1, INTAKE.maxRows(), "The most records of one upload.");
    public static final Setting<Long> INTAKE_MAX_BODY_BYTES = whole(
            "intake.max_body_bytes",
            64,
            1L << 34,
            INTAKE.maxBodyBytes(),
            "The largest upload; a larger one is refused whole.");
    public static final Setting<Long> INTAKE_MAX_CONTENT_BYTES = whole(
            "intake.max_content_bytes",
            64,
            1L << 40,
            INTAKE.maxContentBytes(),
            "What an upload may unpack to; one that unpacks to more is refused whole.");
    public static final Setting<Long> INTAKE_MAX_FIELD_CHARACTERS = whole(
            "intake.max_field_characters", 1, 1 << 24, INTAKE.maxFieldCharacters(), "The longest field of a row.");
    public static final Setting<Duration> DATANETS_SIGNING_TIME = seconds(
            "datanets.signing_seconds",
            60,
            YEAR_SECONDS,
            Versions.STANDARD_SIGNING_TIME,
            "How long a screened contribution or a drafted version can be signed.");
    public static final Setting<Duration> DATANETS_ANSWER_TIME = seconds(
            "datanets.answer_seconds",
            0,
            YEAR_SECONDS,
            Takedowns.STANDARD_ANSWER_TIME,
            "How long a contributor can answer a notice against rows before the owner may uphold it.");
    public static final Setting<Long> RUNS_MAX_UNFINISHED = whole(
            "runs.max_unfinished",
            1,
            100_000,
            Runs.STANDARD_MAX_UNFINISHED,
            "Training runs that may wait; more are refused.");

    public static final Setting<Duration> EPOCHS_LENGTH = seconds(
            "epochs.length_seconds",
            0,
            YEAR_SECONDS,
            ofSeconds(DAY_SECONDS),
            "An epoch closes so long after its first charge. 0 leaves closing to people.");
    public static final Setting<Long> CLAIMS_THRESHOLD_GWEI = whole(
            "claims.threshold_gwei", 1, MAX_GWEI, 1, "What is due less than this is not claimed but accumulates.");
    public static final Setting<Long> CLAIMS_AUTOMATIC_GWEI = whole(
            "claims.automatic_gwei",
            0,
            MAX_GWEI,
            1_000_000,
            "Who is due this much is paid as soon as an epoch is final. 0 leaves claiming to people.");
    public static final Setting<Duration> CLAIMS_SIGNING_TIME = seconds(
            "claims.signing_seconds",
            60,
            YEAR_SECONDS,
            SignedClaims.STANDARD_SIGNING_TIME,
            "How long the signature under a claim to another address holds.");
    public static final Setting<Duration> ACCOUNTS_SESSION = seconds(
            "accounts.session_seconds",
            60,
            YEAR_SECONDS,
            SIGN_IN.sessionLife(),
            "How long a sign-in lasts, with a wallet or by a link for administrators.");
    public static final Setting<Duration> ACCOUNTS_NONCE = seconds(
            "accounts.nonce_seconds",
            10,
            DAY_SECONDS,
            SIGN_IN.nonceLife(),
            "How long a sign-in may take to be signed.");
    public static final Setting<Duration> ACCOUNTS_CLOCK_TOLERANCE = seconds(
            "accounts.clock_tolerance_seconds",
            0,
            3_600,
            SIGN_IN.clockTolerance(),
            "How far the clock of who signs in may be off.");
    public static final Setting<Long> ACCOUNTS_MAX_KEYS = whole(
            "accounts.max_keys_per_payer",
            1,
            100_000,
            ApiKeys.STANDARD_MAX_KEYS,
            "Live API keys that one payer may have.");

    public static final Setting<URI> NOTIFICATIONS_SMTP = Setting.optional(
            "notifications.smtp",
            new Kind.Url(List.of("smtp", "smtps")),
            "none: no mail is sent",
            "The server that mails are given to, such as smtp://mail.example.org:587; smtps:// is encrypted from the first byte on.");
    public static final Setting<String> NOTIFICATIONS_SMTP_USER = Setting.optional(
            "notifications.smtp_user",
            new Kind.Text(Pattern.compile("[!-~]+"), "a word of ASCII"),
            "nobody",
            "As whom the node logs in there, which it does over an encrypted connection alone.");
    public static final Setting<String> NOTIFICATIONS_SMTP_PASSWORD = Setting.optional(
            "notifications.smtp_password",
            new Kind.Secret(Pattern.compile("[ -~]+"), "of printable ASCII"),
            "none",
            "The password of that user.");
    public static final Setting<String> NOTIFICATIONS_MAIL_FROM = Setting.of(
            "notifications.mail_from",
            new Kind.Text(Pattern.compile("[!-~&&[^@]]+@[A-Za-z0-9.-]+"), "a mail address"),
            "openledger@localhost",
            "Whom mails are from.");
    public static final Setting<String> NOTIFICATIONS_INNER_HOSTS = Setting.optional(
            "notifications.inner_hosts",
            new Kind.Text(
                    Pattern.compile("[a-z0-9.:\\[\\]-]+(,[a-z0-9.:\\[\\]-]+)*"),
                    "hosts in lower case, with commas between"),
            "none",
            "Hosts of webhooks that may be inside: on this machine or in private networks, and without encryption.");

    /** Every setting. */
    public static final List<Setting<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            HTTP_SITE_URL,
            HTTP_HOSTS,
            HTTP_TRUSTED_PROXIES,
            HTTP_IDLE_TIMEOUT,
            HTTP_DRAIN_TIMEOUT,
            HTTP_MAX_EVENT_READERS,
            HTTP_MAX_EVENT_READERS_OF_CLIENT,
            HTTP_HEARTBEAT,
            LIMITS_BURST,
            LIMITS_WAIT,
            LIMITS_HEALTH,
            LIMITS_READ,
            LIMITS_LIST,
            LIMITS_STREAM,
            LIMITS_SIGN_IN,
            LIMITS_WRITE,
            LIMITS_SETTLE,
            LIMITS_ASK,
            LIMITS_UPLOAD,
            LIMITS_RECOMPUTE,
            LIMITS_CHAIN,
            DATABASE_URL,
            DATABASE_MAX_CONNECTIONS,
            DATABASE_BUSY_TIMEOUT,
            CLOCK_TRUST,
            CHAIN_URL,
            CHAIN_FINALITY,
            CHAIN_MAX_FEE_GWEI,
            CHAIN_RAISE_FEE,
            CHAIN_DAY_FEES_GWEI,
            CHAIN_CALL_TIMEOUT,
            CHAIN_POLL,
            CHAIN_ANCHOR_PERIOD,
            CHAIN_BATCH_PERIOD,
            CHAIN_DEPOSIT_TIMEOUT,
            CONTRACTS_MINIMUM_BOND_GWEI,
            CONTRACTS_WITHDRAWAL_DELAY,
            CONTRACTS_UNBOND_DELAY,
            CONTRACTS_ARBITER,
            CONTRACTS_CHALLENGE_BOND_GWEI,
            CONTRACTS_CHALLENGE_WINDOW,
            CONTRACTS_ARBITRATION_TIMEOUT,
            CONTRACTS_BUILDING_FEE_GWEI,
            CONTRACTS_OPEN_TOKEN,
            MODEL_BASE,
            MODEL_MORE_BASES,
            MODEL_DTYPE,
            MODEL_DEVICE,
            MODEL_LIBTORCH,
            SERVING_CACHE,
            MODEL_BASE_OWNER,
            MODEL_ADAPTERS,
            MODEL_MAX_ADAPTER_BYTES,
            MODEL_BUCKET,
            MODEL_DISK,
            SERVING_BATCH_ROWS,
            SERVING_MAX_WAITING,
            SERVING_CONTEXT_TOKENS,
            SERVING_PREFILL_TOKENS,
            SERVING_ADAPTER_BYTES,
            UPSTREAM_SERVERS,
            UPSTREAM_TOKENS,
            UPSTREAM_MODELS,
            UPSTREAM_DATA,
            UPSTREAM_CONNECT,
            UPSTREAM_SILENCE,
            UPSTREAM_ANSWER,
            UPSTREAM_LOAD,
            UPSTREAM_LOOK,
            UPSTREAM_MAX_ANSWER_BYTES,
            UPSTREAM_TOLERANCE,
            AGENTS_SERVERS,
            AGENTS_SHOPS,
            ANSWERS_PRICE_GWEI,
            ANSWERS_MAX_RUNNING,
            ANSWERS_MAX_RUNNING_PER_KEY,
            ANSWERS_WITHHELD_TEXT,
            ANSWERS_DRAIN,
            ANSWERS_INDEX_WAIT,
            LOG_GATHERING,
            INTAKE_MAX_LINE_BYTES,
            INTAKE_MAX_ROWS,
            INTAKE_MAX_BODY_BYTES,
            INTAKE_MAX_CONTENT_BYTES,
            INTAKE_MAX_FIELD_CHARACTERS,
            DATANETS_SIGNING_TIME,
            DATANETS_ANSWER_TIME,
            RUNS_MAX_UNFINISHED,
            EPOCHS_LENGTH,
            CLAIMS_THRESHOLD_GWEI,
            CLAIMS_AUTOMATIC_GWEI,
            CLAIMS_SIGNING_TIME,
            ACCOUNTS_SESSION,
            ACCOUNTS_NONCE,
            ACCOUNTS_CLOCK_TOLERANCE,
            ACCOUNTS_MAX_KEYS,
            NOTIFICATIONS_SMTP,
            NOTIFICATIONS_SMTP_USER,
            NOTIFICATIONS_SMTP_PASSWORD,
            NOTIFICATIONS_MAIL_FROM,
            NOTIFICATIONS_INNER_HOSTS);

    /** The rate of each kind of call. */
    public static final Map<Cost, Setting<Long>> RATES = Map.ofEntries(
            Map.entry(Cost.HEALTH, LIMITS_HEALTH),
            Map.entry(Cost.READ, LIMITS_READ),
            Map.entry(Cost.LIST, LIMITS_LIST),
            Map.entry(Cost.STREAM, LIMITS_STREAM),
            Map.entry(Cost.SIGN_IN, LIMITS_SIGN_IN),
            Map.entry(Cost.WRITE, LIMITS_WRITE),
            Map.entry(Cost.SETTLE, LIMITS_SETTLE),
            Map.entry(Cost.ASK, LIMITS_ASK),
            Map.entry(Cost.UPLOAD, LIMITS_UPLOAD),
            Map.entry(Cost.RECOMPUTE, LIMITS_RECOMPUTE),
            Map.entry(Cost.CHAIN, LIMITS_CHAIN));

    /** Pairs of which the first must not be less than the second. */
    static final List<AtLeast<?>> ORDERS = List.of(
            new AtLeast<>(INTAKE_MAX_BODY_BYTES, INTAKE_MAX_LINE_BYTES),
            new AtLeast<>(ANSWERS_MAX_RUNNING, ANSWERS_MAX_RUNNING_PER_KEY),
            new AtLeast<>(CONTRACTS_UNBOND_DELAY, CONTRACTS_CHALLENGE_WINDOW));

    private Settings() {}

    /** One setting that must not be less than another. */
    record AtLeast<T extends Comparable<T>>(Setting<T> larger, Setting<T> smaller) {}

    static Optional<Setting<?>> named(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    static Optional<Setting<?>> ofVariable(String variable) {
        return ALL.stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    /** The known word closest to one that is not. */
    static String nearest(String unknown, Function<Setting<?>, String> word) {
        return Nearest.to(unknown, ALL.stream().map(word).collect(Collectors.toList()));
    }

    private static long gwei(BigInteger wei) {
        return wei.divide(WEI_PER_GWEI).longValueExact();
    }

    private static Setting<Long> whole(String name, long least, long most, long fallback, String meaning) {
        return Setting.of(name, new Kind.Whole(least, most), fallback, meaning);
    }

    private static Setting<Long> perSecond(String what, long fallback, String meaning) {
        return whole("limits." + what + "_per_second", 1, 1_000_000, fallback, meaning);
    }

    private static Setting<Duration> millis(String name, long least, Duration fallback, String meaning) {
        return Setting.of(name, new Kind.Time(ChronoUnit.MILLIS, new Kind.Whole(least, MAX_MILLIS)), fallback, meaning);
    }

    private static Setting<Duration> seconds(String name, long least, long most, Duration fallback, String meaning) {
        return Setting.of(name, new Kind.Time(ChronoUnit.SECONDS, new Kind.Whole(least, most)), fallback, meaning);
    }
}
