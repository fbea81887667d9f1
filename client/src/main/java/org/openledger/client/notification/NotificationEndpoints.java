package org.openledger.client.notification;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;

/** The endpoints of notifications. */
public final class NotificationEndpoints {
    private static final String TARGET_ID = "The target's id.";
    private static final String ID_EXAMPLE = "4bf5122f344554c5";

    public static final Endpoint<TargetsQuery, NoBody, TargetList> TARGETS = Endpoint.get(
                    "/api/notification-targets", "Search and sort where an account is told")
            .by(CallerKind.ACCOUNT)
            .queried(TargetsQuery.class)
            .answers(TargetList.class);

    public static final Endpoint<NoQuery, NewTarget, IssuedTarget> TARGET_ADD = Endpoint.create(
                    "/api/notification-targets", "Have an account told by webhook or mail")
            .says(
                    "A webhook is signed as Standard Webhooks 1.0 says, and its secret is in this answer alone. A mail address counts once"
                            + " the code came back that is sent there.")
            .by(CallerKind.ACCOUNT)
            .takes(NewTarget.class)
            .answers(IssuedTarget.class)
            .refuses(409);

    public static final Endpoint<NoQuery, TargetCode, TargetLine> TARGET_CONFIRM = Endpoint.post(
                    "/api/notification-targets/{id}/confirm", "Confirm a mail address by the code that was sent there")
            .by(CallerKind.ACCOUNT)
            .text("id", TARGET_ID, ID_EXAMPLE)
            .takes(TargetCode.class)
            .answers(TargetLine.class)
            .refuses(409);

    public static final Endpoint<NoQuery, NoBody, TargetLine> TARGET_REMOVE = Endpoint.delete(
                    "/api/notification-targets/{id}", "Tell a target nothing more")
            .says("What waits for it is dropped. Its address is gone a day later.")
            .by(CallerKind.ACCOUNT)
            .text("id", TARGET_ID, ID_EXAMPLE)
            .answers(TargetLine.class);

    public static final Endpoint<NotificationsQuery, NoBody, NotificationList> NOTIFICATIONS = Endpoint.get(
                    "/api/notifications", "What an account was told, and is about to be")
            .says("What ended is kept for 30 days.")
            .by(CallerKind.ACCOUNT)
            .queried(NotificationsQuery.class)
            .answers(NotificationList.class);

    public static final List<Endpoint<?, ?, ?>> ALL =
            List.of(TARGETS, TARGET_ADD, TARGET_CONFIRM, TARGET_REMOVE, NOTIFICATIONS);

    private NotificationEndpoints() {}
}
