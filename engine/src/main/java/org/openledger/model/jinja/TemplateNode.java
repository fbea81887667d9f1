package org.openledger.model.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template does. */
sealed interface TemplateNode {
    /** Where it stands in the template; 0 where that says nothing. */
    default int line() {
        return 0;
    }

    record Text(String text) implements TemplateNode {}

    record Output(Expression value, int line) implements TemplateNode {}

    /** @param condition which items are taken */
    record For(
            Target target,
            Expression items,
            @Nullable Expression condition,
            List<TemplateNode> body,
            List<TemplateNode> otherwise,
            int line)
            implements TemplateNode {}

    record If(Expression condition, List<TemplateNode> then, List<TemplateNode> otherwise, int line)
            implements TemplateNode {}

    record Assign(Target target, Expression value, int line) implements TemplateNode {}

    /** A variable of what a block says, through filters. */
    record AssignBlock(Target target, List<TemplateNode> body, List<Expression.Filter> filters, int line)
            implements TemplateNode {}

    record FilterBlock(List<TemplateNode> body, List<Expression.Filter> filters, int line) implements TemplateNode {}

    record With(List<Target> targets, List<Expression> values, List<TemplateNode> body, int line)
            implements TemplateNode {}

    record Define(Macro macro, int line) implements TemplateNode {}

    /** A call of a macro that may call back what stands in the block. */
    record CallBlock(Expression.Call call, Macro caller, int line) implements TemplateNode {}

    /** What transformers marks as said by the assistant; it changes no text. */
    record Block(List<TemplateNode> body) implements TemplateNode {}

    record Break() implements TemplateNode {}

    record Continue() implements TemplateNode {}

    /** @param defaults of the last parameters */
    record Macro(String name, List<String> parameters, List<Expression> defaults, List<TemplateNode> body) {}

    /** Where a value goes. */
    sealed interface Target {
        record Variable(String name) implements Target {}

        record OfNamespace(String namespace, String attribute) implements Target {}

        record Several(List<Target> targets) implements Target {}
    }
}
