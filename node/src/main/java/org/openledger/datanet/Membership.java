package org.openledger.datanet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.review.Invitation;
import org.openledger.datanet.review.InvitationTable;
import org.openledger.datanet.review.Member;
import org.openledger.datanet.review.MemberTable;
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewActs;
import org.openledger.datanet.review.ReviewPolicy;
import org.openledger.datanet.review.ReviewPolicyTable;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.row.DatanetException;
import org.openledger.identity.Address;
import org.openledger.identity.credential.Secrets;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.bytes.Json;

/**
 * Who reviews with a Datanet's owner, and by which policy. Somebody becomes a member by a link that is good once, for a time, until it
 * is revoked; so nobody is made one without their own word.
 */
public final class Membership {
    public static final int MAX_HOURS = 24 * 30;
    /** Before the code of an invitation. */
    public static final String CODE_PREFIX = "oli_";

    static final int MAX_OPEN = 100;
    static final int MAX_MEMBERS = 1_000;

    private final Database database;
    private final ReviewActs acts;
    private final InstantSource clock;

    public Membership(Database database, PublicRecord record, InstantSource clock) {
        this.database = database;
        this.acts = new ReviewActs(record, clock);
        this.clock = clock;
    }

    /**
     * An invitation and the secret that is in its link alone.
     *
     * @param code which is nowhere else from here on
     */
    public record Invited(Invitation invitation, String code) {}

    /** The owner, and who votes beside them. */
    static List<String> voters(Handle handle, Datanet datanet) {
        List<String> voters = new ArrayList<>(MemberTable.voters(handle, datanet.id()));
        voters.add(datanet.owner());
        return voters;
    }

    /** What somebody is in a Datanet; empty where nothing. */
    public static Optional<ReviewRole> role(Handle handle, Datanet datanet, String address) {
        return datanet.owner().equals(address)
                ? Optional.of(ReviewRole.OWNER)
                : MemberTable.find(handle, datanet.id(), address).map(Member::role);
    }

    /** What somebody is in a Datanet; empty where nothing. */
    public Optional<ReviewRole> role(long datanet, String address) {
        return database.read(handle -> role(handle, Datanets.require(handle, datanet), address));
    }

    public ListPage<Member> members(long datanet, ListRequest request) {
        return database.read(handle -> MemberTable.MEMBERS
                .page(handle, request, Map.of("datanet", datanet))
                .map(address -> MemberTable.find(handle, datanet, address).orElseThrow()));
    }

    public ListPage<Invitation> invitations(long datanet, ListRequest request) {
        return database.read(handle -> InvitationTable.INVITATIONS
                .page(handle, request, Map.of("datanet", datanet, "now", clock.millis()))
                .map(id -> require(handle, Long.parseLong(id))));
    }

    /** The invitation with this number; {@link DatanetException} when there is none. */
    public Invitation invitation(long id) {
        return database.read(handle -> require(handle, id));
    }

    /** How far an invitation is now. */
    public String state(Invitation invitation) {
        return invitation.state(clock.millis());
    }

