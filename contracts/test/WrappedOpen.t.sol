// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

/// @dev Takes native OPEN and at once asks for the same again.
contract GreedyReceiver {
    bool public gotMore;

    function withdraw(WrappedOpen token, uint256 amount) external {
        token.withdraw(amount);
    }

    receive() external payable {
        try WrappedOpen(payable(msg.sender)).withdraw(msg.value) {
            gotMore = true;
        } catch {}
    }
}

contract WrappedOpenTest is Test {
    WrappedOpen private token;
    address private alice = vm.addr(0xA11CE);
    address private bob = address(0xB0B);

    function setUp() public {
        token = new WrappedOpen();
        vm.deal(alice, 100 ether);
    }

    function test_depositMintsOneForOne() public {
        vm.expectEmit(address(token));
        emit WrappedOpen.Deposited(alice, alice, 3 ether);
        vm.prank(alice);
        token.deposit{value: 3 ether}();
        vm.assertEq(token.balanceOf(alice), 3 ether);
        vm.assertEq(address(token).balance, 3 ether);
    }

    function test_depositForMintsToTheAccount() public {
        vm.expectEmit(address(token));
        emit WrappedOpen.Deposited(alice, bob, 2 ether);
        vm.prank(alice);
        token.depositFor{value: 2 ether}(bob);
        vm.assertEq(token.balanceOf(bob), 2 ether);
    }

    function test_plainTransferDeposits() public {
        vm.prank(alice);
        (bool sent,) = address(token).call{value: 1 ether}("");
        vm.assertTrue(sent);
        vm.assertEq(token.balanceOf(alice), 1 ether);
    }

    function test_withdrawBurnsAndPays() public {
        vm.startPrank(alice);
        token.deposit{value: 3 ether}();
        vm.expectEmit(address(token));
        emit WrappedOpen.Withdrawn(alice, 1 ether);
        token.withdraw(1 ether);
        vm.stopPrank();
        vm.assertEq(alice.balance, 98 ether);
        vm.assertEq(token.totalSupply(), 2 ether);
    }

    function test_zeroAmountsRevert() public {
        vm.expectRevert(WrappedOpen.ZeroAmount.selector);
        token.deposit();
        vm.expectRevert(WrappedOpen.ZeroAmount.selector);
        token.depositFor(bob);
        vm.expectRevert(WrappedOpen.ZeroAmount.selector);
        token.withdraw(0);
    }

    function test_withdrawMoreThanHeldReverts() public {
        vm.startPrank(alice);
        token.deposit{value: 1 ether}();
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 1 ether, 1 ether + 1)
        );
        token.withdraw(1 ether + 1);
    }

    function test_transferToTheWrapperReverts() public {
        vm.startPrank(alice);
        token.deposit{value: 1 ether}();
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(token)));
        token.transfer(address(token), 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        token.depositFor{value: 1}(address(0));
    }

    function test_withdrawToAContractThatRefusesReverts() public {
        token.depositFor{value: 1 ether}(address(this));
        vm.expectRevert(Errors.FailedCall.selector);
        token.withdraw(1 ether);
        vm.assertEq(token.balanceOf(address(this)), 1 ether);
    }

    function test_reenteringWithdrawGetsNothingMore() public {
        GreedyReceiver greedy = new GreedyReceiver();
        vm.startPrank(alice);
        token.depositFor{value: 1 ether}(address(greedy));
        token.deposit{value: 5 ether}();
        vm.stopPrank();
        greedy.withdraw(token, 1 ether);
        vm.assertFalse(greedy.gotMore());
        vm.assertEq(address(greedy).balance, 1 ether);
        vm.assertEq(address(token).balance, 5 ether);
    }

    function test_permitApproves() public {
        bytes32 hash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                alice,
                bob,
                7,
                token.nonces(alice),
                block.timestamp
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(0xA11CE, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash)));
        token.permit(alice, bob, 7, block.timestamp, v, r, s);
        vm.assertEq(token.allowance(alice, bob), 7);
        vm.assertEq(token.nonces(alice), 1);
    }

    bytes32 private constant TRANSFER_TYPE = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    function _authorization(uint256 amount, uint256 validAfter, uint256 validBefore, bytes32 nonce)
        private
        view
        returns (uint8 v, bytes32 r, bytes32 s)
    {
        bytes32 hash = keccak256(abi.encode(TRANSFER_TYPE, alice, bob, amount, validAfter, validBefore, nonce));
        return vm.sign(0xA11CE, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash)));
    }

    function test_authorizationsWithAnyNonceMoveMoneyOnce() public {
        vm.prank(alice);
        token.deposit{value: 5 ether}();
        bytes32 random = keccak256("what a payer's program chose");
        bytes32 other = keccak256("another");
        uint256 until = block.timestamp + 60;
        (uint8 v, bytes32 r, bytes32 s) = _authorization(2 ether, 0, until, random);
        token.transferWithAuthorization(alice, bob, 2 ether, 0, until, random, v, r, s);
        vm.assertTrue(token.authorizationState(alice, random));
        vm.assertEq(token.balanceOf(bob), 2 ether);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009UsedAuthorization.selector, alice, random));
        token.transferWithAuthorization(alice, bob, 2 ether, 0, until, random, v, r, s);
        (v, r, s) = _authorization(1 ether, 0, until, other);
        token.transferWithAuthorization(alice, bob, 1 ether, 0, until, other, v, r, s);
        vm.assertEq(token.balanceOf(bob), 3 ether);
        vm.assertEq(token.balanceOf(alice), 2 ether);
    }

    function test_authorizationsOfOtherAmountsOrTimesRevert() public {
        vm.warp(1000);
        vm.prank(alice);
        token.deposit{value: 5 ether}();
        (uint8 v, bytes32 r, bytes32 s) = _authorization(2 ether, 0, 1060, 0);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        token.transferWithAuthorization(alice, bob, 3 ether, 0, 1060, 0, v, r, s);
        vm.expectRevert(ERC3009.ERC3009InvalidSignature.selector);
        token.transferWithAuthorization(alice, address(this), 2 ether, 0, 1060, 0, v, r, s);
        vm.warp(1060);
        vm.expectRevert(abi.encodeWithSelector(ERC3009.ERC3009InvalidAuthorizationTime.selector, 0, 1060));
        token.transferWithAuthorization(alice, bob, 2 ether, 0, 1060, 0, v, r, s);
        vm.assertEq(token.balanceOf(bob), 0);
    }

    function test_authorizationsToTheWrapperRevert() public {
        vm.prank(alice);
        token.deposit{value: 5 ether}();
        uint256 until = block.timestamp + 60;
        bytes32 hash = keccak256(abi.encode(TRANSFER_TYPE, alice, address(token), 1, 0, until, bytes32(0)));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(0xA11CE, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash)));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(token)));
        token.transferWithAuthorization(alice, address(token), 1, 0, until, 0, v, r, s);
    }

    function test_votesFollowDelegationByTime() public {
        vm.warp(1000);
        vm.startPrank(alice);
        token.deposit{value: 4 ether}();
        token.delegate(bob);
        vm.warp(2000);
        token.transfer(address(0xD0), 1 ether);
        vm.assertEq(token.getVotes(bob), 3 ether);
        vm.assertEq(token.getPastVotes(bob, 1999), 4 ether);
        vm.assertEq(token.CLOCK_MODE(), "mode=timestamp");
        vm.assertEq(token.clock(), 2000);
    }

    function testFuzz_everyWrappedWeiCanBeWithdrawn(uint96 first, uint96 second, uint96 out) public {
        vm.assume(first != 0 && second != 0);
        uint256 amount = bound(out, 1, first);
        vm.deal(alice, first);
        vm.deal(bob, second);
        vm.prank(alice);
        token.deposit{value: first}();
        vm.prank(bob);
        token.deposit{value: second}();
        vm.prank(alice);
        token.withdraw(amount);
        vm.assertEq(token.totalSupply(), address(token).balance);
        vm.assertEq(alice.balance + token.balanceOf(alice), first);
        vm.assertEq(token.balanceOf(bob), second);
    }
}
