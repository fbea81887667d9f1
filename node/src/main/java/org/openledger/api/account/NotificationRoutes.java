package org.openledger.api.account;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openledger.api.http.Access;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.ListQuery;
import org.openledger.client.call.NoQuery;
import org.openledger.client.notification.IssuedTarget;
import org.openledger.client.notification.NewTarget;
import org.openledger.client.notification.NotificationEndpoints;
import org.openledger.client.notification.NotificationLine;
import org.openledger.client.notification.NotificationList;
import org.openledger.client.notification.TargetLine;
import org.openledger.client.notification.TargetList;
import org.openledger.identity.Address;
import org.openledger.notification.Notification;
import org.openledger.notification.Target;
import org.openledger.notification.Targets;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.verify.bytes.Worded;

/** Where an account is told, and what: its own, an administrator those of all. */
public final class NotificationRoutes implements Handlers.Noun {
    private final Targets targets;

    public NotificationRoutes(Targets targets) {
        this.targets = targets;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(NotificationEndpoints.TARGETS, call -> {
            ListPage<TargetLine> page =
                    targets.list(own(call.caller(), ListQuery.of(call.query()))).map(NotificationRoutes::line);
            return new TargetList(page.list(), page.total());
        });
        handlers.answer(NotificationEndpoints.TARGET_ADD, this::add);
        handlers.answer(NotificationEndpoints.TARGET_CONFIRM, call -> {
            String id = ownTarget(call.caller(), call.text("id"));
            return line(targets.confirm(id, call.body().code()));
        });
        handlers.answer(NotificationEndpoints.TARGET_REMOVE, call -> {
            String id = ownTarget(call.caller(), call.text("id"));
            return line(targets.remove(id));
        });
        handlers.answer(NotificationEndpoints.NOTIFICATIONS, call -> {
            ListPage<NotificationLine> page =
                    targets.told(own(call.caller(), ListQuery.of(call.query()))).map(NotificationRoutes::line);
            return new NotificationList(page.list(), page.total());
        });
    }

    private IssuedTarget add(Call<NoQuery, NewTarget> call) {
        NewTarget wanted = call.body();
        String account = Address.parse(wanted.account());
        call.caller().requireFor(account);
        Target.Kind kind = Worded.find(Target.Kind.class, wanted.kind()).orElseThrow();
        Targets.Added added = targets.add(account, kind, wanted.address(), wanted.events());
        return new IssuedTarget(line(added.target()), added.secret());
    }

    private static TargetLine line(Target target) {
        return new TargetLine(
                target.id(),
                target.account(),
                target.kind().word(),
                target.address(),
                target.wanted(),
                target.state(),
                target.createdMillis(),
                target.confirmedMillis());
    }

    private static NotificationLine line(Targets.Told told) {
        Notification sent = told.notification();
        boolean waits = sent.state() == Notification.State.WAITING;
        return new NotificationLine(
                sent.id(),
                sent.target(),
                told.target().account(),
                sent.event().word(),
                sent.words(),
                sent.path(),
                sent.state().name().toLowerCase(Locale.ROOT),
                sent.tries(),
                sent.detail(),
                sent.createdMillis(),
                waits ? Optional.of(sent.nextMillis()) : Optional.empty(),
                sent.endedMillis());
    }

    /** An administrator asks for anybody's, everyone else for their own. */
    private static ListRequest own(Access.Caller caller, ListRequest request) {
        SortedMap<String, String> filters = new TreeMap<>(request.filters());
        filters.computeIfPresent("account", (_, address) -> Address.parse(address));
        if (!caller.administers()) {
            caller.requireFor(filters.computeIfAbsent("account", _ -> caller.requireAccount()));
        }
        return new ListRequest(request.text(), filters, request.order(), request.offset(), request.limit());
    }

    /** What belongs to somebody else is as unknown as what is not there. */
    private String ownTarget(Access.Caller caller, String id) {
        boolean own = targets.account(id)
                .filter(account -> caller.administers() || account.equals(caller.requireAccount()))
                .isPresent();
        if (!own) {
            throw ApiException.notFound("You have no target with the id " + id + ": see the list.");
        }
        return id;
    }
}
