// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Timelock} from "./Timelock.sol";

/// @title Votes of who holds OPEN, by what they held before a proposal was made
/// @notice OpenZeppelin's Governor; its times, threshold, quorum and timelock are fixed, so that no vote changes how votes are held.
contract OpenGovernor is GovernorCountingSimple, GovernorVotes, GovernorTimelockControl {
    /// @notice Part of all OPEN that must vote for or abstain, in hundredths.
    uint256 public constant QUORUM_PERCENT = 4;

    uint256 private immutable _votingDelay;
    uint256 private immutable _votingPeriod;
    uint256 private immutable _proposalThreshold;

    error TimelockFixed();

    constructor(IVotes votes, Timelock timelock_, uint48 votingDelay_, uint32 votingPeriod_, uint256 threshold_)
        Governor("OpenLedger Governor")
        GovernorVotes(votes)
        GovernorTimelockControl(timelock_)
    {
        (_votingDelay, _votingPeriod, _proposalThreshold) = (votingDelay_, votingPeriod_, threshold_);
    }

    /// @notice Seconds between a proposal and its vote; who holds OPEN then votes.
    function votingDelay() public view override returns (uint256) {
        return _votingDelay;
    }

    function votingPeriod() public view override returns (uint256) {
        return _votingPeriod;
    }

    function proposalThreshold() public view override returns (uint256) {
        return _proposalThreshold;
    }

    function quorum(uint256 timepoint) public view override returns (uint256) {
        return token().getPastTotalSupply(timepoint) * QUORUM_PERCENT / 100;
    }

    function updateTimelock(TimelockController) public pure override {
        revert TimelockFixed();
    }

    function state(uint256 proposalId) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(proposalId);
    }

    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(Governor, GovernorTimelockControl)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory amounts,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, amounts, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory amounts,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, amounts, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory amounts,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, amounts, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
