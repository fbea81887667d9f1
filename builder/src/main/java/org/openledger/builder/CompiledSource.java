package org.openledger.builder;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One source as it was compiled.
 *
 * @param path    below the project's folder
 * @param digest  of its content
 * @param classes the signature of each class file by its path, empty for classes that have none
 */
record CompiledSource(String path, String digest, SortedMap<String, String> classes) {
    private static final String SEPARATOR = "\t";

    String line() {
        String files = classes.entrySet().stream()
                .map(each -> SEPARATOR + each.getKey() + SEPARATOR + each.getValue())
                .collect(Collectors.joining());
        return path + SEPARATOR + digest + files;
    }

    static CompiledSource parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        SortedMap<String, String> classes = new TreeMap<>();
        for (int i = 2; i < fields.length; i += 2) {
            classes.put(fields[i], fields[i + 1]);
        }
        return new CompiledSource(fields[0], fields[1], classes);
    }

    /** What others see of it. */
    Map<String, String> signature() {
        SortedMap<String, String> named = new TreeMap<>(classes);
        named.values().removeIf(String::isEmpty);
        return named;
    }
}
