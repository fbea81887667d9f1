package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose a commons is to give. */
@Tag("unit")
final class SpendersTest {
    private static final String COMMONS = "0x" + "c0".repeat(20);
    private static final String KEPT_COMMONS = "0x" + "c1".repeat(20);
    private static final String GONE_COMMONS = "0x" + "c2".repeat(20);
    private static final String WALLET = "0x" + "a1".repeat(20);
    private static final String KEPT = "0x" + "a2".repeat(20);
    private static final String SELLER = "0x" + "a3".repeat(20);

    private static final Access.Caller ADMINISTRATOR = Access.Caller.administrator("token");
    private static final Map<String, String> COMMONS_OF = Map.of(COMMONS, "1", KEPT_COMMONS, "2", GONE_COMMONS, "3");
    private static final Map<String, String> OWNERS = Map.of("1", WALLET, "2", KEPT);
    private static final Spenders SPENDERS = new Spenders(
            account -> Optional.ofNullable(COMMONS_OF.get(account)),
            datanet -> Optional.ofNullable(OWNERS.get(datanet)),
            KEPT::equals);

    @Test
    void aCommonsIsItsOwnersToGiveAndNoAdministrators() {
        assertThatCode(() -> SPENDERS.require(Access.Caller.account(WALLET), COMMONS))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SPENDERS.require(ADMINISTRATOR, COMMONS))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Only the owner of Datanet 1 says who gets of its commons");
        assertThatThrownBy(() -> SPENDERS.require(Access.Caller.account(SELLER), COMMONS))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> SPENDERS.require(Access.Caller.ANYONE, COMMONS))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> SPENDERS.require(ADMINISTRATOR, GONE_COMMONS))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("There is no Datanet 3 here");
    }

    @Test
    void whoseKeyIsKeptHereIsActedFor() {
        assertThatCode(() -> SPENDERS.require(ADMINISTRATOR, KEPT_COMMONS)).doesNotThrowAnyException();
        assertThatCode(() -> SPENDERS.require(Access.Caller.account(KEPT), KEPT_COMMONS))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SPENDERS.require(Access.Caller.account(WALLET), KEPT_COMMONS))
                .isInstanceOf(ApiException.class);
        assertThatCode(() -> SPENDERS.require(ADMINISTRATOR, SELLER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> SPENDERS.require(Access.Caller.account(WALLET), SELLER))
                .isInstanceOf(ApiException.class);
    }
}
