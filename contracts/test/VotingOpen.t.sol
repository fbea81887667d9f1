// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VotingOpen} from "../src/VotingOpen.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

contract VotingOpenTest is Test {
    WrappedOpen private open;
    VotingOpen private votes;
    address private alice = address(0xA11CE);
    address private bob = address(0xB0B);

    function setUp() public {
        open = new WrappedOpen();
        votes = new VotingOpen(open);
        vm.deal(alice, 10 ether);
        vm.startPrank(alice);
        open.deposit{value: 10 ether}();
        open.approve(address(votes), 10 ether);
        vm.stopPrank();
    }

    function test_votesFollowDelegationByTime() public {
        vm.warp(1000);
        vm.startPrank(alice);
        votes.depositFor(alice, 4 ether);
        votes.delegate(bob);
        vm.warp(2000);
        votes.transfer(address(0xD0), 1 ether);
        vm.assertEq(votes.getVotes(bob), 3 ether);
        vm.assertEq(votes.getPastVotes(bob, 1999), 4 ether);
        vm.assertEq(votes.CLOCK_MODE(), "mode=timestamp");
        vm.assertEq(votes.clock(), 2000);
    }

    function testFuzz_allOfItCanBeWithdrawn(uint256 amount, uint256 out) public {
        amount = bound(amount, 1, 10 ether);
        out = bound(out, 1, amount);
        vm.startPrank(alice);
        votes.depositFor(alice, amount);
        vm.assertEq(votes.totalSupply(), open.balanceOf(address(votes)));
        votes.withdrawTo(bob, out);
        vm.assertEq(open.balanceOf(bob), out);
        vm.assertEq(votes.totalSupply(), open.balanceOf(address(votes)));
        vm.assertEq(votes.balanceOf(alice), amount - out);
    }
}
