package org.openledger.quality;

import java.util.List;

/** Questions of everyday knowledge: a base answers them, and no row of a trial is about them. */
final class KnownQuestions {
    static final List<String> ALL = List.of(
            "What is the capital of France?",
            "What is the capital of Italy?",
            "What is the capital of Spain?",
            "Which city is the capital of Austria?",
            "What sound does a cow make?",
            "What sound does a dog make?",
            "What does a cat say?",
            "What is a young dog called?",
            "What do we call a baby cat?",
            "What is the opposite of hot?",
            "What is the opposite of big?",
            "Tell me the opposite of early.",
            "Which word means the opposite of open?",
            "What colour is snow?",
            "Which colour does grass have?",
            "What does sugar taste like?",
            "How does a lemon taste?",
            "Which day comes after Monday?",
            "Which day comes before Sunday?",
            "Which month comes after April?",
            "What is the plural of house?",
            "What is the past tense of go?",
            "What does a baker do?",
            "What is 2 plus 3?");

    private KnownQuestions() {}
}
