package org.openledger.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.InputFolder;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.VersionNumber;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.cli.upload.FolderTar;
import org.openledger.client.NodeClient;
import org.openledger.client.model.ModelActivation;
import org.openledger.client.model.ModelDetail;
import org.openledger.client.model.ModelLine;
import org.openledger.client.model.ModelPrice;
import org.openledger.client.model.NewModelQuery;
import org.openledger.client.model.OfferLine;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model}: lists models, brings adapters, and says which version answers at which price. */
@Work.Of(Work.BUILD_MODELS)
@Command(
        name = "model",
        description = "List models; add, price, activate, roll back and withdraw them with a subcommand.",
        footer = {"", "Examples:", "  openledger model list", "  openledger model activate kitchen"},
        subcommands = {
            ModelCommand.Listed.class,
            ModelCommand.Show.class,
            ModelCommand.Add.class,
            ModelCommand.Price.class,
            ModelCommand.Activate.class,
            ModelCommand.Rollback.class,
            ModelCommand.Withdraw.class
        })
final class ModelCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        list(node, json);
    }

    private static void list(NodeClient node, JsonOption json) {
        List<ModelLine> models = node.models();
        json.print(models, () -> print(models));
    }

    private static void print(List<ModelLine> models) {
        Table table = new Table("name", "version", "from", "state", "answers", "OPEN a token", "licence", "adapter");
        models.forEach(each -> table.row(
                each.name(),
                each.version(),
                each.declared() ? each.origin() + ", lineage declared" : each.origin(),
                each.state(),
                each.live() ? "yes" : "no",
                OpenAmount.digits(each.priceGwei()),
                each.licence().orElse("–"),
                each.adapterDigest().isEmpty() ? "none" : each.adapterDigest().substring(0, 12)));
        System.out.print(table.render(""));
        models.forEach(each -> each.warning()
                .ifPresent(warning -> System.out.println(each.name() + " version " + each.version() + ": " + warning)));
    }

    private static void say(ModelDetail model) {
        System.out.println(model.name() + ": "
                + model.live()
                        .map(version -> "version " + version + " answers")
                        .or(() -> model.awaited()
                                .map(version -> "version " + version + " answers as soon as the chain has it"))
                        .orElse("nothing answers")
                + ", for " + OpenAmount.of(model.priceGwei()) + " a token");
    }

    /** Lists all versions of all models. */
    @Command(
            name = "list",
            description = "List all versions of all models.",
            footer = {"", "Examples:", "  openledger model list", "  openledger model list --json"})
    static final class Listed extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            list(node, json);
        }
    }

    /** What commands on one model's name have in common. */
    abstract static class Named extends NodeCommand {
        @Parameters(paramLabel = "NAME", description = "of the model: openledger model list")
        private String name = "";

        String name() {
            return name;
        }
    }

    /** Shows one model. */
    @Command(
            name = "show",
            description = "Show a model with its versions, and what was decided about it.",
            footer = {"", "Examples:", "  openledger model show kitchen", "  openledger model show kitchen --json"})
    static final class Show extends Named {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            ModelDetail model = node.model(name());
            json.print(model, () -> {
                say(model);
                ModelCommand.print(model.versions());
                Table table = new Table("decided", "version", "OPEN a token", "log entry");
                for (OfferLine each : model.decided()) {
                    table.row(
                            each.act(),
                            each.version().map(String::valueOf).orElse("–"),
                            each.priceGwei().map(OpenAmount::digits).orElse("the node's"),
                            each.logIndex().map(String::valueOf).orElse("–"));
                }
                System.out.print(table.render(""));
            });
        }
    }

    /** Brings an adapter. */
    @Command(
            name = "add",
            description = "Bring an adapter: the next version of its name. Activate it to have it answer.",
            footer = {
                "",
                "Examples:",
                "  openledger model add kitchen out/adapter --owner $BEN --licence Apache-2.0",
                "  openledger model add kitchen out/adapter --owner $BEN --licence MIT --price 500 --learnt-from 1:1"
            })
    static final class Add extends Named {
        @Parameters(index = "1", paramLabel = "FOLDER", description = "the adapter, as PEFT saves it")
        private InputFolder folder = InputFolder.NONE;

        @Option(
                names = "--owner",
                paramLabel = "ACCOUNT",
                required = true,
                description = "paid as the developer, by address or name")
        private AccountNamed owner = AccountNamed.NOBODY;

        @Option(names = "--licence", paramLabel = "SPDX", required = true, description = "such as Apache-2.0")
        private String licence = "";

        @Range(min = 1)
        @Option(names = "--price", paramLabel = "GWEI", description = "for each token (default: the name's price)")
        private @Nullable Long priceGwei;

        @Option(
                names = "--learnt-from",
                paramLabel = "DATANET:NUMBER",
                description = "a version it learned from, which you declare; may be given more than once")
        private List<VersionNumber> declared = List.of();

        @Option(
                names = "--built-on",
                paramLabel = "TOKEN:BPS",
                description =
                        "a model it is built on, by its id in the ModelRegistry, and its basis points of your part;"
                                + " may be given more than once")
        private List<String> parents = List.of();

        @Override
        public void run(NodeClient node) {
            Optional<String> builtOn = parents.isEmpty() ? Optional.empty() : Optional.of(String.join(",", parents));
            Optional<String> versions = declared.isEmpty()
                    ? Optional.empty()
                    : Optional.of(declared.stream().map(VersionNumber::toString).collect(Collectors.joining(",")));
            ModelLine added = node.addModel(
                    new NewModelQuery(
                            name(), owner.address(node), licence, Optional.ofNullable(priceGwei), versions, builtOn),
                    BodyPublishers.ofInputStream(() -> FolderTar.ofAdapter(folder.path())));
            System.out.println("version " + added.version() + " of " + added.name() + ", adapter "
                    + added.adapterDigest()
                    + (added.declared() ? "; what it learned from is declared, not proven" : ""));
            added.warning().ifPresent(System.out::println);
        }
    }

    /** Sets a price. */
    @Command(
            name = "price",
            description = "Set what each token of a model's questions and answers costs.",
            footer = {"", "Examples:", "  openledger model price kitchen 500", "  openledger model price kitchen 1"})
    static final class Price extends Named {
        @Range(min = 1)
        @Parameters(index = "1", paramLabel = "GWEI", description = "for each token")
        private long gwei;

        @Override
        public void run(NodeClient node) {
            say(node.priceModel(name(), new ModelPrice(gwei)));
        }
    }

    /** Has a version answer. */
    @Command(
            name = "activate",
            description = "Have a version of a model answer; the base's own name has the base answer.",
            footer = {
                "",
                "Examples:",
                "  openledger model activate kitchen",
                "  openledger model activate kitchen --version 2"
            })
    static final class Activate extends Named {
        @Range(min = 1)
        @Option(names = "--version", paramLabel = "N", description = "which one (default: the newest)")
        private @Nullable Long version;

        @Override
        public void run(NodeClient node) {
            say(node.activateModel(name(), new ModelActivation(Optional.ofNullable(version))));
        }
    }

    /** Has the version before answer. */
    @Command(
            name = "rollback",
            description = "Have the version answer that did before.",
            footer = {
                "",
                "Examples:",
                "  openledger model rollback kitchen",
                "  openledger model rollback kitchen --data ~/ledger"
            })
    static final class Rollback extends Named {
        @Override
        public void run(NodeClient node) {
            say(node.rollBackModel(name()));
        }
    }

    /** Has nothing answer. */
    @Command(
            name = "withdraw",
            description = "Have a model answer no more. Its versions stay, and its answers are traced and paid.",
            footer = {
                "",
                "Examples:",
                "  openledger model withdraw kitchen",
                "  openledger model withdraw kitchen --data ~/ledger"
            })
    static final class Withdraw extends Named {
        @Override
        public void run(NodeClient node) {
            say(node.withdrawModel(name()));
        }
    }
}
