// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {Fixture} from "./Fixture.sol";
import {Tree} from "./Tree.sol";

/// @dev Gas of whole transactions (21,000, calldata and cold slots included), written to snapshots/Gas.json.
/// forge-config: default.isolate = true
/// forge-config: campaign.isolate = true
contract Gas is Fixture {
    uint256 private constant CLAIM_LIMIT = 100_000;

    function setUp() public override {
        super.setUp();
        _deposit(1000 ether);
    }

    function test_firstClaimWithTwoLeaves() public {
        bytes32[] memory tree = _tree(3 ether, 1 ether);
        _final(tree[0], 4 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        vm.prank(contributor);
        distributor.claim(operator, 1, contributor, 3 ether, proof);
        vm.assertLe(vm.snapshotGasLastCall("claim, first of the epoch, 2 leaves"), CLAIM_LIMIT);
    }

    /// @dev Of the fifteen accounts or so of a small epoch, the first to claim and those after.
    function test_claimsAmongSixteenLeaves() public {
        (bytes32[] memory tree, uint256 total) = _equal(16, 1);
        _final(tree[0], total);
        bytes32[] memory proof = _mine(tree, 1);
        bytes32[] memory theirs = Tree.proof(tree, Tree.leaf(address(0x9001), 1 ether / 1000));
        vm.prank(contributor);
        distributor.claim(operator, 1, contributor, 1 ether / 1000, proof);
        vm.assertLe(vm.snapshotGasLastCall("claim, first of the epoch, 16 leaves"), CLAIM_LIMIT);
        vm.prank(address(0x9001));
        distributor.claim(operator, 1, address(0x9001), 1 ether / 1000, theirs);
        vm.assertLe(vm.snapshotGasLastCall("claim, an account's first, 16 leaves"), CLAIM_LIMIT);
    }

    /// @dev Ten hashes are 7,400 gas more than one: measured, and held below what they are.
    function test_claimsAmongAThousandLeaves() public {
        (bytes32[] memory tree, uint256 total) = _equal(1000, 1);
        _final(tree[0], total);
        bytes32[] memory proof = _mine(tree, 1);
        bytes32[] memory theirs = Tree.proof(tree, Tree.leaf(address(0x9001), 1 ether / 1000));
        vm.assertEq(proof.length, 10);
        vm.prank(contributor);
        distributor.claim(operator, 1, contributor, 1 ether / 1000, proof);
        vm.assertLe(vm.snapshotGasLastCall("claim, first of the epoch, 1,000 leaves"), CLAIM_LIMIT + 5000);
        vm.prank(address(0x9001));
        distributor.claim(operator, 1, address(0x9001), 1 ether / 1000, theirs);
        vm.assertLe(vm.snapshotGasLastCall("claim, an account's first, 1,000 leaves"), CLAIM_LIMIT + 3000);

        (tree, total) = _equal(1000, 2);
        _final(tree[0], total);
        proof = _mine(tree, 2);
        vm.prank(contributor);
        distributor.claim(operator, 2, contributor, 2 ether / 1000, proof);
        vm.assertLe(vm.snapshotGasLastCall("claim, an account's later, 1,000 leaves"), CLAIM_LIMIT);
    }

    function test_claimForAmongAThousandLeaves() public {
        (bytes32[] memory tree, uint256 total) = _equal(1000, 1);
        _final(tree[0], total);
        bytes32[] memory proof = _mine(tree, 1);
        uint256 cumulative = 1 ether / 1000;
        bytes32 digest = distributor.claimDigest(operator, 1, contributor, cumulative, other, block.timestamp);
        bytes memory signed = signature(CONTRIBUTOR_KEY, digest);
        distributor.claimFor(operator, 1, contributor, cumulative, proof, other, block.timestamp, signed);
        vm.assertLe(vm.snapshotGasLastCall("claimFor, first of the epoch, 1,000 leaves"), CLAIM_LIMIT + 15_000);
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
        escrow.settle(1, "root", 100 ether, charges);
        vm.snapshotGasLastCall("settle, first epoch, 100 payers");
        escrow.settle(2, "root", 100 ether, charges);
        vm.snapshotGasLastCall("settle, 100 payers");
    }

    function _settlement(bytes32 root, uint256 amount, string memory name) private returns (uint256) {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        InferenceEscrow.Charge[] memory charges = _charges(amount);
        vm.prank(operator);
        escrow.settle(epoch, root, 1 ether, charges);
        return vm.snapshotGasLastCall(name);
    }

    function _final(bytes32 root, uint256 total) private {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        InferenceEscrow.Charge[] memory charges = _charges(4 ether);
        vm.prank(operator);
        escrow.settle(epoch, root, total, charges);
        vm.warp(vm.getBlockTimestamp() + WINDOW);
    }

    function _equal(uint256 leaves, uint256 times) private view returns (bytes32[] memory tree, uint256 total) {
        address[] memory accounts = new address[](leaves);
        uint256[] memory amounts = new uint256[](leaves);
        for (uint256 i = 0; i < leaves; i++) {
            accounts[i] = i == 0 ? contributor : address(uint160(0x9000 + i));
            amounts[i] = times * 1 ether / 1000;
            total += amounts[i];
        }
        tree = Tree.build(accounts, amounts);
    }

    function _mine(bytes32[] memory tree, uint256 times) private view returns (bytes32[] memory) {
        return _proof(tree, contributor, times * 1 ether / 1000);
    }
}
