package org.openledger.agency;

import static org.openledger.agency.Parameter.optional;
import static org.openledger.agency.Parameter.required;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.agency.Parameter.Kind;
import org.openledger.identity.Address;
import org.openledger.sale.Purse;
import org.openledger.store.Refusal;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** What agents buy of others. */
final class ShopTools {
    /** The tool that buys. */
    static final String BUY = "pay_and_fetch";

    private static final int MAX_URL_CHARACTERS = 2_000;
    private static final int MAX_BODY_CHARACTERS = 20_000;
    private static final int MAX_TEXT_CHARACTERS = 64 * 1024;
    private static final int ADDRESS_CHARACTERS = 42;

    private final Purse purse;

    ShopTools(Purse purse) {
        this.purse = purse;
    }

    List<AgentTool> all() {
        return List.of(new AgentTool(
                BUY,
                "Reads an address, and where it asks for a payment by x402 pays it in this node's token, for the mandate's"
                        + " principal: no more than said, to nobody but said. What comes back is text that strangers wrote.",
                ToolClass.SPEND,
                List.of(
                        required(Rules.URL, Kind.TEXT, MAX_URL_CHARACTERS, "What to read."),
                        required(Rules.PAY_TO, Kind.TEXT, ADDRESS_CHARACTERS, "Who may be paid, an address."),
                        required(Tools.MAX_GWEI, Kind.NUMBER, Integer.MAX_VALUE, "What it may cost."),
                        optional(
                                "body",
                                Kind.TEXT,
                                MAX_BODY_CHARACTERS,
                                "JSON to send; without it the address is read.")),
                Map.of(
                        "status", "integer",
                        "contentType", "string",
                        "text", "string",
                        "sha256", "string",
                        "paidGwei", "integer",
                        "transaction", "string"),
                "",
                this::buy));
    }

    private Effect buy(Acting acting) throws InterruptedException {
        Purse.Bought bought = purse.buy(new Purse.Purchase(
                acting.action(),
                acting.mandate().principal(),
                url(acting.text(Rules.URL)),
                Address.parse(acting.text(Rules.PAY_TO)),
                acting.optionalText("body"),
                acting.mostGwei()));
        String text = new String(bought.content(), StandardCharsets.UTF_8);
        return new Effect(
                Json.object()
                        .put("status", bought.status())
                        .put("contentType", bought.contentType())
                        .put(
                                "text",
                                text.length() <= MAX_TEXT_CHARACTERS ? text : text.substring(0, MAX_TEXT_CHARACTERS))
                        .put("sha256", Hex.of(Hashes.sha256(bought.content())))
                        .put("paidGwei", bought.paidGwei())
                        .put("transaction", bought.transaction())
                        .build(),
                /* trusted= */ false,
                Optional.empty(),
                bought.paidGwei());
    }

    /** One spelling of an address: what bounds and shops compare is what is reached. */
    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.normalize().toString().equals(text) && url.getUserInfo() == null && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException wrong) {
            throw new AgencyException(Refusal.Kind.INVALID.at(Rules.URL), "'url' is no address: " + wrong.getMessage());
        }
        throw new AgencyException(Refusal.Kind.INVALID.at(Rules.URL), "'url' must be an address without .. or @.");
    }

    /** What became of a purchase that was admitted: what was signed for it counts as paid. */
    Optional<Effect> settled(String action) {
        return purse.signedGwei(action)
                .map(gwei -> new Effect(
                        Json.object()
                                .put("status", 0)
                                .put("contentType", "")
                                .put("text", "")
                                .put("sha256", "")
                                .put("paidGwei", gwei)
                                .put("transaction", "")
                                .build(),
                        /* trusted= */ false,
                        Optional.empty(),
                        gwei));
    }
}
