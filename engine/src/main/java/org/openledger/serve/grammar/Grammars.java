package org.openledger.serve.grammar;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.model.file.JsonFile;
import org.openledger.model.text.Tokenizer;
import org.openledger.serve.Constraint;
import tools.jackson.core.JacksonException;

/** Holds answers of one model to JSON schemas. What was computed for a schema is kept for the next answer under it. */
public final class Grammars {
    private static final int KEPT_SCHEMAS = 32;
    private static final int KEPT_MASKS = 128;

    private final Tokenizer tokenizer;
    private final Set<Integer> endTokens;
    private final Map<String, Grammar> grammars = leastRecent(KEPT_SCHEMAS);
    private @Nullable Vocabulary vocabulary;

    /** @param endTokens that end an answer, which they may where its JSON is whole */
    public Grammars(Tokenizer tokenizer, Set<Integer> endTokens) {
        this.tokenizer = tokenizer;
        this.endTokens = Set.copyOf(endTokens);
    }

    /**
     * Holds one answer to a schema.
     *
     * @throws GrammarException when the schema says what is not computed, or no text satisfies it
     */
    public synchronized Constraint constraint(String schema) {
        Grammar grammar = grammars.get(schema);
        if (grammar == null) {
            grammar = compile(schema);
            grammars.put(schema, grammar);
        }
        return new Held(grammar);
    }

    private Grammar compile(String schema) {
        Vocabulary known = vocabulary;
        if (known == null) {
            List<byte[]> bytes = tokenizer.bytes();
            known = new Vocabulary(bytes, new TokenTrie(bytes));
            vocabulary = known;
        }
        try {
            return new Grammar(new Automaton(JsonSchema.compile(JsonFile.MAPPER.readTree(schema))), known);
        } catch (JacksonException broken) {
            throw new GrammarException("it is not JSON: " + broken.getOriginalMessage());
        } catch (StackOverflowError deep) {
            throw new GrammarException("it refers to itself without end, or is nested too deep");
        }
    }

    private static <K, V> Map<K, V> leastRecent(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The tokens' bytes, by id and by what they have in common. */
    private record Vocabulary(List<byte[]> bytes, TokenTrie trie) {}

    /** One schema's automaton, and the tokens that may come in its states. */
    private static final class Grammar {
        private final Automaton automaton;
        private final Vocabulary vocabulary;
        private final Map<Automaton.State, BitSet> masks = leastRecent(KEPT_MASKS);

        Grammar(Automaton automaton, Vocabulary vocabulary) {
            this.automaton = automaton;
            this.vocabulary = vocabulary;
        }

        synchronized BitSet allowed(Automaton.State state) {
            BitSet known = masks.get(state);
            if (known == null) {
                known = vocabulary.trie().allowed(automaton, state);
                masks.put(state, known);
            }
            return known;
        }

        synchronized Automaton.State after(Automaton.State state, int token) {
            Automaton.State at = state;
            for (byte each : vocabulary.bytes().get(token)) {
                at = automaton.next(at, Byte.toUnsignedInt(each));
            }
            return at;
        }
    }

    /** One answer. */
    private final class Held implements Constraint {
        private final Grammar grammar;
        private Automaton.State state;

        Held(Grammar grammar) {
            this.grammar = grammar;
            this.state = grammar.automaton.start();
        }

        @Override
        public void mask(float[] logits) {
            BitSet allowed = grammar.allowed(state);
            for (int token = 0; token < logits.length; token++) {
                boolean ends = state.mayEnd() && endTokens.contains(token);
                if (!ends && !allowed.get(token)) {
                    logits[token] = Float.NEGATIVE_INFINITY;
                }
            }
        }

        @Override
        public void accept(int token) {
            state = grammar.after(state, token);
        }
    }
}
