package org.openledger.api.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who stands in for whom. */
@Tag("unit")
final class CallerTest {
    private static final String OWNER = "0x" + "a1".repeat(20);
    private static final String OTHER = "0x" + "b2".repeat(20);

    @Test
    void anAdministratorActsForAnybodyButWhereTheHolderAloneMay() {
        Access.Caller administrator = Access.Caller.administrator("token");
        assertThatCode(() -> administrator.requireFor(OWNER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> administrator.requireHolder(OWNER, "Only the owner may."))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Only the owner may. Sign in as " + OWNER);
        assertThatThrownBy(() -> Access.Caller.account(OTHER).requireHolder(OWNER, "Only the owner may."))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> Access.Caller.ANYONE.requireHolder(OWNER, "Only the owner may."))
                .isInstanceOf(ApiException.class);
        assertThatCode(() -> Access.Caller.account(OWNER).requireHolder(OWNER, "Only the owner may."))
                .doesNotThrowAnyException();
    }
}
