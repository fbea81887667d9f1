package org.openledger.model.jinja;

import java.util.List;
import java.util.Optional;

/** What a loop says of itself, under the name {@code loop}. */
final class LoopState {
    private final List<Object> items;
    private final int depth;
    private int index;
    private Object changed = new Undefined("changed");

    LoopState(List<Object> items, int depth) {
        this.items = items;
        this.depth = depth;
    }

    void moveTo(int place) {
        index = place;
    }

    Optional<Object> get(String name, PythonValues values) {
        Object value = switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> index == 0 ? new Undefined("previtem") : items.get(index - 1);
            case "nextitem" -> index == items.size() - 1 ? new Undefined("nextitem") : items.get(index + 1);
            case "cycle" -> (Callable) (given, _) -> given.isEmpty() ? None.NONE : given.get(index % given.size());
            case "changed" ->
                (Callable) (given, _) -> {
                    Object now = new Tuple(List.copyOf(given));
                    boolean differs = !values.equal(now, changed);
                    changed = now;
                    return differs;
                };
            default -> null;
        };
        return Optional.ofNullable(value);
    }

    int depth() {
        return depth;
    }

    @Override
    public String toString() {
        return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
    }
}
