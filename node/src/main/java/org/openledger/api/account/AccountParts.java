package org.openledger.api.account;

import java.net.URI;
import java.util.Optional;
import org.openledger.administration.Acts;
import org.openledger.administration.AdminTokens;
import org.openledger.identity.AccountLists;
import org.openledger.identity.Accounts;
import org.openledger.identity.credential.ApiKeys;
import org.openledger.identity.credential.Sessions;
import org.openledger.identity.credential.SignIns;
import org.openledger.notification.Targets;

/**
 * What routes of people and keys reach.
 *
 * @param site that people reach the node at, where that is not this machine
 */
public record AccountParts(
        Accounts accounts,
        AccountLists lists,
        ApiKeys keys,
        SignIns signIns,
        Sessions sessions,
        Targets targets,
        AdminTokens adminTokens,
        Acts acts,
        Optional<URI> site) {}
