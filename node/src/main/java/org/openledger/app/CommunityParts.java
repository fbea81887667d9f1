package org.openledger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.openledger.datanet.Ballots;
import org.openledger.datanet.Contributions;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Membership;
import org.openledger.datanet.Rights;
import org.openledger.datanet.SpotChecks;
import org.openledger.datanet.Versions;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.Uploads;
import org.openledger.datanet.record.ChainRecord;
import org.openledger.datanet.record.Datanet;
import org.openledger.identity.ContractCalls;
import org.openledger.identity.Wallets;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.Sessions;
import org.openledger.identity.credential.SignIns;
import org.openledger.ledger.Charges;
import org.openledger.notification.Deliveries;
import org.openledger.notification.Mails;
import org.openledger.notification.Targets;
import org.openledger.notification.WebhookHosts;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;

/** Datanets and what people give to them. */
public record CommunityParts(
        Datanets datanets,
        Contributions contributions,
        Membership members,
        Ballots ballots,
        SpotChecks spotChecks,
        Versions versions,
        Rights rights,
        Uploads uploads,
        IntakeLimits limits,
        SignIns signIns,
        Sessions sessions,
        ApiKeys keys,
        Targets targets,
        Deliveries deliveries) {

    public static CommunityParts open(FoundationParts on, Charges charges, Lifecycle lifecycle) {
        ChainRecord record = lifecycle.keep(new ChainRecord(
                on.database(),
                on.log(),
                on.outbox(),
                on.bindings(),
                on.contracts(),
                on.values().get(Settings.CHAIN_BATCH_PERIOD),
                on.clock()));
        Wallets wallets = new Wallets(ContractCalls.on(on.client()));
        SettingValues values = on.values();
        IntakeLimits limits = limits(values);
        Duration signingTime = values.get(Settings.DATANETS_SIGNING_TIME);
        Datanets datanets = new Datanets(on.database(), on.blobs(), record, on.clock());
        Contributions contributions = new Contributions(
                on.database(), on.blobs(), on.accounts(), wallets, record, limits, on.clock(), signingTime);
        Versions versions =
                new Versions(on.database(), on.blobs(), on.accounts(), wallets, record, on.clock(), signingTime);
        record.resume();
        Sessions sessions = new Sessions(on.database(), on.clock());
        SignIns signIns = new SignIns(
                on.database(),
                wallets,
                sessions,
                on.contracts().chainId(),
                on.clock(),
                on.masterKey().signIns(),
                new SignIns.Limits(
                        values.get(Settings.ACCOUNTS_NONCE),
                        values.get(Settings.ACCOUNTS_SESSION),
                        values.get(Settings.ACCOUNTS_CLOCK_TOLERANCE)));
        Uploads uploads =
                new Uploads(on.data().resolve("uploads"), limits.maxBodyBytes(), on.clock(), new SecureRandom());
        WebhookHosts hosts = new WebhookHosts(values.find(Settings.NOTIFICATIONS_INNER_HOSTS)
                .map(named -> Set.of(named.split(",", -1)))
                .orElse(Set.of()));
        Optional<Mails.Server> mail = mail(values);
        return new CommunityParts(
                datanets,
                contributions,
                new Membership(on.database(), record, on.clock()),
                new Ballots(on.database(), contributions, record, on.clock()),
                lifecycle.keep(new SpotChecks(on.database(), contributions, charges, record, on.clock())),
                versions,
                new Rights(on.database(), on.clock()),
                uploads,
                limits,
                signIns,
                sessions,
                new ApiKeys(on.database(), on.clock(), values.getInt(Settings.ACCOUNTS_MAX_KEYS)),
                new Targets(
                        on.database(), hosts, mail.isPresent(), on.masterKey().notifications(), on.clock()),
                lifecycle.keep(new Deliveries(
                        on.database(),
                        hosts,
                        mail,
                        values.find(Settings.HTTP_SITE_URL),
                        on.masterKey().notifications(),
                        on.clock())));
    }

    private static Optional<Mails.Server> mail(SettingValues values) {
        Optional<Mails.Login> login = values.find(Settings.NOTIFICATIONS_SMTP_USER)
                .map(user -> new Mails.Login(
                        user, values.find(Settings.NOTIFICATIONS_SMTP_PASSWORD).orElse("")));
        return values.find(Settings.NOTIFICATIONS_SMTP)
                .map(url -> new Mails.Server(url, values.get(Settings.NOTIFICATIONS_MAIL_FROM), login));
    }

    private static IntakeLimits limits(SettingValues values) {
        return new IntakeLimits(
                values.getInt(Settings.INTAKE_MAX_LINE_BYTES),
                values.getInt(Settings.INTAKE_MAX_ROWS),
                values.get(Settings.INTAKE_MAX_BODY_BYTES),
                values.get(Settings.INTAKE_MAX_CONTENT_BYTES),
                values.getInt(Settings.INTAKE_MAX_FIELD_CHARACTERS));
    }

    /** The id on chain of the Datanet that a row is in. */
    String tokenOf(String leaf) {
        return contributions
                .row(leaf)
                .map(row -> datanets.require(row.datanet()))
                .map(Datanet::requireToken)
                .orElseThrow(
                        () -> new IllegalStateException("a model knows the row " + leaf + ", the database does not"));
    }
}
