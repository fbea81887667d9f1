package org.openledger.cli.credential;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.credential.AdminLink;
import org.openledger.client.credential.AdminTokenLine;
import org.openledger.client.credential.IssuedAdminToken;
import org.openledger.client.credential.NewAdminLink;
import org.openledger.client.credential.NewAdminToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin}: who administers the node. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "admin",
        description = "Who administers the node: links that open the page, and named tokens.",
        footer = {"", "Examples:", "  openledger admin link", "  openledger admin token create mira --days 90"},
        subcommands = {AdminCommand.Link.class, AdminCommand.Token.class})
public final class AdminCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        list(node.adminTokens(), json);
    }

    private static void list(List<AdminTokenLine> tokens, JsonOption json) {
        json.print(tokens, () -> {
            Table table = new Table("token", "name", "state", "created", "last used", "until");
            tokens.forEach(token -> table.row(
                    token.id(),
                    token.name(),
                    token.state(),
                    Moment.of(token.createdMillis()),
                    Moment.of(token.lastUsedMillis()),
                    Moment.of(token.expiresMillis())));
            System.out.print(table.render(""));
        });
    }

    /** Makes a link. */
    @Command(
            name = "link",
            description = "Print a link that opens the page as administrator, once, within 15 minutes.",
            footer = {"", "Examples:", "  openledger admin link", "  openledger admin link --name mira"})
    static final class Link extends NodeCommand {
        @Option(names = "--name", description = "who is to use it; what is done then is kept under this name")
        private String name = "link";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            AdminLink link = node.adminLink(new NewAdminLink(name));
            json.print(link, () -> System.out.println(node.node() + link.path()));
        }
    }

    /** Admin tokens. */
    @Command(
            name = "token",
            description = "List admin tokens; with a subcommand create, rotate and revoke them.",
            footer = {
                "",
                "Examples:",
                "  openledger admin token list",
                "  openledger admin token create backup --days 365"
            },
            subcommands = {
                AdminCommand.ListTokens.class,
                AdminCommand.Create.class,
                AdminCommand.Rotate.class,
                AdminCommand.Revoke.class
            })
    static final class Token extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            list(node.adminTokens(), json);
        }
    }

    /** Lists tokens. */
    @Command(
            name = "list",
            description = "List admin tokens, those that have ended included.",
            footer = {"", "Examples:", "  openledger admin token list", "  openledger admin token list --json"})
    static final class ListTokens extends NodeCommand {
        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            list(node.adminTokens(), json);
        }
    }

    /** Creates a token. */
    @Command(
            name = "create",
            description = "Create an admin token. It is printed once; the node keeps its digest alone.",
            footer = {
                "",
                "Examples:",
                "  openledger admin token create mira",
                "  openledger admin token create backup --days 365"
            })
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "NAME", description = "who or what uses it; what it does is kept under this name")
        private String name = "";

        @Range(min = 1, max = 36_500)
        @Option(names = "--days", paramLabel = "N", description = "how long it lasts (default: until it is revoked)")
        private @Nullable Long days;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            IssuedAdminToken token = node.createAdminToken(new NewAdminToken(
                    name,
                    Optional.ofNullable(days).map(each -> Duration.ofDays(each).toSeconds())));
            json.print(token, () -> System.out.println(token.token()));
        }
    }

    /** Gives a token another secret. */
    @Command(
            name = "rotate",
            description = "Give an admin token a new secret, which is printed once.",
            footer = {
                "",
                "Examples:",
                "  openledger admin token rotate 4bf5122f344554c5",
                "  openledger admin token rotate 4bf5122f344554c5 --overlap-hours 24"
            })
    static final class Rotate extends NodeCommand {
        @Parameters(paramLabel = "TOKEN_ID", description = "the token's id, as the list has it")
        private String id = "";

        @Mixin
        private KeyCommand.OverlapOption overlap = new KeyCommand.OverlapOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            IssuedAdminToken token = node.rotateAdminToken(id, overlap.rotation());
            json.print(token, () -> System.out.println(token.token()));
        }
    }

    /** Revokes a token. */
    @Command(
            name = "revoke",
            description = "Revoke an admin token; the next request with it is refused.",
            footer = {
                "",
                "Examples:",
                "  openledger admin token revoke 4bf5122f344554c5",
                "  openledger admin token revoke 4bf5122f344554c5 --json"
            })
    static final class Revoke extends NodeCommand {
        @Parameters(paramLabel = "TOKEN_ID", description = "the token's id, as the list has it")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            AdminTokenLine token = node.revokeAdminToken(id);
            json.print(
                    token,
                    () -> System.out.println("The admin token " + token.name() + " " + token.id() + " is revoked."));
        }
    }
}
