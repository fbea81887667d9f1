package org.openledger.cli.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.OutputFile;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.agent.EndedMandates;
import org.openledger.client.agent.MandateDetail;
import org.openledger.client.agent.MandateDraft;
import org.openledger.client.agent.MandateLine;
import org.openledger.client.agent.MandatesEnd;
import org.openledger.client.agent.NewMandate;
import org.openledger.client.agent.NewMandateKey;
import org.openledger.client.agent.SignedMandate;
import org.openledger.client.agent.ToolLine;
import org.openledger.client.credential.IssuedKey;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.agency.TrailExport;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Worded;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mandate}: what agents may do. */
@Work.Of(Work.USE)
@Command(
        name = "mandate",
        description =
                "List what agents may do; with a subcommand let them, issue keys, end it, and export what they did.",
        footer = {
            "",
            "Examples:",
            "  openledger mandate",
            "  openledger mandate create $BEN --name kitchen --tool ask_model --model kitchen-1 --budget-gwei 1000000"
        },
        subcommands = {
            MandateCommand.ListMandates.class,
            MandateCommand.Create.class,
            MandateCommand.Show.class,
            MandateCommand.Key.class,
            MandateCommand.End.class,
            MandateCommand.Trail.class,
            MandateCommand.Tools.class
        })
