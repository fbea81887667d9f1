package org.openledger.verify.agency;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a mandate allows nothing that the one above it does not. Every member is compared; none is left out. */
public final class Narrowing {
    private Narrowing() {}

    /** The first member in which a child goes beyond its parent, as a sentence; empty where it only narrows. */
    public static Optional<String> widened(Mandate parent, Mandate child) {
        return Stream.of(
                        same("parent", child.parent().equals(Optional.of(parent.id()))),
                        same("operator", child.operator().equals(parent.operator())),
                        same("principal", child.principal().equals(parent.principal())),
                        atLeast("notBeforeSeconds", parent.notBeforeSeconds(), child.notBeforeSeconds()),
                        atMost("expiresSeconds", parent.expiresSeconds(), child.expiresSeconds()),
                        atMost(
                                "caps.budgetGwei",
                                parent.caps().budgetGwei(),
                                child.caps().budgetGwei()),
                        atMost(
                                "caps.callGwei",
                                parent.caps().callGwei(),
                                child.caps().callGwei()),
                        atMost(
                                "caps.dayGwei",
                                parent.caps().dayGwei(),
                                child.caps().dayGwei()),
                        atMost(
                                "caps.maxCalls",
                                parent.caps().maxCalls(),
                                child.caps().maxCalls()),
                        within("tools", parent.tools(), child.tools()),
                        within("models", parent.models(), child.models()),
                        within("datanets", parent.datanets(), child.datanets()),
                        within("licences", parent.licences(), child.licences()),
                        within("trustedDatanets", parent.trustedDatanets(), child.trustedDatanets()),
                        atMost(
                                "approval.aboveGwei",
                                parent.approval().aboveGwei(),
                                child.approval().aboveGwei()),
                        within(
                                "approval.classes",
                                child.approval().classes(),
                                parent.approval().classes()),
                        within(
                                "approval.by",
                                parent.approval().by(),
                                child.approval().by()),
                        atLeast(
                                "provenance.minAttributedPpm",
                                parent.provenance().minAttributedPpm(),
                                child.provenance().minAttributedPpm()),
                        bounded(parent, child),
                        undone(parent, child))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> same(String member, boolean holds) {
        return holds ? Optional.empty() : Optional.of("'" + member + "' is not the parent's");
    }

    /** Each bound of the parent, where the child names its tool, stands behind one of the child. */
    private static Optional<String> bounded(Mandate parent, Mandate child) {
        return parent.bounds().stream()
                .filter(bound -> child.tool(bound.tool()).isPresent())
                .filter(bound -> child.bounds().stream().noneMatch(narrower -> narrower.narrows(bound)))
                .findFirst()
                .map(bound -> "'bounds' goes beyond the parent's, where " + bound.text());
    }

    /** Of a tool that both name, the child says what the parent says, or that it is final. */
    private static Optional<String> undone(Mandate parent, Mandate child) {
        return parent.scope().undo().stream()
                .filter(undo -> child.tool(undo.tool()).isPresent())
                .filter(undo -> child.undo(undo.tool())
                        .filter(said -> said.equals(undo) || said.kind() == Undoing.Kind.FINAL)
                        .isEmpty())
                .findFirst()
                .map(undo -> "'undo' is not the parent's, where " + undo.text());
    }

    private static Optional<String> atMost(String member, long parent, long child) {
        return child <= parent
                ? Optional.empty()
                : Optional.of("'" + member + "' is " + child + ", more than the parent's " + parent);
    }

    private static Optional<String> atLeast(String member, long parent, long child) {
        return child >= parent
                ? Optional.empty()
                : Optional.of("'" + member + "' is " + child + ", less than the parent's " + parent);
    }

    private static <T> Optional<String> within(String member, List<T> wide, List<T> narrow) {
        return Set.copyOf(wide).containsAll(narrow)
                ? Optional.empty()
                : Optional.of("'" + member + "' goes beyond the parent's");
    }
}
