package org.openledger.api.http;

import java.nio.file.Path;
import java.time.InstantSource;
import org.openledger.administration.Acts;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.LocalDisk;

/** Acts of administrators, for handlers without a node. */
final class TestActs {
    private TestActs() {}

    static Acts in(Database database, Path folder) {
        return new Acts(
                database, Log.open(database, folder, new LocalDisk(), "openledger.local/test"), InstantSource.system());
    }
}
