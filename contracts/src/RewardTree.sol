// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The tree of what every account has earned from one operator so far
/// @notice A Merkle-sum tree over leaves in ascending order of their accounts. Every inner node commits to the hashes and
/// the sums of its two children, so that a proof ends in the sum of all leaves. The first leaf is of FIRST and the last
/// of LAST, both of nothing; as many of LAST follow as make the number of leaves a power of two. So whoever is missing
/// has a neighbour on each side.
///
/// leaf = keccak256(account as 32 bytes, cumulativeWei as 32 bytes)
/// node = keccak256(left hash, right hash, left sum as 16 bytes, right sum as 16 bytes)
/// root = keccak256(hash of the top node, number of levels below it as 32 bytes)
///
/// The root names the levels, so that all leaves have equally long proofs and a proof says where its leaf stands. A leaf's
/// preimage is shorter than a node's: none passes for the other.
library RewardTree {
    /// @dev proof the siblings from the leaf up, 49 bytes each: 1 where the sibling is on the left, else 0; its hash; its sum
    struct Leaf {
        address account;
        uint256 cumulativeWei;
        bytes proof;
    }

    address internal constant FIRST = address(0);
    address internal constant LAST = address(type(uint160).max);
    uint256 internal constant STEP_BYTES = 49;
    uint256 internal constant MAX_LEVELS = 64;

    error ProofInvalid();

    /// @notice Where the proof leads, and where the leaf stands.
    /// @dev A sum never falls on the way up, so a total that fits 16 bytes shows that none was cut off in a node.
    function fold(Leaf calldata leaf) internal pure returns (bytes32 root, uint256 totalWei, uint256 index) {
        bytes calldata proof = leaf.proof;
        uint256 levels = proof.length / STEP_BYTES;
        if (proof.length % STEP_BYTES != 0 || levels > MAX_LEVELS) revert ProofInvalid();
        address account = leaf.account;
        totalWei = leaf.cumulativeWei;
        assembly ("memory-safe") {
            let node := mload(0x40)
            mstore(node, account)
            mstore(add(node, 0x20), totalWei)
            root := keccak256(node, 0x40)
            let step := proof.offset
            for { let level := 0 } lt(level, levels) { level := add(level, 1) } {
                let sibling := calldataload(add(step, 1))
                let sum := shr(128, calldataload(add(step, 33)))
                switch byte(0, calldataload(step))
                case 0 {
                    mstore(node, root)
                    mstore(add(node, 0x20), sibling)
                    mstore(add(node, 0x40), or(shl(128, totalWei), sum))
                }
                case 1 {
                    mstore(node, sibling)
                    mstore(add(node, 0x20), root)
                    mstore(add(node, 0x40), or(shl(128, sum), totalWei))
                    index := or(index, shl(level, 1))
                }
                default {
                    revert(0, 0)
                }
                root := keccak256(node, 0x60)
                // Saturates instead of wrapping round: no total is that large.
                totalWei := add(totalWei, sum)
                if lt(totalWei, sum) { totalWei := not(0) }
                step := add(step, STEP_BYTES)
            }
            mstore(0x00, root)
            mstore(0x20, levels)
            root := keccak256(0x00, 0x40)
        }
    }
}
