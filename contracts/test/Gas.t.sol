// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {Fixture} from "./Fixture.sol";
import {Tree} from "./Tree.sol";

/// @dev Gas of whole transactions (21,000, calldata and cold slots included), written to snapshots/Gas.json.
/// forge-config: default.isolate = true
/// forge-config: campaign.isolate = true
contract Gas is Fixture {
    uint256 private constant CLAIM_LIMIT = 100_000;
    uint256 private constant CLAIM_AMONG_A_MILLION_LIMIT = 105_000;
    uint256 private constant CLAIM_FOR_LIMIT = 114_000;

    function setUp() public override {
        operator = address(uint160(uint256(keccak256("operator")))); // ordinary bytes cost more than zeros
        super.setUp();
        _deposit(1000 ether);
    }

    function test_claimAmongTwoLeaves() public {
        bytes32[] memory tree = _tree(3 ether, 1 ether);
        _final(tree[0], 4 ether);
        bytes32[] memory proof = _proof(tree, contributor, 3 ether);
        vm.prank(contributor);
        distributor.claim(operator, 1, contributor, 3 ether, proof);
        vm.assertLe(vm.snapshotGasLastCall("claim, an account's first, 2 leaves"), CLAIM_LIMIT);
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

    /// @dev The same signature of 65 bytes and check of it, whatever the tree's size.
    function test_claimForAmongAMillionLeaves() public {
        (bytes32 root, bytes32[] memory proof) = _deep(contributor, 1 ether, 20);
        _final(root, 1 ether);
        bytes32 digest = distributor.claimDigest(operator, 1, contributor, 1 ether, other, block.timestamp);
        bytes memory signed = signature(CONTRIBUTOR_KEY, digest);
        distributor.claimFor(operator, 1, contributor, 1 ether, proof, other, block.timestamp, signed);
        vm.assertLe(vm.snapshotGasLastCall("claimFor, an account's first, 1,000,000 leaves"), CLAIM_FOR_LIMIT);
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

    /// @dev An account's first claim, which opens two storage slots, and a later one, in trees of 2^depth leaves.
    function _claims(uint256 depth, string memory size, uint256 limit) private {
        string[2] memory names = ["claim, an account's first, ", "claim, an account's later, "];
        for (uint64 epoch = 1; epoch <= 2; epoch++) {
            uint256 cumulative = epoch * 1.23456789 ether;
            (bytes32 root, bytes32[] memory proof) = _deep(contributor, cumulative, depth);
            _final(root, cumulative);
            vm.prank(contributor);
            distributor.claim(operator, epoch, contributor, cumulative, proof);
            vm.assertLe(vm.snapshotGasLastCall(string.concat(names[epoch - 1], size)), limit);
        }
    }

    /// @dev A leaf's path in a tree of 2^depth leaves, of which only the path is made.
    function _deep(address account, uint256 cumulative, uint256 depth)
        private
        pure
        returns (bytes32 root, bytes32[] memory proof)
    {
        root = Tree.leaf(account, cumulative);
        proof = new bytes32[](depth);
        for (uint256 i = 0; i < depth; i++) {
            proof[i] = keccak256(abi.encode("sibling", i));
            root = Hashes.commutativeKeccak256(root, proof[i]);
        }
    }
}
