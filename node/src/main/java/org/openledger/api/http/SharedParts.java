package org.openledger.api.http;

import java.time.InstantSource;
import org.openledger.store.Database;

/** What routes of every noun reach. */
public record SharedParts(Database database, InstantSource clock, Names names, LiveEvents events) {}
