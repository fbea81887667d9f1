// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Licences} from "../src/Licences.sol";
import {UsageRights} from "../src/UsageRights.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Parameters} from "../src/Parameters.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {RewardTree} from "../src/RewardTree.sol";
import {Fixture} from "./Fixture.sol";
import {Tree} from "./Tree.sol";
import {FeeToken, SilentToken, SmallToken} from "./Wallets.sol";

/// @dev Attacks, each by one who gains from it, and what they come to: a refusal, or a loss.
contract Adversary is Fixture {
    address private leaver = address(0x2222);
    address private thief = address(0xBAD);

    function setUp() public override {
        super.setUp();
        _enrich(leaver);
        vm.prank(operator);
        escrow.bond(10 ether); // above the minimum, for what payers lack
    }

    // payers

    /// @dev A payer takes the deposit back before the bill: the others' pay does not wait for it.
    function test_aPayerLeavesBeforeTheBill() public {
        vm.startPrank(leaver);
        escrow.deposit(5 ether);
        escrow.setSpendingLimit(operator, 5 ether);
        escrow.requestWithdrawal(5 ether);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        escrow.withdraw();
        vm.stopPrank();
        _settlesInFull();
    }

    function test_aPayerLowersItsLimitBeforeTheBill() public {
        vm.startPrank(leaver);
        escrow.deposit(5 ether);
        escrow.setSpendingLimit(operator, 5 ether);
        escrow.setSpendingLimit(operator, 0);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.stopPrank();
        _settlesInFull();
    }

    function _settlesInFull() private {
        _deposit(1000 ether);
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](2);
        (charges[0], charges[1]) = (InferenceEscrow.Charge(payer, 900 ether), InferenceEscrow.Charge(leaver, 4 ether));
        Tree.T memory tree = _tree(600 ether, 304 ether);
        uint256 balance = escrow.balanceOf(leaver);
        vm.prank(operator);
        escrow.settle(1, tree.root, tree.totalWei, DIGEST, charges);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), 904 ether);
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND + 6 ether);
        vm.assertEq(escrow.balanceOf(leaver), balance);
    }

    /// @dev A relayer keeps a signed raise, and brings it when the payer has lowered the limit.
    function test_anOldRaiseIsBroughtAfterALowering() public {
        _deposit(1000 ether);
        uint256 changes = escrow.limitChanges(operator, payer);
        uint256 deadline = block.timestamp + 365 days;
        bytes32 digest = escrow.spendingLimitDigest(payer, operator, 500 ether, changes, deadline);
        bytes memory signed = signature(PAYER_KEY, digest);
        vm.prank(payer);
        escrow.setSpendingLimit(operator, 0);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NonceNotNext.selector, changes + 1, changes));
        escrow.setSpendingLimitFor(payer, operator, 500 ether, changes, deadline, signed);
        vm.expectRevert();
        escrow.setSpendingLimitFor(payer, operator, 500 ether, changes + 1, deadline, signed);
        vm.assertEq(escrow.limit(operator, payer), 0);
    }

    /// @dev Dust costs its sender more than it is, and gives nobody anything.
    function test_dustIsTheSendersLoss() public {
        vm.startPrank(leaver);
        for (uint256 i = 0; i < 10; i++) {
            escrow.depositFor(payer, 1);
        }
        vm.stopPrank();
        vm.assertEq(escrow.balanceOf(payer), 10);
        vm.assertEq(token.balanceOf(leaver), WEALTH - 10);
    }

    // the operator

    /// @dev The court is never the operator: not at deployment, and not later by a bond.
    function test_theOperatorIsItsOwnJudge() public {
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.DeployerIsArbiter.selector, operator));
        vm.prank(operator);
        new InferenceEscrow(
            token, MINIMUM_BOND, WITHDRAWAL_DELAY, UNBOND_DELAY, operator, CHALLENGE_BOND, WINDOW, ARBITRATION
        );
        escrow = new InferenceEscrow(
            token, MINIMUM_BOND, WITHDRAWAL_DELAY, UNBOND_DELAY, operator, CHALLENGE_BOND, WINDOW, ARBITRATION
        );
        vm.startPrank(operator);
        token.approve(address(escrow), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ArbiterCannotOperate.selector, operator));
        escrow.bond(MINIMUM_BOND);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.BondTooSmall.selector, 0, MINIMUM_BOND));
        escrow.settle(1, "root", 0, DIGEST, _charges(0));
    }

    /// @dev A later root gives the operator what an earlier final one gave others. Anybody shows it, and is paid for it.
    function test_aLaterRootTakesWhatAFinalOneGave() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 0);
        vm.prank(thief);
        distributor.proveShrunk(operator, 1, Tree.leafOf(tree, contributor), 2, Tree.evidence(lie, contributor));
        vm.assertEq(token.balanceOf(thief), MINIMUM_BOND / 2);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(lie, operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, leaf, 0);
        _claim(operator, 1, tree, contributor);
        vm.assertEq(token.balanceOf(contributor), 600 ether);
    }

    /// @dev Two roots in one block, so that the later is final in the second in which the earlier is.
    function test_theEarlierRootNeedNotBeFinal() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 0);
        distributor.proveShrunk(operator, 1, Tree.leafOf(tree, contributor), 2, Tree.evidence(lie, contributor));
        vm.assertTrue(_statusOf(2) == RewardDistributor.Status.Rejected);
    }

    /// @dev The operator has its own honest root challenged by a friend, to have it out of the way while the lie gets final.
    function test_aChallengedRootStillSpeaks() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 0);
        vm.prank(challenger);
        distributor.challenge(operator, 1);
        distributor.proveShrunk(operator, 1, Tree.leafOf(tree, contributor), 2, Tree.evidence(lie, contributor));
        vm.assertTrue(_statusOf(2) == RewardDistributor.Status.Rejected);
    }

    /// @dev The leaves promise more than there is. Such a tree has no proof that ends in a total that can be posted.
    function test_theLeavesSumToMoreThanTheTotal() public {
        Tree.T memory tree = _tree(1000 ether, 1000 ether);
        _deposit(1000 ether);
        InferenceEscrow.Charge[] memory charges = _charges(1000 ether);
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalAboveFunded.selector, 2000 ether, 1000 ether));
        escrow.settle(1, tree.root, 2000 ether, DIGEST, charges);
        escrow.settle(1, tree.root, 1000 ether, DIGEST, charges);
        vm.stopPrank();
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, other);
        vm.expectRevert(RewardTree.ProofInvalid.selector);
        distributor.claim(operator, 1, leaf, 0);
    }

    /// @dev An inner node that claims less than its leaves have.
    function test_aNodeHidesASum() public {
        (address[] memory accounts, uint256[] memory amounts) = (new address[](2), new uint256[](2));
        (accounts[0], accounts[1]) = (contributor, other);
        (amounts[0], amounts[1]) = (1000 ether, 1000 ether);
        Tree.T memory tree = Tree.raw(accounts, amounts);
        bytes32 top = Tree.node(tree.hashes[0][0], tree.hashes[0][1], 0, 1000 ether);
        _settle(Tree.rootOf(top, 1), 1000 ether, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.expectRevert(RewardTree.ProofInvalid.selector);
        distributor.claim(operator, 1, leaf, 0);
        // The other's proof has the sibling's sum as the node has it, and leads to the total.
        leaf = RewardTree.Leaf(other, 1000 ether, abi.encodePacked(uint8(1), tree.hashes[0][0], uint128(0)));
        distributor.claim(operator, 1, leaf, 0);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), 0);
    }

    /// @dev A node passed off as a leaf, or a leaf as a node.
    function test_levelsAreNotConfused() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        bytes memory shorter = new bytes(49);
        for (uint256 i = 0; i < 49; i++) {
            shorter[i] = leaf.proof[i];
        }
        leaf.proof = shorter;
        vm.expectRevert(RewardTree.ProofInvalid.selector);
        distributor.claim(operator, 1, leaf, 0);
    }

    /// @dev An account is hidden behind leaves out of order, so that no two neighbours show that it is missing.
    function test_anOmissionIsHiddenInDisorder() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        (address[] memory accounts, uint256[] memory amounts) = (new address[](4), new uint256[](4));
        (accounts[1], accounts[2], accounts[3]) =
        (address(type(uint160).max - 1), address(1), address(type(uint160).max));
        amounts[2] = 1000 ether;
        Tree.T memory lie = Tree.raw(accounts, amounts);
        uint64 epoch = _settle(lie, 0);
        distributor.proveUnordered(operator, epoch, Tree.at(lie, 1), Tree.at(lie, 2));
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Rejected);
    }

    /// @dev The operator serves the leaves to nobody, or posts a root that is of no tree.
    function test_theLeavesAreKeptBack() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        uint64 epoch = _settle("of no tree", 1000 ether, 0);
        vm.warp(block.timestamp + WINDOW - 1);
        vm.prank(challenger);
        distributor.demandLeaf(operator, epoch, contributor);
        RewardTree.Leaf[] memory old = Tree.evidence(tree, contributor);
        vm.expectRevert(RewardTree.ProofInvalid.selector);
        distributor.answerLeaf(operator, epoch, contributor, old);
        vm.warp(block.timestamp + WINDOW / 2 + 1);
        vm.assertFalse(distributor.isFinal(operator, epoch));
        distributor.expireDemand(operator, epoch, contributor);
        vm.assertEq(token.balanceOf(challenger), WEALTH + MINIMUM_BOND / 2);
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Rejected);
    }

    /// @dev The answer at the last second shows the theft: there is half a window left to prove it.
    function test_anAnswerThatShowsTheTheftIsInTime() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 0);
        vm.warp(block.timestamp + WINDOW - 1);
        vm.prank(challenger);
        distributor.demandLeaf(operator, 2, contributor);
        vm.warp(block.timestamp + WINDOW / 2);
        distributor.answerLeaf(operator, 2, contributor, Tree.evidence(lie, contributor));
        vm.warp(block.timestamp + WINDOW / 2 - 1);
        distributor.proveShrunk(operator, 1, Tree.leafOf(tree, contributor), 2, Tree.evidence(lie, contributor));
        vm.assertTrue(_statusOf(2) == RewardDistributor.Status.Rejected);
    }

    /// @dev The same lie again and again: each costs the operator, until it has no bond.
    function test_aLieIsPostedAgain() public {
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 1000 ether);
        uint256 bonded = MINIMUM_BOND + 10 ether;
        for (uint256 i = 0; i < 2; i++) {
            vm.prank(challenger);
            distributor.challenge(operator, 1);
            vm.prank(arbiter);
            distributor.resolve(operator, 1, true);
            bonded -= CHALLENGE_BOND;
            vm.assertEq(escrow.bondOf(operator), bonded);
            vm.prank(operator);
            if (bonded < MINIMUM_BOND) {
                vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotBonded.selector, operator));
            }
            distributor.replaceRoot(1, lie.root, lie.totalWei, DIGEST);
        }
    }

    /// @dev The operator spends its bond on sham shortfalls before the proof comes: the minimum stays.
    function test_theBondIsSpentBeforeThePenalty() public {
        _settle(_tree(600 ether, 400 ether), 1000 ether);
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](1);
        charges[0] = InferenceEscrow.Charge(thief, 10 ether + 1);
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ShortfallAboveBond.selector, 10 ether + 1, 10 ether));
        escrow.settle(2, "lie", 0, DIGEST, charges);
    }

    /// @dev The operator asks its bond back in the block of the lie.
    function test_theBondLeavesBeforeThePenalty() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 0);
        vm.startPrank(operator);
        escrow.requestUnbond(MINIMUM_BOND + 10 ether);
        vm.stopPrank();
        vm.warp(block.timestamp + WINDOW - 1);
        vm.prank(thief);
        distributor.proveShrunk(operator, 1, Tree.leafOf(tree, contributor), 2, Tree.evidence(lie, contributor));
        vm.assertEq(token.balanceOf(thief), MINIMUM_BOND / 2);
    }

    /// @dev The operator reports itself first: half of the penalty is gone all the same.
    function test_theOperatorReportsItself() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 0);
        uint256 before = token.balanceOf(operator) + escrow.bondOf(operator);
        vm.prank(operator);
        distributor.proveShrunk(operator, 1, Tree.leafOf(tree, contributor), 2, Tree.evidence(lie, contributor));
        vm.assertEq(token.balanceOf(operator) + escrow.bondOf(operator), before - MINIMUM_BOND / 2);
    }

    /// @dev The whole limit is drawn without an answer given: it lies in the lane, and the arbiter lets no root give it away.
    function test_aLimitIsDrawnForNothing() public {
        Tree.T memory lie = _treeOf(operator, 1000 ether);
        _settle(lie, 1000 ether);
        vm.prank(challenger);
        distributor.challenge(operator, 1);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.warp(block.timestamp + 100 * WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(lie, operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 1));
        distributor.claim(operator, 1, leaf, 0);
        Tree.T memory refund = _treeOf(payer, 1000 ether);
        vm.startPrank(operator);
        escrow.bond(CHALLENGE_BOND);
        distributor.replaceRoot(1, refund.root, refund.totalWei, DIGEST);
        vm.stopPrank();
        vm.warp(block.timestamp + WINDOW);
        _claim(operator, 1, refund, payer);
        vm.assertEq(token.balanceOf(payer), WEALTH);
    }

    // challengers, relayers, front-runners

    /// @dev Whoever freezes a payday loses a part of the bond to the operator even when the arbiter is silent.
    function test_aFreezeCosts() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW - 1);
        vm.prank(challenger);
        distributor.challenge(operator, 1);
        vm.warp(block.timestamp + ARBITRATION);
        distributor.expireChallenge(operator, 1);
        vm.assertEq(token.balanceOf(challenger), WEALTH - CHALLENGE_BOND / 10);
        _claim(operator, 1, tree, contributor);
    }

    /// @dev Demands in the last second: each costs, and together they delay by one window.
    function test_demandsDelayOnce() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        uint256 end = block.timestamp + WINDOW;
        vm.warp(end - 1);
        for (uint160 i = 1; i <= 5; i++) {
            vm.prank(challenger);
            distributor.demandLeaf(operator, 1, address(i));
            distributor.answerLeaf(operator, 1, address(i), Tree.evidence(tree, address(i)));
        }
        vm.warp(end - 1 + WINDOW);
        _claim(operator, 1, tree, contributor);
        vm.assertEq(token.balanceOf(challenger), WEALTH - CHALLENGE_BOND / 20);
    }

    /// @dev The account said once where it is paid; whoever brings the claim first pays there.
    function test_aClaimIsFrontRun() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        address safe = address(0x5AFE);
        RewardDistributor.Recipient memory to = RewardDistributor.Recipient(safe, false, 0);
        bytes memory signed = signature(CONTRIBUTOR_KEY, distributor.recipientDigest(contributor, to, block.timestamp));
        distributor.setRecipient(contributor, to, block.timestamp, signed);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.startPrank(thief);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.RelayFeeTooHigh.selector, 1, 0));
        distributor.claim(operator, 1, leaf, 1);
        distributor.claim(operator, 1, leaf, 0);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(safe), 600 ether);
    }

    /// @dev An older signature over another recipient is kept, and brought after a newer one.
    function test_anOldRecipientIsBroughtBack() public {
        RewardDistributor.Recipient memory old = RewardDistributor.Recipient(thief, false, 0);
        bytes memory signed =
            signature(CONTRIBUTOR_KEY, distributor.recipientDigest(contributor, old, type(uint256).max));
        vm.prank(contributor);
        distributor.setRecipient(contributor, RewardDistributor.Recipient(address(0x5AFE), false, 0), 0, "");
        vm.expectRevert();
        distributor.setRecipient(contributor, old, type(uint256).max, signed);
    }

    /// @dev Proofs of one lane or epoch are worth nothing in another.
    function test_aProofIsBroughtToAnotherLane() public {
        Tree.T memory tree = _tree(600 ether, 400 ether);
        _settle(tree, 1000 ether);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, thief, 1));
        distributor.claim(thief, 1, leaf, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, leaf, 0);
    }

    // nobody is paid in part

    /// @dev A tree of which one more leaf would exceed the lane by a wei cannot be posted.
    function test_theLaneIsShortByAWei() public {
        Tree.T memory tree = _tree(1000 ether, 1);
        _deposit(1000 ether);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalAboveFunded.selector, 1000 ether + 1, 1000 ether));
        escrow.settle(1, tree.root, tree.totalWei, DIGEST, _charges(1000 ether));
    }

    // tokens

    function test_tokensThatLie() public {
        FeeToken fee = new FeeToken();
        InferenceEscrow withFee = new InferenceEscrow(fee, 1, 1, UNBOND_DELAY, arbiter, 1, WINDOW, 1);
        fee.approve(address(withFee), 1000);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TokenMovedOther.selector, 900, 891));
        withFee.deposit(900);
        SmallToken small = new SmallToken();
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotEighteenDecimals.selector, 6));
        new InferenceEscrow(small, 1, 1, UNBOND_DELAY, arbiter, 1, WINDOW, 1);
    }

    /// @dev A token whose approve gives nothing back is paid out all the same.
    function test_aSilentTokenSettlesAndPays() public {
        SilentToken silent = new SilentToken();
        InferenceEscrow quiet = new InferenceEscrow(IERC20(address(silent)), 1, 1, UNBOND_DELAY, arbiter, 1, WINDOW, 1);
        silent.approve(address(quiet), 1000);
        quiet.bond(10);
        quiet.deposit(100);
        quiet.setSpendingLimit(address(this), 100);
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](1);
        charges[0] = InferenceEscrow.Charge(address(this), 100);
        Tree.T memory tree = _treeOf(contributor, 100);
        quiet.settle(1, tree.root, 100, DIGEST, charges);
        vm.warp(block.timestamp + WINDOW);
        quiet.distributor().claim(address(this), 1, Tree.leafOf(tree, contributor), 0);
        vm.assertEq(silent.balanceOf(contributor), 100);
    }

    // registries

    function test_theRoyaltyOfASoldModelIsItsOwners() public {
        ModelRegistry models = _models(new DatanetRegistry());
        ModelRegistry.Facts memory facts = ModelRegistry.Facts("a", 0, 0, true, 500);
        models.registerModel(leaver, facts, new ModelRegistry.Parent[](0), new ModelRegistry.Source[](0), "");
        vm.prank(leaver);
        models.transferFrom(leaver, other, 1);
        (address receiver,) = models.royaltyInfo(1, 10_000);
        vm.assertEq(receiver, other);
    }

    /// @dev A contribution is its signer's: another who records the same root first takes nothing away.
    function test_aRootIsRecordedByAnotherFirst() public {
        DatanetRegistry datanets = new DatanetRegistry();
        uint256 id = datanets.createDatanet("n", "terms", "", _licence("MIT", 15 | 16 | 32));
        bytes32 root = "rows";
        _record(datanets, id, PAYER_KEY, root);
        _record(datanets, id, CONTRIBUTOR_KEY, root);
        vm.assertEq(uint256(datanets.contribution(id, contributor, root).rows), 26);
    }

    function _record(DatanetRegistry datanets, uint256 id, uint256 key, bytes32 root) private {
        uint256 deadline = block.timestamp + 1;
        bytes32 digest = datanets.contributionDigest(id, root, 26, "terms", 1, deadline);
        datanets.recordContribution(id, vm.addr(key), root, 26, "terms", 1, deadline, signature(key, digest));
    }

    function test_anOldOwnersSignaturePublishesNothing() public {
        DatanetRegistry datanets = new DatanetRegistry();
        datanets.createDatanetFor(contributor, "n", "terms", "", _licence("MIT", 15 | 16 | 32));
        bytes32 digest = datanets.publicationDigest(1, 1, "root", 1, "manifest", block.timestamp);
        bytes memory signed = signature(CONTRIBUTOR_KEY, digest);
        vm.prank(contributor);
        datanets.transferFrom(contributor, other, 1);
        vm.expectRevert();
        datanets.publishVersionFor(1, "root", 1, "manifest", block.timestamp, signed);
    }

    // rights

    /// @dev Who sees a registration on its way and comes first takes nothing: neither the name nor the pay.
    function test_aRegistrationIsCopiedFirst() public {
        (ModelRegistry models,) = _market("MIT", 15 | 16 | 32);
        ModelRegistry.Facts memory facts = ModelRegistry.Facts("model", 0, 0, true, 700);
        ModelRegistry.Facts memory worse = ModelRegistry.Facts("model", 0, 0, true, 0);
        vm.startPrank(leaver);
        models.registerModel(leaver, facts, _noParents(), _source(), "");
        models.registerModel(other, worse, _noParents(), _source(), "");
        vm.stopPrank();
        vm.prank(other);
        uint256 id = models.registerModel(other, facts, _noParents(), _source(), "");
        vm.assertEq(models.ownerOf(id), other);
        vm.assertEq(models.modelOf("model", other, other), id);
        (address receiver, uint256 amount) = models.royaltyInfo(id, 10_000);
        vm.assertEq(receiver, other);
        vm.assertEq(amount, 700);
    }

    function test_aModelIsMadeWithoutALicence() public {
        (ModelRegistry models, Licences licences) = _market("CC-BY-ND-4.0", 15 | 16 | 64);
        _refuse(models, "MIT", UsageRights.Reason.DERIVATIVES);
        bytes32 termsId = _offer(licences, 0x5A1E, 3 ether);
        _refuse(models, "MIT", UsageRights.Reason.DERIVATIVES);
        vm.startPrank(payer);
        token.approve(address(licences), 3 ether);
        licences.mint(1, 1, termsId, payer, 1);
        vm.stopPrank();
        // another's licence is not the registrar's: the owner of the model is asked
        _refuse(models, "MIT", UsageRights.Reason.DERIVATIVES);
        vm.prank(leaver);
        models.registerModel(payer, _facts("MIT", true), _noParents(), _source(), "");
        vm.assertEq(token.balanceOf(address(0x5A1E)), 3 ether);
    }

    function test_dataThatIsNotForMoneyGoesIntoAPricedModel() public {
        (ModelRegistry models,) = _market("CC-BY-NC-4.0", 15 | 32 | 64);
        _refuse(models, "MIT", UsageRights.Reason.COMMERCIAL);
        models.registerModel(leaver, _facts("MIT", false), _noParents(), _source(), "");
        (bool may,) = models.permits(1, UsageRights.GENERATE, true);
        vm.assertFalse(may);
        // and a child does not wash it
        ModelRegistry.Parent[] memory parents = new ModelRegistry.Parent[](1);
        parents[0] = ModelRegistry.Parent(1, 0);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentNotForMoney.selector, 1));
        models.registerModel(other, _facts("MIT", true), parents, new ModelRegistry.Source[](0), "");
    }

    function test_shareAlikeIsNotHonoured() public {
        (ModelRegistry models,) = _market("CC-BY-SA-4.0", 255);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.SourceLicence.selector, 1, bytes32("CC-BY-SA-4.0")));
        models.registerModel(leaver, _facts("MIT", true), _noParents(), _source(), "");
        models.registerModel(leaver, _facts("CC-BY-SA-4.0", true), _noParents(), _source(), "");
    }

    function test_anExpiredOrRevokedLicenceIsUsed() public {
        (ModelRegistry models, Licences licences) = _market("CC-BY-ND-4.0", 15 | 16 | 64);
        Licences.Terms memory terms = _terms(1 ether);
        (terms.expiration, terms.transferable) = (1 days, false);
        bytes32 termsId = licences.registerTerms(terms);
        vm.prank(_seller());
        licences.offer(1, termsId);
        vm.startPrank(payer);
        token.approve(address(licences), 1 ether);
        licences.mint(1, 1, termsId, payer, 1);
        vm.stopPrank();
        vm.prank(_seller());
        licences.revoke(1, termsId);
        models.registerModel(payer, _facts("MIT", true), _noParents(), _source(), "");
        vm.startPrank(payer);
        vm.expectRevert(abi.encodeWithSelector(Licences.NotOffered.selector, 1, termsId));
        licences.mint(1, 1, termsId, payer, 1);
        vm.stopPrank();
        vm.warp(block.timestamp + 1 days);
        vm.expectRevert(
            abi.encodeWithSelector(ModelRegistry.SourceNotPermitted.selector, 1, 1, UsageRights.Reason.EXPIRED)
        );
        vm.prank(leaver);
        models.registerModel(payer, _facts("MIT", true), _noParents(), _source(), "");
    }

    /// @dev Anyone can make a Datanet for another, and then has no say in it: its event names who did.
    function test_aDatanetIsMadeInAnothersName() public {
        DatanetRegistry datanets = new DatanetRegistry();
        Licences licences = new Licences(datanets, token);
        bytes32 termsId = licences.registerTerms(_terms(0));
        vm.startPrank(leaver);
        vm.expectEmit(address(datanets));
        emit DatanetRegistry.DatanetCreated(1, other, leaver, "n", "terms", "");
        datanets.createDatanetFor(other, "n", "terms", "", _licence("MIT", 15));
        vm.expectRevert();
        datanets.publishVersion(1, "root", 1, "manifest");
        vm.expectRevert();
        datanets.changeTerms(1, "others");
        vm.expectRevert();
        datanets.changeLicence(1, _licence("MIT", 15));
        vm.expectRevert();
        datanets.setTreasury(1, leaver);
        vm.expectRevert(abi.encodeWithSelector(Licences.NotTheOwner.selector, 1, other));
        licences.offer(1, termsId);
        vm.stopPrank();
        vm.assertEq(datanets.treasuryOf(1), other);
    }

    /// @dev A model is older than what is built on it, so that a lineage with a cycle cannot be said.
    function test_aLineageGoesInACircle() public {
        (ModelRegistry models,) = _market("MIT", 15 | 16 | 32);
        ModelRegistry.Parent[] memory itself = new ModelRegistry.Parent[](1);
        itself[0] = ModelRegistry.Parent(1, 100);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentUnknown.selector, 1));
        models.registerModel(leaver, _facts("MIT", true), itself, _source(), "");
    }

    /// @dev A fee of one wei arrives whole; a royalty too small for a wei of a price is nothing, and no more is taken.
    function test_dustGoesNowhere() public {
        (ModelRegistry models, Licences licences) = _market("CC-BY-ND-4.0", 15 | 16 | 64);
        bytes32 termsId = _offer(licences, 0x5A1E, 1);
        vm.startPrank(payer);
        uint256 before = token.balanceOf(payer);
        token.approve(address(licences), 3);
        licences.mint(1, 1, termsId, payer, 3);
        vm.stopPrank();
        vm.assertEq(before - token.balanceOf(payer), 3);
        vm.assertEq(token.balanceOf(address(0x5A1E)), 3);
        vm.assertEq(token.balanceOf(address(licences)), 0);
        ModelRegistry.Facts memory facts = ModelRegistry.Facts("model", 0, "MIT", true, 1);
        models.registerModel(payer, facts, _noParents(), _source(), "");
        (, uint256 amount) = models.royaltyInfo(1, 9_999);
        vm.assertEq(amount, 0);
    }

    /// @dev What the seller set up does not follow the buyer: fees of a sold Datanet are the buyer's.
    function test_aSellerLeavesATreasuryBehind() public {
        (, Licences licences) = _market("CC-BY-ND-4.0", 15 | 16 | 64);
        DatanetRegistry datanets = licences.datanets();
        bytes32 termsId = _offer(licences, 0x5A1E, 2 ether);
        vm.prank(_seller());
        datanets.transferFrom(_seller(), other, 1);
        uint256 before = token.balanceOf(other);
        vm.startPrank(payer);
        token.approve(address(licences), 2 ether);
        licences.mint(1, 1, termsId, payer, 1);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(other) - before, 2 ether);
        vm.assertEq(token.balanceOf(address(0x5A1E)), 0);
    }

    function _models(DatanetRegistry datanets) private returns (ModelRegistry) {
        return new ModelRegistry(datanets, new Licences(datanets, token), Parameters(address(0)));
    }

    function _seller() private pure returns (address) {
        return address(0x5E11);
    }

    /// @dev Registries with one Datanet of a seller's, which has one version under this licence.
    function _market(bytes32 spdx, uint16 uses) private returns (ModelRegistry models, Licences licences) {
        DatanetRegistry datanets = new DatanetRegistry();
        licences = new Licences(datanets, token);
        models = new ModelRegistry(datanets, licences, Parameters(address(0)));
        vm.startPrank(_seller());
        datanets.createDatanet("n", "terms", "", _licence(spdx, uses));
        datanets.publishVersion(1, "root", 1, "manifest");
        vm.stopPrank();
    }

    function _offer(Licences licences, uint160 treasury, uint256 fee) private returns (bytes32 termsId) {
        termsId = licences.registerTerms(_terms(fee));
        DatanetRegistry datanets = licences.datanets();
        vm.startPrank(_seller());
        datanets.setTreasury(1, address(treasury));
        licences.offer(1, termsId);
        vm.stopPrank();
    }

    function _refuse(ModelRegistry models, bytes32 licence, UsageRights.Reason reason) private {
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.SourceNotPermitted.selector, 1, 1, reason));
        models.registerModel(leaver, _facts(licence, true), _noParents(), _source(), "");
    }

    function _terms(uint256 fee) private pure returns (Licences.Terms memory terms) {
        (terms.spdx, terms.uses, terms.transferable, terms.defaultMintingFee) = ("LicenseRef-n", 15, true, fee);
        (terms.commercialUse, terms.derivativesAllowed) = (true, true);
    }

    function _facts(bytes32 licence, bool paid) private pure returns (ModelRegistry.Facts memory) {
        return ModelRegistry.Facts("model", 0, licence, paid, 0);
    }

    function _noParents() private pure returns (ModelRegistry.Parent[] memory) {
        return new ModelRegistry.Parent[](0);
    }

    function _source() private pure returns (ModelRegistry.Source[] memory sources) {
        sources = new ModelRegistry.Source[](1);
        sources[0] = ModelRegistry.Source(1, 1);
    }

    function _licence(bytes32 spdx, uint16 uses) private pure returns (DatanetRegistry.UsageLicence memory) {
        return DatanetRegistry.UsageLicence(spdx, uses, 0);
    }
}
