package org.openledger.client.agent;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Bounds;
import org.openledger.client.shape.Example;
import org.openledger.client.shape.WhenAbsent;

/**
 * A mandate to be: what is not named is not allowed.
 *
 * @param principal whose deposit pays, and who signs
 * @param agent the address that acts
 * @param name to tell it from others
 * @param task what is wanted, in the principal's own words
 * @param parent the mandate that this one narrows
 * @param notBeforeSeconds from when it holds, in seconds since 1970; absent, from now on
 * @param lifeSeconds how long it holds from then on, at most as long as the one that it narrows
 * @param budgetGwei the most that may be spent in all
 * @param callGwei the most that one call may cost
 * @param dayGwei the most that the calls of one day may cost together, by the clock of UTC
 * @param maxCalls how many calls there may be
 * @param tools names of tools that may be called
 * @param models that may be asked
 * @param datanets numbers of Datanets that may be used
 * @param licences SPDX ids under which those may be
 * @param trustedDatanets numbers of Datanets whose rows no stranger can write
 * @param approvalAboveGwei calls that may cost more wait for a person
 * @param approvalClasses calls of these classes of tools do too: read, spend, write
 * @param approvers addresses that may approve
 * @param minAttributedPpm the part of each answer that a change rests on which contributors' rows must have made
 * @param bounds of arguments of tools
 * @param conditions in CEL, of each call besides
 * @param undo how calls of tools are undone
 */
public record NewMandate(
        String principal,
        String agent,
        @Example("\"kitchen\"") String name,
        @WhenAbsent("\"\"") String task,
        Optional<String> parent,
        @Bounds(from = 0, to = 253_402_300_799L) Optional<Long> notBeforeSeconds,
        @Bounds(from = 1, to = 3_153_600_000L) long lifeSeconds,
        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) long budgetGwei,
        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) long callGwei,
        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) long dayGwei,
        @Bounds(from = 0, to = 1_000_000_000L) long maxCalls,
        @WhenAbsent("[]") @AtMost(100) List<String> tools,
        @WhenAbsent("[]") @AtMost(100) List<String> models,
        @WhenAbsent("[]") @AtMost(100) List<Long> datanets,
        @WhenAbsent("[]") @AtMost(100) List<String> licences,
        @WhenAbsent("[]") @AtMost(100) List<Long> trustedDatanets,
        @Bounds(from = 0, to = Bounds.ALL_OPEN_GWEI) long approvalAboveGwei,
        @WhenAbsent("[]") @AtMost(3) List<String> approvalClasses,
        @WhenAbsent("[]") @AtMost(100) List<String> approvers,
        @WhenAbsent("0") @Bounds(from = 0, to = 1_000_000) int minAttributedPpm,
        @WhenAbsent("[]") @AtMost(100) List<ArgumentBound> bounds,
        @WhenAbsent("[]") @AtMost(100) List<MandateCondition> conditions,
        @WhenAbsent("[]") @AtMost(100) List<UndoTerm> undo) {
    /** The same with bounds of arguments. */
    public NewMandate bounded(List<ArgumentBound> by) {
        return new NewMandate(
                principal,
                agent,
                name,
                task,
                parent,
                notBeforeSeconds,
                lifeSeconds,
                budgetGwei,
                callGwei,
                dayGwei,
                maxCalls,
                tools,
                models,
                datanets,
                licences,
                trustedDatanets,
                approvalAboveGwei,
                approvalClasses,
                approvers,
                minAttributedPpm,
                by,
                conditions,
                undo);
    }
}
