package org.openledger.fuzz;

import org.openledger.model.file.ModelException;
import org.openledger.model.text.Tokenizer;

/** Files of tokenizers. */
public final class TokenizerFuzz {
    private TokenizerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try (Tokenizer tokenizer = Tokenizer.load(Scratch.file("tokenizer.json", input))) {
            tokenizer.decode(tokenizer.encode("The sea is salt. Ünïcode <|end|> 12"));
            tokenizer.bytes();
        } catch (ModelException refused) {
            // a sentence
        }
    }
}
