package org.openledger.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template does. */
sealed interface Statement {
    /** Where it stands in the template; 0 where that says nothing. */
    default int line() {
        return 0;
    }

    record Text(String text) implements Statement {}

    record Output(Expression value, int line) implements Statement {}

    /** @param condition which items are taken */
    record For(
            Target target,
            Expression items,
            @Nullable Expression condition,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    record If(Expression condition, List<Statement> then, List<Statement> otherwise, int line) implements Statement {}

    record Assign(Target target, Expression value, int line) implements Statement {}

    /** A variable of what a block says, through filters. */
    record AssignBlock(Target target, List<Statement> body, List<Expression.Filter> filters, int line)
            implements Statement {}

    record FilterBlock(List<Statement> body, List<Expression.Filter> filters, int line) implements Statement {}

    record With(List<Target> targets, List<Expression> values, List<Statement> body, int line) implements Statement {}

    record Define(Macro macro, int line) implements Statement {}

    /** A call of a macro that may call back what stands in the block. */
    record CallBlock(Expression.Call call, Macro caller, int line) implements Statement {}

    /** What transformers marks as said by the assistant; it changes no text. */
    record Block(List<Statement> body) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}

    /** @param defaults of the last parameters */
    record Macro(String name, List<String> parameters, List<Expression> defaults, List<Statement> body) {}

    /** Where a value goes. */
    sealed interface Target {
        record Variable(String name) implements Target {}

        record OfNamespace(String namespace, String attribute) implements Target {}

        record Several(List<Target> targets) implements Target {}
    }
}
