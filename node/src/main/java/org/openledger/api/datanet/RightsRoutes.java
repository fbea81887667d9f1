package org.openledger.api.datanet;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openledger.api.http.ApiException;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.api.http.Spenders;
import org.openledger.chain.NativeAmount;
import org.openledger.chain.rights.Grant;
import org.openledger.chain.rights.OfferedTerms;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.datanet.DatanetEndpoints;
import org.openledger.client.datanet.DatanetRights;
import org.openledger.client.datanet.RightsQuery;
import org.openledger.client.wallet.NewLicence;
import org.openledger.client.wallet.WalletEndpoints;
import org.openledger.client.wallet.WalletOutcome;
import org.openledger.datanet.ChainRights;
import org.openledger.datanet.Datanets;
import org.openledger.datanet.Rights;
import org.openledger.datanet.Versions;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.row.DatanetException;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.settlement.wallet.AccountWallets;
import org.openledger.store.Refusal.Kind;

/** What a version may be used for, and why not. */
public final class RightsRoutes implements Handlers.Noun {
    private final Datanets datanets;
    private final Versions versions;
    private final ChainRights rights;
    private final AccountWallets wallets;
    private final Accounts accounts;
    private final Spenders spenders;

    public RightsRoutes(DatanetParts parts, AccountWallets wallets, Accounts accounts, Spenders spenders) {
        this.datanets = parts.datanets();
        this.versions = parts.versions();
        this.rights = parts.rights();
        this.wallets = wallets;
        this.accounts = accounts;
        this.spenders = spenders;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(DatanetEndpoints.RIGHTS, this::rights);
        handlers.answer(WalletEndpoints.LICENCE, this::buy);
    }

    private DatanetRights rights(Call<RightsQuery, NoBody> call) {
        Datanet datanet = datanets.require(call.number("id"));
        long version =
                call.query().version().map(number -> published(datanet, number)).orElseGet(() -> latest(datanet));
        Optional<String> holder = call.query().holder().map(Address::parse);
        if (holder.isPresent() && !rights.onChain()) {
            throw new DatanetException(
                    Kind.CONFLICT.at("holder"),
                    "the contracts of this node's data folder are from before licences, so nobody holds one: leave 'holder' out to"
                            + " see what the version's own licence permits");
        }
        ChainRights.Standing standing = rights.standing(new Rights.Used(datanet, version), holder);
        String licence = standing.licence().spdx();
        return new DatanetRights(
                datanet.id(),
                version,
                licence,
                holder,
                rights.onChain(),
                standing.answers().stream().map(answer -> use(licence, answer)).toList(),
                standing.offers().stream()
                        .map(offer -> new DatanetRights.Offer(
                                "0x" + offer.terms(),
                                offer.spdx(),
                                offer.feeWei().toString(),
                                offer.lastsSeconds(),
                                offer.offered(),
                                Long.toString(offer.held())))
                        .toList());
    }

    private WalletOutcome buy(Call<NoQuery, NewLicence> call) {
        NewLicence wanted = call.body();
        String holder = Address.parse(wanted.holder());
        spenders.require(call.caller(), holder);
        if (accounts.find(holder).isEmpty()) {
            throw ApiException.invalid(
                    "holder", "The node does not keep the key of " + holder + ": buy with that wallet itself.");
        }
        if (!wanted.datanet().matches("[0-9]{1,18}")) {
            throw ApiException.invalid(
                    "datanet", "A Datanet's number has digits alone; 'datanet' is '" + wanted.datanet() + "'.");
        }
        Datanet datanet = datanets.require(Long.parseLong(wanted.datanet()));
        long version =
                wanted.version().map(number -> published(datanet, number)).orElseGet(() -> latest(datanet));
        OfferedTerms terms = offered(datanet, version, wanted.termsId());
        BigInteger priceWei = terms.feeWei().multiply(BigInteger.valueOf(wanted.amount()));
        String key = wallets.buy(
                call.once().orElseGet(() -> UUID.randomUUID().toString()),
                accounts.signer(holder),
                new AccountWallets.Licences(datanet.requireToken(), version, terms.terms(), wanted.amount(), priceWei));
        return new WalletOutcome(
                holder,
                "sent",
                Optional.of(key),
                NativeAmount.open(priceWei) + " go to the treasury of Datanet " + datanet.id() + " for "
                        + wanted.amount() + " of " + terms.spdx() + " for version " + version + ".",
                Optional.empty());
    }

    private OfferedTerms offered(Datanet datanet, long version, String termsId) {
        OfferedTerms terms = rights.standing(new Rights.Used(datanet, version), Optional.empty()).offers().stream()
                .filter(each -> termsId.equals("0x" + each.terms()))
                .findFirst()
                .orElseThrow(() -> new DatanetException(
                        Kind.UNKNOWN.at("termsId"),
                        "Datanet " + datanet.id() + " never offered the terms '" + termsId + "': see its rights"));
        if (!terms.offered()) {
            throw new DatanetException(
                    Kind.CONFLICT.at("termsId"),
                    "the owner of Datanet " + datanet.id() + " sells no more licences under " + termsId);
        }
        return terms;
    }

    private long published(Datanet datanet, long number) {
        Version version = versions.require(datanet.id(), number);
        if (version.state() != Version.State.PUBLISHED) {
            throw new DatanetException(
                    Kind.CONFLICT.at("version"),
                    "version " + number + " of Datanet " + datanet.id() + " is not published yet");
        }
        return version.number();
    }

    private long latest(Datanet datanet) {
        return versions.latestPublished(datanet.id())
                .map(Version::number)
                .orElseThrow(() -> new DatanetException(
                        Kind.CONFLICT,
                        "Datanet " + datanet.id() + " has no published version: there is nothing to use yet"));
    }

    private static DatanetRights.Use use(String licence, ChainRights.Answer answer) {
        return new DatanetRights.Use(
                answer.use().name().toLowerCase(Locale.ROOT),
                answer.paid(),
                answer.grant().objection().isEmpty(),
                sentence(licence, answer.grant()));
    }

    private static String sentence(String spdx, Grant grant) {
        if (grant.objection().isEmpty()) {
            return grant.bought()
                    ? "Not by " + spdx + ", but by a licence of this holder or by terms that cost nothing."
                    : spdx + " allows it.";
        }
        return switch (grant.objection().get()) {
            case UNSTATED -> "No licence is stated for this version.";
            case USE -> spdx + " does not allow this use.";
            case DERIVATIVES -> spdx + " allows no adaptation, and what learns from rows or draws on them is one.";
            case COMMERCIAL -> spdx + " allows no commercial use.";
            case EXPIRED -> "A licence of this holder that allowed it has expired: buy another.";
            case NONE, NOT_ONE_USE -> throw new IllegalStateException("there is no objection " + grant.objection());
        };
    }
}
