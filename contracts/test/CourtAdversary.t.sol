// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Court} from "../src/Court.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {StakePool} from "../src/StakePool.sol";
import {StakePools} from "../src/StakePools.sol";
import {CourtFixture} from "./CourtFixture.sol";
import {HostileToken} from "./Wallets.sol";

/// @dev Attacks on stake and court, each by itself. None gains anything.
contract CourtAdversaryTest is CourtFixture {
    /// @dev Two of five judges have two fifths together; all others are silent.
    function test_aThirdOfTheStakeColludes() public {
        uint256 caseId = _judged(2, 0);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.TOO_FEW);
        caseId = _open(Court.Kind.RECEIPT, 8);
        _answer(caseId);
        _vote(caseId, 2, 3); // against three honest ones they lose
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.NOT_UPHELD);
    }

    /// @dev What is staked in the second of the opening, or after it, has no vote.
    function test_stakeIsBorrowedForAVote() public {
        StakePool made = _stake(stranger, 500_000 ether);
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        _answer(caseId);
        vm.warp(court.answerUntil(caseId));
        vm.assertTrue(made.weightAt(uint48(vm.getBlockTimestamp() - 1)) > 0);
        vm.expectRevert(abi.encodeWithSelector(Court.NotVoter.selector, stranger));
        vm.prank(stranger);
        court.commit(caseId, "vote");
    }

    /// @dev Who accuses themselves, to be slashed into their own hands, loses half.
    function test_theOperatorAccusesItself() public {
        uint256 had = token.balanceOf(accused) + pool.totalAssets();
        vm.prank(accused);
        uint256 caseId = court.open(Court.Kind.RECEIPT, accused, 7, "myself");
        _close(caseId);
        vm.assertEq(token.balanceOf(accused) + pool.totalAssets(), had - STAKE / 2);
    }

    /// @dev Absent pools are punished, but who has cases opened for it gets nothing of it.
    function test_casesAreOpenedToPunishTheAbsent() public {
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _judged(0, 0);
        for (uint256 i = 0; i < judges.length; i++) {
            court.punishAbsence(caseId, judges[i]);
        }
        _close(caseId);
        vm.assertEq(token.balanceOf(citizen), had);
        vm.assertEq(token.balanceOf(court.NOBODY()), 0.5 ether);
    }

    /// @dev All that nobody does: no answer, no votes shown, no decision. The case still closes, and nothing stays.
    function test_everybodyIsSilent() public {
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        _answer(caseId);
        vm.warp(court.answerUntil(caseId));
        for (uint256 i = 0; i < judges.length; i++) {
            vm.prank(judges[i]);
            court.commit(caseId, "never shown");
        }
        vm.warp(court.revealUntil(caseId));
        vm.prank(citizen);
        court.appeal(caseId, "nobody voted");
        vm.warp(court.decideUntil(caseId));
        vm.prank(stranger);
        court.close(caseId);
        vm.assertEq(token.balanceOf(address(court)), 0);
        vm.assertEq(pool.openCases(), 0);
    }

    /// @dev The operator's friend challenges the root in the name of nobody who judges, so that nobody else could. The court takes its
    /// place, and the root is judged in time.
    function test_aShamChallengeKeepsTheCourtOut() public {
        uint64 epoch = _settle("everything is mine", 50 ether);
        uint256 had = token.balanceOf(stranger);
        vm.startPrank(stranger);
        token.approve(address(distributor), type(uint256).max);
        distributor.challenge(accused, epoch);
        vm.stopPrank();
        _pass(2 days - 1);
        uint256 caseId = _open(Court.Kind.ROOT, epoch);
        vm.assertEq(token.balanceOf(stranger), had);
        (address challenger,) = distributor.challenges(accused, epoch);
        vm.assertEq(challenger, address(court));
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallengeable.selector, accused, epoch));
        vm.prank(stranger);
        distributor.challenge(accused, epoch);
        _answer(caseId);
        _vote(caseId, 4, 0);
        _close(caseId);
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Rejected);
        vm.assertEq(token.balanceOf(address(distributor)), 0);
        vm.assertEq(token.balanceOf(address(court)), 0);
    }

    /// @dev Once the window is over a sham challenge gives nobody a second one.
    function test_aShamChallengeIsTakenOverInTheWindowAlone() public {
        uint64 epoch = _settle("everything is mine", 50 ether);
        vm.startPrank(stranger);
        token.approve(address(distributor), type(uint256).max);
        distributor.challenge(accused, epoch);
        vm.stopPrank();
        _pass(2 days);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallengeable.selector, accused, epoch));
        _open(Court.Kind.ROOT, epoch);
    }

    /// @dev A token with a hook cannot enter the court again from any of its transfers.
    function test_noHookReentersTheCourt() public {
        HostileToken hostile = new HostileToken();
        Court other = new Court(IERC20(address(hostile)), parameters, times(), UNBOND);
        StakePools others = other.pools();
        hostile.mint(address(this), 1000 ether);
        hostile.approve(address(other), type(uint256).max);
        StakePool mine = others.create();
        hostile.approve(address(mine), type(uint256).max);
        mine.deposit(100 ether, address(this));
        _pass(1);
        uint256 caseId = other.open(Court.Kind.RECEIPT, address(this), 7, "evidence");
        bytes[3] memory calls = [
            abi.encodeCall(Court.close, (caseId)),
            abi.encodeCall(Court.open, (Court.Kind.RECEIPT, address(this), 8, "again")),
            abi.encodeCall(Court.appeal, (caseId, "again"))
        ];
        vm.warp(other.answerUntil(caseId));
        hostile.arm(address(other), calls[2]);
        other.appeal(caseId, "appeal");
        vm.assertFalse(hostile.succeeded());
        vm.warp(other.decideUntil(caseId));
        for (uint256 i = 0; i < calls.length; i++) {
            hostile.arm(address(other), calls[i]);
            if (i != 0) {
                caseId = other.open(Court.Kind.RECEIPT, address(this), i, "evidence");
                vm.assertFalse(hostile.succeeded());
                vm.warp(other.appealUntil(caseId));
            }
            other.close(caseId);
            vm.assertFalse(hostile.succeeded());
        }
        vm.assertEq(hostile.balanceOf(address(other)), 0);
    }
}
