package org.openledger.api.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.api.http.Access;
import org.openledger.api.http.Call;
import org.openledger.api.http.Handlers;
import org.openledger.client.call.NoBody;
import org.openledger.client.call.NoQuery;
import org.openledger.client.evidence.EvidenceAnswers;
import org.openledger.client.evidence.EvidenceEndpoints;
import org.openledger.client.evidence.EvidenceQuery;
import org.openledger.client.evidence.EvidenceWanted;
import org.openledger.evidence.EvidenceSubjects.Subject;
import org.openledger.identity.Reader;
import org.openledger.verify.evidence.Claim;

/** Packs of evidence, and what they would claim. */
public final class EvidenceRoutes implements Handlers.Noun {
    private final EvidenceParts parts;

    public EvidenceRoutes(EvidenceParts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Handlers handlers) {
        handlers.answer(EvidenceEndpoints.ANSWERS, this::answers);
        handlers.write(EvidenceEndpoints.MAKE, this::make);
    }

    private EvidenceAnswers answers(Call<EvidenceQuery, NoBody> call) {
        List<Subject> meant = parts.subjects().meant(call.query().of());
        if (meant.size() != 1) {
            return new EvidenceAnswers(
                    Optional.empty(),
                    List.of(),
                    meant.stream().map(EvidenceRoutes::shown).toList());
        }
        Subject subject = meant.getFirst();
        requireReadable(subject, call.caller());
        List<Claim> claims = parts.packs().claims(subject);
        return new EvidenceAnswers(
                Optional.of(shown(subject)),
                Arrays.stream(Claim.Question.values())
                        .map(question -> question(question, claims))
                        .toList(),
                List.of());
    }

    private void make(Call<NoQuery, EvidenceWanted> call) {
        Subject subject = parts.subjects().require(call.body().of());
        requireReadable(subject, call.caller());
        byte[] pack = parts.packs()
                .make(subject, call.body().conversation() ? call.caller().reader() : Reader.ANYONE);
        call.context()
                .contentType("application/zip")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + kind(subject) + "-"
                                + subject.of().replaceAll("[^A-Za-z0-9]", "-") + ".evidence.zip\"")
                .result(pack);
    }

    /** What agents do is their principal's affair; all else that a pack has is anyone's to read. */
    private static void requireReadable(Subject subject, Access.Caller caller) {
        if (subject instanceof Subject.OfAction of) {
            caller.requireFor(of.action().principal());
        }
    }

    private static String kind(Subject subject) {
        return switch (subject) {
            case Subject.OfModel _ -> "model";
            case Subject.OfVersion _ -> "version";
            case Subject.OfReceipt _ -> "receipt";
            case Subject.OfAction _ -> "action";
        };
    }

    private static EvidenceAnswers.Subject shown(Subject subject) {
        return new EvidenceAnswers.Subject(kind(subject), subject.of(), subject.name(), path(subject));
    }

    /** Of the page. */
    private static String path(Subject subject) {
        return switch (subject) {
            case Subject.OfModel of -> "/models/" + of.model().name();
            case Subject.OfVersion of -> "/datanets/" + of.datanet() + "/versions/" + of.number();
            case Subject.OfReceipt of -> "/receipts/" + of.id();
            case Subject.OfAction of -> "/actions/" + of.action().id();
        };
    }

    private static EvidenceAnswers.Question question(Claim.Question question, List<Claim> claims) {
        return new EvidenceAnswers.Question(
                question.word(),
                question.sentence(),
                Claim.answer(claims, question).word(),
                claims.stream()
                        .filter(claim -> claim.question() == question)
                        .map(claim -> new EvidenceAnswers.Claim(
                                claim.says(), claim.status().word(), claim.by(), claim.decides(), claim.evidence()))
                        .toList());
    }
}
