// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";
import {Tree} from "./Tree.sol";

/// @dev The money contracts, deployed, with a funded payer and a bonded operator.
abstract contract Fixture is Test {
    uint64 internal constant WITHDRAWAL_DELAY = 1 days;
    uint64 internal constant UNBOND_DELAY = 9 days;
    uint64 internal constant WINDOW = 2 days;
    uint64 internal constant ARBITRATION = 5 days;
    uint256 internal constant MINIMUM_BOND = 100 ether;
    uint256 internal constant CHALLENGE_BOND = 10 ether;
    bytes32 internal constant DIGEST = "digest";
    uint256 internal constant WEALTH = 1_000_000 ether;

    uint256 internal constant PAYER_KEY = 0xA11CE;
    uint256 internal constant CONTRIBUTOR_KEY = 0xB0B;

    WrappedOpen internal token;
    InferenceEscrow internal escrow;
    RewardDistributor internal distributor;

    address internal payer = vm.addr(PAYER_KEY);
    address internal operator = address(0x0123);
    address internal arbiter = address(0xA2B);
    address internal challenger = address(0xC4A);
    address internal contributor = vm.addr(CONTRIBUTOR_KEY);
    address internal other = address(0x07E2);

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        token = new WrappedOpen();
        escrow = new InferenceEscrow(
            token, MINIMUM_BOND, WITHDRAWAL_DELAY, UNBOND_DELAY, arbiter, CHALLENGE_BOND, WINDOW, ARBITRATION
        );
        distributor = escrow.distributor();
        _enrich(payer);
        _enrich(operator);
        _enrich(challenger);
        vm.prank(challenger);
        token.approve(address(distributor), type(uint256).max);
        vm.prank(operator);
        escrow.bond(MINIMUM_BOND);
    }

    function _enrich(address account) internal {
        vm.deal(account, WEALTH);
        vm.startPrank(account);
        token.deposit{value: WEALTH}();
        token.approve(address(escrow), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev The payer deposits `amount` and lets the operator draw all of it.
    function _deposit(uint256 amount) internal {
        vm.startPrank(payer);
        escrow.deposit(amount);
        escrow.setSpendingLimit(operator, escrow.limit(operator, payer) + amount);
        vm.stopPrank();
    }

    function _charges(uint256 amount) internal view returns (InferenceEscrow.Charge[] memory charges) {
        charges = new InferenceEscrow.Charge[](amount == 0 ? 0 : 1);
        if (amount != 0) charges[0] = InferenceEscrow.Charge(payer, amount);
    }

    /// @dev Settles the operator's next epoch, charging the payer `amount`.
    function _settle(bytes32 root, uint256 totalWei, uint256 amount) internal returns (uint64 epoch) {
        if (amount != 0) _deposit(amount);
        epoch = escrow.lastEpoch(operator) + 1;
        vm.prank(operator);
        escrow.settle(epoch, root, totalWei, DIGEST, _charges(amount));
    }

    function _settle(Tree.T memory tree, uint256 amount) internal returns (uint64 epoch) {
        return _settle(tree.root, tree.totalWei, amount);
    }

    /// @dev A tree of two accounts: the contributor's and another's.
    function _tree(uint256 contributorWei, uint256 otherWei) internal view returns (Tree.T memory) {
        address[] memory accounts = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (accounts[0], accounts[1]) = (contributor, other);
        (amounts[0], amounts[1]) = (contributorWei, otherWei);
        return Tree.build(accounts, amounts);
    }

    function _treeOf(address account, uint256 amount) internal pure returns (Tree.T memory) {
        address[] memory accounts = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (accounts[0], amounts[0]) = (account, amount);
        return Tree.build(accounts, amounts);
    }

    function _claim(address whose, uint64 epoch, Tree.T memory tree, address account) internal {
        distributor.claim(whose, epoch, Tree.leafOf(tree, account), 0);
    }

    function _statusOf(uint64 epoch) internal view returns (RewardDistributor.Status status) {
        (,, status,,) = distributor.roots(operator, epoch);
    }
}
