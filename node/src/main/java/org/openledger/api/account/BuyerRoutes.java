package org.openledger.api.account;

import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.call.NoQuery;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.sale.BuyerKey;
import org.openledger.client.sale.SaleEndpoints;
import org.openledger.identity.Address;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.KeyTerms;
import org.openledger.sale.Till;

/** What addresses that paid by signature do with what they have not used. */
public final class BuyerRoutes implements Handlers.Noun {
    private final Till till;
    private final ApiKeys keys;

    public BuyerRoutes(Till till, ApiKeys keys) {
        this.till = till;
        this.keys = keys;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(SaleEndpoints.KEY, this::key);
    }

    private IssuedKey key(Call<NoQuery, BuyerKey> call) {
        String address = Address.parse(call.text("address"));
        call.caller().requireHolder(address, "What an address has paid is its own.");
        ApiKeys.Issued issued = keys.issue(
                till.requireAccount(address), KeyTerms.labelled(call.body().label()));
        return new IssuedKey(issued.key().id(), issued.secret());
    }
}
