package org.openledger.client.evidence;

import java.util.List;
import org.openledger.client.call.Cost;
import org.openledger.client.call.Endpoint;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.call.Output;

/** The endpoints of evidence. */
public final class EvidenceEndpoints {
    public static final Endpoint<EvidenceQuery, NoBody, EvidenceAnswers> ANSWERS = Endpoint.get(
                    "/api/evidence",
                    "Five questions about a model, a version, an answer or an act, with their evidence")
            .costs(Cost.RECOMPUTE)
            .says(
                    "The answers are those of a pack that would be made now. An address or a leaf is answered with what could be meant. Acts of agents are for their principal and the administrator.")
            .queried(EvidenceQuery.class)
            .answers(EvidenceAnswers.class)
            .refuses(401, 403, 409);

    public static final Endpoint<NoQuery, EvidenceWanted, byte[]> MAKE = Endpoint.post(
                    "/api/evidence", "A pack of evidence, signed and logged, to check elsewhere")
            .costs(Cost.RECOMPUTE)
            .says(
                    "A ZIP that the verifier checks without any network. The log gets the digest of its manifest. It has rows of published versions, receipts without question and answer, and what licences permit.")
            .takes(EvidenceWanted.class)
            .answers(new Output.Raw("application/zip", "The pack: keep its bytes as they are."))
            .refuses(401, 403, 409, 413);

    public static final List<Endpoint<?, ?, ?>> ALL = List.of(ANSWERS, MAKE);

    private EvidenceEndpoints() {}
}
