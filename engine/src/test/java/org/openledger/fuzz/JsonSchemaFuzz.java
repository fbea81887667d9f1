package org.openledger.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.openledger.model.TinyModel;
import org.openledger.model.text.Tokenizer;
import org.openledger.serve.Constraint;
import org.openledger.serve.grammar.GrammarException;
import org.openledger.serve.grammar.Grammars;

/** JSON schemas that an answer shall be held to. */
public final class JsonSchemaFuzz {
    private static final int TOKENS = 12;
    private static final Tokenizer TOKENIZER =
            Tokenizer.load(Scratch.file("tokenizer.json", TinyModel.tokenizer().getBytes(StandardCharsets.UTF_8)));
    private static final int END = TinyModel.END;
    private static final Grammars GRAMMARS = new Grammars(TOKENIZER, Set.of(END));

    private JsonSchemaFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Constraint constraint = GRAMMARS.constraint(new String(input, StandardCharsets.UTF_8));
            float[] logits = new float[TOKENIZER.vocabularySize()];
            for (int i = 0; i < TOKENS; i++) {
                Arrays.fill(logits, 0);
                constraint.mask(logits);
                int token = allowed(logits, i);
                if (token == END) {
                    return;
                }
                constraint.accept(token);
            }
        } catch (GrammarException refused) {
            // a sentence
        }
    }

    private static int allowed(float[] logits, int turn) {
        for (int i = 0; i < logits.length; i++) {
            int token = (i * 31 + turn * 17) % logits.length;
            if (logits[token] == 0 && token != END) {
                return token;
            }
        }
        return END;
    }
}