    /** Makes a link by which one person becomes a member, for so many hours. */
    public Invited invite(long datanetId, String by, ReviewRole role, long hours) {
        if (hours < 1 || hours > MAX_HOURS) {
            throw new DatanetException(Kind.INVALID, "an invitation is good for 1 to " + MAX_HOURS + " hours");
        }
        String code = Secrets.issue(CODE_PREFIX);
        return database.transact(tx -> {
            Datanet datanet = Datanets.require(tx, datanetId);
            requireGives(tx, datanet, by, role);
            Instant now = clock.instant();
            if (InvitationTable.countOpen(tx, datanetId, now.toEpochMilli()) >= MAX_OPEN) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "Datanet " + datanetId + " has " + MAX_OPEN
                                + " open invitations: revoke some, or wait until they expire");
            }
            Invitation made = new Invitation(
                    InvitationTable.nextId(tx),
                    datanetId,
                    role,
                    by,
                    Secrets.digest(code),
                    now.toEpochMilli(),
                    now.plus(Duration.ofHours(hours)).toEpochMilli(),
                    Optional.empty(),
                    Optional.empty());
            InvitationTable.insert(tx, made);
            acts.done(tx, datanetId, ReviewAct.Kind.INVITE, by, of(made));
            return new Invited(made, code);
        });
    }

    /** Somebody becomes a member by an invitation. */
    public Member take(long id, String code, String address) {
        String who = Address.parse(address);
        return database.transact(tx -> {
            Invitation invitation = require(tx, id);
            if (!Secrets.digest(code).equals(invitation.codeDigest())) {
                throw new DatanetException(
                        Kind.FORBIDDEN, "this is not the code of invitation " + id + ": use the whole link");
            }
            long now = clock.millis();
            if (!invitation.isOpen(now)) {
                throw new DatanetException(
                        Kind.CONFLICT, "invitation " + id + " is " + invitation.state(now) + ": ask for another one");
            }
            Datanet datanet = Datanets.require(tx, invitation.datanet());
            Optional<ReviewRole> before = role(tx, datanet, who);
            if (before.isPresent()) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        who + " is " + before.get().word() + " of Datanet " + datanet.id()
                                + " already: leave it first to become another");
            }
            if (role(tx, datanet, invitation.madeBy())
                    .filter(giver -> giver.gives(invitation.role()))
                    .isEmpty()) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "who made invitation " + id + " may no longer invite anybody: ask the Datanet's owner");
            }
            if (MemberTable.count(tx, datanet.id()) >= MAX_MEMBERS) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "Datanet " + datanet.id() + " has " + MAX_MEMBERS + " members, which is the most");
            }
            Member member = new Member(datanet.id(), who, invitation.role(), invitation.madeBy(), now);
            MemberTable.insert(tx, member);
            InvitationTable.end(tx, id, Optional.of(who), now);
            acts.done(tx, datanet.id(), ReviewAct.Kind.JOIN, who, of(invitation));
            return member;
        });
    }

    /** An invitation is good no more. */
    public Invitation revoke(long id, String by) {
        return database.transact(tx -> {
            Invitation invitation = require(tx, id);
            requireGives(tx, Datanets.require(tx, invitation.datanet()), by, invitation.role());
            if (!invitation.isOpen(clock.millis())) {
                throw new DatanetException(
                        Kind.CONFLICT, "invitation " + id + " is " + invitation.state(clock.millis()) + " already");
            }
            InvitationTable.end(tx, id, Optional.empty(), clock.millis());
            acts.done(tx, invitation.datanet(), ReviewAct.Kind.REVOKE, by, of(invitation));
            return require(tx, id);
        });
    }

    /** A member leaves, or is sent away by who may give the role. What they voted counts. */
    public void remove(long datanetId, String address, String by) {
        database.write(tx -> {
            Datanet datanet = Datanets.require(tx, datanetId);
            Member member = MemberTable.find(tx, datanetId, Address.parse(address))
                    .orElseThrow(() -> new DatanetException(
                            Kind.UNKNOWN, address + " is no member of Datanet " + datanetId + ": see the list"));
            if (!member.address().equals(by)) {
                requireGives(tx, datanet, by, member.role());
            }
            MemberTable.delete(tx, datanetId, member.address());
            acts.done(
                    tx,
                    datanetId,
                    ReviewAct.Kind.REMOVE,
                    by,
                    Json.object()
                            .put("member", member.address())
                            .put("role", member.role().word())
                            .build());
        });
    }

    /** By which policy contributions are reviewed that are signed from now on. */
    public ReviewPolicy policy(long datanet) {
        return database.read(handle -> ReviewPolicyTable.latest(handle, datanet));
    }

    /** From here on contributions are reviewed so. Those that are signed keep the policy that they were signed under. */
    public ReviewPolicy policy(long datanetId, String by, ReviewPolicy.Terms said) {
        return database.transact(tx -> {
            Datanets.require(tx, datanetId).requireOwner(by, "say how contributions are reviewed");
            ReviewPolicy policy = ReviewPolicy.of(
                    datanetId, ReviewPolicyTable.latest(tx, datanetId).number() + 1, said, by, clock.millis());
            ReviewPolicyTable.insert(tx, policy);
            acts.done(tx, datanetId, ReviewAct.Kind.POLICY, by, policy.json());
            return policy;
        });
    }

    private static void requireGives(Handle handle, Datanet datanet, String by, ReviewRole role) {
        if (role(handle, datanet, by).filter(giver -> giver.gives(role)).isEmpty()) {
            throw new DatanetException(
                    Kind.FORBIDDEN,
                    "only the owner of Datanet " + datanet.id() + ", " + datanet.owner()
                            + (role == ReviewRole.CURATOR ? "" : ", or a curator")
                            + ", may invite a " + role.word() + " or send one away");
        }
    }

    private static Invitation require(Handle handle, long id) {
        return InvitationTable.find(handle, id)
                .orElseThrow(() -> new DatanetException(Kind.UNKNOWN, "there is no invitation " + id));
    }

    private static Json of(Invitation invitation) {
        return Json.object()
                .put("invitation", invitation.id())
                .put("role", invitation.role().word())
                .put("expiresMillis", invitation.expiresMillis())
                .build();
    }
}
