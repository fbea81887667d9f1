package org.openledger.settlement;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.settlement.epoch.CommonsAccounts;

/**
 * One address for the commons of all Datanets, as folders have it from before each had its own.
 *
 * @param held whether its money stays until somebody says who gets it
 */
record OneCommons(String address, boolean held) implements CommonsAccounts {
    OneCommons(String address) {
        this(address, false);
    }

    @Override
    public String choose(Handle transaction, String datanet) {
        return address;
    }

    @Override
    public Optional<String> find(Handle handle, String datanet) {
        return Optional.of(address);
    }

    @Override
    public Optional<String> datanetOf(Handle handle, String other) {
        return held && other.equals(address) ? Optional.of("1") : Optional.empty();
    }
}
