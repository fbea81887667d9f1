// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One operator's money in the distributor, in one word, because every claim reads and writes it:
/// funded wei (104 bits) | claimed wei (104) | an epoch seen to be final (48; 0: none). 2^104 wei are 20 trillion OPEN.
/// @dev A value type and not a struct: the compiler would read and write a struct field by field.
type Lane is uint256;

using {fundedWei, claimedWei, leftWei, finalEpoch, fund, pay} for Lane global;

uint256 constant MAX_WEI = type(uint104).max;
uint256 constant MAX_EPOCH = type(uint48).max;

error LaneFull(uint256 fundedWei);

/// @dev `dueWei` is more than the lane has left.
error LaneShort(uint256 dueWei, uint256 leftWei);

function fundedWei(Lane lane) pure returns (uint256) {
    return Lane.unwrap(lane) >> 152;
}

function claimedWei(Lane lane) pure returns (uint256) {
    return (Lane.unwrap(lane) >> 48) & MAX_WEI;
}

function leftWei(Lane lane) pure returns (uint256) {
    return lane.fundedWei() - lane.claimedWei();
}

function finalEpoch(Lane lane) pure returns (uint256) {
    return Lane.unwrap(lane) & MAX_EPOCH;
}

function fund(Lane lane, uint256 amountWei) pure returns (Lane) {
    uint256 funded = lane.fundedWei() + amountWei;
    if (funded > MAX_WEI) revert LaneFull(funded);
    return Lane.wrap(Lane.unwrap(lane) + (amountWei << 152));
}

/// @dev Pays `dueWei` out of the lane, and remembers `epoch` as final when it fits (else it is looked up each time).
function pay(Lane lane, uint256 dueWei, uint256 epoch) pure returns (Lane) {
    uint256 left = lane.leftWei();
    if (dueWei > left) revert LaneShort(dueWei, left);
    uint256 seen = epoch > MAX_EPOCH ? 0 : epoch;
    return Lane.wrap((Lane.unwrap(lane) + (dueWei << 48)) & ~MAX_EPOCH | seen);
}
