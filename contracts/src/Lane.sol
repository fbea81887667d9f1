// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title One operator's reward money, at an address of its own
/// @notice The distributor pays claims out of it and nothing else can. What a lane holds is the token's own balance, so a
/// claim neither reads nor writes a count of it, and no lane can reach another's money.
contract Lane {
    constructor(IERC20 token) {
        SafeERC20.forceApprove(token, msg.sender, type(uint256).max);
    }
}
