package org.openledger.cli.court;

import static org.openledger.cli.court.GoverningChain.read;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openledger.chain.contracts.Court;
import org.openledger.chain.contracts.RewardDistributor;
import org.openledger.cli.option.AccountAddress;
import org.openledger.cli.option.JsonOption;
import org.openledger.cli.option.NodeCommand;
import org.openledger.cli.option.Range;
import org.openledger.cli.option.Work;
import org.openledger.cli.terminal.Table;
import org.openledger.client.NodeClient;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Hex;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code case}: what operators are accused of, and how it is judged. */
@Work.Of(Work.AUDIT)
@Command(
        name = "case",
        description = {
            "List the cases before the court; with a subcommand show one, or print the calls by which a wallet acts in it.",
            "The pools of other operators judge; each step has its time, and at the last anybody closes the case."
        },
        footer = {"", "Examples:", "  openledger case", "  openledger case show 1"},
        subcommands = {
            CaseCommand.Show.class,
            CaseCommand.Open.class,
            CaseCommand.Answer.class,
            CaseCommand.Commit.class,
            CaseCommand.Reveal.class,
            CaseCommand.Appeal.class,
            CaseCommand.Close.class
        })
public final class CaseCommand extends NodeCommand {
    private static final int WORD_BYTES = 32;

    @Mixin
    private JsonOption json = new JsonOption();

