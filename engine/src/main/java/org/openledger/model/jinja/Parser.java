package org.openledger.model.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.openledger.model.jinja.Expression.Arguments;
import org.openledger.model.jinja.Lexer.Kind;
import org.openledger.model.jinja.Lexer.Token;
import org.openledger.model.jinja.TemplateNode.Macro;
import org.openledger.model.jinja.TemplateNode.Target;

/** Reads tokens by jinja2's grammar. */
final class Parser {
    private static final int MAXIMUM_DEPTH = 200;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    /** What may follow the name of a test without being its argument. */
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and", "is", "in", "not", "if");

    private final List<Token> tokens;
    private int at;
    private int depth;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<TemplateNode> parse(String template) {
        Parser parser = new Parser(Lexer.tokens(template));
        List<TemplateNode> body = parser.body(Set.of());
        parser.expect(Kind.END, parser.token().text());
        return body;
    }

    /** What stands before a block that begins with one of {@code ends}; its name is the next token then. */
    private List<TemplateNode> body(Set<String> ends) {
        deeper();
        List<TemplateNode> body = new ArrayList<>();
        while (true) {
            Token token = token();
            switch (token.kind()) {
                case TEXT -> {
                    at++;
                    body.add(new TemplateNode.Text(token.text()));
                }
                case OUTPUT_BEGIN -> {
                    at++;
                    body.add(new TemplateNode.Output(tuple(), token.line()));
                    expect(Kind.OUTPUT_END, "}}");
                }
                case BLOCK_BEGIN -> {
                    at++;
                    if (token().kind() == Kind.NAME && ends.contains(token().text())) {
                        depth--;
                        return body;
                    }
                    body.add(statement());
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw unexpected(
                                String.join(" or ", ends.stream().sorted().toList()));
                    }
                    depth--;
                    return body;
                }
            }
        }
    }

    private TemplateNode statement() {
        Token name = expectKind(Kind.NAME, "the name of a statement");
        int line = name.line();
        return switch (name.text()) {
            case "for" -> loop(line);
            case "if" -> condition(line);
            case "set" -> assignment(line);
            case "macro" ->
                new TemplateNode.Define(macro(expectKind(Kind.NAME, "a name").text(), "endmacro"), line);
            case "call" -> callBlock(line);
            case "filter" -> {
                List<Expression.Filter> filters = filters(true);
                endTag();
                yield new TemplateNode.FilterBlock(block("endfilter"), filters, line);
            }
            case "with" -> with(line);
            case "generation" -> {
                endTag();
                yield new TemplateNode.Block(block("endgeneration"));
            }
            case "break" -> {
                endTag();
                yield new TemplateNode.Break();
            }
            case "continue" -> {
                endTag();
                yield new TemplateNode.Continue();
            }
            default ->
                throw new JinjaException("line " + line + ": the statement '" + name.text()
                        + "' is none that chat templates may use here");
        };
    }

    private List<TemplateNode> block(String end) {
        List<TemplateNode> body = body(Set.of(end));
        at++;
        endTag();
        return body;
    }

    private void endTag() {
        expect(Kind.BLOCK_END, "%}");
    }

    private TemplateNode loop(int line) {
        Target target = targets("in");
        expect(Kind.NAME, "in");
        Expression items = tupleOf(this::or);
        Expression condition = takeName("if") ? expression() : null;
        if (token().is(Kind.NAME, "recursive")) {
            throw new JinjaException("line " + line + ": recursive loops are not supported");
        }
        endTag();
        List<TemplateNode> body = body(Set.of("endfor", "else"));
        List<TemplateNode> otherwise = List.of();
        if (next().text().equals("else")) {
            endTag();
            otherwise = body(Set.of("endfor"));
            at++;
        }
        endTag();
        return new TemplateNode.For(target, items, condition, body, otherwise, line);
    }

    private TemplateNode condition(int line) {
        Expression condition = tuple();
        endTag();
        List<TemplateNode> then = body(Set.of("elif", "else", "endif"));
        Token next = next();
        List<TemplateNode> otherwise = List.of();
        if (next.text().equals("elif")) {
            deeper();
            otherwise = List.of(condition(next.line()));
            depth--;
            return new TemplateNode.If(condition, then, otherwise, line);
        }
        if (next.text().equals("else")) {
            endTag();
            otherwise = body(Set.of("endif"));
            at++;
        }
        endTag();
        return new TemplateNode.If(condition, then, otherwise, line);
    }

    private TemplateNode assignment(int line) {
        Target target = targets("=");
        if (take("=")) {
            Expression value = tuple();
            endTag();
            return new TemplateNode.Assign(target, value, line);
        }
        List<Expression.Filter> filters = filters(false);
        endTag();
        return new TemplateNode.AssignBlock(target, block("endset"), filters, line);
    }

    private TemplateNode with(int line) {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (token().kind() != Kind.BLOCK_END) {
            if (!targets.isEmpty()) {
                expect(Kind.OPERATOR, ",");
            }
            targets.add(target());
            expect(Kind.OPERATOR, "=");
            values.add(expression());
        }
        endTag();
        return new TemplateNode.With(targets, values, block("endwith"), line);
    }

    private Macro macro(String name, String end) {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        if (end.equals("endmacro") || token().is(Kind.OPERATOR, "(")) {
            expect(Kind.OPERATOR, "(");
            while (!take(")")) {
                if (!parameters.isEmpty()) {
                    expect(Kind.OPERATOR, ",");
                }
                parameters.add(expectKind(Kind.NAME, "a parameter").text());
                if (take("=")) {
                    defaults.add(expression());
                } else if (!defaults.isEmpty()) {
                    throw unexpected("a default");
                }
            }
        }
        if (end.equals("endcall")) {
            return new Macro(name, parameters, defaults, List.of());
        }
        endTag();
        return new Macro(name, parameters, defaults, block(end));
    }

    private TemplateNode callBlock(int line) {
        Macro signature = macro("caller", "endcall");
        if (!(expression() instanceof Expression.Call call)) {
            throw new JinjaException("line " + line + ": 'call' needs the call of a macro");
        }
        endTag();
        Macro caller = new Macro("caller", signature.parameters(), signature.defaults(), block("endcall"));
        return new TemplateNode.CallBlock(call, caller, line);
    }

    private Target targets(String end) {
        boolean open = take("(");
        Target first = target();
        List<Target> several = new ArrayList<>(List.of(first));
        boolean tuple = false;
        while (take(",")) {
            tuple = true;
            Token next = token();
            if (!next.text().equals(end) && !next.text().equals(")")) {
                several.add(target());
            }
        }
        if (open) {
            expect(Kind.OPERATOR, ")");
        }
        return tuple ? new Target.Several(several) : first;
    }

    private Target target() {
        if (token().is(Kind.OPERATOR, "(")) {
            return targets(")");
        }
        String name = expectKind(Kind.NAME, "the name of a variable").text();
        if (take(".")) {
            return new Target.OfNamespace(
                    name, expectKind(Kind.NAME, "an attribute").text());
        }
        return new Target.Variable(name);
    }

    private Expression tuple() {
        return tupleOf(this::expression);
    }

    private Expression tupleOf(Supplier<Expression> each) {
        Expression first = each.get();
        if (!token().is(Kind.OPERATOR, ",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (take(",")) {
            Token next = token();
            boolean over =
                    next.kind() == Kind.BLOCK_END || next.kind() == Kind.OUTPUT_END || next.is(Kind.OPERATOR, ")");
            if (!over) {
                items.add(each.get());
            }
        }
        return new Expression.Items(items, true);
    }

    private Expression expression() {
        deeper();
        Expression value = or();
        while (takeName("if")) {
            Expression condition = or();
            Expression otherwise = takeName("else") ? expression() : null;
            value = new Expression.Choice(condition, value, otherwise);
        }
        depth--;
        return value;
    }

    private Expression or() {
        Expression left = and();
        while (takeName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (takeName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (takeName("not")) {
            deeper();
            Expression of = not();
            depth--;
            return new Expression.Not(of);
        }
        return comparison();
    }

    private Expression comparison() {
        List<Expression> operands = new ArrayList<>(List.of(sum()));
        List<String> operators = new ArrayList<>();
        while (true) {
            Token token = token();
            if (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text())) {
                operators.add(next().text());
            } else if (takeName("in")) {
                operators.add("in");
            } else if (token.is(Kind.NAME, "not") && tokens.get(at + 1).is(Kind.NAME, "in")) {
                at += 2;
                operators.add("not in");
            } else {
                return operators.isEmpty() ? operands.getFirst() : new Expression.Comparison(operands, operators);
            }
            operands.add(sum());
        }
    }

    private Expression sum() {
        return binary(Set.of("+", "-"), () -> binary(Set.of("~"), this::product));
    }

    private Expression product() {
        return binary(Set.of("*", "/", "//", "%"), () -> binary(Set.of("**"), () -> unary(true)));
    }

    private Expression binary(Set<String> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (token().kind() == Kind.OPERATOR && operators.contains(token().text())) {
            String operator = next().text();
            left = new Expression.Binary(operator, left, operand.get());
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        Expression value;
        if (token().is(Kind.OPERATOR, "-") || token().is(Kind.OPERATOR, "+")) {
            boolean negative = next().text().equals("-");
            deeper();
            value = new Expression.Sign(negative, unary(false));
            depth--;
        } else {
            value = primary();
        }
        value = postfix(value);
        return withFilters ? filtered(value) : value;
    }

    private Expression primary() {
        Token token = next();
        return switch (token.kind()) {
            case NAME ->
                switch (token.text()) {
                    case "true", "True" -> new Expression.Literal(true);
                    case "false", "False" -> new Expression.Literal(false);
                    case "none", "None" -> new Expression.Literal(None.NONE);
                    default -> new Expression.Name(token.text());
                };
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (token().kind() == Kind.STRING) {
                    text.append(next().text());
                }
                yield new Expression.Literal(text.toString());
            }
            case INTEGER -> new Expression.Literal(integer(token));
            case FLOAT -> new Expression.Literal(Double.valueOf(token.text().replace("_", "")));
            case OPERATOR ->
                switch (token.text()) {
                    case "(" -> parenthesis();
                    case "[" -> new Expression.Items(items("]"), false);
                    case "{" -> pairs();
                    default -> {
                        at--;
                        throw unexpected("a value");
                    }
                };
            default -> {
                at--;
                throw unexpected("a value");
            }
        };
    }

    private static Long integer(Token token) {
        try {
            return Long.valueOf(token.text().replace("_", ""));
        } catch (NumberFormatException e) {
            throw new JinjaException("line " + token.line() + ": the number " + token.text() + " is too large");
        }
    }

    private Expression parenthesis() {
        deeper();
        Expression inside = take(")") ? new Expression.Items(List.of(), true) : null;
        if (inside == null) {
            inside = tuple();
            expect(Kind.OPERATOR, ")");
        }
        depth--;
        return inside;
    }

    private List<Expression> items(String end) {
        deeper();
        List<Expression> items = new ArrayList<>();
        while (!take(end)) {
            if (!items.isEmpty()) {
                expect(Kind.OPERATOR, ",");
                if (take(end)) {
                    break;
                }
            }
            items.add(expression());
        }
        depth--;
        return items;
    }

    private Expression pairs() {
        deeper();
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!take("}")) {
            if (!keys.isEmpty()) {
                expect(Kind.OPERATOR, ",");
                if (take("}")) {
                    break;
                }
            }
            keys.add(expression());
            expect(Kind.OPERATOR, ":");
            values.add(expression());
        }
        depth--;
        return new Expression.Pairs(keys, values);
    }

    private Expression postfix(Expression of) {
        Expression value = of;
        while (true) {
            if (take(".")) {
                Token name = next();
                value = switch (name.kind()) {
                    case NAME -> new Expression.Attribute(value, name.text());
                    case INTEGER -> new Expression.Item(value, new Expression.Literal(integer(name)));
                    default -> {
                        at--;
                        throw unexpected("an attribute");
                    }
                };
            } else if (take("[")) {
                value = subscript(value);
            } else if (token().is(Kind.OPERATOR, "(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression of) {
        Expression from = token().is(Kind.OPERATOR, ":") ? null : expression();
        if (from != null && take("]")) {
            return new Expression.Item(of, from);
        }
        expect(Kind.OPERATOR, ":");
        Expression to = null;
        Expression step = null;
        if (!token().is(Kind.OPERATOR, ":") && !token().is(Kind.OPERATOR, "]")) {
            to = expression();
        }
        if (take(":") && !token().is(Kind.OPERATOR, "]")) {
            step = expression();
        }
        expect(Kind.OPERATOR, "]");
        return new Expression.Slice(of, from, to, step);
    }

    private Arguments arguments() {
        expect(Kind.OPERATOR, "(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!take(")")) {
            if (!positional.isEmpty() || !named.isEmpty()) {
                expect(Kind.OPERATOR, ",");
                if (take(")")) {
                    break;
                }
            }
            if (token().kind() == Kind.NAME && tokens.get(at + 1).is(Kind.OPERATOR, "=")) {
                String name = next().text();
                at++;
                named.put(name, expression());
            } else if (named.isEmpty()) {
                positional.add(expression());
            } else {
                throw unexpected("a named argument");
            }
        }
        return new Arguments(positional, named);
    }

    private Expression filtered(Expression of) {
        Expression value = of;
        while (true) {
            if (take("|")) {
                value = filter(value);
            } else if (takeName("is")) {
                value = test(value);
            } else if (token().is(Kind.OPERATOR, "(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression.Filter filter(Expression of) {
        String name = expectKind(Kind.NAME, "the name of a filter").text();
        if (!Filters.NAMES.contains(name)) {
            throw new JinjaException("line " + tokens.get(at - 1).line() + ": the filter '" + name
                    + "' is none that chat templates may use here");
        }
        return new Expression.Filter(of, name, token().is(Kind.OPERATOR, "(") ? arguments() : Arguments.NONE);
    }

    /** Filters without what they are applied to. */
    private List<Expression.Filter> filters(boolean begun) {
        List<Expression.Filter> filters = new ArrayList<>();
        if (begun) {
            filters.add(filter(new Expression.Literal("")));
        }
        while (take("|")) {
            filters.add(filter(new Expression.Literal("")));
        }
        return filters;
    }

    private Expression test(Expression of) {
        boolean negated = takeName("not");
        String name = testName();
        if (!Tests.NAMES.contains(name)) {
            throw new JinjaException("line " + tokens.get(at - 1).line() + ": the test '" + name
                    + "' is none that chat templates may use here");
        }
        Arguments arguments = Arguments.NONE;
        Token next = token();
        boolean argument = switch (next.kind()) {
            case NAME -> !AFTER_TEST.contains(next.text());
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> next.text().equals("[") || next.text().equals("{");
            default -> false;
        };
        if (next.is(Kind.OPERATOR, "(")) {
            arguments = arguments();
        } else if (argument) {
            arguments = new Arguments(List.of(postfix(primary())), Map.of());
        }
        Expression test = new Expression.Test(of, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private String testName() {
        Token token = next();
        if (token.kind() == Kind.NAME || (token.kind() == Kind.OPERATOR && COMPARISONS.contains(token.text()))) {
            return token.text();
        }
        at--;
        throw unexpected("the name of a test");
    }

    private Token token() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        if (token.kind() == Kind.END) {
            throw unexpected("more");
        }
        at++;
        return token;
    }

    private boolean take(String operator) {
        boolean there = token().is(Kind.OPERATOR, operator);
        at += there ? 1 : 0;
        return there;
    }

    private boolean takeName(String name) {
        boolean there = token().is(Kind.NAME, name);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(Kind kind, String text) {
        if (!token().is(kind, text)) {
            throw unexpected("'" + text + "'");
        }
        at++;
    }

    private Token expectKind(Kind kind, String what) {
        if (token().kind() != kind) {
            throw unexpected(what);
        }
        return tokens.get(at++);
    }

    private JinjaException unexpected(String wanted) {
        return new JinjaException(
                "line " + token().line() + ": '" + token().text() + "' stands where " + wanted + " belongs");
    }

    private void deeper() {
        if (++depth > MAXIMUM_DEPTH) {
            throw new JinjaException(
                    "line " + token().line() + ": it is nested more than " + MAXIMUM_DEPTH + " levels deep");
        }
    }
}
