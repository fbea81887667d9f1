package org.openledger.identity;

/** Someone who contributes, builds, pays or operates, and whose key the node keeps; others sign with their own wallet. */
public record Account(String address, String name, Role role, long createdMillis) {
    public Account {
        address = Address.parse(address);
        name = name.strip();
    }

    /** What an account may do beyond its own data and money. */
    public enum Role {
        /** Contributes, owns Datanets and models, pays. */
        MEMBER,
        /** Runs this node; there is one. */
        OPERATOR
    }
}