    /** What an operator is accused of, in the contract's order. */
    enum Kind {
        ROOT(0),
        RECEIPT(1),
        CONTRIBUTION(2),
        VERSION(3),
        MODEL(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** What the pools have said, in the contract's order. */
    private enum Outcome {
        OPEN,
        UNANSWERED,
        UPHELD,
        NOT_UPHELD,
        TOO_FEW
    }

    /** The appeal, in the contract's order. */
    private enum Appealed {
        NONE,
        OPEN,
        UPHELD,
        NOT_UPHELD
    }

    /**
     * One case.
     *
     * @param subject the epoch of a root; else 64 hexadecimal digits
     * @param next what can be done now, and until when
     */
    private record Line(
            long id,
            String kind,
            String opener,
            String respondent,
            String subject,
            BigInteger bondWei,
            BigInteger stakeWei,
            boolean answered,
            BigInteger forWei,
            BigInteger againstWei,
            BigInteger eligibleWei,
            String outcome,
            String appeal,
            boolean closed,
            String next) {}

    @Override
    public void run(NodeClient node) {
        Court court = GoverningChain.of(node).court();
        List<Line> lines = new ArrayList<>();
        for (long id = read(court.cases()).longValueExact(); id >= 1; id--) {
            lines.add(line(court, id));
        }
        json.print(lines, () -> {
            Table table = new Table("case", "about", "accused", "outcome", "next");
            lines.forEach(each ->
                    table.row(Long.toString(each.id()), each.kind(), each.respondent(), each.outcome(), each.next()));
            System.out.print(table.render(""));
        });
    }

    private static Line line(Court court, long number) {
        BigInteger id = BigInteger.valueOf(number);
        Court.Case found = read(court.caseOf(id));
        Kind kind = Kind.values()[found.kind.intValueExact()];
        return new Line(
                number,
                word(kind),
                found.opener,
                found.respondent,
                kind == Kind.ROOT ? found.subject.toString() : String.format(Locale.ROOT, "%064x", found.subject),
                found.bondWei,
                found.stakeWei,
                found.answered,
                found.forWei,
                found.againstWei,
                found.eligibleWei,
                word(Outcome.values()[read(court.outcomeOf(id)).intValueExact()]),
                word(Appealed.values()[found.appeal.intValueExact()]),
                found.closed,
                next(court, id, found));
    }

    private static String next(Court court, BigInteger id, Court.Case found) {
        long now = Instant.now().getEpochSecond();
        long answer = read(court.answerUntil(id)).longValueExact();
        long commit = read(court.commitUntil(id)).longValueExact();
        long reveal = read(court.revealUntil(id)).longValueExact();
        long appeal = read(court.appealUntil(id)).longValueExact();
        long decide = read(court.decideUntil(id)).longValueExact();
        boolean appealed = Appealed.values()[found.appeal.intValueExact()] == Appealed.OPEN;
        if (found.closed) {
            return "closed";
        }
        if (now < answer) {
            return (found.answered ? "voting begins " : "the accused answers until ") + Instant.ofEpochSecond(answer);
        }
        if (found.answered && now < commit) {
            return "other pools commit votes until " + Instant.ofEpochSecond(commit);
        }
        if (found.answered && now < reveal) {
            return "votes are shown until " + Instant.ofEpochSecond(reveal);
        }
        if (appealed && now < decide) {
            return "the governor decides the appeal until " + Instant.ofEpochSecond(decide);
        }
        return now < appeal ? "it can be appealed until " + Instant.ofEpochSecond(appeal) : "anybody can close it";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The case that a command is about. */
    static final class Which {
        @Range(min = 1)
        @Parameters(index = "0", paramLabel = "ID", description = "of the case")
        private long id;

        /** Its number, as the contract takes it; {@link Refusal} where there is no such case. */
        private Uint256 in(Court court) {
            if (id > read(court.cases()).longValueExact()) {
                throw new Refusal(Refusal.Kind.UNKNOWN, "there is no case " + id + ": openledger case lists them");
            }
            return new Uint256(BigInteger.valueOf(id));
        }

        @Override
        public String toString() {
            return "case " + id;
        }
    }

    /** Where it can be read why. */
    static final class Evidence {
        private static final int MAX_BYTES = 2_048;

        @Option(
                names = "--evidence",
                paramLabel = "TEXT",
                required = true,
                description = "where it can be read, up to 2,048 bytes")
        private String said = "";

        private Utf8String text() {
            int length = said.getBytes(StandardCharsets.UTF_8).length;
            if (length == 0 || length > MAX_BYTES) {
                throw new Refusal(
                        Refusal.Kind.INVALID.at("evidence"),
                        "evidence has 1 to 2,048 bytes, not " + length + ": name where it is");
            }
            return new Utf8String(said);
        }
    }

    /** A pool's vote. */
    static final class Ballot {
        @Option(
                names = "--voter",
                paramLabel = "ADDRESS",
                required = true,
                description = "the operator whose pool votes")
        private AccountAddress voter = AccountAddress.NOBODY;

        @Option(names = "--upheld", description = "for the accusation; without it against")
        private boolean upheld;

        private String voter() {
            return voter.text();
        }
    }

    /** One case. */
    @Command(
            name = "show",
            description = "Show a case: who accuses whom of what, the votes so far, and what can be done until when.",
            footer = {"", "Examples:", "  openledger case show 1", "  openledger case show 1 --json"})
    static final class Show extends NodeCommand {
        @Mixin
        private Which which = new Which();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        public void run(NodeClient node) {
            Court court = GoverningChain.of(node).court();
            Line line = line(court, which.in(court).getValue().longValueExact());
            json.print(line, () -> {
                System.out.println("case " + line.id() + ": " + line.opener() + " accuses " + line.respondent()
                        + " of a wrong " + line.kind() + ", " + line.subject());
                System.out.println("at stake: " + WalletCall.amount(line.stakeWei()) + " of the accused's pool, "
                        + WalletCall.amount(line.bondWei()) + " of who accuses");
                System.out.println(
                        "votes: " + WalletCall.amount(line.forWei()) + " for, " + WalletCall.amount(line.againstWei())
                                + " against, of " + WalletCall.amount(line.eligibleWei()));
                System.out.println("outcome: " + line.outcome() + "; appeal: " + line.appeal() + "; " + line.next());
            });
        }
    }

    /** The accuser's calls. */
    @Command(
            name = "open",
            description = {
                "Print the calls by which somebody accuses an operator: of a root, by the number of its epoch,",
                "or of what it recorded of a receipt, contribution, version or model, by the SHA-256 of it."
            },
            footer = {
                "",
                "Examples:",
                "  openledger case open ROOT $OPERATOR 3 --evidence https://example.org/shares.json",
                "  openledger case open RECEIPT $OPERATOR 4c9c… --evidence https://example.org/why.txt --json"
            })
    static final class Open extends CallsCommand {
        @Parameters(index = "0", paramLabel = "KIND", description = "one of ${COMPLETION-CANDIDATES}")
        private @Nullable Kind kind;

        @Parameters(index = "1", paramLabel = "OPERATOR", description = "who is accused")
        private AccountAddress operator = AccountAddress.NOBODY;

        @Parameters(index = "2", paramLabel = "SUBJECT", description = "an epoch, or 64 hexadecimal digits")
        private String subject = "";

        @Mixin
        private Evidence evidence = new Evidence();

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            chain.poolOf(operator.text());
            Kind about = Objects.requireNonNull(kind);
            BigInteger number = subject(about, subject);
            BigInteger bond = read(chain.parameters().caseBondWei());
            BigInteger all = about == Kind.ROOT ? bond.add(challengeBond(chain)) : bond;
            return List.of(
                    WalletCall.allow(chain.open(), chain.address("court"), "the court", all),
                    WalletCall.of(
                            chain.address("court"),
                            "Accuses " + operator.text() + " of a wrong " + word(about) + " and puts "
                                    + WalletCall.amount(all)
                                    + " down, which is lost where the accusation is found to be false."
                                    + (about == Kind.ROOT ? " The root is held until the case is closed." : ""),
                            "open",
                            new Uint8(about.number),
                            new Address(operator.text()),
                            new Uint256(number),
                            evidence.text()));
        }

        private static BigInteger subject(Kind kind, String said) {
            boolean fits = kind == Kind.ROOT ? said.matches("[0-9]{1,18}") : said.matches("(0x)?[0-9a-f]{64}");
            if (!fits) {
                throw new Refusal(
                        Refusal.Kind.INVALID.at("subject"),
                        kind == Kind.ROOT
                                ? "a root is named by its epoch's number, not \"" + said + "\""
                                : "a " + word(kind) + " is named by 64 hexadecimal digits, the SHA-256 of it, not \""
                                        + said + "\"");
            }
            return kind == Kind.ROOT ? new BigInteger(said) : new BigInteger(said.replace("0x", ""), 16);
        }

        private static BigInteger challengeBond(GoverningChain chain) {
            RewardDistributor distributor = chain.distributor();
            if (!read(distributor.arbiter()).equals(chain.address("court"))) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        "challenges of roots are decided here by " + read(distributor.arbiter())
                                + ", not by the court: openledger validate says how to challenge one");
            }
            return read(distributor.challengeBond());
        }
    }

