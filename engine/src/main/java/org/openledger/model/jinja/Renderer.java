package org.openledger.model.jinja;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.model.jinja.Expression.Arguments;
import org.openledger.model.jinja.TemplateNode.Macro;
import org.openledger.model.jinja.TemplateNode.Target;

/** One rendering: goes through the statements and writes what they say. */
final class Renderer {
    /** As jinja2's sandbox has it. */
    private static final long MAXIMUM_RANGE = 100_000;

    /** How a list of statements ended. */
    private enum End {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private final WorkLimit work = new WorkLimit();
    private final PythonValues values = new PythonValues(work);
    private final Methods methods = new Methods(work, values);
    private final Tests tests = new Tests(values);
    private final Filters filters = new Filters(work, values, tests, methods);
    private final int mostCharacters;
    private StringBuilder out = new StringBuilder();
    private int line = 1;

    private Renderer(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** @param now what {@code strftime_now} tells; without it the template has no such function */
    static String render(
            List<TemplateNode> body, Map<String, ?> given, Optional<ZonedDateTime> now, int mostCharacters) {
        Renderer renderer = new Renderer(mostCharacters);
        Variables globals = new Variables(null);
        renderer.defineGlobals(globals, now);
        Variables scope = new Variables(globals);
        given.forEach((name, value) -> scope.set(name, PythonValues.of(value)));
        try {
            renderer.run(body, scope);
        } catch (JinjaException failure) {
            throw failure.at(renderer.line);
        }
        return renderer.out.toString();
    }

    private void defineGlobals(Variables globals, Optional<ZonedDateTime> now) {
        globals.set("range", (Callable) (given, _) -> range(given));
        globals.set("dict", (Callable) (given, named) -> {
            Map<Object, Object> made = new LinkedHashMap<>();
            if (!given.isEmpty() && given.getFirst() instanceof Map<?, ?> from) {
                made.putAll(from);
            }
            made.putAll(named);
            return made;
        });
        globals.set("namespace", (Callable) (given, named) -> {
            Namespace made = new Namespace();
            if (!given.isEmpty() && given.getFirst() instanceof Map<?, ?> from) {
                from.forEach((name, value) -> made.set(PythonValues.string(name), value));
            }
            named.forEach(made::set);
            return made;
        });
        globals.set("raise_exception", (Callable) (given, _) -> {
            throw JinjaException.refusal(given.isEmpty() ? "no" : values.text(given.getFirst()));
        });
        now.ifPresent(time -> globals.set("strftime_now", (Callable)
                (given, _) -> Strftime.format(time, given.isEmpty() ? "" : PythonValues.string(given.getFirst()))));
    }

    private Object range(List<Object> given) {
        long start = given.size() > 1 ? PythonValues.integer(given.getFirst()) : 0;
        long stop = given.isEmpty() ? 0 : PythonValues.integer(given.get(given.size() > 1 ? 1 : 0));
        long step = given.size() > 2 ? PythonValues.integer(given.get(2)) : 1;
        if (step == 0) {
            throw new JinjaException("a range has the step 0");
        }
        List<Object> numbers = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            numbers.add(i);
            if (numbers.size() > MAXIMUM_RANGE) {
                throw new JinjaException("a range has more than " + MAXIMUM_RANGE + " numbers");
            }
        }
        work.spend(numbers.size());
        return numbers;
    }

    private End run(List<TemplateNode> body, Variables scope) {
        for (TemplateNode statement : body) {
            work.spend(1);
            line = statement.line() > 0 ? statement.line() : line;
            End end = run(statement, scope);
            if (end != End.NORMAL) {
                return end;
            }
        }
        return End.NORMAL;
    }

    private End run(TemplateNode statement, Variables scope) {
        return switch (statement) {
            case TemplateNode.Text text -> {
                write(text.text());
                yield End.NORMAL;
            }
            case TemplateNode.Break _ -> End.BREAK;
            case TemplateNode.Continue _ -> End.CONTINUE;
            case TemplateNode.Block block -> run(block.body(), scope);
            case TemplateNode.If choice ->
                run(PythonValues.truth(value(choice.condition(), scope)) ? choice.then() : choice.otherwise(), scope);
            case TemplateNode.For loop -> loop(loop, scope);
            case TemplateNode.Output output -> {
                write(values.text(value(output.value(), scope)));
                yield End.NORMAL;
            }
            case TemplateNode.Assign set -> {
                assign(set.target(), value(set.value(), scope), scope);
                yield End.NORMAL;
            }
            case TemplateNode.AssignBlock set -> {
                Object said = filtered(captured(set.body(), scope), set.filters(), scope);
                assign(set.target(), said, scope);
                yield End.NORMAL;
            }
            case TemplateNode.FilterBlock block -> {
                write(values.text(filtered(captured(block.body(), scope), block.filters(), scope)));
                yield End.NORMAL;
            }
            case TemplateNode.With with -> {
                Variables inner = new Variables(scope);
                for (int i = 0; i < with.targets().size(); i++) {
                    Target target = with.targets().get(i);
                    Expression value = with.values().get(i);
                    assign(target, value(value, scope), inner);
                }
                yield run(with.body(), inner);
            }
            case TemplateNode.Define define -> {
                scope.set(define.macro().name(), macro(define.macro(), scope));
                yield End.NORMAL;
            }
            case TemplateNode.CallBlock block -> {
                Variables inner = new Variables(scope);
                Callable caller = macro(block.caller(), scope);
                write(values.text(call(block.call(), inner, caller)));
                yield End.NORMAL;
            }
        };
    }

