package org.openledger.client.sale;

import java.util.List;
import org.openledger.client.call.CallerKind;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.HeaderName;
import org.openledger.client.call.NoQuery;
import org.openledger.client.credential.IssuedKey;
import org.openledger.client.openai.ChatRequest;
import org.openledger.client.openai.CompletionAnswer;

/** The endpoints of those who pay by signature, without an account. */
public final class SaleEndpoints {
    private static final HeaderName PAYMENT = new HeaderName(
            "PAYMENT-SIGNATURE",
            "What pays, as x402 v2 has it: base64 of JSON with a signed transfer (scheme exact, ERC-3009).",
            "eyJ4NDAyVmVyc2lvbiI6Mn0=");

    public static final Endpoint<NoQuery, ChatRequest, CompletionAnswer> CHAT = Endpoint.post(
                    "/x402/v1/chat/completions", "Buy the next message of a conversation")
            .says(
                    "Without a payment it is answered with 402, and PAYMENT-REQUIRED says what to sign: the most that the answer can cost. One authorization pays for one call, before any work; sent again with the same payment-identifier it gets the same answer. What the answer does not use stays the deposit of the address that paid.")
            .costs(Cost.ASK)
            .header(PAYMENT)
            .takes(ChatRequest.class)
            .answers(CompletionAnswer.class)
            .streams(CompletionAnswer.class)
            .refuses(402, 404, 409, 503);

    public static final Endpoint<NoQuery, BuyerKey, IssuedKey> KEY = Endpoint.create(
                    "/api/buyers/{address}/keys", "Issue a key to what an address has paid and not used")
            .says("The address signs in with its wallet.")
            .by(CallerKind.ACCOUNT)
            .text("address", "The address that paid.", "0x00000000000000000000000000000000000000b0")
            .takes(BuyerKey.class)
            .answers(IssuedKey.class)
            .refuses(403, 404);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(CHAT, KEY);

    private SaleEndpoints() {}
}
