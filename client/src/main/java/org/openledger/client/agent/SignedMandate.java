package org.openledger.client.agent;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A mandate with who gives it.
 *
 * @param mandate its document, as it was drafted
 * @param signer who signed; absent, its principal
 * @param signature of the signer's wallet; absent where the node keeps the signer's key
 */
public record SignedMandate(JsonNode mandate, Optional<String> signer, Optional<String> signature) {}
