package org.openledger.model.jinja;

/** What a name has that nobody gave a value: empty where it is shown or gone through, an error where more is wanted. */
record Undefined(String name) {
    JinjaException error() {
        return new JinjaException("'" + name + "' is undefined");
    }
}
