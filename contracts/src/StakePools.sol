// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {StakePool} from "./StakePool.sol";

/// @title One stake pool an operator, and what is staked in all of them
/// @custom:invariant What is noted as staked in all pools is the sum of what each has noted.
contract StakePools {
    using Checkpoints for Checkpoints.Trace208;

    IERC20 public immutable token;
    /// @notice The one that deployed this; it alone slashes.
    address public immutable court;
    /// @notice Seconds between asking shares back and getting what they are worth.
    uint64 public immutable unbondDelay;

    mapping(address operator => StakePool) public poolOf;
    mapping(address pool => bool) public isPool;
    Checkpoints.Trace208 private _total;

    event PoolCreated(address indexed operator, address pool);

    error PoolExists(address operator, address pool);
    error NotPool(address caller);

    constructor(IERC20 token_, uint64 unbondDelay_) {
        (token, court, unbondDelay) = (token_, msg.sender, unbondDelay_);
    }

    /// @notice The caller's own pool.
    function create() external returns (StakePool pool) {
        pool = poolOf[msg.sender];
        if (address(pool) != address(0)) revert PoolExists(msg.sender, address(pool));
        pool = new StakePool(token, msg.sender);
        poolOf[msg.sender] = pool;
        isPool[address(pool)] = true;
        emit PoolCreated(msg.sender, address(pool));
    }

    /// @notice A pool says what is staked in it now, and was before.
    function weighed(uint208 before, uint208 weight) external {
        if (!isPool[msg.sender]) revert NotPool(msg.sender);
        _total.push(uint48(block.timestamp), _total.latest() - before + weight);
    }

    /// @return what was staked in all pools at the end of a second that has passed, in wei
    function totalAt(uint48 timepoint) external view returns (uint256) {
        return _total.upperLookupRecent(timepoint);
    }
}
