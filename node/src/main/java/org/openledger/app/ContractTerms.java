package org.openledger.app;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openledger.chain.Bindings;
import org.openledger.chain.ContractDeployment;
import org.openledger.setting.Setting;
import org.openledger.setting.SettingValues;
import org.openledger.setting.Settings;
import org.openledger.settlement.call.Wei;
import org.openledger.store.Refusal;

/** What contracts are deployed with, and hold from then on: a setting that says otherwise later is refused. */
final class ContractTerms {
    private ContractTerms() {}

    /**
     * What a new folder's contracts are deployed with.
     *
     * @param court who decides challenges on the embedded chain, where nobody else is named: another key of the same person
     */
    static ContractDeployment.Parameters toDeploy(SettingValues values, String court) {
        boolean embedded = values.find(Settings.CHAIN_URL).isEmpty();
        return new ContractDeployment.Parameters(
                values.find(Settings.CONTRACTS_OPEN_TOKEN),
                wei(values.get(Settings.CONTRACTS_MINIMUM_BOND_GWEI)),
                values.get(Settings.CONTRACTS_WITHDRAWAL_DELAY).toSeconds(),
                values.get(Settings.CONTRACTS_UNBOND_DELAY).toSeconds(),
                values.find(Settings.CONTRACTS_ARBITER).orElse(embedded ? court : ""),
                wei(values.get(Settings.CONTRACTS_CHALLENGE_BOND_GWEI)),
                values.get(Settings.CONTRACTS_CHALLENGE_WINDOW).toSeconds(),
                values.get(Settings.CONTRACTS_ARBITRATION_TIMEOUT).toSeconds(),
                wei(values.get(Settings.CONTRACTS_BUILDING_FEE_GWEI)));
    }

    /** What the deployed contracts hold; {@link Refusal} when a setting was given that differs. */
    static ContractDeployment.Parameters onChain(Bindings bindings, SettingValues values) {
        ContractDeployment.Parameters held = read(bindings);
        List<String> differing = new ArrayList<>();
        compare(values, Settings.CONTRACTS_OPEN_TOKEN, held.openToken().orElseThrow(), differing);
        compare(values, Settings.CONTRACTS_MINIMUM_BOND_GWEI, gwei(held.minimumBondWei()), differing);
        compare(values, Settings.CONTRACTS_WITHDRAWAL_DELAY, ofSeconds(held.withdrawalDelaySeconds()), differing);
        compare(values, Settings.CONTRACTS_UNBOND_DELAY, ofSeconds(held.unbondDelaySeconds()), differing);
        compare(values, Settings.CONTRACTS_ARBITER, held.arbiter(), differing);
        compare(values, Settings.CONTRACTS_CHALLENGE_BOND_GWEI, gwei(held.challengeBondWei()), differing);
        compare(values, Settings.CONTRACTS_CHALLENGE_WINDOW, ofSeconds(held.challengeWindowSeconds()), differing);
        compare(values, Settings.CONTRACTS_ARBITRATION_TIMEOUT, ofSeconds(held.arbitrationTimeoutSeconds()), differing);
        compare(values, Settings.CONTRACTS_BUILDING_FEE_GWEI, gwei(held.buildingFeeWei()), differing);
        if (!differing.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.CONFLICT,
                    "the contracts of this data folder were deployed with other terms: "
                            + String.join("; ", differing)
                            + ". A contract keeps its terms: take the setting away, or use another --data");
        }
        return held;
    }

    private static ContractDeployment.Parameters read(Bindings bindings) {
        var escrow = bindings.inferenceEscrow();
        var distributor = bindings.rewardDistributor();
        return ChainReads.read(() -> new ContractDeployment.Parameters(
                Optional.of(escrow.token().send()),
                escrow.minimumBond().send(),
                escrow.withdrawalDelay().send().longValueExact(),
                escrow.unbondDelay().send().longValueExact(),
                distributor.arbiter().send(),
                distributor.challengeBond().send(),
                distributor.challengeWindow().send().longValueExact(),
                distributor.arbitrationTimeout().send().longValueExact(),
                bindings.firstBuildingFeeWei()));
    }

    private static <T> void compare(SettingValues values, Setting<T> setting, T held, List<String> differing) {
        values.given(setting)
                .filter(said -> !said.equals(held))
                .ifPresent(said ->
                        differing.add(setting.name() + " is " + setting.kind().show(said) + " ("
                                + values.source(setting) + "), the contract has "
                                + setting.kind().show(held)));
    }

    private static BigInteger wei(long gwei) {
        return BigInteger.valueOf(gwei).multiply(Wei.PER_GWEI);
    }

    /** Rounded down: what was deployed by a setting is whole. */
    private static long gwei(BigInteger wei) {
        return wei.divide(Wei.PER_GWEI).longValueExact();
    }

    private static Duration ofSeconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
