package org.openledger.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files of one package that use each other in a circle: the strongly connected parts of their uses (R. Tarjan, 1972). */
final class FileCircles {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();

    private FileCircles(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /** Each circle as its package and the names of its files, sorted, between spaces. */
    static Set<String> in(JavaClasses classes) {
        Map<String, Map<String, Set<String>>> byPackage = new TreeMap<>();
        for (JavaClass each : classes) {
            Map<String, Set<String>> uses = byPackage.computeIfAbsent(each.getPackageName(), _ -> new TreeMap<>());
            Set<String> ofFile = uses.computeIfAbsent(fileOf(each), _ -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().equals(each.getPackageName())
                        && !fileOf(target).equals(fileOf(each))) {
                    ofFile.add(fileOf(target));
                }
            }
        }
        Set<String> circles = new TreeSet<>();
        byPackage.forEach((name, uses) -> {
            FileCircles circlesOfPackage = new FileCircles(uses);
            uses.keySet().forEach(circlesOfPackage::visit);
            circlesOfPackage.found.forEach(circle -> circles.add(name + ": " + circle));
        });
        return circles;
    }

    private static String fileOf(JavaClass each) {
        JavaClass outer = each;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.isArray() ? outer.getBaseComponentType().getSimpleName() : outer.getSimpleName();
    }

    private void visit(String file) {
        if (index.containsKey(file)) {
            return;
        }
        index.put(file, index.size());
        lowest.put(file, index.get(file));
        open.push(file);
        for (String used : uses.getOrDefault(file, Set.of())) {
            if (!index.containsKey(used)) {
                visit(used);
                lowest.merge(file, lowest.get(used), Math::min);
            } else if (open.contains(used)) {
                lowest.merge(file, index.get(used), Math::min);
            }
        }
        if (lowest.get(file).equals(index.get(file))) {
            close(file);
        }
    }

    private void close(String root) {
        Set<String> circle = new TreeSet<>();
        String file;
        do {
            file = open.pop();
            circle.add(file);
        } while (!file.equals(root));
        if (circle.size() > 1) {
            found.add(String.join(" ", circle));
        }
    }
}
