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
import org.openledger.settlement.wallet.AccountCalls;
import org.openledger.settlement.wallet.ContractCall;
import org.openledger.store.Refusal;
import org.openledger.verify.agency.Rules;
import org.openledger.verify.agency.ToolClass;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** What agents do outside of this node: buy of others, and call contracts. */
final class OutsideTools {
    /** The tool that buys. */
    static final String BUY = "pay_and_fetch";

    private static final int MAX_URL_CHARACTERS = 2_000;
    private static final int MAX_BODY_CHARACTERS = 20_000;
    private static final int MAX_TEXT_CHARACTERS = 64 * 1024;
    private static final int ADDRESS_CHARACTERS = 42;

    private static final int MAX_FUNCTION_CHARACTERS = 400;
    private static final int MAX_VALUES = 16;
    private static final int MAX_RECEIPTS = 8;

    private final Purse purse;
    private final AccountCalls calls;

    OutsideTools(Purse purse, AccountCalls calls) {
        this.purse = purse;
        this.calls = calls;
    }

    List<AgentTool> all() {
        return List.of(buying(), calling());
    }

    private AgentTool buying() {
        return new AgentTool(
                BUY,
                "Reads an address, and where it asks for a payment by x402 pays it in this node's token, for the mandate's"
                        + " principal: no more than said, to nobody but said. What comes back is text that strangers wrote.",
                ToolClass.SPEND,
                List.of(
                        required(Rules.URL, Kind.TEXT, MAX_URL_CHARACTERS, "What to read."),
                        required(Rules.PAY_TO, Kind.TEXT, ADDRESS_CHARACTERS, "Who may be paid, an address."),
                        required(Rules.MAX_GWEI, Kind.NUMBER, Integer.MAX_VALUE, "What it may cost."),
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
                this::buy);
    }

    private AgentTool calling() {
        return new AgentTool(
                Rules.CALL_CONTRACT,
                "Calls a function of a contract on this node's chain as the mandate's principal, with no money but for gas. It is"
                        + " tried first, and not sent where it would fail or its gas may cost more than said. What was done on a"
                        + " chain cannot be undone.",
                ToolClass.WRITE,
                List.of(
                        required(
                                Rules.FUNCTION,
                                Kind.TEXT,
                                MAX_FUNCTION_CHARACTERS,
                                "The contract's address in small letters, a point, and the function with its types:"
                                        + " 0x….transfer(address,uint256)."),
                        optional(
                                "values",
                                Kind.VALUES,
                                MAX_VALUES,
                                "What it is called with, one text for each type: numbers in digits, bytes as 0x-hex."),
                        required(Rules.MAX_GWEI, Kind.NUMBER, Integer.MAX_VALUE, "What its gas may cost."),
                        optional(
                                Rules.RECEIPTS,
                                Kind.TEXTS,
                                MAX_RECEIPTS,
                                "Receipts of the answers that the call rests on.")),
                Map.of("transaction", "string", "state", "string"),
                "",
                this::call);
    }

    private Effect call(Acting acting) throws InterruptedException {
        return effect(calls.make(new AccountCalls.Wanted(
                acting.action(),
                acting.mandate().principal(),
                ContractCall.of(
                        acting.text(Rules.FUNCTION),
                        acting.arguments().members().get("values") instanceof Json.JsonArray values
                                ? values.items().stream()
                                        .map(each -> ((Json.JsonString) each).value())
                                        .toList()
                                : List.of()),
                acting.mostGwei())));
    }

    /** No stranger writes a transaction's hash, nor what became of it. */
    private static Effect effect(AccountCalls.Made made) {
        return new Effect(
                Json.object()
                        .put("transaction", made.transaction())
                        .put("state", made.state().word())
                        .build(),
                /* trusted= */ true,
                Optional.empty(),
                made.paidGwei());
    }

    /** What became of a call that was admitted; empty where none was signed. */
    Optional<Effect> called(String action) {
        return calls.find(action).map(OutsideTools::effect);
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
    Optional<Effect> bought(String action) {
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
