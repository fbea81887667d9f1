package org.openledger.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees the native memory of every tensor that its thread makes between {@link #open} and {@link #close}. The garbage collector
 * does not see native memory, so a loop that makes tensors outside a scope grows without bound.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *     return scope.keep(a.add(b).square()); // the sum is freed here, the square belongs to the caller's scope
 * }
 * }</pre>
 */
public final class Scope implements AutoCloseable {
    private final PointerScope pointers;
    private final List<Pointer> kept = new ArrayList<>(4);

    private Scope() {
        pointers = new PointerScope();
    }

    /** Opens a scope on this thread; scopes nest and must close in reverse order. */
    public static Scope open() {
        return new Scope();
    }

    /** Lets {@code pointer} outlive this scope: it moves to the enclosing scope, or to the caller where there is none. */
    public <P extends Pointer> P keep(P pointer) {
        pointer.retainReference();
        kept.add(pointer);
        return pointer;
    }

    /** Takes {@code pointer} out of all scopes: it lives until its owner calls {@code close()} on it. */
    public static <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        return pointer;
    }

    @Override
    public void close() {
        pointers.close();
        PointerScope enclosing = PointerScope.getInnerScope();
        if (enclosing == null) {
            return;
        }
        for (Pointer pointer : kept) {
            enclosing.attach(pointer);
            pointer.releaseReference();
        }
    }
}
