package org.openledger.builder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each part of the checks took. Parts that several threads share add up. */
final class Times {
    private final Map<String, Double> secondsByName = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Does a part of the work; its name is printed when it begins. */
    void of(String name, Runnable work) {
        if (secondsByName.putIfAbsent(name, 0.0) == null) {
            System.out.println("== " + name);
        }
        long start = System.nanoTime();
        try {
            work.run();
        } finally {
            secondsByName.merge(name, (System.nanoTime() - start) / 1e9, Double::sum);
        }
    }

    void print() {
        secondsByName.forEach((name, seconds) -> System.out.printf("%8.1f s  %s%n", seconds, name));
    }
}
