package org.openledger.cli.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.InputFile;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Work;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.agent.AgentEndpoints;
import org.openledger.client.agent.AgentRegistration;
import org.openledger.client.agent.NewAgentRegistration;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.credential.IssuedKey;
import org.openledger.mcp.McpServer;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.agency.DecisionReward;
import org.openledger.verify.agency.Plan;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code agent}: a small agent that does what a file says, under a mandate. */
@Work.Of(Work.USE)
@Command(
        name = "agent",
        description = {
            "Run an agent that does what a plan says, step by step, under a mandate; or replay a run.",
            "Register this node as an agent that others find (ERC-8004)."
        },
        footer = {
            "",
            "Examples:",
            "  openledger agent run scout.toml --mandate 0f3a…",
            "  openledger agent replay scout.toml --record run.json"
        },
        subcommands = {
            AgentCommand.Run.class,
            AgentCommand.Replay.class,
            AgentCommand.Register.class,
            AgentCommand.Registered.class
        })
public final class AgentCommand {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Runs a plan. */
    @Command(
            name = "run",
            description = {
                "Run a plan: each step is a call of a tool through the node's gate.",
                "A step is [[step]] with id, tool, with = { arguments }, perhaps server and when. ${step.member} in an argument is"
                        + " what an earlier step gave; when = { step = \"ask\", member = \"costGwei\", most = 50000 } is a condition.",
                "pay_and_fetch buys, call_contract calls a contract, ask_model reads; what a model says is data, and decides no change.",
                "[reward] with a step and an amount gives it to the answers without which the step would not have been made.",
            },
            footer = {
                "",
                "Examples:",
                "  openledger agent run scout.toml --mandate 0f3a…",
                "  openledger agent run scout.toml --mandate 0f3a… --record run.json --json"
            })
    static final class Run extends NodeCommand {
        @Parameters(paramLabel = "FILE", description = "the plan, in TOML")
        private InputFile file = InputFile.NONE;

        @Option(names = "--mandate", paramLabel = "MANDATE", required = true, description = "what lets it act")
        private String mandate = "";

        @Option(
                names = "--record",
                paramLabel = "FILE",
                description = "where the run is written; one that is there is the run before, for changes")
        private @Nullable OutputFile record;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) throws IOException {
            String text = file.text();
            Plan plan = PlanFile.parse(text);
            Map<String, JsonObject> before = record != null && Files.exists(record.path())
                    ? PlanRecord.parse(Files.readString(record.path(), StandardCharsets.UTF_8))
                            .results()
                    : Map.of();
            IssuedKey key = node.mandateKey(mandate, new NewMandateKey("agent " + plan.name()));
            String id = UUID.randomUUID().toString();
            List<PlanRecord.Call> calls = new ArrayList<>();
            Map<String, McpServer> servers = new HashMap<>();
            Plan.Caller caller = (step, arguments) -> {
                McpServer server =
                        servers.computeIfAbsent(step.server().orElse(""), name -> server(node.node(), name, key.key()));
                JsonObject result =
                        PlanRecord.result(server.call(step.tool(), arguments, Optional.of(Plan.callId(id, step.id()))));
                calls.add(PlanRecord.Call.of(step, arguments, result));
                return result;
            };
            try {
                Map<String, JsonObject> results = plan.run(before, caller);
                if (plan.reward()
                        .filter(reward ->
                                results.containsKey(reward.step()) && !Plan.isError(results.get(reward.step())))
                        .isPresent()) {
                    caller.call(rewarding(plan), rewarding(plan, text, id));
                }
            } catch (Plan.MissingResultException missing) {
                throw new Refusal(Kind.CONFLICT, String.valueOf(missing.getMessage()), missing);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal(Kind.FAILED, "The run was interrupted.", e);
            } finally {
                revoke(node, key);
            }
            PlanRecord done = new PlanRecord(PlanRecord.SCHEMA, PlanRecord.digest(text), id, calls);
            if (record != null) {
                Files.writeString(
                        record.path(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(done) + "\n");
            }
            json.print(
                    done,
                    () -> calls.forEach(call -> System.out.println(call.step() + "  " + call.tool() + "  "
                            + (call.result().path("isError").asBoolean() ? "refused: " : "")
                            + start(call.result()))));
            calls.stream()
                    .filter(call -> call.result().path("isError").asBoolean())
                    .findFirst()
                    .ifPresent(refused -> {
                        throw new Refusal(
                                Kind.CONFLICT,
                                "Step " + refused.step() + " was not done: "
                                        + refused.result().path("text").asString() + " Nothing after it was.");
                    });
        }

        private static McpServer server(URI node, String name, String key) {
            URI at = node.resolve(name.isEmpty() ? "/mcp" : "/mcp/via/" + name);
            return new McpServer(name.isEmpty() ? "node" : name, at, McpServer.Limits.STANDARD, Optional.of(key));
        }

        /** A run's key is of no use after it; one that its caller may not revoke ends with the mandate. */
        private static void revoke(NodeClient node, IssuedKey key) {
            try {
                node.revokeKey(key.id());
            } catch (ClientException notHis) {
                System.err.println("The key of the run stays until the mandate ends: " + notHis.getMessage());
            }
        }

        /** The call that rewards what decided a step; it is no step of the plan. */
        private static Plan.Step rewarding(Plan plan) {
            return new Plan.Step(
                    "reward-" + plan.reward().orElseThrow().step(),
                    Optional.empty(),
                    DecisionReward.TOOL,
                    Json.object().build(),
                    Optional.empty());
        }

        private static JsonObject rewarding(Plan plan, String text, String run) {
            Plan.Reward reward = plan.reward().orElseThrow();
            return Json.object()
                    .put(DecisionReward.PLAN, PlanFile.canonical(text))
                    .put(DecisionReward.RUN, run)
                    .put(DecisionReward.STEP, reward.step())
                    .put(DecisionReward.MOST, reward.gwei())
                    .build();
        }

        private static String start(JsonNode result) {
            String text = result.path("answer").asString(result.path("text").asString(""));
            return text.length() <= 100 ? text : text.substring(0, 100) + "…";
        }
    }

