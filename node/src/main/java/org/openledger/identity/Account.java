package org.openledger.identity;

/** Someone who contributes, builds, pays or operates, and whose key the node keeps; others sign with their own wallet. */
public record Account(String address, String name, Role role, long createdMillis) {
    public static final int MAX_NAME_CHARACTERS = 80;

    public Account {
        address = Address.parse(address);
        name = name.strip();
        if (name.isEmpty()
                || name.length() > MAX_NAME_CHARACTERS
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IdentityException(
                    "an account's name has 1 to " + MAX_NAME_CHARACTERS + " characters and no control characters");
        }
    }

    /** What an account may do beyond its own data and money. */
    public enum Role {
        /** Contributes, owns Datanets and models, pays. */
        MEMBER,
        /** Runs this node; there is one. */
        OPERATOR
    }
}
