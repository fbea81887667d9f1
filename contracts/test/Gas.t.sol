// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Court} from "../src/Court.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {DatanetShares} from "../src/DatanetShares.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {Parameters} from "../src/Parameters.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {RewardTree} from "../src/RewardTree.sol";
import {Sale} from "../src/Sale.sol";
import {StakePool} from "../src/StakePool.sol";
import {CourtFixture} from "./CourtFixture.sol";
import {Fixture} from "./Fixture.sol";
import {Tree} from "./Tree.sol";

/// @dev Gas of whole transactions (21,000, calldata and cold slots included), written to snapshots/Gas.json.
/// forge-config: default.isolate = true
/// forge-config: campaign.isolate = true
contract Gas is Fixture {
    uint256 private constant CLAIM_LIMIT = 107_000;
    uint256 private constant CLAIM_AMONG_A_MILLION_LIMIT = 121_000;
    uint256 private constant PROOF_LIMIT = 200_000;
    uint256 private constant SETTLE_LIMIT = 300_000;
    uint256 private constant SUM = 123_456_789_012_345_678_901; // a sum of ordinary bytes

    function setUp() public override {
        operator = address(uint160(uint256(keccak256("operator")))); // ordinary bytes cost more than zeros
        super.setUp();
        _deposit(1000 ether);
    }

    function test_claimsAmongSixteenLeaves() public {
        _claims(4, "16 leaves", CLAIM_LIMIT);
    }

    function test_claimsAmongAThousandLeaves() public {
        _claims(10, "1,000 leaves", CLAIM_LIMIT);
    }

    function test_claimsAmongAMillionLeaves() public {
        _claims(20, "1,000,000 leaves", CLAIM_AMONG_A_MILLION_LIMIT);
    }

    function test_setRecipient() public {
        RewardDistributor.Recipient memory to = RewardDistributor.Recipient(payer, true, 0.01 ether);
        bytes memory signed = signature(CONTRIBUTOR_KEY, distributor.recipientDigest(contributor, to, block.timestamp));
        distributor.setRecipient(contributor, to, block.timestamp, signed);
        vm.snapshotGasLastCall("setRecipient with a signature");
    }

    function test_aNativeClaimWithARelayersFee() public {
        vm.prank(contributor);
        distributor.setRecipient(contributor, RewardDistributor.Recipient(address(0), true, 1 ether), 0, "");
        (bytes32 root, uint256 total, RewardTree.Leaf memory leaf) = _deep(contributor, 1 ether, 20, 0);
        _final(root, total);
        vm.prank(challenger);
        distributor.claim(operator, 1, leaf, 0.01 ether);
        vm.snapshotGasLastCall("claim, native with a relayer's fee, 1,000,000 leaves");
    }

    /// @dev The trees have a million and two million accounts; the prover never held the token.
    function test_proofsAmongAMillionLeaves() public {
        (bytes32 root, uint256 total, RewardTree.Leaf memory before) = _deep(contributor, 2 ether, 20, 5);
        _final(root, total);
        RewardTree.Leaf[] memory evidence = new RewardTree.Leaf[](1);
        (root, total, evidence[0]) = _deep(contributor, 1 ether, 21, 9);
        _posted(root, total, total);
        vm.prank(other);
        distributor.proveShrunk(operator, 1, before, 2, evidence);
        vm.assertLe(vm.snapshotGasLastCall("proveShrunk, less, 1,000,000 leaves"), PROOF_LIMIT);
    }

    function test_omissionAmongAMillionLeaves() public {
        (bytes32 root, uint256 total, RewardTree.Leaf memory before) = _deep(contributor, 2 ether, 20, 5);
        _final(root, total);
        RewardTree.Leaf[] memory evidence = new RewardTree.Leaf[](2);
        address neighbour = address(uint160(contributor) - 1);
        (root, total, evidence[0], evidence[1]) = _pair(neighbour, address(uint160(contributor) + 1), 21);
        _posted(root, total, total);
        vm.prank(other);
        distributor.proveShrunk(operator, 1, before, 2, evidence);
        vm.assertLe(vm.snapshotGasLastCall("proveShrunk, omitted, 1,000,000 leaves"), PROOF_LIMIT);
    }

    function test_disorderAmongAMillionLeaves() public {
        (bytes32 root, uint256 total, RewardTree.Leaf memory left, RewardTree.Leaf memory right) =
            _pair(contributor, address(uint160(contributor) - 1), 20);
        _posted(root, total, total);
        vm.prank(other);
        distributor.proveUnordered(operator, 1, left, right);
        vm.assertLe(vm.snapshotGasLastCall("proveUnordered, 1,000,000 leaves"), PROOF_LIMIT);
    }

    function test_demandAndAnswerAmongAMillionLeaves() public {
        RewardTree.Leaf[] memory evidence = new RewardTree.Leaf[](2);
        bytes32 root;
        uint256 total;
        (root, total, evidence[0], evidence[1]) =
            _pair(address(uint160(contributor) - 1), address(uint160(contributor) + 1), 20);
        _posted(root, total, total);
        vm.prank(challenger);
        distributor.demandLeaf(operator, 1, contributor);
        vm.snapshotGasLastCall("demandLeaf");
        distributor.answerLeaf(operator, 1, contributor, evidence);
        vm.assertLe(vm.snapshotGasLastCall("answerLeaf, neighbours, 1,000,000 leaves"), PROOF_LIMIT);
    }

    function test_expireDemand() public {
        _posted("root", 1 ether, 1 ether);
        vm.prank(challenger);
        distributor.demandLeaf(operator, 1, contributor);
        vm.warp(vm.getBlockTimestamp() + WINDOW);
        vm.warp(vm.getBlockTimestamp() - 1);
        distributor.expireDemand(operator, 1, contributor);
        vm.assertLe(vm.snapshotGasLastCall("expireDemand, the root is rejected"), PROOF_LIMIT);
    }

    /// @dev A settlement holds totals a payer; an inference appears in it only as a part of an amount.
    function test_settlementCountsPayersNotInferences() public {
        bytes32 root = "root";
        _settlement(root, 1 ether, "settle, first epoch, 1 payer");
        uint256 few = _settlement(root, 1 ether, "settle, 1 payer, 1 inference");
        uint256 many = _settlement(root, 100 ether, "settle, 1 payer, 100 inferences");
        vm.assertLe(many > few ? many - few : few - many, 100); // a calldata byte more or less
    }

    function test_settlementOfAHundredPayers() public {
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](100);
        for (uint256 i = 0; i < charges.length; i++) {
            address account = address(uint160(0x5000 + i));
            vm.prank(payer);
            escrow.depositFor(account, 2 ether);
            vm.prank(account);
            escrow.setSpendingLimit(operator, 2 ether);
            charges[i] = InferenceEscrow.Charge(account, 1 ether);
        }
        vm.startPrank(operator);
        escrow.settle(1, "root", 100 ether, keccak256("leaves"), charges);
        vm.snapshotGasLastCall("settle, first epoch, 100 payers");
        escrow.settle(2, "root", 100 ether, keccak256("leaves"), charges);
        vm.snapshotGasLastCall("settle, 100 payers");
    }

    function _settlement(bytes32 root, uint256 amount, string memory name) private returns (uint256) {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        InferenceEscrow.Charge[] memory charges = _charges(amount);
        vm.prank(operator);
        escrow.settle(epoch, root, 1 ether, keccak256("leaves"), charges);
        uint256 gas = vm.snapshotGasLastCall(name);
        vm.assertLe(gas, SETTLE_LIMIT);
        return gas;
    }

    function _final(bytes32 root, uint256 total) private {
        _posted(root, total, total);
        vm.warp(vm.getBlockTimestamp() + WINDOW);
    }

    function _posted(bytes32 root, uint256 total, uint256 amount) private {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        _deposit(amount);
        InferenceEscrow.Charge[] memory charges = _charges(amount);
        vm.prank(operator);
        escrow.settle(epoch, root, total, keccak256("leaves"), charges);
    }

    /// @dev An account's first claim, which opens two storage slots, and a later one, in trees of 2^depth leaves.
    function _claims(uint256 depth, string memory size, uint256 limit) private {
        string[2] memory names = ["claim, an account's first, ", "claim, an account's later, "];
        for (uint64 epoch = 1; epoch <= 2; epoch++) {
            uint256 cumulative = epoch * 1.23456789 ether;
            (bytes32 root, uint256 total, RewardTree.Leaf memory leaf) = _deep(contributor, cumulative, depth, 5);
            _final(root, total);
            vm.prank(contributor);
            distributor.claim(operator, epoch, leaf, 0);
            vm.assertLe(vm.snapshotGasLastCall(string.concat(names[epoch - 1], size)), limit);
        }
    }

    /// @dev A leaf's path in a tree of 2^depth leaves, of which only the path is made.
    function _deep(address account, uint256 cumulative, uint256 depth, uint256 index)
        private
        pure
        returns (bytes32 root, uint256 total, RewardTree.Leaf memory leaf)
    {
        bytes32 hash = Tree.leafHash(account, cumulative);
        (leaf.account, leaf.cumulativeWei, total) = (account, cumulative, cumulative);
        (hash, total) = _climb(leaf, hash, total, 0, depth, index);
        root = Tree.rootOf(hash, depth);
    }

    /// @dev Two neighbours in the middle of such a tree, the left below an even node.
    function _pair(address first, address second, uint256 depth)
        private
        pure
        returns (bytes32 root, uint256 total, RewardTree.Leaf memory left, RewardTree.Leaf memory right)
    {
        (left.account, left.cumulativeWei) = (first, 1 ether);
        (right.account, right.cumulativeWei) = (second, 2 ether);
        bytes32[2] memory hashes = [Tree.leafHash(first, 1 ether), Tree.leafHash(second, 2 ether)];
        left.proof = abi.encodePacked(uint8(0), hashes[1], uint128(2 ether));
        right.proof = abi.encodePacked(uint8(1), hashes[0], uint128(1 ether));
        bytes32 hash = Tree.node(hashes[0], hashes[1], 1 ether, 2 ether);
        _climb(right, hash, 3 ether, 1, depth, 3);
        (hash, total) = _climb(left, hash, 3 ether, 1, depth, 2);
        root = Tree.rootOf(hash, depth);
    }

    function _climb(RewardTree.Leaf memory leaf, bytes32 hash, uint256 sum, uint256 from, uint256 depth, uint256 index)
        private
        pure
        returns (bytes32, uint256)
    {
        for (uint256 i = from; i < depth; i++) {
            (bytes32 sibling, uint256 theirs) = (keccak256(abi.encode("sibling", i)), SUM + i);
            bool onTheLeft = index >> i & 1 == 1;
            leaf.proof = abi.encodePacked(leaf.proof, onTheLeft ? uint8(1) : uint8(0), sibling, uint128(theirs));
            hash = onTheLeft ? Tree.node(sibling, hash, theirs, sum) : Tree.node(hash, sibling, sum, theirs);
            sum += theirs;
        }
        return (hash, sum);
    }
}

