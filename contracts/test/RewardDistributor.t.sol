// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {SignedActions} from "../src/SignedActions.sol";
import {Fixture} from "./Fixture.sol";
import {Tree} from "./Tree.sol";
import {ContractWallet, HostileToken} from "./Wallets.sol";

contract RewardDistributorTest is Fixture {
    bytes32 private constant ROOT = "root";
    address private recipient = address(0x4EC);
    address private liar = address(0x11A2);

    // roots

    function test_rootsMatchStandardMerkleTree() public pure {
        address[] memory accounts = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (accounts[0], accounts[1]) =
        (0x1111111111111111111111111111111111111111, 0x2222222222222222222222222222222222222222);
        (amounts[0], amounts[1]) = (5000000000000000000, 2500000000000000000);
        // From the README of @openzeppelin/merkle-tree.
        bytes32 expected = 0xd4dee0beab2d53f2cc83e567171bd2820e49898130a22622b10ead383e90bd77;
        vm.assertEq(Tree.build(accounts, amounts)[0], expected);
    }

    function test_onlyTheEscrowPostsRoots() public {
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotEscrow.selector, operator));
        distributor.postRoot(operator, 1, ROOT, 0, 0);
    }

    function test_aPostedRootIsFinalAfterTheWindow() public {
        _settle(ROOT, 3 ether, 4 ether);
        (bytes24 root, uint56 finalAt, RewardDistributor.Status status, uint256 totalWei) =
            distributor.roots(operator, 1);
        vm.assertEq(bytes32(root), bytes32(bytes24(ROOT)));
        vm.assertEq(totalWei, 3 ether);
        vm.assertEq(finalAt, block.timestamp + WINDOW);
        vm.assertTrue(status == RewardDistributor.Status.Posted);
        vm.warp(finalAt - 1);
        vm.assertFalse(distributor.isFinal(operator, 1));
        vm.warp(finalAt);
        vm.assertTrue(distributor.isFinal(operator, 1));
        vm.assertFalse(distributor.isFinal(operator, 2));
        vm.assertEq(distributor.fundedWei(operator), 4 ether);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), 4 ether);
    }

    // claims

    function test_claimPaysOnce() public {
        bytes32[] memory tree = _final(3 ether, 1 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.Claimed(operator, contributor, 1, 3 ether);
        distributor.claim(operator, 1, contributor, 3 ether, proof);
        vm.assertEq(token.balanceOf(contributor), 3 ether);
        vm.assertEq(distributor.claimedWei(operator, contributor), 3 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 3 ether, 3 ether));
        distributor.claim(operator, 1, contributor, 3 ether, proof);
    }

    function test_claimPaysTheDifferenceToTheLatestRoot() public {
        bytes32[] memory first = _final(3 ether, 1 ether);
        bytes32[] memory second = _final(5 ether, 2 ether);
        distributor.claim(operator, 1, contributor, 3 ether, _proof(first, contributor, 3 ether));
        distributor.claim(operator, 2, contributor, 5 ether, _proof(second, contributor, 5 ether));
        distributor.claim(operator, 2, other, 2 ether, _proof(second, other, 2 ether));
        vm.assertEq(token.balanceOf(contributor), 5 ether);
        vm.assertEq(token.balanceOf(other), 2 ether);
        bytes32[] memory proof = _proof(first, other, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 2 ether, 1 ether));
        distributor.claim(operator, 1, other, 1 ether, proof);
    }

    function test_aLaterRootCannotShrinkWhatIsOwed() public {
        bytes32[] memory honest = _final(3 ether, 1 ether);
        _final(0, 6 ether); // leaves the contributor out
        distributor.claim(operator, 1, contributor, 3 ether, _proof(honest, contributor, 3 ether));
        vm.assertEq(token.balanceOf(contributor), 3 ether);
    }

    function test_claimBeforeFinalReverts() public {
        bytes32[] memory tree = _tree(3 ether, 1 ether);
        _settle(tree[0], 4 ether, 4 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        vm.warp(block.timestamp + WINDOW - 1);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 1));
        distributor.claim(operator, 1, contributor, 3 ether, proof);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, contributor, 3 ether, proof);
    }

    function test_oneFinalEpochSaysNothingAboutOthers() public {
        bytes32[] memory first = _final(3 ether, 1 ether);
        distributor.claim(operator, 1, contributor, 3 ether, _proof(first, contributor, 3 ether));
        bytes32[] memory second = _tree(5 ether, 2 ether);
        _settle(second[0], 7 ether, 3 ether);
        bytes32[] memory proof = _proof(second, contributor, 5 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, contributor, 5 ether, proof);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 0));
        distributor.claim(operator, 0, contributor, 5 ether, proof);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, liar, 0));
        distributor.claim(liar, 0, contributor, 5 ether, proof);
        vm.warp(block.timestamp + WINDOW);
        distributor.claim(operator, 2, contributor, 5 ether, proof);
        distributor.claim(operator, 1, other, 1 ether, _proof(first, other, 1 ether));
        distributor.claim(operator, 2, other, 2 ether, _proof(second, other, 2 ether));
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), 0);
    }

    function test_wrongProofReverts() public {
        bytes32[] memory tree = _final(3 ether, 1 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        vm.expectRevert(RewardDistributor.ProofInvalid.selector);
        distributor.claim(operator, 1, contributor, 3 ether + 1, proof);
        vm.expectRevert(RewardDistributor.ProofInvalid.selector);
        distributor.claim(operator, 1, other, 3 ether, proof);
        vm.expectRevert(RewardDistributor.ProofInvalid.selector);
        distributor.claim(operator, 1, contributor, 3 ether, new bytes32[](0));
        proof[0] ^= bytes32(uint256(1));
        vm.expectRevert(RewardDistributor.ProofInvalid.selector);
        distributor.claim(operator, 1, contributor, 3 ether, proof);
    }

    function test_zeroLeafIsNothingDue() public {
        bytes32[] memory tree = _final(0, 1 ether);
        bytes32[] memory proof = _proof(tree, contributor, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 0, 0));
        distributor.claim(operator, 1, contributor, 0, proof);
    }

    function test_aSingleLeafNeedsNoProof() public {
        _settle(Tree.leaf(contributor, 2 ether), 2 ether, 2 ether);
        vm.warp(block.timestamp + WINDOW);
        distributor.claim(operator, 1, contributor, 2 ether, new bytes32[](0));
        vm.assertEq(token.balanceOf(contributor), 2 ether);
    }

    function test_aLaneNeverPaysMoreThanItGot() public {
        bytes32[] memory tree = _tree(3 ether, 2 ether); // promises 5
        _settle(tree[0], 4 ether, 4 ether); // holds 4
        vm.warp(block.timestamp + WINDOW);
        distributor.claim(operator, 1, contributor, 3 ether, _proof(tree, contributor, 3 ether));
        bytes32[] memory proof = _proof(tree, other, 2 ether);
        vm.expectRevert(_short(operator, 1 ether, 2 ether));
        distributor.claim(operator, 1, other, 2 ether, proof);
    }

    function test_aLyingOperatorReachesNoOtherLane() public {
        _final(3 ether, 1 ether);
        _enrich(liar);
        vm.startPrank(liar);
        escrow.bond(MINIMUM_BOND);
        escrow.settle(1, Tree.leaf(liar, 4 ether), 0, _charges(0));
        vm.warp(block.timestamp + WINDOW);
        vm.expectRevert(_short(liar, 0, 4 ether));
        distributor.claim(liar, 1, liar, 4 ether, new bytes32[](0));
    }

    function testFuzz_claimsInAnyOrderPayTheLatest(uint64[6] memory rises, uint256 order) public {
        bytes32[][] memory trees = new bytes32[][](3);
        uint256[2][3] memory amounts;
        (uint256 mine, uint256 theirs) = (0, 0);
        for (uint256 i = 0; i < 3; i++) {
            (mine, theirs) = (mine + rises[2 * i], theirs + rises[2 * i + 1]);
            amounts[i] = [mine, theirs];
            trees[i] = _tree(mine, theirs);
            _settle(trees[i][0], mine + theirs, uint256(rises[2 * i]) + rises[2 * i + 1]);
        }
        vm.warp(block.timestamp + WINDOW);
        uint256 highest = 0;
        for (uint256 i = 0; i < 6; i++) {
            uint256 at_ = uint256(keccak256(abi.encode(order, i))) % 3;
            bytes32[] memory proof = _proof(trees[at_], contributor, amounts[at_][0]);
            bool due = amounts[at_][0] > highest;
            if (due) highest = amounts[at_][0];
            else vm.expectRevert();
            distributor.claim(operator, uint64(at_ + 1), contributor, amounts[at_][0], proof);
            vm.assertEq(token.balanceOf(contributor), highest);
        }
        if (theirs != 0) distributor.claim(operator, 3, other, theirs, _proof(trees[2], other, theirs));
        vm.assertEq(token.balanceOf(other), theirs);
    }

    function testFuzz_noForgedLeafIsPaid(address account, uint256 amount, bytes32[] memory proof) public {
        bytes32[] memory tree = _final(3 ether, 1 ether);
        vm.assume(Tree.leaf(account, amount) != tree[1] && Tree.leaf(account, amount) != tree[2]);
        vm.expectRevert(RewardDistributor.ProofInvalid.selector);
        distributor.claim(operator, 1, account, amount, proof);
    }

    // claims by signature

    function test_claimForPaysTheRecipient() public {
        bytes32[] memory tree = _final(3 ether, 1 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        bytes memory signed = _signClaim(CONTRIBUTOR_KEY, contributor, 3 ether);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.Claimed(operator, contributor, 1, 3 ether);
        vm.prank(other);
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp, signed);
        vm.assertEq(token.balanceOf(recipient), 3 ether);
        vm.assertEq(token.balanceOf(contributor), 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 3 ether, 3 ether));
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp, signed);
    }

    function test_claimForRefusesForeignSignatures() public {
        bytes32[] memory tree = _final(3 ether, 1 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        bytes memory signed = _signClaim(CONTRIBUTOR_KEY, contributor, 3 ether);
        bytes memory refused = abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, contributor);
        vm.expectRevert(refused);
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, other, block.timestamp, signed);
        vm.expectRevert(refused);
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp + 1, signed);
        vm.expectRevert(refused);
        distributor.claimFor(operator, 2, contributor, 3 ether, proof, recipient, block.timestamp, signed);
        vm.expectRevert(refused);
        distributor.claimFor(liar, 1, contributor, 3 ether, proof, recipient, block.timestamp, signed);
        vm.expectRevert(refused);
        distributor.claimFor(operator, 1, contributor, 4 ether, proof, recipient, block.timestamp, signed);
        bytes memory foreign = _signClaim(PAYER_KEY, contributor, 3 ether);
        vm.expectRevert(refused);
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp, foreign);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, block.timestamp - 1));
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp - 1, signed);
        vm.chainId(5);
        vm.expectRevert(refused);
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp, signed);
    }

    function test_claimForNeedsAFinalRootAndARealRecipient() public {
        bytes32[] memory tree = _tree(3 ether, 1 ether);
        _settle(tree[0], 4 ether, 4 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        bytes memory signed = _signClaim(CONTRIBUTOR_KEY, contributor, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 1));
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp, signed);
        vm.warp(block.timestamp + WINDOW);
        recipient = address(0);
        signed = _signClaim(CONTRIBUTOR_KEY, contributor, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        distributor.claimFor(operator, 1, contributor, 3 ether, proof, recipient, block.timestamp, signed);
    }

    function test_aContractWalletClaims() public {
        address wallet = address(new ContractWallet(contributor));
        _settle(Tree.leaf(wallet, 2 ether), 2 ether, 2 ether);
        vm.warp(block.timestamp + WINDOW);
        bytes memory signed = _signClaim(CONTRIBUTOR_KEY, wallet, 2 ether);
        distributor.claimFor(operator, 1, wallet, 2 ether, new bytes32[](0), recipient, block.timestamp, signed);
        vm.assertEq(token.balanceOf(recipient), 2 ether);
    }

    function test_claimDigestIsEip712() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("OpenLedger RewardDistributor"),
                keccak256("1"),
                block.chainid,
                address(distributor)
            )
        );
        bytes32 hash = keccak256(
            abi.encode(
                keccak256(
                    "Claim(address operator,uint64 epoch,address account,uint256 cumulativeWei,address recipient,uint256 deadline)"
                ),
                operator,
                1,
                contributor,
                5,
                recipient,
                9
            )
        );
        vm.assertEq(
            distributor.claimDigest(operator, 1, contributor, 5, recipient, 9),
            keccak256(abi.encodePacked(hex"1901", domain, hash))
        );
    }

    // challenges

    function test_challengeFreezesTheRoot() public {
        _settle(ROOT, 4 ether, 4 ether);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.RootChallenged(operator, 1, challenger);
        _challenge(1);
        (address who, uint64 openedAt) = distributor.challenges(operator, 1);
        vm.assertEq(who, challenger);
        vm.assertEq(openedAt, block.timestamp);
        vm.assertEq(token.balanceOf(challenger), WEALTH - CHALLENGE_BOND);
        vm.warp(block.timestamp + 100 * WINDOW);
        vm.assertFalse(distributor.isFinal(operator, 1));
        vm.prank(challenger);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallengeable.selector, operator, 1));
        distributor.challenge(operator, 1);
    }

    function test_onlyAnOpenWindowIsChallengeable() public {
        _settle(ROOT, 4 ether, 4 ether);
        vm.warp(block.timestamp + WINDOW);
        vm.startPrank(challenger);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallengeable.selector, operator, 1));
        distributor.challenge(operator, 1);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallengeable.selector, operator, 2));
        distributor.challenge(operator, 2);
    }

    function test_challengeNeedsTheBond() public {
        _settle(ROOT, 4 ether, 4 ether);
        vm.prank(other);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector, address(distributor), 0, CHALLENGE_BOND
            )
        );
        distributor.challenge(operator, 1);
    }

    function test_upheldReturnsTheBondAndOpensTheEpoch() public {
        bytes32[] memory honest = _tree(3 ether, 1 ether);
        _settle(Tree.leaf(operator, 4 ether), 4 ether, 4 ether);
        _challenge(1);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.ChallengeUpheld(operator, 1, challenger);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.assertEq(token.balanceOf(challenger), WEALTH);
        vm.warp(block.timestamp + WINDOW);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 1));
        distributor.claim(operator, 1, operator, 4 ether, new bytes32[](0));
        vm.expectEmit(address(distributor));
        emit RewardDistributor.RootReplaced(operator, 1, honest[0], 4 ether, uint64(block.timestamp) + WINDOW);
        vm.prank(operator);
        distributor.replaceRoot(1, honest[0], 4 ether);
        vm.assertFalse(distributor.isFinal(operator, 1));
        vm.warp(block.timestamp + WINDOW);
        distributor.claim(operator, 1, contributor, 3 ether, _proof(honest, contributor, 3 ether));
        vm.assertEq(token.balanceOf(contributor), 3 ether);
    }

    function test_rejectedGivesTheBondToTheOperatorAndRestartsTheClock() public {
        _settle(ROOT, 4 ether, 4 ether);
        uint64 finalAt = uint64(block.timestamp) + WINDOW;
        vm.warp(finalAt - 10);
        _challenge(1);
        vm.warp(block.timestamp + 3 days);
        uint256 before = token.balanceOf(operator);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.ChallengeRejected(operator, 1, challenger, finalAt + 3 days);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, false);
        vm.assertEq(token.balanceOf(operator), before + CHALLENGE_BOND);
        vm.assertFalse(distributor.isFinal(operator, 1));
        _challenge(1); // the ten seconds that were left are left still
        vm.prank(arbiter);
        distributor.resolve(operator, 1, false);
        vm.warp(finalAt + 3 days);
        vm.assertTrue(distributor.isFinal(operator, 1));
    }

    function test_onlyTheArbiterResolvesAndOnlyChallenges() public {
        _settle(ROOT, 4 ether, 4 ether);
        vm.prank(arbiter);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallenged.selector, operator, 1));
        distributor.resolve(operator, 1, true);
        _challenge(1);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotArbiter.selector, operator));
        distributor.resolve(operator, 1, false);
        vm.startPrank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallenged.selector, operator, 1));
        distributor.resolve(operator, 1, true);
    }

    function test_theArbiterCannotTouchAFinalRoot() public {
        bytes32[] memory tree = _final(3 ether, 1 ether);
        vm.startPrank(arbiter);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallenged.selector, operator, 1));
        distributor.resolve(operator, 1, true);
        vm.stopPrank();
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotRejected.selector, operator, 1));
        distributor.replaceRoot(1, ROOT, 0);
        distributor.claim(operator, 1, contributor, 3 ether, _proof(tree, contributor, 3 ether));
    }

    function test_aSilentArbiterLocksNothingUp() public {
        bytes32[] memory tree = _tree(3 ether, 1 ether);
        _settle(tree[0], 4 ether, 4 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallenged.selector, operator, 1));
        distributor.expireChallenge(operator, 1);
        _challenge(1);
        uint256 until = block.timestamp + ARBITRATION;
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.ArbitrationOpen.selector, until));
        distributor.expireChallenge(operator, 1);
        vm.warp(until);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.ChallengeExpired(operator, 1, challenger);
        distributor.expireChallenge(operator, 1);
        vm.assertEq(token.balanceOf(challenger), WEALTH);
        distributor.claim(operator, 1, contributor, 3 ether, _proof(tree, contributor, 3 ether));
    }

    function test_replacementIsTheOperatorsAndWithinFunds() public {
        _settle(ROOT, 4 ether, 4 ether);
        _challenge(1);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.prank(liar);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotRejected.selector, liar, 1));
        distributor.replaceRoot(1, "mine", 0);
        vm.startPrank(operator);
        vm.expectRevert(RewardDistributor.ZeroRoot.selector);
        distributor.replaceRoot(1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalAboveFunded.selector, 5 ether, 4 ether));
        distributor.replaceRoot(1, ROOT, 5 ether);
        distributor.replaceRoot(1, ROOT, 4 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotRejected.selector, operator, 1));
        distributor.replaceRoot(1, ROOT, 4 ether);
    }

    function test_aDisputeDoesNotStopTheNextEpoch() public {
        _settle(ROOT, 4 ether, 4 ether);
        _challenge(1);
        bytes32[] memory tree = _tree(1 ether, 1 ether); // less than the disputed root promised
        _settle(tree[0], 2 ether, 1 ether);
        vm.warp(block.timestamp + WINDOW);
        distributor.claim(operator, 2, contributor, 1 ether, _proof(tree, contributor, 1 ether));
    }

    // a hostile token cannot re-enter

    function test_claimsDoNotReenter() public {
        HostileToken hostile = new HostileToken();
        escrow = new InferenceEscrow(hostile, 1, 0, 1, arbiter, 1, 1, 1);
        distributor = escrow.distributor();
        hostile.mint(address(this), 100);
        hostile.approve(address(escrow), 100);
        escrow.depositFor(payer, 20);
        escrow.bond(1);
        vm.prank(payer);
        escrow.setSpendingLimit(address(this), 20);
        bytes32[] memory tree = _tree(6, 5);
        escrow.settle(1, tree[0], 11, _charges(20));
        vm.warp(block.timestamp + 1);
        bytes32[] memory theirs = _proof(tree, other, 5);
        hostile.arm(address(distributor), abi.encodeCall(distributor.claim, (address(this), 1, other, 5, theirs)));
        distributor.claim(address(this), 1, contributor, 6, _proof(tree, contributor, 6));
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(bytes32(hostile.failure()), bytes32(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        vm.assertEq(hostile.balanceOf(distributor.laneOf(address(this))), 14);
    }

    function _final(uint256 contributorWei, uint256 otherWei) private returns (bytes32[] memory tree) {
        tree = _tree(contributorWei, otherWei);
        uint256 funded = distributor.fundedWei(operator);
        uint256 total = contributorWei + otherWei;
        _settle(tree[0], total, total > funded ? total - funded : 0);
        vm.warp(block.timestamp + WINDOW);
    }

    function _challenge(uint64 epoch) private {
        vm.prank(challenger);
        distributor.challenge(operator, epoch);
    }

    function _short(address whose, uint256 holds, uint256 wanted) private view returns (bytes memory) {
        address lane = distributor.laneOf(whose);
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, lane, holds, wanted);
    }

    function _signClaim(uint256 key, address account, uint256 amount) private view returns (bytes memory) {
        return signature(key, distributor.claimDigest(operator, 1, account, amount, recipient, block.timestamp));
    }
}