public final class MandateCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        list(node.mandates(), json);
    }

    private static void list(List<MandateLine> mandates, JsonOption json) {
        json.print(mandates, () -> {
            Table table =
                    new Table("mandate", "name", "state", "spent, OPEN", "of, OPEN", "calls", "agent", "principal");
            mandates.forEach(each -> table.row(
                    each.id(),
                    each.name(),
                    each.state(),
                    OpenAmount.digits(each.paidGwei()),
                    OpenAmount.digits(each.budgetGwei()),
                    each.calls() + "/" + each.maxCalls(),
                    each.agent(),
                    each.principal()));
            System.out.print(table.render(""));
        });
    }

    /** Lists mandates. */
    @Command(
            name = "list",
            description = "List mandates, those that have ended included.",
            footer = {"", "Examples:", "  openledger mandate list", "  openledger mandate list --json"})
    static final class ListMandates extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            list(node.mandates(), json);
        }
    }

    /** Gives a mandate for an account whose key the node keeps. */
    @Command(
            name = "create",
            description = "Let an agent act for an account whose key the node keeps. What is not named is not allowed.",
            footer = {
                "",
                "Examples:",
                "  openledger mandate create $BEN --name kitchen --tool ask_model --model kitchen-1 --budget-gwei 1000000",
                "  openledger mandate create $BEN --name reader --tool search_rows --datanet 1 --licence CC0-1.0 --hours 1"
            })
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "ADDRESS", description = "whose deposit pays")
        private AccountAddress principal = AccountAddress.NOBODY;

        @Option(names = "--agent", paramLabel = "ADDRESS", description = "who acts (default: the account itself)")
        private @Nullable AccountAddress agent;

        @Option(names = "--name", required = true, description = "to tell it from others")
        private String name = "";

        @Option(names = "--task", description = "what is wanted, in your own words")
        private String task = "";

        @Option(names = "--parent", paramLabel = "MANDATE", description = "the mandate that it narrows")
        private @Nullable String parent;

        @Range(min = 1, max = 876_000)
        @Option(names = "--hours", paramLabel = "N", description = "how long it holds (default: ${DEFAULT-VALUE})")
        private long hours = 24;

        @Range(min = 0)
        @Option(names = "--budget-gwei", paramLabel = "GWEI", description = "the most in all (default: nothing)")
        private long budgetGwei;

        @Range(min = 0)
        @Option(names = "--call-gwei", paramLabel = "GWEI", description = "the most of one call (default: the budget)")
        private @Nullable Long callGwei;

        @Range(min = 0)
        @Option(names = "--day-gwei", paramLabel = "GWEI", description = "the most of one day (default: the budget)")
        private @Nullable Long dayGwei;

        @Range(min = 0, max = 1_000_000_000)
        @Option(names = "--calls", paramLabel = "N", description = "how many calls (default: ${DEFAULT-VALUE})")
        private long calls = 1_000;

        @Option(names = "--tool", paramLabel = "NAME", description = "a tool that it may call; repeat it")
        private List<String> tools = List.of();

        @Option(names = "--model", paramLabel = "NAME", description = "a model that it may ask; repeat it")
        private List<String> models = List.of();

        @Range(min = 1)
        @Option(names = "--datanet", paramLabel = "N", description = "a Datanet that it may use; repeat it")
        private List<Long> datanets = List.of();

        @Option(names = "--licence", paramLabel = "SPDX", description = "a licence that those may have; repeat it")
        private List<String> licences = List.of();

        @Range(min = 1)
        @Option(names = "--trust", paramLabel = "N", description = "a Datanet whose rows no stranger writes; repeat it")
        private List<Long> trusted = List.of();

        @Range(min = 0)
        @Option(
                names = "--approve-above-gwei",
                paramLabel = "GWEI",
                description = "calls that may cost more wait for you (default: none does)")
        private @Nullable Long approveAboveGwei;

        @Option(
                names = "--approve",
                paramLabel = "CLASS",
                description = "calls of this class wait for you: read, spend, write; repeat it (default: write)")
        private List<String> approve = List.of("write");

        @Option(
                names = "--approver",
                paramLabel = "ADDRESS",
                description = "who may approve; repeat it (default: the account itself)")
        private List<AccountAddress> approvers = List.of();

        @Range(min = 0, max = 1_000_000)
        @Option(
                names = "--min-attributed-ppm",
                paramLabel = "PPM",
                description = "the part of answers behind a change that contributors' rows made (default: none)")
        private int minAttributedPpm;

        @Option(
                names = "--bound",
                paramLabel = "BOUND",
                converter = BoundText.Reader.class,
                description = "what an argument may be: 'TOOL ARGUMENT is|begins|least|most VALUE[,VALUE…]'; repeat it")
        private List<BoundText> bounds = List.of();

        @Option(
                names = "--condition",
                paramLabel = "NAME[@TOOL]=CEL",
                converter = ConditionText.Reader.class,
                description = "what must hold of each call besides, in CEL; for example \"cheap=mostGwei < 50000\"")
        private List<ConditionText> conditions = List.of();

        @Option(
                names = "--undo",
                paramLabel = "TOOL=KIND[:BY]",
                converter = UndoText.Reader.class,
                description =
                        "how calls of a tool are undone: reversible:TOOL, compensable:TOOL, or final, which a person signs")
        private List<UndoText> undo = List.of();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            long call = callGwei == null ? budgetGwei : callGwei;
            MandateDraft draft = node.draftMandate(new NewMandate(
                    principal.text(),
                    agent == null ? principal.text() : agent.text(),
                    name,
                    task,
                    Optional.ofNullable(parent),
                    Optional.empty(),
                    Duration.ofHours(hours).toSeconds(),
                    budgetGwei,
                    call,
                    dayGwei == null ? budgetGwei : dayGwei,
                    calls,
                    tools,
                    models,
                    datanets,
                    licences,
                    trusted,
                    approveAboveGwei == null ? call : approveAboveGwei,
                    approve,
                    approvers.isEmpty()
                            ? List.of(principal.text())
                            : approvers.stream().map(AccountAddress::text).toList(),
                    minAttributedPpm,
                    bounds.stream().map(BoundText::bound).toList(),
                    conditions.stream().map(ConditionText::condition).toList(),
                    undo.stream().map(UndoText::term).toList()));
            MandateDetail given =
                    node.giveMandate(new SignedMandate(draft.mandate(), Optional.empty(), Optional.empty()));
            json.print(given, () -> System.out.println(given.mandate().id()));
        }
    }

    /** Shows a mandate. */
    @Command(
            name = "show",
            description = "Show what a mandate says, as it was signed.",
            footer = {"", "Examples:", "  openledger mandate show 0f3a…", "  openledger mandate show 0f3a… --json"})
    static final class Show extends NodeCommand {
        @Parameters(paramLabel = "MANDATE", description = "the mandate's id")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            MandateDetail detail = node.mandate(id);
            json.print(detail, () -> {
                list(List.of(detail.mandate()), new JsonOption());
                System.out.println(detail.document().toPrettyString());
            });
        }
    }

    /** Issues a key of a mandate. */
    @Command(
            name = "key",
            description = "Issue a key with which an agent acts under a mandate. It is printed once.",
            footer = {"", "Examples:", "  openledger mandate key 0f3a…", "  openledger mandate key 0f3a… --label laptop"
            })
    static final class Key extends NodeCommand {
        @Parameters(paramLabel = "MANDATE", description = "the mandate's id")
        private String id = "";

        @Option(names = "--label", description = "what it is for")
        private String label = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            IssuedKey key = node.mandateKey(id, new NewMandateKey(label));
            json.print(key, () -> System.out.println(key.key()));
        }
    }

    /** Ends mandates. */
    @Command(
            name = "end",
            aliases = "revoke",
            description = "End a mandate and all under it, or all of an agent or a principal. What runs is stopped.",
            footer = {"", "Examples:", "  openledger mandate end 0f3a…", "  openledger mandate end --agent $AGENT"})
    static final class End extends NodeCommand {
        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        @Mixin
        private JsonOption json = new JsonOption();

        /** What ends. */
        static final class Which {
            @Parameters(paramLabel = "MANDATE", arity = "0..1", description = "the mandate's id")
            private @Nullable String id;

            @Option(names = "--agent", paramLabel = "ADDRESS", description = "all that this agent acts under")
            private @Nullable AccountAddress agent;

            @Option(names = "--principal", paramLabel = "ADDRESS", description = "all that this account gave")
            private @Nullable AccountAddress principal;

            @Option(names = "--all", description = "every mandate of the node")
            private boolean all;
        }

        @Override
        public void run(NodeClient node) {
            EndedMandates ended = node.endMandates(new MandatesEnd(
                    Optional.ofNullable(which.id),
                    Optional.ofNullable(which.agent).map(AccountAddress::text),
                    Optional.ofNullable(which.principal).map(AccountAddress::text),
                    which.all));
            json.print(ended, () -> {
                ended.ended().forEach(System.out::println);
                System.out.println(ended.ended().size() + " mandates ended.");
            });
        }
    }

    /** Exports a trail. */
    @Command(
            name = "trail",
            description = "Export all that was done under a mandate and its family, to check offline.",
            footer = {
                "",
                "Examples:",
                "  openledger mandate trail 0f3a… --out trail.json",
                "  openledger mandate trail 0f3a… --as otlp --out spans.json",
                "  openledger verify trail.json"
            })
    static final class Trail extends NodeCommand {
        @Parameters(paramLabel = "MANDATE", description = "the mandate's id")
        private String id = "";

        @Option(names = "--out", paramLabel = "FILE", description = "where to (default: MANDATE.trail.json)")
        private @Nullable OutputFile out;

        @Option(
                names = "--as",
                paramLabel = "FORM",
                description =
                        "in-toto (a statement over the records) or otlp (spans of OpenTelemetry), for tools of others;"
                                + " without it, the sealed trail, which alone can be checked")
        private @Nullable Form form;

        /** What others read. */
        enum Form implements Worded {
            IN_TOTO("in-toto"),
            OTLP("otlp");

            private final String word;

            Form(String word) {
                this.word = word;
            }

            @Override
            public String word() {
                return word;
            }

            @Override
            public String toString() {
                return word;
            }
        }

        @Override
        public void run(NodeClient node) throws IOException {
            String ending = form == null ? ".trail.json" : "." + form.word() + ".json";
            OutputFile file = out == null ? new OutputFile(Path.of(id + ending)) : out;
            file.check();
            Files.write(file.path(), written(node.trail(id)));
            System.out.println(file);
        }

        private byte[] written(byte[] trail) {
            return switch (form) {
                case null -> trail;
                case IN_TOTO -> CanonicalJson.write(TrailExport.statement(trail));
                case OTLP -> CanonicalJson.write(TrailExport.spans(trail));
            };
        }
    }

    /** Lists tools. */
    @Command(
            name = "tools",
            description = "List the tools that mandates may name.",
            footer = {"", "Examples:", "  openledger mandate tools", "  openledger mandate tools --json"})
    static final class Tools extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            List<ToolLine> tools = node.tools();
            json.print(tools, () -> {
                Table table = new Table("tool", "class", "description");
                tools.forEach(tool -> table.row(
                        tool.name(),
                        tool.toolClass(),
                        tool.definition().path("description").asString("")));
                System.out.print(table.render(""));
            });
        }
    }
}