/// @dev The same of stake, cases, votes, sales and shares.
/// forge-config: default.isolate = true
/// forge-config: campaign.isolate = true
contract GoverningGas is CourtFixture {
    uint256 private constant POOL_LIMIT = 3_500_000;
    uint256 private constant STAKE_LIMIT = 320_000;
    uint256 private constant CASE_LIMIT = 420_000;
    uint256 private constant VOTE_LIMIT = 130_000;
    uint256 private constant CLOSE_LIMIT = 300_000;
    uint256 private constant PROPOSE_LIMIT = 260_000;
    uint256 private constant EXECUTE_LIMIT = 160_000;
    uint256 private constant SALE_LIMIT = 220_000;
    uint256 private constant SHARES_LIMIT = 300_000;

    function test_stake() public {
        vm.startPrank(citizen);
        StakePool made = pools.create();
        _within("StakePools.create", POOL_LIMIT);
        token.approve(address(made), type(uint256).max);
        made.deposit(100 ether, citizen);
        _within("StakePool.deposit, the operator's first", STAKE_LIMIT);
        vm.stopPrank();
        vm.startPrank(stranger);
        token.approve(address(made), type(uint256).max);
        made.deposit(100 ether, stranger);
        _within("StakePool.deposit, somebody else's", STAKE_LIMIT);
        made.requestRedeem(made.balanceOf(stranger));
        _within("StakePool.requestRedeem", STAKE_LIMIT);
        _pass(UNBOND);
        made.redeem(made.maxRedeem(stranger), stranger, stranger);
        _within("StakePool.redeem", STAKE_LIMIT);
        vm.stopPrank();
    }

    function test_aCase() public {
        uint256 id = _open(Court.Kind.RECEIPT, 7);
        _within("Court.open", CASE_LIMIT);
        _answer(id);
        _within("Court.answer", CASE_LIMIT);
        _pass(1 days);
        bytes32 commitment = court.commitmentOf(id, judges[0], true, SALT);
        vm.prank(judges[0]);
        court.commit(id, commitment);
        _within("Court.commit", VOTE_LIMIT);
        _pass(1 days);
        court.reveal(id, judges[0], true, SALT);
        _within("Court.reveal", VOTE_LIMIT);
        _close(id);
        _within("Court.close", CLOSE_LIMIT);
    }

    function test_aVote() public {
        _delegate(citizen);
        (address[] memory targets, uint256[] memory amounts, bytes[] memory calls) =
            _proposal(address(parameters), abi.encodeCall(Parameters.setSplit, (standard())));
        vm.prank(citizen);
        uint256 id = governor.propose(targets, amounts, calls, "why");
        _within("OpenGovernor.propose", PROPOSE_LIMIT);
        _pass(governor.votingDelay() + 1);
        vm.prank(citizen);
        governor.castVote(id, 1);
        _within("OpenGovernor.castVote", VOTE_LIMIT);
        _pass(governor.votingPeriod());
        governor.queue(targets, amounts, calls, keccak256("why"));
        _within("OpenGovernor.queue", EXECUTE_LIMIT);
        _pass(timelock.getMinDelay());
        governor.execute(targets, amounts, calls, keccak256("why"));
        _within("OpenGovernor.execute", EXECUTE_LIMIT);
    }

    function test_aSaleAndShares() public {
        DatanetRegistry datanets = new DatanetRegistry();
        datanets.createDatanetFor(citizen, "Birds", "terms", "", DatanetRegistry.UsageLicence(0, 0, 0));
        Sale sale = new Sale(token);
        vm.startPrank(citizen);
        datanets.approve(address(sale), 1);
        sale.offer(IERC721(address(datanets)), 1, 5 ether, uint64(vm.getBlockTimestamp() + 1 days));
        _within("Sale.offer", SALE_LIMIT);
        vm.stopPrank();
        vm.startPrank(stranger);
        token.approve(address(sale), 5 ether);
        sale.buy(1);
        _within("Sale.buy", SALE_LIMIT);
        DatanetShares shares = new DatanetShares(datanets, token, 1);
        datanets.safeTransferFrom(stranger, address(shares), 1);
        _within("DatanetShares, the Datanet is given", SHARES_LIMIT);
        token.transfer(address(shares), 3 ether);
        shares.transfer(citizen, 10 ether);
        _within("DatanetShares.transfer, after income", SHARES_LIMIT);
        token.transfer(address(shares), 3 ether);
        vm.stopPrank();
        shares.claim(citizen);
        _within("DatanetShares.claim, after income", SHARES_LIMIT);
    }

    function _within(string memory name, uint256 limit) private {
        vm.assertLe(vm.snapshotGasLastCall(name), limit, name);
    }
}
