// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title Does what was voted for, some time later
/// @notice Its delay is fixed: a vote cannot shorten the time in which people see what is coming.
contract Timelock is TimelockController {
    error DelayFixed();

    constructor(uint256 minDelay, address admin)
        TimelockController(minDelay, new address[](0), new address[](1), admin)
    {}

    function updateDelay(uint256) public pure override {
        revert DelayFixed();
    }
}
