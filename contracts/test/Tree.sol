// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @dev OpenZeppelin's StandardMerkleTree over (address, uint256), as the node builds it: leaves sorted by hash, then laid out
/// from the end of an array in which the children of node i are 2i+1 and 2i+2.
library Tree {
    function leaf(address account, uint256 cumulativeWei) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(account, cumulativeWei))));
    }

    function build(address[] memory accounts, uint256[] memory amounts) internal pure returns (bytes32[] memory nodes) {
        uint256 n = accounts.length;
        bytes32[] memory leaves = new bytes32[](n);
        for (uint256 i = 0; i < n; i++) {
            leaves[i] = leaf(accounts[i], amounts[i]);
        }
        _sort(leaves, 0, int256(n) - 1);
        nodes = new bytes32[](2 * n - 1);
        for (uint256 i = 0; i < n; i++) {
            nodes[2 * n - 2 - i] = leaves[i];
        }
        for (uint256 i = n - 1; i > 0; i--) {
            nodes[i - 1] = Hashes.commutativeKeccak256(nodes[2 * i - 1], nodes[2 * i]);
        }
    }

    function proof(bytes32[] memory nodes, bytes32 leaf_) internal pure returns (bytes32[] memory path) {
        uint256 index = nodes.length;
        for (uint256 i = nodes.length / 2; i < nodes.length; i++) {
            if (nodes[i] == leaf_) index = i;
        }
        require(index < nodes.length, "no such leaf");
        uint256 depth = 0;
        for (uint256 i = index; i > 0; i = (i - 1) / 2) {
            depth++;
        }
        path = new bytes32[](depth);
        for (uint256 d = 0; d < depth; d++) {
            path[d] = nodes[index % 2 == 0 ? index - 1 : index + 1];
            index = (index - 1) / 2;
        }
    }

    function _sort(bytes32[] memory values, int256 low, int256 high) private pure {
        if (low >= high) return;
        bytes32 pivot = values[uint256(low + (high - low) / 2)];
        (int256 i, int256 j) = (low, high);
        while (i <= j) {
            while (values[uint256(i)] < pivot) i++;
            while (values[uint256(j)] > pivot) j--;
            if (i <= j) {
                (values[uint256(i)], values[uint256(j)]) = (values[uint256(j)], values[uint256(i)]);
                i++;
                j--;
            }
        }
        _sort(values, low, j);
        _sort(values, i, high);
    }
}
