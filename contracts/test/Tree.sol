// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RewardTree} from "../src/RewardTree.sol";

/// @dev Makes reward trees, as the node makes them, and trees of any shape, as a liar might.
library Tree {
    struct T {
        bytes32 root;
        uint256 totalWei;
        address[] accounts;
        uint256[] amounts;
        /// By level, from the leaves up.
        bytes32[][] hashes;
        uint256[][] sums;
    }

    function leafHash(address account, uint256 cumulativeWei) internal pure returns (bytes32) {
        return keccak256(abi.encode(account, cumulativeWei));
    }

    function node(bytes32 left, bytes32 right, uint256 leftSum, uint256 rightSum) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(left, right, uint128(leftSum), uint128(rightSum)));
    }

    function rootOf(bytes32 top, uint256 levels) internal pure returns (bytes32) {
        return keccak256(abi.encode(top, levels));
    }

    /// @dev The tree over these accounts in their order, between its first and last leaves.
    function build(address[] memory accounts, uint256[] memory amounts) internal pure returns (T memory) {
        uint256 n = accounts.length;
        for (uint256 i = 1; i < n; i++) {
            (address account, uint256 amount) = (accounts[i], amounts[i]);
            uint256 j = i;
            for (; j > 0 && accounts[j - 1] > account; j--) {
                (accounts[j], amounts[j]) = (accounts[j - 1], amounts[j - 1]);
            }
            (accounts[j], amounts[j]) = (account, amount);
        }
        uint256 size = 2;
        while (size < n + 2) size *= 2;
        (address[] memory all, uint256[] memory wei_) = (new address[](size), new uint256[](size));
        for (uint256 i = 0; i < size; i++) {
            if (i != 0) all[i] = i <= n ? accounts[i - 1] : RewardTree.LAST;
            if (i != 0 && i <= n) wei_[i] = amounts[i - 1];
        }
        return raw(all, wei_);
    }

    /// @dev The tree over exactly these leaves, as many as a power of two.
    function raw(address[] memory accounts, uint256[] memory amounts) internal pure returns (T memory tree) {
        uint256 levels = 0;
        while (1 << levels < accounts.length) levels++;
        (tree.accounts, tree.amounts) = (accounts, amounts);
        (tree.hashes, tree.sums) = (new bytes32[][](levels + 1), new uint256[][](levels + 1));
        (tree.hashes[0], tree.sums[0]) = (new bytes32[](accounts.length), amounts);
        for (uint256 i = 0; i < accounts.length; i++) {
            tree.hashes[0][i] = leafHash(accounts[i], amounts[i]);
        }
        for (uint256 level = 1; level <= levels; level++) {
            _join(tree, level);
        }
        tree.root = rootOf(tree.hashes[levels][0], levels);
        tree.totalWei = tree.sums[levels][0];
    }

    function _join(T memory tree, uint256 level) private pure {
        (bytes32[] memory below, uint256[] memory belowSums) = (tree.hashes[level - 1], tree.sums[level - 1]);
        uint256 count = below.length / 2;
        (tree.hashes[level], tree.sums[level]) = (new bytes32[](count), new uint256[](count));
        for (uint256 i = 0; i < count; i++) {
            tree.hashes[level][i] = node(below[2 * i], below[2 * i + 1], belowSums[2 * i], belowSums[2 * i + 1]);
            tree.sums[level][i] = belowSums[2 * i] + belowSums[2 * i + 1];
        }
    }

    function at(T memory tree, uint256 index) internal pure returns (RewardTree.Leaf memory leaf) {
        (leaf.account, leaf.cumulativeWei) = (tree.accounts[index], tree.amounts[index]);
        for (uint256 level = 0; level + 1 < tree.hashes.length; level++) {
            uint256 sibling = index ^ 1;
            leaf.proof = abi.encodePacked(
                leaf.proof, uint8(index & 1), tree.hashes[level][sibling], uint128(tree.sums[level][sibling])
            );
            index >>= 1;
        }
    }

    function leafOf(T memory tree, address account) internal pure returns (RewardTree.Leaf memory) {
        for (uint256 i = 0; i < tree.accounts.length; i++) {
            if (tree.accounts[i] == account) return at(tree, i);
        }
        revert("no such leaf");
    }

    /// @dev What shows what the tree gives an account: its leaf, or the neighbours between which it would stand. Empty where
    /// nothing shows it.
    function evidence(T memory tree, address account) internal pure returns (RewardTree.Leaf[] memory leaves) {
        for (uint256 i = 0; i < tree.accounts.length; i++) {
            if (tree.accounts[i] == account) {
                leaves = new RewardTree.Leaf[](1);
                leaves[0] = at(tree, i);
                return leaves;
            }
        }
        for (uint256 i = 0; i + 1 < tree.accounts.length; i++) {
            if (tree.accounts[i] < account && account < tree.accounts[i + 1]) {
                leaves = new RewardTree.Leaf[](2);
                (leaves[0], leaves[1]) = (at(tree, i), at(tree, i + 1));
                return leaves;
            }
        }
    }
}
