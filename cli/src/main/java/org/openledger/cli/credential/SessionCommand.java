package org.openledger.cli.credential;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.cli.option.AccountNamed;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.client.credential.EndedSessions;
import org.openledger.client.credential.SessionLine;
import org.openledger.client.credential.SessionList;
import org.openledger.client.credential.SessionsQuery;
import org.openledger.client.credential.SessionsToEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code session}: who is signed in with a wallet. */
@Work.Of(Work.RUN_A_NODE)
@Command(
        name = "session",
        description = "List the latest sessions of wallets; with a subcommand end them.",
        footer = {"", "Examples:", "  openledger session $BEN", "  openledger session end $BEN"},
        subcommands = SessionCommand.End.class)
public final class SessionCommand extends NodeCommand {
    private static final int MOST = 1_000;

    @Parameters(
            paramLabel = "ACCOUNT",
            arity = "0..1",
            description = "whose, by address or name; without it, all wallets'")
    private @Nullable AccountNamed account;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public void run(NodeClient node) {
        SessionList sessions = node.sessions(new SessionsQuery(
                Optional.empty(),
                Optional.ofNullable(account).map(whose -> whose.address(node)),
                Optional.empty(),
                0,
                MOST));
        json.print(sessions.list(), () -> {
            Table table = new Table("session", "account", "from", "with", "since", "last used", "until");
            for (SessionLine each : sessions.list()) {
                table.row(
                        each.id(),
                        each.account(),
                        each.origin(),
                        each.agent(),
                        Moment.of(each.createdMillis()),
                        Moment.of(each.lastUsedMillis()),
                        Moment.of(each.expiresMillis()));
            }
            System.out.print(table.render(""));
        });
    }

    /** Ends sessions. */
    @Command(
            name = "end",
            description = "End a session, or all sessions of an address.",
            footer = {"", "Examples:", "  openledger session end $BEN", "  openledger session end 4bf5122f344554c5"})
    static final class End extends NodeCommand {
        private static final String ADDRESS_PREFIX = "0x";

        @Parameters(paramLabel = "SESSION_ID|ADDRESS", description = "a session's id, or whose sessions")
        private String which = "";

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            EndedSessions ended = which.startsWith(ADDRESS_PREFIX)
                    ? node.endSessions(new SessionsToEnd(Optional.of(which)))
                    : node.endSession(which);
            json.print(ended, () -> System.out.println("Sessions ended: " + ended.ended()));
        }
    }
}
