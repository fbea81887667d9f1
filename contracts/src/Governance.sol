// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {OpenGovernor} from "./OpenGovernor.sol";
import {Parameters} from "./Parameters.sol";
import {Timelock} from "./Timelock.sol";

/// @title Governor, timelock and parameters, deployed together so that they cannot be wired wrongly
/// @notice After this transaction the deployer has no part in them: the governor alone proposes to the timelock, anybody has it do
/// what is due, and nobody but the timelock itself says who proposes.
contract Governance {
    struct Times {
        uint48 votingDelay;
        uint32 votingPeriod;
        uint32 timelockDelay;
    }

    Timelock public immutable timelock;
    OpenGovernor public immutable governor;
    Parameters public immutable parameters;

    /// @param votes OPEN, whose holders vote (ERC-5805, by time)
    /// @param times in seconds
    /// @param thresholdWei votes that who proposes must have
    constructor(
        IVotes votes,
        Times memory times,
        uint256 thresholdWei,
        Parameters.Split memory split,
        uint256 caseBondWei,
        uint256 caseStakeWei,
        uint256 buildingFeeWei
    ) {
        timelock = new Timelock(times.timelockDelay, address(this));
        governor = new OpenGovernor(votes, timelock, times.votingDelay, times.votingPeriod, thresholdWei);
        parameters = new Parameters(address(timelock), split, caseBondWei, caseStakeWei, buildingFeeWei);
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(governor));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));
    }
}
