// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {RewardTree} from "../src/RewardTree.sol";
import {SignedActions} from "../src/SignedActions.sol";
import {Fixture} from "./Fixture.sol";
import {Tree} from "./Tree.sol";
import {ContractWallet, HostileToken} from "./Wallets.sol";

contract RewardDistributorTest is Fixture {
    bytes32 private constant ROOT = "root";
    address private recipient = address(0x4EC);
    address private liar = address(0x11A2);

    // roots

    /// @dev The same vector as the verifier's RewardTreeTest.
    function test_aRootIsTheVerifiers() public pure {
        address[] memory accounts = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (accounts[0], accounts[1]) =
        (0x1111111111111111111111111111111111111111, 0x2222222222222222222222222222222222222222);
        (amounts[0], amounts[1]) = (5000000000000000000, 2500000000000000000);
        Tree.T memory tree = Tree.build(accounts, amounts);
        bytes32 expected = 0xbfa06c55f7552fca7238ca99255d90b1a0a32a607eef5c46de29e440e6a41a9a;
        vm.assertEq(tree.root, expected);
        vm.assertEq(tree.totalWei, 7500000000000000000);
    }

    function test_onlyTheEscrowPostsRoots() public {
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotEscrow.selector, operator));
        distributor.postRoot(operator, 1, ROOT, 0, DIGEST, 0);
    }

    function test_aPostedRootIsFinalAfterTheWindow() public {
        _deposit(4 ether);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.LeavesNamed(operator, 1, DIGEST);
        vm.prank(operator);
        escrow.settle(1, ROOT, 3 ether, DIGEST, _charges(4 ether));
        (bytes24 commitment, uint56 finalAt, RewardDistributor.Status status, uint128 totalWei, uint64 until) =
            distributor.roots(operator, 1);
        vm.assertEq(bytes32(commitment), bytes32(bytes24(keccak256(abi.encode(ROOT, 3 ether)))));
        vm.assertEq(totalWei, 3 ether);
        vm.assertEq(finalAt, block.timestamp + WINDOW);
        vm.assertEq(until, finalAt);
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
        Tree.T memory tree = _final(3 ether, 1 ether);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.Claimed(operator, contributor, 1, 3 ether);
        distributor.claim(operator, 1, leaf, 0);
        vm.assertEq(token.balanceOf(contributor), 3 ether);
        vm.assertEq(distributor.claimedWei(operator, contributor), 3 ether);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 3 ether, 3 ether));
        distributor.claim(operator, 1, leaf, 0);
    }

    function test_claimPaysTheDifferenceToTheLatestRoot() public {
        Tree.T memory first = _final(3 ether, 1 ether);
        Tree.T memory second = _final(5 ether, 2 ether);
        _claim(operator, 1, first, contributor);
        _claim(operator, 2, second, contributor);
        _claim(operator, 2, second, other);
        vm.assertEq(token.balanceOf(contributor), 5 ether);
        vm.assertEq(token.balanceOf(other), 2 ether);
        RewardTree.Leaf memory leaf = Tree.leafOf(first, other);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 2 ether, 1 ether));
        distributor.claim(operator, 1, leaf, 0);
    }

    function test_aLaterRootCannotShrinkWhatIsOwed() public {
        Tree.T memory honest = _final(3 ether, 1 ether);
        _final(0, 6 ether); // leaves the contributor out
        _claim(operator, 1, honest, contributor);
        vm.assertEq(token.balanceOf(contributor), 3 ether);
    }

    function test_claimBeforeFinalReverts() public {
        Tree.T memory tree = _tree(3 ether, 1 ether);
        _settle(tree, 4 ether);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.warp(block.timestamp + WINDOW - 1);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 1));
        distributor.claim(operator, 1, leaf, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, leaf, 0);
    }

    function test_oneFinalEpochSaysNothingAboutOthers() public {
        Tree.T memory first = _final(3 ether, 1 ether);
        _claim(operator, 1, first, contributor);
        Tree.T memory second = _tree(5 ether, 2 ether);
        _settle(second, 3 ether);
        RewardTree.Leaf memory leaf = Tree.leafOf(second, contributor);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, leaf, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 0));
        distributor.claim(operator, 0, leaf, 0);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, liar, 0));
        distributor.claim(liar, 0, leaf, 0);
        vm.warp(block.timestamp + WINDOW);
        distributor.claim(operator, 2, leaf, 0);
        _claim(operator, 1, first, other);
        _claim(operator, 2, second, other);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), 0);
    }

    function test_wrongProofReverts() public {
        RewardTree.Leaf memory leaf = Tree.leafOf(_final(3 ether, 1 ether), contributor);
        leaf.cumulativeWei++;
        _refused(leaf);
        (leaf.cumulativeWei, leaf.account) = (3 ether, other);
        _refused(leaf);
        leaf.account = contributor;
        for (uint256 i = 0; i < leaf.proof.length; i += 7) {
            leaf.proof[i] ^= 0x01;
            if (leaf.proof[i] != 0x00 || i % 49 != 0) _refused(leaf);
            leaf.proof[i] ^= 0x01;
        }
        leaf.proof = bytes.concat(leaf.proof, hex"00");
        _refused(leaf);
        leaf.proof = new bytes(65 * 49);
        _refused(leaf);
        leaf.proof = "";
        _refused(leaf);
    }

    function _refused(RewardTree.Leaf memory leaf) private {
        vm.expectRevert(RewardTree.ProofInvalid.selector);
        distributor.claim(operator, 1, leaf, 0);
    }

    /// @dev A side that is neither left nor right.
    function test_aProofHasOneForm() public {
        RewardTree.Leaf memory leaf = Tree.leafOf(_final(3 ether, 1 ether), contributor);
        leaf.proof[0] = 0x02;
        vm.expectRevert();
        distributor.claim(operator, 1, leaf, 0);
    }

    function test_zeroLeafIsNothingDue() public {
        RewardTree.Leaf memory leaf = Tree.leafOf(_final(0, 1 ether), contributor);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NothingDue.selector, 0, 0));
        distributor.claim(operator, 1, leaf, 0);
    }

    function test_aSingleLeafNeedsNoProof() public {
        address[] memory accounts = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (accounts[0], amounts[0]) = (contributor, 2 ether);
        Tree.T memory tree = Tree.raw(accounts, amounts);
        _settle(tree, 2 ether);
        vm.warp(block.timestamp + WINDOW);
        _claim(operator, 1, tree, contributor);
        vm.assertEq(token.balanceOf(contributor), 2 ether);
    }

    /// @dev A root that declares less than its leaves sum to pays nobody.
    function test_leavesSumToTheTotalOrPayNothing() public {
        Tree.T memory tree = _tree(3 ether, 2 ether);
        _settle(tree.root, 4 ether, 4 ether);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        _refused(leaf);
    }

    /// @dev Sums are cut to 16 bytes in a node, but never in the total.
    function test_sumsDoNotWrapRound() public {
        (address[] memory accounts, uint256[] memory amounts) = (new address[](2), new uint256[](2));
        (accounts[0], accounts[1]) = (contributor, other);
        (amounts[0], amounts[1]) = ((uint256(1) << 128) + 1 ether, 3 ether);
        Tree.T memory tree = Tree.raw(accounts, amounts);
        _settle(tree.root, 4 ether, 4 ether);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        _refused(leaf);
        leaf.cumulativeWei = type(uint256).max;
        _refused(leaf);
        // The other's proof holds under the sum as it was cut off: what it can get is still within the total.
        _claim(operator, 1, tree, other);
        vm.assertEq(token.balanceOf(other), 3 ether);
    }

    function test_aLyingOperatorReachesNoOtherLane() public {
        _final(3 ether, 1 ether);
        _enrich(liar);
        vm.startPrank(liar);
        escrow.bond(MINIMUM_BOND);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalAboveFunded.selector, 4 ether, 0));
        escrow.settle(1, _treeOf(liar, 4 ether).root, 4 ether, DIGEST, _charges(0));
    }

    function testFuzz_claimsInAnyOrderPayTheLatest(uint64[6] memory rises, uint256 order) public {
        Tree.T[] memory trees = new Tree.T[](3);
        uint256[2][3] memory amounts;
        (uint256 mine, uint256 theirs) = (0, 0);
        for (uint256 i = 0; i < 3; i++) {
            (mine, theirs) = (mine + rises[2 * i], theirs + rises[2 * i + 1]);
            amounts[i] = [mine, theirs];
            trees[i] = _tree(mine, theirs);
            _settle(trees[i], uint256(rises[2 * i]) + rises[2 * i + 1]);
        }
        vm.warp(block.timestamp + WINDOW);
        uint256 highest = 0;
        for (uint256 i = 0; i < 6; i++) {
            uint256 at_ = uint256(keccak256(abi.encode(order, i))) % 3;
            RewardTree.Leaf memory leaf = Tree.leafOf(trees[at_], contributor);
            bool due = amounts[at_][0] > highest;
            if (due) highest = amounts[at_][0];
            else vm.expectRevert();
            distributor.claim(operator, uint64(at_ + 1), leaf, 0);
            vm.assertEq(token.balanceOf(contributor), highest);
        }
        if (theirs != 0) _claim(operator, 3, trees[2], other);
        vm.assertEq(token.balanceOf(other), theirs);
    }

    function testFuzz_noForgedLeafIsPaid(address account, uint256 amount, bytes memory proof) public {
        Tree.T memory tree = _final(3 ether, 1 ether);
        for (uint256 i = 0; i < 4; i++) {
            vm.assume(account != tree.accounts[i] || amount != tree.amounts[i]);
        }
        vm.expectRevert();
        distributor.claim(operator, 1, RewardTree.Leaf(account, amount, proof), 0);
        bytes memory theirs = Tree.leafOf(tree, contributor).proof;
        _refused(RewardTree.Leaf(account, amount, theirs));
    }

    // where an account is paid

    function test_anybodyClaimsForTheRecipient() public {
        Tree.T memory tree = _final(3 ether, 1 ether);
        bytes memory signed = _signRecipient(CONTRIBUTOR_KEY, contributor);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.RecipientSet(contributor, recipient, false, 0.2 ether);
        vm.prank(other);
        distributor.setRecipient(contributor, _recipient(), block.timestamp, signed);
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.RelayFeeTooHigh.selector, 0.2 ether + 1, 0.2 ether));
        distributor.claim(operator, 1, leaf, 0.2 ether + 1);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.Claimed(operator, contributor, 1, 3 ether);
        vm.prank(other);
        distributor.claim(operator, 1, leaf, 0.1 ether);
        vm.assertEq(token.balanceOf(recipient), 2.9 ether);
        vm.assertEq(token.balanceOf(other), 0.1 ether);
        vm.assertEq(token.balanceOf(contributor), 0);
    }

    /// @dev Whoever earned nothing but rewards can pay for gas with them.
    function test_aRewardIsPaidNative() public {
        Tree.T memory tree = _final(3 ether, 1 ether);
        vm.prank(contributor);
        distributor.setRecipient(contributor, RewardDistributor.Recipient(address(0), true, 0), 0, "");
        vm.assertEq(contributor.balance, 0);
        _claim(operator, 1, tree, contributor);
        vm.assertEq(contributor.balance, 3 ether);
        vm.assertEq(address(distributor).balance, 0);
    }

    /// @dev Nor does it by bringing many small claims, each for the largest fee.
    function test_aRelayerGetsATenthAtMost() public {
        Tree.T memory tree = _final(100, 1);
        vm.prank(contributor);
        distributor.setRecipient(contributor, RewardDistributor.Recipient(address(0), false, 1 ether), 0, "");
        RewardTree.Leaf memory leaf = Tree.leafOf(tree, contributor);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.RelayFeeTooHigh.selector, 11, 10));
        distributor.claim(operator, 1, leaf, 11);
        leaf = Tree.leafOf(tree, other);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.RelayFeeTooHigh.selector, 1, 0));
        distributor.claim(operator, 1, leaf, 1);
    }

    function test_nativeMoneyIsTheTokensAlone() public {
        vm.deal(address(this), 1);
        (bool ok, bytes memory reason) = address(distributor).call{value: 1}("");
        vm.assertFalse(ok);
        vm.assertEq(bytes32(bytes4(reason)), bytes32(RewardDistributor.NotToken.selector));
    }

    function test_aRecipientNeedsTheAccountsNextSignature() public {
        RewardDistributor.Recipient memory to = _recipient();
        bytes memory signed = _signRecipient(CONTRIBUTOR_KEY, contributor);
        bytes memory foreign = _signRecipient(PAYER_KEY, contributor);
        bytes memory refused = abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, contributor);
        vm.expectRevert(refused);
        distributor.setRecipient(contributor, to, block.timestamp, foreign);
        vm.expectRevert(refused);
        distributor.setRecipient(contributor, to, block.timestamp + 1, signed);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, other));
        distributor.setRecipient(other, to, block.timestamp, signed);
        to.native = true;
        vm.expectRevert(refused);
        distributor.setRecipient(contributor, to, block.timestamp, signed);
        (to.native, to.maxRelayFeeWei) = (false, 1 ether);
        vm.expectRevert(refused);
        distributor.setRecipient(contributor, to, block.timestamp, signed);
        to = RewardDistributor.Recipient(other, false, 0.2 ether);
        vm.expectRevert(refused);
        distributor.setRecipient(contributor, to, block.timestamp, signed);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, block.timestamp - 1));
        distributor.setRecipient(contributor, _recipient(), block.timestamp - 1, signed);
        distributor.setRecipient(contributor, _recipient(), block.timestamp, signed);
        vm.expectRevert(refused); // its nonce is used
        distributor.setRecipient(contributor, _recipient(), block.timestamp, signed);
        vm.chainId(5);
        bytes memory next = _signRecipient(CONTRIBUTOR_KEY, contributor);
        vm.chainId(6);
        vm.expectRevert(refused);
        distributor.setRecipient(contributor, _recipient(), block.timestamp, next);
    }

    function test_aContractWalletSaysWhereItIsPaid() public {
        address wallet = address(new ContractWallet(contributor));
        Tree.T memory tree = _treeOf(wallet, 2 ether);
        _settle(tree, 2 ether);
        vm.warp(block.timestamp + WINDOW);
        distributor.setRecipient(wallet, _recipient(), block.timestamp, _signRecipient(CONTRIBUTOR_KEY, wallet));
        _claim(operator, 1, tree, wallet);
        vm.assertEq(token.balanceOf(recipient), 2 ether);
    }

    function test_recipientDigestIsEip712() public view {
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
                    "Recipient(address account,address to,bool native,uint88 maxRelayFeeWei,uint256 nonce,uint256 deadline)"
                ),
                contributor,
                recipient,
                false,
                0.2 ether,
                0,
                9
            )
        );
        vm.assertEq(
            distributor.recipientDigest(contributor, _recipient(), 9),
            keccak256(abi.encodePacked(hex"1901", domain, hash))
        );
    }

    // what needs no judge

    function test_aShrunkAccountIsProvedAndTheOperatorPays() public {
        Tree.T memory first = _final(3 ether, 1 ether);
        Tree.T memory second = _tree(3 ether - 1, 2 ether);
        _settle(second, 2 ether);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.RootRejected(operator, 2, other);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Slashed(operator, MINIMUM_BOND, other);
        vm.prank(other);
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, contributor), 2, Tree.evidence(second, contributor));
        vm.assertTrue(_statusOf(2) == RewardDistributor.Status.Rejected);
        vm.assertEq(token.balanceOf(other), MINIMUM_BOND / 2);
        vm.assertEq(escrow.bondOf(operator), 0);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(second, other);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 2));
        distributor.claim(operator, 2, leaf, 0);
        _claim(operator, 1, first, contributor);
    }

    function test_anOmittedAccountIsProved() public {
        Tree.T memory first = _final(3 ether, 1 ether);
        Tree.T memory second = _treeOf(operator, 4 ether);
        _settle(second, 0);
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, contributor), 2, Tree.evidence(second, contributor));
        vm.assertTrue(_statusOf(2) == RewardDistributor.Status.Rejected);
    }

    function test_nothingIsProvedAgainstAnHonestRoot() public {
        Tree.T memory first = _final(3 ether, 1 ether);
        Tree.T memory second = _tree(3 ether, 2 ether);
        _settle(second, 1 ether);
        RewardTree.Leaf memory before = Tree.leafOf(first, contributor);
        RewardTree.Leaf[] memory now_ = Tree.evidence(second, contributor);
        bytes memory nothing = abi.encodeWithSelector(RewardDistributor.NothingProved.selector);
        vm.expectRevert(nothing);
        distributor.proveShrunk(operator, 1, before, 2, now_);
        vm.expectRevert(nothing); // not the earlier
        distributor.proveShrunk(operator, 2, Tree.leafOf(second, other), 1, Tree.evidence(first, other));
        vm.expectRevert(nothing); // another's leaf
        distributor.proveShrunk(operator, 1, before, 2, Tree.evidence(second, other));
        vm.expectRevert(nothing); // no such epoch
        distributor.proveShrunk(operator, 0, before, 2, now_);
        vm.expectRevert(nothing);
        distributor.proveShrunk(operator, 1, before, 3, now_);
        RewardTree.Leaf[] memory apart = new RewardTree.Leaf[](2);
        (apart[0], apart[1]) = (Tree.at(second, 0), Tree.at(second, 3)); // not neighbours
        vm.expectRevert(nothing);
        distributor.proveShrunk(operator, 1, before, 2, apart);
        apart[1] = Tree.at(second, 1); // neighbours, but it would not stand between them
        vm.expectRevert(nothing);
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, first.accounts[2]), 2, apart);
        (apart[0], apart[1]) = (Tree.at(second, 2), Tree.at(second, 3));
        vm.expectRevert(nothing);
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, first.accounts[1]), 2, apart);
        vm.expectRevert(RewardTree.ProofInvalid.selector); // a leaf of the other epoch
        distributor.proveShrunk(operator, 1, Tree.leafOf(second, other), 2, Tree.evidence(second, other));
        for (uint256 i = 0; i < 4; i++) {
            for (uint256 j = 0; j < 4; j++) {
                vm.expectRevert(nothing);
                distributor.proveUnordered(operator, 2, Tree.at(second, i), Tree.at(second, j));
            }
        }
        RewardTree.Leaf memory leaf = Tree.at(second, 0);
        vm.expectRevert(nothing);
        distributor.proveUnordered(operator, 3, leaf, leaf);
    }

    function test_twoFinalRootsStand() public {
        Tree.T memory first = _final(3 ether, 1 ether);
        Tree.T memory second = _final(0, 6 ether); // nobody looked
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotOpen.selector, operator, 1));
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, contributor), 2, Tree.evidence(second, contributor));
    }

    /// @dev Of two roots that disagree the later is rejected, unless it is final: then the earlier came after it.
    function test_aReplacementMayNotGiveMoreThanAFinalLaterRoot() public {
        _settle(_tree(3 ether, 1 ether), 4 ether);
        _challenge(1);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.prank(operator);
        escrow.bond(MINIMUM_BOND);
        Tree.T memory second = _final(2 ether, 2 ether);
        Tree.T memory lie = _treeOf(operator, 4 ether);
        vm.startPrank(operator);
        distributor.replaceRoot(1, lie.root, lie.totalWei, DIGEST);
        vm.stopPrank();
        distributor.proveShrunk(operator, 1, Tree.leafOf(lie, operator), 2, Tree.evidence(second, operator));
        vm.assertTrue(_statusOf(1) == RewardDistributor.Status.Rejected);
        vm.assertTrue(distributor.isFinal(operator, 2));
    }

    /// @dev Nor while neither is final: then the later goes, and a challenge that was open gets its bond back.
    function test_aChallengedRootIsProvedWrongToo() public {
        Tree.T memory first = _tree(3 ether, 1 ether);
        _settle(first, 4 ether);
        Tree.T memory second = _treeOf(operator, 4 ether);
        _settle(second, 0);
        _challenge(2);
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, contributor), 2, Tree.evidence(second, contributor));
        vm.assertEq(token.balanceOf(challenger), WEALTH);
        vm.assertTrue(_statusOf(2) == RewardDistributor.Status.Rejected);
        vm.expectRevert(RewardDistributor.NothingProved.selector); // it stands no more
        distributor.proveShrunk(operator, 1, Tree.leafOf(first, contributor), 2, Tree.evidence(second, contributor));
    }

    function test_leavesOutOfOrderAreProved() public {
        (address low, address high) = (address(0x10), address(0x20));
        _provedUnordered([address(0), high, low, address(type(uint160).max)], 1, 2);
        _provedUnordered([address(0), low, low, address(type(uint160).max)], 1, 2);
        _provedUnordered([address(0), low, address(type(uint160).max), high], 2, 3);
        _provedUnordered([low, high, address(type(uint160).max), address(type(uint160).max)], 0, 0);
        _provedUnordered([address(0), address(1), low, high], 3, 3);
    }

    function _provedUnordered(address[4] memory order, uint256 left, uint256 right) private {
        (address[] memory accounts, uint256[] memory amounts) = (new address[](4), new uint256[](4));
        for (uint256 i = 0; i < 4; i++) {
            (accounts[i], amounts[i]) = (order[i], i);
        }
        Tree.T memory tree = Tree.raw(accounts, amounts);
        uint64 epoch = _settle(tree, 100);
        distributor.proveUnordered(operator, epoch, Tree.at(tree, left), Tree.at(tree, right));
        vm.assertTrue(_statusOf(epoch) == RewardDistributor.Status.Rejected);
        vm.prank(operator);
        escrow.bond(MINIMUM_BOND);
    }

    function test_aDemandIsAnsweredWithTheLeaf() public {
        Tree.T memory tree = _tree(3 ether, 1 ether);
        _settle(tree, 4 ether);
        uint256 fee = CHALLENGE_BOND / 100;
        vm.assertEq(distributor.demandFee(), fee);
        vm.warp(block.timestamp + WINDOW - 1);
        uint64 answerBy = uint64(block.timestamp) + WINDOW / 2;
        vm.expectEmit(address(distributor));
        emit RewardDistributor.LeafDemanded(operator, 1, contributor, answerBy, uint64(block.timestamp) + WINDOW);
        _demand(contributor);
        vm.assertEq(token.balanceOf(challenger), WEALTH - fee);
        vm.warp(block.timestamp + 1);
        vm.assertFalse(distributor.isFinal(operator, 1));
        uint256 before = token.balanceOf(operator);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.LeafAnswered(operator, 1, contributor, 3 ether);
        distributor.answerLeaf(operator, 1, contributor, Tree.evidence(tree, contributor));
        vm.assertEq(token.balanceOf(operator), before + fee);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NoDemand.selector, contributor));
        distributor.expireDemand(operator, 1, contributor);
        vm.warp(block.timestamp + WINDOW);
        vm.assertTrue(distributor.isFinal(operator, 1));
    }

    function test_aDemandIsAnsweredWithTheNeighbours() public {
        Tree.T memory tree = _tree(3 ether, 1 ether);
        _settle(tree, 4 ether);
        _demand(operator);
        RewardTree.Leaf[] memory wrong = Tree.evidence(tree, contributor);
        vm.expectRevert(RewardDistributor.NothingProved.selector);
        distributor.answerLeaf(operator, 1, operator, wrong);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.LeafAnswered(operator, 1, operator, 0);
        distributor.answerLeaf(operator, 1, operator, Tree.evidence(tree, operator));
    }

    function test_anUnansweredDemandRejectsTheRoot() public {
        Tree.T memory tree = _tree(3 ether, 1 ether);
        _settle(tree, 4 ether);
        _demand(contributor);
        uint256 answerBy = block.timestamp + WINDOW / 2;
        vm.warp(answerBy);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.AnswerTimeOpen.selector, answerBy));
        distributor.expireDemand(operator, 1, contributor);
        vm.warp(answerBy + 1);
        RewardTree.Leaf[] memory late = Tree.evidence(tree, contributor);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.AnswerTimeOver.selector, answerBy));
        distributor.answerLeaf(operator, 1, contributor, late);
        distributor.expireDemand(operator, 1, contributor);
        vm.assertTrue(_statusOf(1) == RewardDistributor.Status.Rejected);
        vm.assertEq(token.balanceOf(challenger), WEALTH + MINIMUM_BOND / 2);
    }

    function test_aDemandOfARootThatIsGoneOrFinalOnlyReturnsTheFee() public {
        Tree.T memory tree = _tree(3 ether, 1 ether);
        _settle(tree, 4 ether);
        _demand(contributor);
        _demand(other);
        _challenge(1);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.warp(block.timestamp + WINDOW / 2 + 1);
        uint256 before = token.balanceOf(challenger);
        distributor.expireDemand(operator, 1, contributor); // rejected by the arbiter
        vm.startPrank(operator);
        escrow.bond(MINIMUM_BOND);
        Tree.T memory better = _tree(2 ether, 1 ether);
        distributor.replaceRoot(1, better.root, better.totalWei, DIGEST);
        vm.stopPrank();
        distributor.expireDemand(operator, 1, other); // another root stands
        vm.assertTrue(_statusOf(1) == RewardDistributor.Status.Posted);
        vm.assertEq(token.balanceOf(challenger), before + 2 * (CHALLENGE_BOND / 100));
        _demand(contributor);
        vm.warp(block.timestamp + WINDOW);
        distributor.expireDemand(operator, 1, contributor); // nobody ended it before the root was final
        vm.assertTrue(distributor.isFinal(operator, 1));
    }

    function test_onlyTheFirstWindowIsDemandable() public {
        _settle(_tree(3 ether, 1 ether), 4 ether);
        _demand(contributor);
        vm.prank(challenger);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.DemandOpen.selector, contributor));
        distributor.demandLeaf(operator, 1, contributor);
        vm.warp(block.timestamp + WINDOW - 1);
        _demand(other); // the root is open for a window more
        vm.warp(block.timestamp + 1);
        bytes memory over = abi.encodeWithSelector(RewardDistributor.NotDemandable.selector, operator, 1);
        vm.prank(challenger);
        vm.expectRevert(over);
        distributor.demandLeaf(operator, 1, operator);
    }

    /// @dev Else a friend's challenge and a silent arbiter would let a root pass whose leaves nobody has seen.
    function test_aChallengedRootIsDemandable() public {
        _settle("of no tree", 4 ether, 4 ether);
        _challenge(1);
        vm.warp(block.timestamp + ARBITRATION);
        _demand(contributor);
        distributor.expireChallenge(operator, 1);
        vm.assertFalse(distributor.isFinal(operator, 1));
        vm.warp(block.timestamp + WINDOW / 2 + 1);
        distributor.expireDemand(operator, 1, contributor);
        vm.assertTrue(_statusOf(1) == RewardDistributor.Status.Rejected);
    }

    /// @dev A challenge stops the time for demands too.
    function test_theTimeForDemandsRunsOnAfterAChallenge() public {
        _settle(_tree(3 ether, 1 ether), 4 ether);
        vm.warp(block.timestamp + WINDOW - 1);
        _challenge(1);
        vm.warp(block.timestamp + 3 days);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, false);
        _demand(contributor);
    }

    function _demand(address account) private {
        vm.prank(challenger);
        distributor.demandLeaf(operator, 1, account);
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
        Tree.T memory honest = _tree(3 ether, 1 ether);
        Tree.T memory lie = _treeOf(operator, 4 ether);
        _settle(lie, 4 ether);
        _challenge(1);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.ChallengeUpheld(operator, 1, challenger);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.assertEq(token.balanceOf(challenger), WEALTH + CHALLENGE_BOND / 2);
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND - CHALLENGE_BOND);
        vm.warp(block.timestamp + WINDOW);
        RewardTree.Leaf memory leaf = Tree.leafOf(lie, operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotFinal.selector, operator, 1));
        distributor.claim(operator, 1, leaf, 0);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotBonded.selector, operator));
        distributor.replaceRoot(1, honest.root, 4 ether, DIGEST);
        vm.prank(operator);
        escrow.bond(CHALLENGE_BOND);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.RootReplaced(operator, 1, honest.root, 4 ether, uint64(block.timestamp) + WINDOW);
        vm.prank(operator);
        distributor.replaceRoot(1, honest.root, 4 ether, DIGEST);
        vm.assertFalse(distributor.isFinal(operator, 1));
        vm.warp(block.timestamp + WINDOW);
        _claim(operator, 1, honest, contributor);
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
        Tree.T memory tree = _final(3 ether, 1 ether);
        vm.startPrank(arbiter);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotChallenged.selector, operator, 1));
        distributor.resolve(operator, 1, true);
        vm.stopPrank();
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotRejected.selector, operator, 1));
        distributor.replaceRoot(1, ROOT, 0, DIGEST);
        _claim(operator, 1, tree, contributor);
    }

    function test_aSilentArbiterLocksNothingUp() public {
        Tree.T memory tree = _tree(3 ether, 1 ether);
        _settle(tree, 4 ether);
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
        uint256 before = token.balanceOf(operator);
        distributor.expireChallenge(operator, 1);
        vm.assertEq(token.balanceOf(challenger), WEALTH - CHALLENGE_BOND / 10);
        vm.assertEq(token.balanceOf(operator), before + CHALLENGE_BOND / 10);
        _claim(operator, 1, tree, contributor);
    }

    function test_replacementIsTheOperatorsAndWithinFunds() public {
        _settle(ROOT, 4 ether, 4 ether);
        _challenge(1);
        vm.prank(arbiter);
        distributor.resolve(operator, 1, true);
        vm.prank(operator);
        escrow.bond(CHALLENGE_BOND);
        vm.prank(liar);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotRejected.selector, liar, 1));
        distributor.replaceRoot(1, "mine", 0, DIGEST);
        vm.startPrank(operator);
        vm.expectRevert(RewardDistributor.ZeroRoot.selector);
        distributor.replaceRoot(1, 0, 0, DIGEST);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalAboveFunded.selector, 5 ether, 4 ether));
        distributor.replaceRoot(1, ROOT, 5 ether, DIGEST);
        distributor.replaceRoot(1, ROOT, 4 ether, DIGEST);
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.NotRejected.selector, operator, 1));
        distributor.replaceRoot(1, ROOT, 4 ether, DIGEST);
    }

    function test_aDisputeDoesNotStopTheNextEpoch() public {
        _settle(ROOT, 4 ether, 4 ether);
        _challenge(1);
        Tree.T memory tree = _tree(1 ether, 1 ether); // less than the disputed root promised
        _settle(tree, 1 ether);
        vm.warp(block.timestamp + WINDOW);
        _claim(operator, 2, tree, contributor);
    }

    // a hostile token cannot re-enter

    function test_claimsDoNotReenter() public {
        HostileToken hostile = new HostileToken();
        escrow = new InferenceEscrow(hostile, 1, 0, 3, arbiter, 1, 1, 1);
        distributor = escrow.distributor();
        hostile.mint(address(this), 100);
        hostile.approve(address(escrow), 100);
        escrow.depositFor(payer, 20);
        escrow.bond(1);
        vm.prank(payer);
        escrow.setSpendingLimit(address(this), 20);
        Tree.T memory tree = _tree(6, 5);
        escrow.settle(1, tree.root, 11, DIGEST, _charges(20));
        vm.warp(block.timestamp + 1);
        RewardTree.Leaf memory theirs = Tree.leafOf(tree, other);
        hostile.arm(address(distributor), abi.encodeCall(distributor.claim, (address(this), 1, theirs, 0)));
        _claim(address(this), 1, tree, contributor);
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(bytes32(hostile.failure()), bytes32(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        vm.assertEq(hostile.balanceOf(distributor.laneOf(address(this))), 14);
    }

    function _final(uint256 contributorWei, uint256 otherWei) private returns (Tree.T memory tree) {
        tree = _tree(contributorWei, otherWei);
        uint256 funded = distributor.fundedWei(operator);
        uint256 total = contributorWei + otherWei;
        _settle(tree, total > funded ? total - funded : 0);
        vm.warp(block.timestamp + WINDOW);
    }

    function _challenge(uint64 epoch) private {
        vm.prank(challenger);
        distributor.challenge(operator, epoch);
    }

    function _recipient() private view returns (RewardDistributor.Recipient memory) {
        return RewardDistributor.Recipient(recipient, false, 0.2 ether);
    }

    function _signRecipient(uint256 key, address account) private view returns (bytes memory) {
        return signature(key, distributor.recipientDigest(account, _recipient(), block.timestamp));
    }
}
