// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {LogAnchor} from "../src/LogAnchor.sol";
import {Test} from "./Test.sol";

contract LogAnchorTest is Test {
    LogAnchor private log = new LogAnchor();
    address private operator = address(0x0123);

    function test_anchorKeepsTheCheckpoint() public {
        vm.warp(5000);
        vm.roll(77);
        vm.expectEmit(address(log));
        emit LogAnchor.CheckpointAnchored(operator, 10, bytes32("root"));
        vm.prank(operator);
        log.anchor(10, "root");
        LogAnchor.Checkpoint memory latest = log.latest(operator);
        vm.assertEq(latest.root, bytes32("root"));
        vm.assertEq(latest.size, 10);
        vm.assertEq(latest.blockNumber, 77);
        vm.assertEq(latest.timestamp, 5000);
        vm.assertEq(log.rootAt(operator, 10), bytes32("root"));
    }

    function test_sizeMustGrow() public {
        vm.startPrank(operator);
        log.anchor(10, "root");
        vm.expectRevert(abi.encodeWithSelector(LogAnchor.SizeNotGrown.selector, 10, 10));
        log.anchor(10, "other");
        vm.expectRevert(abi.encodeWithSelector(LogAnchor.SizeNotGrown.selector, 10, 9));
        log.anchor(9, "other");
        vm.stopPrank();
        vm.prank(address(0xBEEF));
        vm.expectRevert(abi.encodeWithSelector(LogAnchor.SizeNotGrown.selector, 0, 0));
        log.anchor(0, "empty");
    }

    function test_zeroRootReverts() public {
        vm.expectRevert(LogAnchor.ZeroRoot.selector);
        log.anchor(1, 0);
    }

    function test_lanesAreSeparate() public {
        vm.prank(operator);
        log.anchor(10, "mine");
        vm.prank(address(0xBEEF));
        log.anchor(3, "theirs");
        vm.assertEq(log.latest(operator).size, 10);
        vm.assertEq(log.latest(address(0xBEEF)).size, 3);
        vm.assertEq(log.latest(address(1)).size, 0);
    }
}

contract LogAnchorHandler is Test {
    LogAnchor public immutable log;
    address[3] public operators = [address(0x11), address(0x12), address(0x13)];
    mapping(address => uint64[]) public sizes;
    mapping(address => mapping(uint64 => bytes32)) public expected;

    constructor(LogAnchor log_) {
        log = log_;
    }

    /// @dev Any size at all: what must not be accepted must revert.
    function anchor(uint256 who, uint64 size, bytes32 root) external {
        address operator = operators[who % 3];
        uint64 before = log.latest(operator).size;
        if (who % 2 == 0) {
            size = uint64(bound(size, before, uint256(before) + 100 > type(uint64).max ? before : before + 100));
        }
        vm.prank(operator);
        try log.anchor(size, root) {
            vm.assertTrue(size > before && root != 0);
            sizes[operator].push(size);
            expected[operator][size] = root;
        } catch {
            vm.assertTrue(size <= before || root == 0);
        }
    }

    function count(address operator) external view returns (uint256) {
        return sizes[operator].length;
    }
}

contract LogAnchorInvariants is Test {
    LogAnchor private log = new LogAnchor();
    LogAnchorHandler private handler = new LogAnchorHandler(log);

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_theLatestIsTheLargestAccepted() external view {
        for (uint256 i = 0; i < 3; i++) {
            address operator = handler.operators(i);
            uint256 accepted = handler.count(operator);
            vm.assertEq(log.latest(operator).size, accepted == 0 ? 0 : handler.sizes(operator, accepted - 1));
        }
    }

    /// @dev At the end of each run, over everything that was ever accepted.
    function afterInvariant() external view {
        for (uint256 i = 0; i < 3; i++) {
            address operator = handler.operators(i);
            for (uint256 j = 0; j < handler.count(operator); j++) {
                uint64 size = handler.sizes(operator, j);
                if (j != 0) vm.assertTrue(handler.sizes(operator, j - 1) < size, "sizes strictly grow");
                vm.assertEq(log.rootAt(operator, size), handler.expected(operator, size));
            }
        }
    }
}
