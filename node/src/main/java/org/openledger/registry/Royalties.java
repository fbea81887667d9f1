package org.openledger.registry;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.token.TokenOwners;
import org.openledger.store.Database;
import org.openledger.verify.Receipt;

/** Who is paid for a model and for those that it was built on: whom the ModelRegistry says, as far as the chain was read. */
public final class Royalties {
    private static final Comparator<Receipt.Ancestor> ORDER =
            Comparator.comparing(ancestor -> new BigInteger(ancestor.token()));

    private final Database database;

    public Royalties(Database database) {
        this.database = database;
    }

    /** What the model with an id in the ModelRegistry owes, ascending, to the owners of today. */
    public List<Receipt.Ancestor> owedBy(String token) {
        return database.read(handle -> ModelTable.owed(handle, token).stream()
                .map(ancestor -> new Receipt.Ancestor(
                        ancestor.token(), owner(handle, ancestor.token(), ancestor.owner()), ancestor.bps()))
                .sorted(ORDER)
                .toList());
    }

    /** @param registered whom it was registered for: its owner while nobody is known to have got it since */
    public String owner(String token, String registered) {
        return database.read(handle -> owner(handle, token, registered));
    }

    private static String owner(Handle handle, String token, String registered) {
        return TokenOwners.owner(handle, TokenOwners.Registry.MODEL, token).orElse(registered);
    }
}
