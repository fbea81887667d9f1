// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Court} from "../src/Court.sol";
import {StakePool} from "../src/StakePool.sol";
import {StakePools} from "../src/StakePools.sol";
import {CourtFixture} from "./CourtFixture.sol";
import {FeeToken, HostileToken} from "./Wallets.sol";

contract StakePoolTest is CourtFixture {
    function test_bondingDelegatingAndADividend() public {
        _delegateTo(citizen, 300 ether);
        vm.assertEq(pool.totalAssets(), 400 ether);
        vm.prank(stranger);
        token.transfer(address(pool), 40 ether);
        _pass(1);
        vm.assertEq(pool.weightAt(uint48(vm.getBlockTimestamp() - 1)), 400 ether);
        pool.weigh();
        _pass(1);
        vm.assertEq(pool.weightAt(uint48(vm.getBlockTimestamp() - 1)), 440 ether);
        vm.assertEq(pools.totalAt(uint48(vm.getBlockTimestamp() - 1)), 940 ether);
        uint256 had = token.balanceOf(citizen);
        _leave(citizen, pool.balanceOf(citizen));
        vm.assertTrue(token.balanceOf(citizen) - had >= 330 ether - 1);
        vm.assertTrue(token.balanceOf(citizen) - had <= 330 ether);
    }

    function test_sharesWaitBeforeTheyArePaid() public {
        _delegateTo(citizen, 100 ether);
        uint256 shares = pool.balanceOf(citizen);
        vm.startPrank(citizen);
        vm.expectRevert(abi.encodeWithSelector(ERC4626.ERC4626ExceededMaxRedeem.selector, citizen, shares, 0));
        pool.redeem(shares, citizen, citizen);
        vm.expectRevert(abi.encodeWithSelector(StakePool.ZeroAmount.selector));
        pool.requestRedeem(0);
        pool.requestRedeem(shares / 2);
        _pass(UNBOND - 1);
        vm.assertEq(pool.maxWithdraw(citizen), 0);
        pool.requestRedeem(shares / 2); // all of it waits anew
        _pass(UNBOND - 1);
        vm.assertEq(pool.maxRedeem(citizen), 0);
        _pass(1);
        vm.assertEq(pool.maxWithdraw(citizen), 100 ether);
        uint256 had = token.balanceOf(citizen);
        pool.withdraw(40 ether, citizen, citizen);
        pool.redeem(pool.maxRedeem(citizen), citizen, citizen);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(citizen), had + 100 ether);
        vm.assertEq(pool.balanceOf(address(pool)), 0);
    }

    function test_anotherTakesOutOnlyWithAnAllowance() public {
        _delegateTo(citizen, 100 ether);
        uint256 shares = pool.balanceOf(citizen);
        vm.prank(citizen);
        pool.requestRedeem(shares);
        _pass(UNBOND);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, stranger, 0, shares));
        vm.prank(stranger);
        pool.redeem(shares, stranger, citizen);
        vm.prank(citizen);
        pool.approve(stranger, shares);
        uint256 had = token.balanceOf(stranger);
        vm.prank(stranger);
        pool.redeem(shares, stranger, citizen);
        vm.assertEq(token.balanceOf(stranger), had + 100 ether);
    }

    function test_slashWhileUnbonding() public {
        _delegateTo(citizen, 100 ether);
        uint256 shares = pool.balanceOf(citizen);
        vm.prank(citizen);
        pool.requestRedeem(shares);
        _pass(UNBOND - 1 days);
        uint256 caseId = _judged(3, 0); // opened before the end of the delay
        _pass(2 days);
        vm.assertEq(pool.maxRedeem(citizen), 0);
        _close(caseId);
        vm.assertEq(pool.maxWithdraw(citizen), 100 ether - STAKE / 2);
    }

    function test_whoHasWaitedBeforeACaseLeaves() public {
        _delegateTo(citizen, 100 ether);
        uint256 shares = pool.balanceOf(citizen);
        vm.prank(citizen);
        pool.requestRedeem(shares);
        _pass(UNBOND);
        vm.prank(stranger);
        court.open(Court.Kind.RECEIPT, accused, 1, "evidence");
        _pass(1);
        vm.prank(stranger);
        court.open(Court.Kind.RECEIPT, accused, 2, "evidence");
        vm.assertEq(pool.openCases(), 2);
        vm.assertEq(pool.maxRedeem(citizen), shares);
    }

    /// @dev Case after case, each opened before the last one ends, by an operator that wants its delegators to stay.
    function test_aRowOfCasesHoldsStakeForEver() public {
        _delegateTo(citizen, 100 ether);
        uint256 shares = pool.balanceOf(citizen);
        vm.prank(citizen);
        pool.requestRedeem(shares);
        uint256 end = vm.getBlockTimestamp() + 2 * UNBOND;
        _pass(UNBOND - 1);
        uint256 caseId = _held();
        while (court.appealUntil(caseId) < end) {
            vm.warp(court.appealUntil(caseId) - 1);
            uint256 next = _held();
            _close(caseId);
            vm.assertEq(pool.openCases(), 1);
            vm.assertEq(pool.maxRedeem(citizen), 0);
            caseId = next;
        }
        vm.warp(end);
        vm.assertTrue(pool.openCases() != 0);
        vm.assertEq(pool.maxRedeem(citizen), shares);
        vm.prank(citizen);
        pool.redeem(shares, citizen, citizen);
    }

    /// @dev The pool's own operator has asked its stake back and waited: it can leave as soon as it is accused, and so it judges nobody.
    function test_stakeThatCanLeaveVotes() public {
        address judge = judges[0];
        StakePool own = pools.poolOf(judge);
        uint256 shares = own.balanceOf(judge);
        vm.prank(judge);
        own.requestRedeem(shares);
        vm.assertEq(own.weightAt(uint48(vm.getBlockTimestamp() - 1)), 100 ether);
        _pass(UNBOND);
        vm.assertEq(own.weightAt(uint48(vm.getBlockTimestamp() - 1)), 0);
        uint256 caseId = _held();
        vm.assertEq(court.caseOf(caseId).eligibleWei, 400 ether);
        vm.warp(court.answerUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.NotVoter.selector, judge));
        vm.prank(judge);
        court.commit(caseId, "vote");
    }

    /// @dev A case that is answered, and on which nobody votes: its bond comes back.
    function _held() private returns (uint256 caseId) {
        caseId = _open(Court.Kind.RECEIPT, 7);
        _answer(caseId);
    }

    function test_theOperatorHoldsATenth() public {
        _delegateTo(citizen, 900 ether);
        vm.assertEq(pool.maxDeposit(citizen), 0);
        vm.assertEq(pool.maxMint(accused), type(uint256).max);
        vm.assertEq(pool.maxDeposit(accused), type(uint256).max);
        vm.startPrank(citizen);
        vm.expectRevert(abi.encodeWithSelector(ERC4626.ERC4626ExceededMaxDeposit.selector, citizen, 1, 0));
        pool.deposit(1, citizen);
        vm.stopPrank();
        uint256 own = pool.balanceOf(accused);
        vm.startPrank(accused);
        vm.expectRevert(abi.encodeWithSelector(StakePool.OwnPartTooSmall.selector, own - 10, own * 10 - 10));
        pool.requestRedeem(10);
        vm.expectRevert(abi.encodeWithSelector(StakePool.OwnPartTooSmall.selector, 0, own * 10));
        pool.transfer(citizen, own);
        vm.stopPrank();
        _leave(citizen, pool.balanceOf(citizen));
        _leave(accused, own);
        vm.assertEq(pool.totalSupply(), 0);
    }

    /// @dev Who deposits first cannot take what others deposit by sending OPEN to the pool.
    function testFuzz_theFirstDepositorGainsNothing(uint256 first, uint256 gift, uint256 later) public {
        address thief = stranger;
        vm.startPrank(thief);
        StakePool made = pools.create();
        token.approve(address(made), type(uint256).max);
        first = bound(first, 1, 1 ether);
        gift = bound(gift, 0, 100_000 ether);
        made.deposit(first, thief);
        token.transfer(address(made), gift);
        vm.stopPrank();
        later = bound(later, 0, made.maxDeposit(citizen));
        if (later > 1000 ether) later = 1000 ether;
        if (made.previewDeposit(later) == 0) {
            vm.startPrank(citizen);
            token.approve(address(made), type(uint256).max);
            vm.expectRevert(abi.encodeWithSelector(StakePool.ZeroAmount.selector));
            made.deposit(later, citizen);
            vm.stopPrank();
            return;
        }
        vm.startPrank(citizen);
        token.approve(address(made), type(uint256).max);
        uint256 shares = made.deposit(later, citizen);
        vm.stopPrank();
        uint256 lost = later - made.convertToAssets(shares);
        uint256 thiefs = made.convertToAssets(made.balanceOf(thief));
        vm.assertTrue(thiefs <= first + gift + lost, "the thief gained more than was lost");
        // what is lost is less than one share, of which the first wei made a million
        vm.assertTrue(lost * 1_000_000 <= gift + first + later + 2_000_000, "a gift takes more than its millionth");
        vm.assertTrue(gift == 0 || thiefs < first + gift + 2, "the thief gained");
    }

    /// @dev What all get out is what came in, less penalties; to the wei that rounding leaves.
    function testFuzz_dividendsAndPenaltiesAreShared(uint256 delegated, uint256 dividend, uint256 penalty) public {
        delegated = bound(delegated, 1 ether, 800 ether);
        dividend = bound(dividend, 0, 1000 ether);
        penalty = bound(penalty, 0, 100 ether);
        _delegateTo(citizen, delegated);
        vm.prank(stranger);
        token.transfer(address(pool), dividend);
        vm.prank(address(court));
        pool.slash(penalty, address(0xDEAD));
        uint256 worth = 100 ether + delegated + dividend - penalty;
        uint256 citizens = pool.convertToAssets(pool.balanceOf(citizen));
        uint256 exact = worth * delegated / (100 ether + delegated);
        vm.assertTrue(citizens <= exact + 1 && citizens + 1e3 >= exact, "not the citizen's part");
        vm.assertTrue(citizens + pool.convertToAssets(pool.balanceOf(accused)) <= worth);
    }

    function test_onlyTheCourtSlashesAndHolds() public {
        bytes memory refused = abi.encodeWithSelector(StakePool.NotCourt.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refused);
        pool.slash(1, stranger);
        vm.expectRevert(refused);
        pool.hold();
        vm.expectRevert(refused);
        pool.release();
        vm.expectRevert(abi.encodeWithSelector(StakePools.NotPool.selector, stranger));
        pools.weighed(0, 1);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(StakePools.PoolExists.selector, accused, address(pool)));
        vm.prank(accused);
        pools.create();
    }

    function test_aTokenThatKeepsAPartIsRefused() public {
        FeeToken fee = new FeeToken();
        StakePool made = new StakePools(IERC20(address(fee)), 1).create();
        fee.approve(address(made), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(StakePool.AssetMovedOther.selector, 100 ether, 99 ether));
        made.deposit(100 ether, address(this));
    }

    function test_noHookReenters() public {
        HostileToken hostile = new HostileToken();
        StakePool made = new StakePools(IERC20(address(hostile)), 1).create();
        hostile.mint(address(this), 10 ether);
        hostile.approve(address(made), type(uint256).max);
        made.deposit(4 ether, address(this));
        made.requestRedeem(made.balanceOf(address(this)));
        _pass(1);
        bytes[3] memory calls = [
            abi.encodeCall(ERC4626.deposit, (1, address(this))),
            abi.encodeCall(ERC4626.withdraw, (1, address(this), address(this))),
            abi.encodeCall(StakePool.requestRedeem, (1))
        ];
        for (uint256 i = 0; i < calls.length; i++) {
            hostile.arm(address(made), calls[i]);
            made.withdraw(1 ether, address(this), address(this));
            vm.assertFalse(hostile.succeeded());
        }
        hostile.arm(address(made), calls[1]);
        made.deposit(1 ether, address(this));
        vm.assertFalse(hostile.succeeded());
        vm.assertTrue(hostile.failure() == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
    }

    function _delegateTo(address who, uint256 amount) private {
        vm.startPrank(who);
        token.approve(address(pool), type(uint256).max);
        pool.deposit(amount, who);
        vm.stopPrank();
    }

    function _leave(address who, uint256 shares) private {
        vm.startPrank(who);
        pool.requestRedeem(shares);
        _pass(UNBOND);
        pool.redeem(shares, who, who);
        vm.stopPrank();
    }
}
