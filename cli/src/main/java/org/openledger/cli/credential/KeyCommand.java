package org.openledger.cli.credential;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.credential.KeyLine;
import org.openledger.client.credential.NewKey;
import org.openledger.client.credential.SecretRotation;
import org.openledger.verify.OpenAmount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key}: API keys, which spend a payer's deposit. */
@Work.Of(Work.USE)
@Command(
        name = "key",
        description = "List API keys; with a subcommand create, rotate and revoke them.",
        footer = {"", "Examples:", "  openledger key", "  openledger key create $BEN --label laptop --day-gwei 1000000"
        },
        subcommands = {
            KeyCommand.ListKeys.class,
            KeyCommand.Create.class,
            KeyCommand.Rotate.class,
            KeyCommand.Revoke.class
        })
public final class KeyCommand extends NodeCommand {
    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        list(node.keys(), json);
    }

    private static void list(List<KeyLine> keys, JsonOption json) {
        json.print(keys, () -> {
            Table table =
                    new Table("key", "label", "state", "may", "models", "spent, OPEN", "created", "last used", "payer");
            keys.forEach(key -> table.row(
                    key.id(),
                    key.label(),
                    key.state(),
                    String.join(",", key.scopes()),
                    key.models().isEmpty() ? "all" : String.join(",", key.models()),
                    OpenAmount.digits(key.chargedGwei() + key.heldGwei()),
                    Moment.of(key.createdMillis()),
                    Moment.of(key.lastUsedMillis()),
                    key.payer()));
            System.out.print(table.render(""));
        });
    }

    /** Lists keys. */
    @Command(
            name = "list",
            description = "List API keys, those that have ended included.",
            footer = {"", "Examples:", "  openledger key list", "  openledger key list $BEN --json"})
    static final class ListKeys extends NodeCommand {
        @Parameters(
                paramLabel = "ACCOUNT",
                arity = "0..1",
                description = "whose, by address or name; without it, all payers'")
        private @Nullable AccountNamed payer;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            @Nullable String whose = payer == null ? null : payer.address(node);
            list(
                    node.keys().stream()
                            .filter(key -> whose == null || key.payer().equals(whose))
                            .toList(),
                    json);
        }
    }

    /** Creates a key. */
    @Command(
            name = "create",
            description = "Create an API key. It is printed once; the node keeps its digest alone.",
            footer = {
                "",
                "Examples:",
                "  openledger key create $BEN",
                "  openledger key create $BEN --label agent --scope ask --model kitchen-1 --call-gwei 100000 --days 30"
            })
    static final class Create extends NodeCommand {
        @Parameters(paramLabel = "ACCOUNT", description = "whose deposit it spends, by address or name")
        private AccountNamed payer = AccountNamed.NOBODY;

        @Option(names = "--label", description = "what it is for")
        private String label = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description = "what it may do: ask, read, contribute; repeat it (default: ask and read)")
        private List<String> scopes = List.of("ask", "read");

        @Option(
                names = "--model",
                paramLabel = "NAME",
                description = "a model that it may ask; repeat it (default: all)")
        private List<String> models = List.of();

        @Range(min = 1)
        @Option(names = "--call-gwei", paramLabel = "GWEI", description = "the most that one answer may cost")
        private @Nullable Long callGwei;

        @Range(min = 1)
        @Option(names = "--day-gwei", paramLabel = "GWEI", description = "the most that the answers of a day may cost")
        private @Nullable Long dayGwei;

        @Range(min = 1)
        @Option(names = "--total-gwei", paramLabel = "GWEI", description = "the most that all answers may cost")
        private @Nullable Long totalGwei;

        @Range(min = 1, max = 36_500)
        @Option(names = "--days", paramLabel = "N", description = "how long it lasts (default: until it is revoked)")
        private @Nullable Long days;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            IssuedKey key = node.issueKey(new NewKey(
                    payer.address(node),
                    label,
                    scopes,
                    models,
                    Optional.ofNullable(callGwei),
                    Optional.ofNullable(dayGwei),
                    Optional.ofNullable(totalGwei),
                    Optional.ofNullable(days).map(each -> Duration.ofDays(each).toSeconds())));
            json.print(key, () -> System.out.println(key.key()));
        }
    }

    /** Gives a key another secret. */
    @Command(
            name = "rotate",
            description = "Give an API key a new secret, which is printed once. Its limits, and what it spent, stay.",
            footer = {
                "",
                "Examples:",
                "  openledger key rotate 4bf5122f344554c5",
                "  openledger key rotate 4bf5122f344554c5 --overlap-hours 24"
            })
    static final class Rotate extends NodeCommand {
        @Parameters(paramLabel = "KEY_ID", description = "the key's id, as the list has it")
        private String id = "";

        @Mixin
        private OverlapOption overlap = new OverlapOption();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            IssuedKey key = node.rotateKey(id, overlap.rotation());
            json.print(key, () -> System.out.println(key.key()));
        }
    }

    /** For how long a secret still holds after a rotation. */
    static final class OverlapOption {
        @Range(min = 0, max = 168)
        @Option(
                names = "--overlap-hours",
                paramLabel = "N",
                description = "for how long the secret before it still holds (default: not at all)")
        private long hours;

        SecretRotation rotation() {
            return new SecretRotation(Duration.ofHours(hours).toSeconds());
        }
    }

    /** Revokes a key. */
    @Command(
            name = "revoke",
            description = "Revoke an API key; the next request with it is refused.",
            footer = {
                "",
                "Examples:",
                "  openledger key revoke 4bf5122f344554c5",
                "  openledger key revoke 4bf5122f344554c5 --json"
            })
    static final class Revoke extends NodeCommand {
        @Parameters(paramLabel = "KEY_ID", description = "the key's id, as the list has it")
        private String id = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            KeyLine key = node.revokeKey(id);
            json.print(key, () -> System.out.println("The key " + key.id() + " of " + key.payer() + " is revoked."));
        }
    }
}