    private End loop(TemplateNode.For loop, Variables scope) {
        List<Object> items = items(loop, scope);
        if (items.isEmpty()) {
            return run(loop.otherwise(), new Variables(scope));
        }
        work.enter();
        LoopState state = new LoopState(items, scope.get("loop") instanceof LoopState outer ? outer.depth() + 1 : 0);
        for (int i = 0; i < items.size(); i++) {
            work.spend(1);
            Object item = items.get(i);
            Variables inner = new Variables(scope);
            state.moveTo(i);
            inner.set("loop", state);
            assign(loop.target(), item, inner);
            if (run(loop.body(), inner) == End.BREAK) {
                break;
            }
        }
        work.leave();
        return End.NORMAL;
    }

    private List<Object> items(TemplateNode.For loop, Variables scope) {
        List<Object> all = values.items(value(loop.items(), scope));
        Expression condition = loop.condition();
        if (condition == null) {
            return all;
        }
        List<Object> taken = new ArrayList<>();
        for (Object item : all) {
            Variables inner = new Variables(scope);
            assign(loop.target(), item, inner);
            if (PythonValues.truth(value(condition, inner))) {
                taken.add(item);
            }
        }
        return taken;
    }

    /** The value, so that this can be a step. */
    private Object assign(Target target, Object value, Variables scope) {
        switch (target) {
            case Target.Variable variable -> scope.set(variable.name(), value);
            case Target.OfNamespace place -> {
                if (!(scope.get(place.namespace()) instanceof Namespace namespace)) {
                    throw new JinjaException(
                            "'" + place.namespace() + "' is no namespace: its attributes cannot be set");
                }
                namespace.set(place.attribute(), value);
            }
            case Target.Several several -> {
                List<Object> parts = values.items(value);
                if (parts.size() != several.targets().size()) {
                    throw new JinjaException(parts.size() + " values cannot be given to "
                            + several.targets().size() + " names");
                }
                for (int i = 0; i < parts.size(); i++) {
                    assign(several.targets().get(i), parts.get(i), scope);
                }
            }
        }
        return value;
    }

    private void write(String text) {
        if (out.length() + (long) text.length() > mostCharacters) {
            throw new JinjaException("it writes more than " + mostCharacters + " characters");
        }
        work.spend(text.length());
        out.append(text);
    }

    private String captured(List<TemplateNode> body, Variables scope) {
        StringBuilder before = out;
        out = new StringBuilder();
        work.enter();
        run(body, new Variables(scope));
        work.leave();
        String said = out.toString();
        out = before;
        return said;
    }

    private Object filtered(Object value, List<Expression.Filter> through, Variables scope) {
        Object result = value;
        for (Expression.Filter filter : through) {
            result = filter(filter, result, scope);
        }
        return result;
    }

    private Callable macro(Macro macro, Variables scope) {
        return (positional, named) -> {
            Variables inner = new Variables(scope);
            int required = macro.parameters().size() - macro.defaults().size();
            if (positional.size() > macro.parameters().size()) {
                throw new JinjaException("the macro '" + macro.name() + "' takes at most "
                        + macro.parameters().size() + " values");
            }
            for (int i = 0; i < macro.parameters().size(); i++) {
                String name = macro.parameters().get(i);
                Object value = i < positional.size() ? positional.get(i) : named.get(name);
                if (value == null) {
                    value = i < required
                            ? new Undefined(name)
                            : value(macro.defaults().get(i - required), inner);
                }
                inner.set(name, value);
            }
            Object caller = named.get("caller");
            if (caller != null) {
                inner.set("caller", caller);
            }
            return captured(macro.body(), inner);
        };
    }

