// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Checkpoints of the operators' Merkle logs
/// @notice Each caller has a lane of its own. What was anchored once stays readable, so a log that is rewritten
/// contradicts the chain.
/// @custom:invariant In a lane sizes strictly grow, and the root anchored for a size never changes.
contract LogAnchor {
    struct Checkpoint {
        bytes32 root;
        uint64 size;
        uint64 blockNumber;
        uint64 timestamp;
    }

    mapping(address operator => Checkpoint) private _latest;
    mapping(address operator => mapping(uint64 size => bytes32 root)) private _roots;

    event CheckpointAnchored(address indexed operator, uint64 indexed size, bytes32 root);

    error SizeNotGrown(uint64 anchored, uint64 offered);
    error ZeroRoot();

    /// @param size entries in the log; @param root its RFC 6962 root at that size
    function anchor(uint64 size, bytes32 root) external {
        Checkpoint storage latest_ = _latest[msg.sender];
        if (root == 0) revert ZeroRoot();
        if (size <= latest_.size) revert SizeNotGrown(latest_.size, size);
        _latest[msg.sender] = Checkpoint(root, size, uint64(block.number), uint64(block.timestamp));
        _roots[msg.sender][size] = root;
        emit CheckpointAnchored(msg.sender, size, root);
    }

    /// @return the newest checkpoint; all zero when the operator has anchored nothing
    function latest(address operator) external view returns (Checkpoint memory) {
        return _latest[operator];
    }

    /// @return the root anchored for exactly this size, or zero
    function rootAt(address operator, uint64 size) external view returns (bytes32) {
        return _roots[operator][size];
    }
}
