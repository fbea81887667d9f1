// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Court} from "../src/Court.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {Parameters} from "../src/Parameters.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {StakePool} from "../src/StakePool.sol";
import {StakePools} from "../src/StakePools.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {CourtFixture} from "./CourtFixture.sol";
import {Tree} from "./Tree.sol";

contract CourtTest is CourtFixture {
    // ------------------------------------------------------------------------------------------- how a case ends

    function test_anUpheldCaseTakesTheStake() public {
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _judged(3, 1);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.UPHELD);
        vm.warp(court.appealUntil(caseId));
        vm.expectEmit(address(court));
        emit Court.CaseClosed(caseId, true, Court.Outcome.UPHELD, STAKE);
        court.close(caseId);
        vm.assertEq(token.balanceOf(citizen), had + STAKE / 2);
        vm.assertEq(token.balanceOf(court.NOBODY()), STAKE / 2);
        vm.assertEq(pool.totalAssets(), 100 ether - STAKE);
        vm.assertEq(token.balanceOf(address(court)), 0);
        vm.assertEq(pool.openCases(), 0);
    }

    function test_anUnfoundedCasePaysThePool() public {
        uint256 caseId = _judged(1, 3);
        _close(caseId);
        vm.assertEq(pool.totalAssets(), 100 ether + BOND);
        vm.assertEq(token.balanceOf(address(court)), 0);
        vm.assertTrue(court.caseOf(caseId).closed);
    }

    function test_equalVotesAreForTheAccused() public {
        _close(_judged(2, 2));
        vm.assertEq(pool.totalAssets(), 100 ether + BOND);
    }

    function test_tooFewVotesDecideNothing() public {
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _judged(2, 0);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.TOO_FEW);
        _close(caseId);
        vm.assertEq(token.balanceOf(citizen), had);
        vm.assertEq(pool.totalAssets(), 100 ether);
    }

    function test_aSilentAccusedIsTakenToAgree() public {
        uint256 caseId = _open(Court.Kind.MODEL, 7);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.OPEN);
        vm.warp(court.answerUntil(caseId));
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.UNANSWERED);
        vm.expectRevert(abi.encodeWithSelector(Court.TooLate.selector, court.answerUntil(caseId)));
        vm.prank(accused);
        court.answer(caseId, "too late");
        vm.expectRevert(abi.encodeWithSelector(Court.NothingToVote.selector, caseId));
        vm.prank(judges[0]);
        court.commit(caseId, "vote");
        vm.warp(court.revealUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.NothingToVote.selector, caseId));
        court.punishAbsence(caseId, judges[0]);
        _close(caseId);
        vm.assertEq(pool.totalAssets(), 100 ether - STAKE);
    }

    function test_aPoolWithLessLosesWhatItHas() public {
        uint256 most = pool.balanceOf(accused) * 9 / 10;
        vm.prank(accused);
        pool.requestRedeem(most);
        _pass(UNBOND);
        uint256 shares = pool.maxRedeem(accused);
        vm.prank(accused);
        pool.redeem(shares, accused, accused);
        _close(_judged(3, 0));
        vm.assertEq(pool.totalAssets(), 0);
        vm.assertEq(token.balanceOf(court.NOBODY()), 5 ether);
    }

    // --------------------------------------------------------------------------------------------------- a root

    function test_aRootIsHeldAndRejected() public {
        uint64 epoch = _settle("lie", 50 ether);
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _open(Court.Kind.ROOT, epoch);
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Challenged);
        vm.assertEq(token.balanceOf(citizen), had - BOND - CHALLENGE_BOND);
        _answer(caseId);
        _vote(caseId, 4, 0);
        _close(caseId);
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Rejected);
        vm.assertEq(token.balanceOf(citizen), had + STAKE / 2 + CHALLENGE_BOND / 2);
        vm.assertEq(token.balanceOf(address(court)), 0);
    }

    function test_anHonestRootStands() public {
        uint64 epoch = _settle("truth", 50 ether);
        uint256 had = token.balanceOf(accused);
        uint256 caseId = _open(Court.Kind.ROOT, epoch);
        vm.expectRevert(abi.encodeWithSelector(Court.RootCaseOpen.selector, caseId));
        vm.prank(stranger);
        court.open(Court.Kind.ROOT, accused, epoch, "again");
        _answer(caseId);
        _vote(caseId, 0, 4);
        _close(caseId);
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Posted);
        vm.assertEq(token.balanceOf(accused), had + CHALLENGE_BOND);
        vm.assertEq(pool.totalAssets(), 100 ether + BOND);
        vm.prank(stranger);
        vm.assertEq(court.open(Court.Kind.ROOT, accused, epoch, "again"), caseId + 1);
    }

    function test_aRootThatIsProvedWrongNeedsNoVerdict() public {
        Tree.T memory first = _tree(2 ether, 0);
        Tree.T memory second = _tree(1 ether, 1 ether);
        _settle(first.root, 2 ether);
        uint64 epoch = _settle(second.root, 2 ether);
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _open(Court.Kind.ROOT, epoch);
        vm.prank(stranger);
        distributor.proveShrunk(accused, 1, Tree.leafOf(first, citizen), epoch, Tree.evidence(second, citizen));
        _answer(caseId);
        _vote(caseId, 0, 4);
        _close(caseId);
        vm.assertEq(token.balanceOf(citizen), had);
        vm.assertEq(pool.totalAssets(), 100 ether);
        vm.assertEq(token.balanceOf(address(court)), 0);
    }

    /// @dev The operator replaces a root that was proved wrong, and somebody else challenges the new one: not this court's.
    function test_aRootThatWasReplacedIsNotJudged() public {
        Tree.T memory first = _tree(2 ether, 0);
        Tree.T memory second = _tree(1 ether, 1 ether);
        _settle(first.root, 2 ether);
        uint64 epoch = _settle(second.root, 2 ether);
        uint256 caseId = _open(Court.Kind.ROOT, epoch);
        distributor.proveShrunk(accused, 1, Tree.leafOf(first, citizen), epoch, Tree.evidence(second, citizen));
        vm.prank(accused);
        distributor.replaceRoot(epoch, "true", 2 ether, "digest");
        vm.startPrank(stranger);
        token.approve(address(distributor), CHALLENGE_BOND);
        distributor.challenge(accused, epoch);
        vm.stopPrank();
        _close(caseId);
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Challenged);
        vm.assertEq(pool.totalAssets(), 100 ether);
        vm.assertEq(token.balanceOf(address(court)), 0);
    }

    function test_aVerdictThatNobodyBringsInTime() public {
        uint64 epoch = _settle("lie", 50 ether);
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _open(Court.Kind.ROOT, epoch);
        _answer(caseId);
        _vote(caseId, 4, 0);
        _pass(10 days);
        distributor.expireChallenge(accused, epoch);
        court.close(caseId);
        vm.assertEq(pool.totalAssets(), 100 ether - STAKE);
        vm.assertEq(token.balanceOf(citizen), had + STAKE / 2 - CHALLENGE_BOND / 10);
        vm.assertEq(token.balanceOf(address(court)), 0);
    }

    // ---------------------------------------------------------------------------------------------------- votes

    function test_whoDoesNotShowAVoteLosesAThousandth() public {
        uint256 caseId = _open(Court.Kind.VERSION, 7);
        _answer(caseId);
        vm.warp(court.answerUntil(caseId));
        bytes32 withheld = court.commitmentOf(caseId, judges[4], true, SALT);
        vm.prank(judges[4]);
        court.commit(caseId, withheld);
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        vm.prank(judges[4]);
        court.commit(caseId, "another");
        _vote(caseId, 4, 0);
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        court.punishAbsence(caseId, judges[0]);
        vm.expectRevert(abi.encodeWithSelector(Court.NotVoter.selector, accused));
        court.punishAbsence(caseId, accused);
        court.punishAbsence(caseId, judges[4]);
        vm.assertEq(pools.poolOf(judges[4]).totalAssets(), 99.9 ether);
        vm.assertEq(token.balanceOf(court.NOBODY()), 0.1 ether);
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        court.punishAbsence(caseId, judges[4]);
    }

    function test_lateAndFalseRevealsCountNothing() public {
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        vm.expectRevert(abi.encodeWithSelector(Court.NothingToVote.selector, caseId));
        vm.prank(judges[0]);
        court.commit(caseId, "early");
        _answer(caseId);
        bytes32 commitment = court.commitmentOf(caseId, judges[0], true, SALT);
        vm.expectRevert(abi.encodeWithSelector(Court.TooEarly.selector, court.answerUntil(caseId)));
        vm.prank(judges[0]);
        court.commit(caseId, commitment);
        vm.warp(court.answerUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.NothingToVote.selector, caseId));
        vm.prank(judges[0]);
        court.commit(caseId, 0);
        vm.prank(judges[0]);
        court.commit(caseId, commitment);
        // Another's vote is not copied: the commitment names its voter.
        vm.prank(judges[1]);
        court.commit(caseId, commitment);
        vm.expectRevert(abi.encodeWithSelector(Court.TooEarly.selector, court.commitUntil(caseId)));
        court.reveal(caseId, judges[0], true, SALT);
        vm.warp(court.commitUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.RevealDiffers.selector));
        court.reveal(caseId, judges[0], false, SALT);
        vm.expectRevert(abi.encodeWithSelector(Court.RevealDiffers.selector));
        court.reveal(caseId, judges[1], true, SALT);
        court.reveal(caseId, judges[0], true, SALT);
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        court.reveal(caseId, judges[0], true, SALT);
        vm.warp(court.revealUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.TooLate.selector, court.revealUntil(caseId)));
        court.reveal(caseId, judges[0], true, SALT);
        vm.assertEq(court.caseOf(caseId).forWei, 100 ether);
        vm.assertTrue(court.voteOf(caseId, judges[0]).revealed);
    }

    function test_theAccusedAndStrangersDoNotVote() public {
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        _answer(caseId);
        vm.warp(court.answerUntil(caseId));
        address[2] memory no = [accused, stranger];
        for (uint256 i = 0; i < 2; i++) {
            vm.expectRevert(abi.encodeWithSelector(Court.NotVoter.selector, no[i]));
            vm.prank(no[i]);
            court.commit(caseId, "vote");
        }
    }

    /// @dev One pool with ten times what all others have counts for a fifth.
    function test_noPoolCountsForMoreThanAFifth() public {
        StakePool whale = pools.poolOf(judges[0]);
        vm.prank(judges[0]);
        whale.deposit(5000 ether, judges[0]);
        _pass(1);
        uint256 caseId = _judged(1, 0);
        vm.assertEq(court.caseOf(caseId).forWei, court.caseOf(caseId).eligibleWei / 5);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.TOO_FEW);
    }

    // --------------------------------------------------------------------------------------------------- appeals

    function test_anAppealOverturnsAVerdict() public {
        uint256 caseId = _judged(3, 1);
        uint256 had = token.balanceOf(accused);
        vm.prank(accused);
        court.appeal(caseId, "ipfs://appeal");
        vm.assertEq(token.balanceOf(accused), had - 2 * BOND);
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        vm.prank(accused);
        court.appeal(caseId, "again");
        _decide(caseId, false);
        _close(caseId);
        vm.assertEq(token.balanceOf(accused), had);
        vm.assertEq(pool.totalAssets(), 100 ether + BOND);
        vm.assertEq(token.balanceOf(address(court)), 0);
    }

    function test_anAppealThatIsConfirmedPaysTheOtherSide() public {
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _judged(3, 1);
        vm.prank(accused);
        court.appeal(caseId, "ipfs://appeal");
        _decide(caseId, true);
        _close(caseId);
        vm.assertEq(token.balanceOf(citizen), had + STAKE / 2 + 2 * BOND);
    }

    function test_anAppealAgainstTheAccused() public {
        uint256 had = token.balanceOf(citizen);
        uint256 caseId = _judged(0, 0);
        vm.prank(citizen);
        court.appeal(caseId, "nobody voted");
        _decide(caseId, true);
        _close(caseId);
        vm.assertEq(token.balanceOf(citizen), had + STAKE / 2);
        caseId = _judged(1, 3);
        vm.prank(citizen);
        court.appeal(caseId, "they erred");
        _decide(caseId, false);
        _close(caseId);
        vm.assertEq(pool.totalAssets(), 100 ether - STAKE + 3 * BOND);
    }

    function test_anAppealThatNobodyDecidesCostsATenth() public {
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        vm.expectRevert(abi.encodeWithSelector(Court.TooEarly.selector, court.answerUntil(caseId)));
        vm.prank(accused);
        court.appeal(caseId, "early");
        vm.warp(court.answerUntil(caseId));
        uint256 had = token.balanceOf(accused);
        vm.prank(accused);
        court.appeal(caseId, "I was away");
        vm.warp(court.appealUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.TooEarly.selector, court.decideUntil(caseId)));
        court.close(caseId);
        vm.warp(court.decideUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.TooLate.selector, court.decideUntil(caseId)));
        vm.prank(address(timelock));
        court.decide(caseId, false);
        court.close(caseId);
        vm.assertEq(token.balanceOf(accused), had - 2 * BOND / 10);
        vm.assertEq(pool.totalAssets(), 100 ether - STAKE);
    }

    function test_appealsEndInTime() public {
        uint256 caseId = _judged(3, 1);
        vm.prank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(Court.NotAppealed.selector, caseId));
        court.decide(caseId, false);
        vm.warp(court.appealUntil(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.TooLate.selector, court.appealUntil(caseId)));
        vm.prank(accused);
        court.appeal(caseId, "late");
        court.close(caseId);
        vm.expectRevert(abi.encodeWithSelector(Court.CaseOver.selector, caseId));
        court.close(caseId);
    }

    function test_theGovernorDecidesAnAppeal() public {
        _delegate(citizen);
        uint256 caseId = _judged(3, 1);
        vm.prank(accused);
        court.appeal(caseId, "ipfs://appeal");
        _govern(citizen, address(court), abi.encodeCall(Court.decide, (caseId, false)));
        vm.assertTrue(court.caseOf(caseId).appeal == Court.Appeal.NOT_UPHELD);
        vm.assertFalse(court.isUpheld(caseId));
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        vm.prank(address(timelock));
        court.decide(caseId, true);
    }

    // ------------------------------------------------------------------------------------------------- refusals

    function test_whatIsNoCaseIsRefused() public {
        vm.startPrank(citizen);
        vm.expectRevert(abi.encodeWithSelector(Court.EvidenceLength.selector, 0));
        court.open(Court.Kind.RECEIPT, accused, 7, "");
        vm.expectRevert(abi.encodeWithSelector(Court.EvidenceLength.selector, 2049));
        court.open(Court.Kind.RECEIPT, accused, 7, string(new bytes(2049)));
        vm.expectRevert(abi.encodeWithSelector(Court.NoPool.selector, stranger));
        court.open(Court.Kind.RECEIPT, stranger, 7, "evidence");
        vm.expectRevert(abi.encodeWithSelector(Court.CaseUnknown.selector, 0));
        court.close(0);
        vm.expectRevert(abi.encodeWithSelector(Court.CaseUnknown.selector, 1));
        court.answer(1, "answer");
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallengeable.selector, accused, 9));
        court.open(Court.Kind.ROOT, accused, 9, "no such epoch");
        uint256 caseId = court.open(Court.Kind.RECEIPT, accused, 7, "evidence");
        vm.expectRevert(abi.encodeWithSelector(Court.NotRespondent.selector, citizen));
        court.answer(caseId, "answer");
        vm.expectRevert(abi.encodeWithSelector(Court.TooEarly.selector, court.appealUntil(caseId)));
        court.close(caseId);
        vm.stopPrank();
        _answer(caseId);
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyDone.selector));
        vm.prank(accused);
        court.answer(caseId, "more");
        vm.expectRevert(abi.encodeWithSelector(Court.NotTimelock.selector, address(this)));
        court.decide(caseId, true);
    }

    function test_theDeploymentIsWiredOnce() public {
        vm.expectRevert(abi.encodeWithSelector(Court.AlreadyBound.selector, address(distributor)));
        court.bind(distributor);
        Court another = new Court(token, parameters, times(), UNBOND);
        vm.expectRevert(abi.encodeWithSelector(Court.NotDeployer.selector, stranger));
        vm.prank(stranger);
        another.bind(distributor);
        vm.expectRevert(abi.encodeWithSelector(Court.NotArbiterOf.selector, address(distributor)));
        another.bind(distributor);
        vm.startPrank(citizen);
        token.approve(address(another), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(Court.NoPool.selector, accused));
        another.open(Court.Kind.ROOT, accused, 1, "evidence");
        vm.stopPrank();
        StakePools itsPools = another.pools();
        vm.prank(accused);
        itsPools.create();
        vm.expectRevert(abi.encodeWithSelector(Court.DistributorUnbound.selector));
        vm.prank(citizen);
        another.open(Court.Kind.ROOT, accused, 1, "evidence");
        _refused(another, 2 days, 9 days, abi.encodeWithSelector(Court.CaseTooLong.selector, 9 days, _most(9 days)));
        _refused(another, 3 days, 10 days, abi.encodeWithSelector(Court.CaseTooLong.selector, 15 days, 14 days));
    }

    /// @dev While votes can still be shown, they say nothing, whatever was shown.
    function test_theOutcomeIsOpenUntilTheLastVoteCanBeShown() public {
        vm.assertEq(court.times().reveal, 1 days);
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.OPEN);
        _answer(caseId);
        _vote(caseId, 5, 0);
        vm.warp(court.revealUntil(caseId) - 1);
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.OPEN);
        vm.assertFalse(court.isUpheld(caseId));
        vm.warp(court.revealUntil(caseId));
        vm.assertTrue(court.outcomeOf(caseId) == Court.Outcome.UPHELD);
        vm.assertTrue(court.isUpheld(caseId));
    }

    function test_impossibleTermsAreRefused() public {
        vm.expectRevert(abi.encodeWithSelector(Court.ZeroAddress.selector));
        new Court(WrappedOpen(payable(address(0))), parameters, times(), UNBOND);
        for (uint256 i = 0; i < 5; i++) {
            uint32[5] memory t = [uint32(1), 1, 1, 1, 1];
            t[i] = 0;
            vm.expectRevert(abi.encodeWithSelector(Court.ZeroDuration.selector));
            new Court(token, parameters, Court.Times(t[0], t[1], t[2], t[3], t[4]), UNBOND);
        }
        vm.expectRevert(abi.encodeWithSelector(Court.CaseTooLong.selector, 9 days, 9 days - 1));
        new Court(token, parameters, times(), 9 days - 1);
    }

    /// @dev Whatever votes there are, whoever is silent: the case closes at its deadline, all bonds leave, and no more than the stake.
    function testFuzz_everyCaseCloses(uint256 forIt, uint256 against, bool answers, uint8 appeals, uint256 wait)
        public
    {
        forIt = bound(forIt, 0, 5);
        against = bound(against, 0, 5 - forIt);
        uint256 all = _everything();
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        if (answers) {
            _answer(caseId);
            _vote(caseId, forIt, against);
        } else {
            vm.warp(court.answerUntil(caseId));
        }
        if (appeals % 4 != 0) {
            vm.prank(appeals % 8 < 4 ? accused : citizen);
            court.appeal(caseId, "appeal");
            if (appeals % 4 > 1) _decide(caseId, appeals % 4 == 2);
        }
        vm.warp((appeals % 4 == 1 ? court.decideUntil(caseId) : court.appealUntil(caseId)) + bound(wait, 0, 365 days));
        court.close(caseId);
        vm.assertEq(token.balanceOf(address(court)), 0);
        vm.assertTrue(pool.totalAssets() >= 100 ether - STAKE);
        vm.assertEq(_everything(), all);
        vm.assertEq(pool.openCases(), 0);
    }

    function _everything() private view returns (uint256) {
        return token.balanceOf(citizen) + token.balanceOf(accused) + pool.totalAssets()
            + token.balanceOf(court.NOBODY()) + token.balanceOf(address(court));
    }

    function _decide(uint256 caseId, bool upheld) private {
        vm.prank(address(timelock));
        court.decide(caseId, upheld);
    }

    function _most(uint256 timeout) private pure returns (uint256) {
        return timeout * 10 / 11;
    }

    function _refused(Court another, uint64 window, uint64 timeout, bytes memory reason) private {
        InferenceEscrow other = new InferenceEscrow(token, 1, 1, 40 days, address(another), 1, window, timeout);
        RewardDistributor itsDistributor = other.distributor();
        vm.expectRevert(reason);
        another.bind(itsDistributor);
    }

    function _tree(uint256 citizens, uint256 strangers) private view returns (Tree.T memory) {
        (address[] memory accounts, uint256[] memory amounts) = (new address[](2), new uint256[](2));
        (accounts[0], amounts[0]) = (citizen, citizens);
        (accounts[1], amounts[1]) = (stranger, strangers);
        return Tree.build(accounts, amounts);
    }
}
