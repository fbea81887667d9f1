package org.openledger.verify.bytes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One of a fixed set of values, each of which documents and databases write as a word of its own. */
public interface Worded {
    /** As it is written; no two of a set have the same word. */
    String word();

    /** The value of a set that is written so. */
    static <E extends Enum<E> & Worded> Optional<E> find(Class<E> set, String word) {
        return Stream.of(set.getEnumConstants())
                .filter(value -> value.word().equals(word))
                .findFirst();
    }

    /** The words of a set, in its order. */
    static <E extends Enum<E> & Worded> List<String> words(Class<E> set) {
        return Stream.of(set.getEnumConstants()).map(Worded::word).toList();
    }
}