    /** Replays a run. */
    @Command(
            name = "replay",
            description =
                    "Make a plan's calls again from a recorded run, without calling anybody: the same calls in the same"
                            + " order, or the first that differs.",
            footer = {
                "",
                "Examples:",
                "  openledger agent replay scout.toml --record run.json",
                "  openledger agent replay scout.toml --record run.json --before earlier.json --json"
            })
    static final class Replay implements java.util.concurrent.Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "the plan, in TOML")
        private InputFile file = InputFile.NONE;

        @Option(names = "--record", paramLabel = "FILE", required = true, description = "the run")
        private InputFile record = InputFile.NONE;

        @Option(names = "--before", paramLabel = "FILE", description = "the run before it, for changes")
        private @Nullable InputFile earlier;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public Integer call() throws InterruptedException {
            Map<String, JsonObject> before = earlier == null
                    ? Map.of()
                    : PlanRecord.parse(earlier.text()).results();
            List<PlanRecord.Call> calls =
                    PlanRecord.parse(record.text()).withoutReward().replay(PlanFile.parse(file.text()), before);
            json.print(
                    Map.of("same", calls.size()),
                    () -> System.out.println(calls.size() + " calls, the same in the same order."));
            return 0;
        }
    }

    private static void print(AgentRegistration registration, JsonOption json) {
        json.print(registration, () -> {
            System.out.println(registration
                    .agent()
                    .map(id -> "This node is agent " + id + " of eip155:" + registration.chainId() + ":"
                            + registration.identity())
                    .orElse("This node is no agent yet of eip155:" + registration.chainId() + ":"
                            + registration.identity()));
            registration.uri().ifPresent(uri -> System.out.println("  its registration file is " + uri));
            registration.wallet().ifPresent(wallet -> System.out.println("  it is paid at " + wallet));
            System.out.println(
                    "  feedback: " + registration.reputation() + ", validation: " + registration.validation());
        });
    }

    /** Registers the node. */
    @Command(
            name = "register",
            description = {
                "Register this node as an agent in the registries of ERC-8004, or say that its file is elsewhere now.",
                "Its operator pays the gas. Only who paid for an answer says something of it there."
            },
            footer = {
                "",
                "Examples:",
                "  openledger agent register",
                "  openledger agent register --uri https://node.example/.well-known/agent-registration.json --json"
            })
    static final class Register extends NodeCommand {
        private static final Duration PATIENCE = Duration.ofMinutes(2);
        private static final Duration LOOK = Duration.ofMillis(200);

        @Option(
                names = "--uri",
                paramLabel = "URI",
                description =
                        "where others find its registration file (default: at the address by which this command reaches the node)")
        private @Nullable String uri;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            String at = uri == null
                    ? node.node()
                            .resolve(AgentEndpoints.REGISTRATION_FILE.place().path())
                            .toString()
                    : uri;
            AgentRegistration registration = node.registerAgent(new NewAgentRegistration(at));
            Instant end = Instant.now().plus(PATIENCE);
            while (registration.uri().filter(at::equals).isEmpty()) {
                if (Instant.now().isAfter(end)) {
                    throw new Refusal(
                            Kind.FAILED,
                            "The registration is in no block yet: openledger outbox says why. openledger agent registered"
                                    + " shows it once it is.");
                }
                try {
                    Thread.sleep(LOOK);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Refusal(Kind.FAILED, "Waiting for the registration was interrupted.", e);
                }
                registration = node.agentRegistration();
            }
            print(registration, json);
        }
    }

    /** Shows the node's registration. */
    @Command(
            name = "registered",
            description = "Show this node in the registries of agents.",
            footer = {"", "Examples:", "  openledger agent registered", "  openledger agent registered --json"})
    static final class Registered extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            print(node.agentRegistration(), json);
        }
    }
}
