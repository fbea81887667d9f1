package org.openledger.answer;

/**
 * What gave an answer: a version of a model, by what its inferences say of it.
 *
 * @param adapterDigest empty for the base alone
 */
public record AnsweredBy(String model, String adapterDigest) {
    public static AnsweredBy of(Inference inference) {
        return new AnsweredBy(inference.model(), inference.adapterDigest());
    }

    public static AnsweredBy of(ServedModel served) {
        return new AnsweredBy(served.name(), served.model().adapterDigest());
    }
}