    private Object value(@Nullable Expression expression, Variables scope) {
        work.spend(1);
        return switch (expression) {
            case null -> None.NONE;
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> scope.get(name.name());
            case Expression.Items items -> {
                List<Object> made = all(items.items(), scope);
                yield items.tuple() ? new Tuple(made) : made;
            }
            case Expression.Pairs pairs -> {
                Map<Object, Object> made = new LinkedHashMap<>();
                for (int i = 0; i < pairs.keys().size(); i++) {
                    made.put(
                            value(pairs.keys().get(i), scope),
                            value(pairs.values().get(i), scope));
                }
                yield made;
            }
            case Expression.Attribute attribute -> attribute(value(attribute.of(), scope), attribute.name());
            case Expression.Item item -> item(value(item.of(), scope), value(item.key(), scope));
            case Expression.Slice slice ->
                values.slice(
                        value(slice.of(), scope),
                        value(slice.from(), scope),
                        value(slice.to(), scope),
                        value(slice.step(), scope));
            case Expression.Call call -> call(call, scope, null);
            case Expression.Filter filter -> filter(filter, value(filter.of(), scope), scope);
            case Expression.Test test ->
                tests.holds(
                        test.name(),
                        value(test.of(), scope),
                        all(test.arguments().positional(), scope));
            case Expression.Not not -> !PythonValues.truth(value(not.of(), scope));
            case Expression.And and -> {
                Object left = value(and.left(), scope);
                yield PythonValues.truth(left) ? value(and.right(), scope) : left;
            }
            case Expression.Or or -> {
                Object left = value(or.left(), scope);
                yield PythonValues.truth(left) ? left : value(or.right(), scope);
            }
            case Expression.Sign sign -> {
                Object of = value(sign.of(), scope);
                yield sign.negative() ? PythonValues.negative(of) : of;
            }
            case Expression.Binary binary -> {
                Object left = value(binary.left(), scope);
                Object right = value(binary.right(), scope);
                yield binary.operator().equals("%") && left instanceof String format
                        ? work.made(new PercentFormat(values).format(format, right))
                        : values.binary(binary.operator(), left, right);
            }
            case Expression.Comparison comparison -> compare(comparison, scope);
            case Expression.Choice choice -> {
                if (PythonValues.truth(value(choice.condition(), scope))) {
                    yield value(choice.then(), scope);
                }
                yield choice.otherwise() == null
                        ? new Undefined("what stands after no 'else'")
                        : value(choice.otherwise(), scope);
            }
        };
    }

    private List<Object> all(List<Expression> expressions, Variables scope) {
        List<Object> all = new ArrayList<>();
        for (Expression expression : expressions) {
            all.add(value(expression, scope));
        }
        return all;
    }

    private Map<String, Object> named(Arguments arguments, Variables scope) {
        Map<String, Object> named = new LinkedHashMap<>();
        arguments.named().forEach((name, expression) -> named.put(name, value(expression, scope)));
        return named;
    }

    private Object filter(Expression.Filter filter, Object value, Variables scope) {
        return filters.apply(
                filter.name(), value, all(filter.arguments().positional(), scope), named(filter.arguments(), scope));
    }

    /** {@code of.name}: a method before an item, as jinja2 has it. */
    private Object attribute(Object of, String name) {
        return switch (of) {
            case Undefined undefined -> throw undefined.error();
            case Namespace namespace -> namespace.get(name);
            case LoopState loop -> loop.get(name, values).orElseGet(() -> new Undefined(name));
            default -> methods.of(of, name).<Object>map(method -> method).orElseGet(() -> values.item(of, name));
        };
    }

    /** {@code of[key]}: an item before a method. */
    private Object item(Object of, Object key) {
        if (key instanceof String name && (of instanceof Namespace || of instanceof LoopState)) {
            return attribute(of, name);
        }
        Object item = values.item(of, key);
        return item instanceof Undefined && key instanceof String name
                ? methods.of(of, name).<Object>map(method -> method).orElse(item)
                : item;
    }

    private Object call(Expression.Call call, Variables scope, @Nullable Callable caller) {
        Object function = value(call.function(), scope);
        if (!(function instanceof Callable callable)) {
            String name = call.function() instanceof Expression.Attribute attribute
                    ? attribute.name()
                    : call.function() instanceof Expression.Name plain ? plain.name() : "this";
            throw new JinjaException("'" + name + "' is no function that chat templates may use here");
        }
        List<Object> positional = all(call.arguments().positional(), scope);
        Map<String, Object> named = named(call.arguments(), scope);
        if (caller != null) {
            named.put("caller", caller);
        }
        work.enter();
        Object result = callable.call(positional, named);
        work.leave();
        return result;
    }

    private boolean compare(Expression.Comparison comparison, Variables scope) {
        Object left = value(comparison.operands().getFirst(), scope);
        for (int i = 0; i < comparison.operators().size(); i++) {
            Object right = value(comparison.operands().get(i + 1), scope);
            boolean holds = switch (comparison.operators().get(i)) {
                case "==" -> values.equal(left, right);
                case "!=" -> !values.equal(left, right);
                case "<" -> values.compare(left, right) < 0;
                case "<=" -> values.compare(left, right) <= 0;
                case ">" -> values.compare(left, right) > 0;
                case ">=" -> values.compare(left, right) >= 0;
                case "in" -> values.contains(right, left);
                case "not in" -> !values.contains(right, left);
                default ->
                    throw new IllegalStateException(comparison.operators().get(i));
            };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }
}