    /** The accused's call. */
    @Command(
            name = "answer",
            description = "Print the call by which the accused answers; who does not answer in time is taken to agree.",
            footer = {
                "",
                "Examples:",
                "  openledger case answer 1 --evidence https://example.org/answer.txt",
                "  openledger case answer 1 --evidence https://example.org/answer.txt --json"
            })
    static final class Answer extends CallsCommand {
        @Mixin
        private Which which = new Which();

        @Mixin
        private Evidence evidence = new Evidence();

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Court court = chain.court();
            return List.of(WalletCall.of(
                    court.getContractAddress(),
                    "Answers " + which + ", as its accused operator.",
                    "answer",
                    which.in(court),
                    evidence.text()));
        }
    }

    /** The first half of a vote. */
    @Command(
            name = "commit",
            description = {
                "Print the call by which a pool's operator votes, hidden until all have voted.",
                "Keep the salt: without it the vote cannot be shown, and who shows none loses a thousandth of its pool."
            },
            footer = {
                "",
                "Examples:",
                "  openledger case commit 1 --voter $OPERATOR --upheld",
                "  openledger case commit 1 --voter $OPERATOR --json"
            })
    static final class Commit extends CallsCommand {
        @Mixin
        private Which which = new Which();

        @Mixin
        private Ballot ballot = new Ballot();

        @Option(names = "--salt", paramLabel = "HEX", description = "64 hexadecimal digits (default: by chance)")
        private String salt = "";

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Court court = chain.court();
            byte[] hidden = salt.isEmpty() ? byChance() : salt(salt);
            Uint256 number = which.in(court);
            byte[] commitment = read(court.commitmentOf(number.getValue(), ballot.voter(), ballot.upheld, hidden));
            return List.of(WalletCall.of(
                    court.getContractAddress(),
                    "Votes " + (ballot.upheld ? "for" : "against") + " the accusation in " + which
                            + ", hidden. Show it in time by: openledger case"
                            + " reveal " + which.id + " --voter " + ballot.voter()
                            + (ballot.upheld ? " --upheld" : "")
                            + " --salt "
                            + Hex.of(hidden),
                    "commit",
                    number,
                    new Bytes32(commitment)));
        }

        private static byte[] byChance() {
            byte[] bytes = new byte[WORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            return bytes;
        }
    }

    /** The second half of a vote. */
    @Command(
            name = "reveal",
            description = "Print the call that shows a vote.",
            footer = {
                "",
                "Examples:",
                "  openledger case reveal 1 --voter $OPERATOR --upheld --salt 4c9c…",
                "  openledger case reveal 1 --voter $OPERATOR --salt 4c9c… --json"
            })
    static final class Reveal extends CallsCommand {
        @Mixin
        private Which which = new Which();

        @Mixin
        private Ballot ballot = new Ballot();

        @Option(names = "--salt", paramLabel = "HEX", required = true, description = "as commit said it")
        private String salt = "";

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Court court = chain.court();
            return List.of(WalletCall.of(
                    court.getContractAddress(),
                    "Shows the vote of " + ballot.voter() + (ballot.upheld ? " for" : " against")
                            + " the accusation in " + which + ".",
                    "reveal",
                    which.in(court),
                    new Address(ballot.voter()),
                    new Bool(ballot.upheld),
                    new Bytes32(salt(salt))));
        }
    }

    /** Whoever disagrees. */
    @Command(
            name = "appeal",
            description =
                    "Print the calls by which a verdict is appealed; the governor decides, by a vote of who holds OPEN.",
            footer = {
                "",
                "Examples:",
                "  openledger case appeal 1 --evidence https://example.org/appeal.txt",
                "  openledger case appeal 1 --evidence https://example.org/appeal.txt --json"
            })
    static final class Appeal extends CallsCommand {
        @Mixin
        private Which which = new Which();

        @Mixin
        private Evidence evidence = new Evidence();

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Court court = chain.court();
            Uint256 number = which.in(court);
            BigInteger bond = read(court.caseOf(number.getValue())).bondWei.multiply(read(court.APPEAL_FACTOR()));
            return List.of(
                    WalletCall.allow(chain.open(), court.getContractAddress(), "the court", bond),
                    WalletCall.of(
                            court.getContractAddress(),
                            "Appeals the verdict of " + which + " and puts " + WalletCall.amount(bond)
                                    + " down, which is lost where the decision is the same, and a tenth of it where there is none.",
                            "appeal",
                            number,
                            evidence.text()));
        }
    }

    /** The end. */
    @Command(
            name = "close",
            description = "Print the call that closes a case whose time is over; anybody may send it.",
            footer = {"", "Examples:", "  openledger case close 1", "  openledger case close 1 --json"})
    static final class Close extends CallsCommand {
        @Mixin
        private Which which = new Which();

        @Override
        List<WalletCall> calls(NodeClient node, GoverningChain chain) {
            Court court = chain.court();
            return List.of(WalletCall.of(
                    court.getContractAddress(),
                    "Closes " + which + ": bonds and penalty go where its verdict says.",
                    "close",
                    which.in(court)));
        }
    }

    private static byte[] salt(String said) {
        if (!said.matches("[0-9a-f]{64}")) {
            throw new Refusal(Refusal.Kind.INVALID.at("salt"), "a salt is 64 lower-case hexadecimal digits");
        }
        return Hex.parse(said);
    }
}
