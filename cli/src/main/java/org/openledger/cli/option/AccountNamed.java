package org.openledger.cli.option;

import java.util.List;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountLine;
import org.openledger.identity.Address;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;

/**
 * An account that a command line names by its address, or by what the node calls it.
 *
 * @param word as it was written
 */
public record AccountNamed(String word) {
    /** Before a command line is read. */
    public static final AccountNamed NOBODY = new AccountNamed("");

    /** Its address; {@link Refusal} where the word is neither an address nor the name of one account. */
    public String address(NodeClient node) {
        if (word.startsWith("0x")) {
            return Address.parse(word);
        }
        List<String> named = node.accounts().stream()
                .filter(account -> account.name().equals(word))
                .map(AccountLine::address)
                .toList();
        if (named.size() != 1) {
            throw new Refusal(
                    Kind.INVALID,
                    (named.isEmpty() ? "no account of this node is" : named.size() + " accounts of this node are")
                            + " named '" + word + "': give its address, as openledger account shows it");
        }
        return named.getFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
