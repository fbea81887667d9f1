// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Court} from "../src/Court.sol";
import {Governance} from "../src/Governance.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {OpenGovernor} from "../src/OpenGovernor.sol";
import {Parameters} from "../src/Parameters.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {StakePool} from "../src/StakePool.sol";
import {StakePools} from "../src/StakePools.sol";
import {Timelock} from "../src/Timelock.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

/// @dev A deployment whose court is the Court: an accused operator, five more with pools, a citizen who accuses, holders who vote.
abstract contract CourtFixture is Test {
    uint256 internal constant WEALTH = 1_000_000 ether;
    uint256 internal constant BOND = 10 ether;
    uint256 internal constant STAKE = 40 ether;
    uint256 internal constant BUILDING_FEE = 2 ether;
    uint256 internal constant CHALLENGE_BOND = 6 ether;
    uint64 internal constant UNBOND = 14 days;
    bytes32 internal constant SALT = "salt";

    WrappedOpen internal token;
    Governance internal governance;
    Parameters internal parameters;
    OpenGovernor internal governor;
    Timelock internal timelock;
    Court internal court;
    StakePools internal pools;
    InferenceEscrow internal escrow;
    RewardDistributor internal distributor;

    address internal accused = address(0xACC);
    address internal citizen = address(0xC171);
    address internal stranger = address(0x57A6);
    address[5] internal judges;
    StakePool internal pool;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        token = new WrappedOpen();
        Governance.Times memory slow = Governance.Times(1 days, 2 days, 1 days);
        governance = new Governance(token, slow, 1 ether, standard(), BOND, STAKE, BUILDING_FEE);
        (parameters, governor, timelock) = (governance.parameters(), governance.governor(), governance.timelock());
        court = new Court(token, parameters, times(), UNBOND);
        pools = court.pools();
        escrow = new InferenceEscrow(token, 100 ether, 1 days, 14 days, address(court), CHALLENGE_BOND, 2 days, 10 days);
        distributor = escrow.distributor();
        court.bind(distributor);
        _enrich(accused);
        _enrich(citizen);
        _enrich(stranger);
        pool = _stake(accused, 100 ether);
        for (uint256 i = 0; i < judges.length; i++) {
            judges[i] = address(uint160(0x10000 + i));
            _enrich(judges[i]);
            _stake(judges[i], 100 ether);
        }
        vm.prank(accused);
        escrow.bond(200 ether);
        vm.warp(vm.getBlockTimestamp() + 1);
    }

    function standard() internal pure returns (Parameters.Split memory) {
        return Parameters.Split(500, 500, 1500, 500, 2000, 5000);
    }

    function times() internal pure returns (Court.Times memory) {
        return Court.Times(1 days, 1 days, 1 days, 1 days, 5 days);
    }

    function _enrich(address account) internal {
        vm.deal(account, WEALTH);
        vm.startPrank(account);
        token.deposit{value: WEALTH}();
        token.approve(address(escrow), type(uint256).max);
        token.approve(address(court), type(uint256).max);
        vm.stopPrank();
    }

    function _stake(address operator, uint256 amount) internal returns (StakePool made) {
        vm.startPrank(operator);
        made = pools.create();
        token.approve(address(made), type(uint256).max);
        made.deposit(amount, operator);
        vm.stopPrank();
    }

    function _pass(uint256 duration) internal {
        vm.warp(vm.getBlockTimestamp() + duration);
    }

    function _open(Court.Kind kind, uint256 subject) internal returns (uint256) {
        vm.prank(citizen);
        return court.open(kind, accused, subject, "ipfs://evidence");
    }

    function _answer(uint256 caseId) internal {
        vm.prank(accused);
        court.answer(caseId, "ipfs://answer");
    }

    /// @dev The first so many judges vote so.
    function _vote(uint256 caseId, uint256 forIt, uint256 against) internal {
        vm.warp(court.answerUntil(caseId));
        for (uint256 i = 0; i < forIt + against; i++) {
            bytes32 commitment = court.commitmentOf(caseId, judges[i], i < forIt, SALT);
            vm.prank(judges[i]);
            court.commit(caseId, commitment);
        }
        vm.warp(court.commitUntil(caseId));
        for (uint256 i = 0; i < forIt + against; i++) {
            court.reveal(caseId, judges[i], i < forIt, SALT);
        }
        vm.warp(court.revealUntil(caseId));
    }

    function _judged(uint256 forIt, uint256 against) internal returns (uint256 caseId) {
        caseId = _open(Court.Kind.RECEIPT, 7);
        _answer(caseId);
        _vote(caseId, forIt, against);
    }

    function _close(uint256 caseId) internal {
        vm.warp(court.appealUntil(caseId));
        court.close(caseId);
    }

    /// @dev What the accused's lane is charged by a payer who has deposited.
    function _settle(bytes32 root, uint256 totalWei) internal returns (uint64 epoch) {
        vm.startPrank(stranger);
        escrow.deposit(totalWei);
        escrow.setSpendingLimit(accused, escrow.limit(accused, stranger) + totalWei);
        vm.stopPrank();
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](1);
        charges[0] = InferenceEscrow.Charge(stranger, totalWei);
        epoch = escrow.lastEpoch(accused) + 1;
        vm.prank(accused);
        escrow.settle(epoch, root, totalWei, "digest", charges);
    }

    function _statusOf(uint64 epoch) internal view returns (RewardDistributor.Status status) {
        (,, status,,) = distributor.roots(accused, epoch);
    }

    /// @dev What the governor did with a call: proposed, voted by `voter`, who holds the votes, queued, executed.
    function _govern(address voter, address target, bytes memory data) internal {
        (address[] memory targets, uint256[] memory amounts, bytes[] memory calls) = _proposal(target, data);
        vm.prank(voter);
        uint256 id = governor.propose(targets, amounts, calls, "why");
        _pass(governor.votingDelay() + 1);
        vm.prank(voter);
        governor.castVote(id, 1);
        _pass(governor.votingPeriod());
        governor.queue(targets, amounts, calls, keccak256("why"));
        _pass(timelock.getMinDelay());
        governor.execute(targets, amounts, calls, keccak256("why"));
    }

    function _proposal(address target, bytes memory data)
        internal
        pure
        returns (address[] memory targets, uint256[] memory amounts, bytes[] memory calls)
    {
        (targets, amounts, calls) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], calls[0]) = (target, data);
    }

    function _delegate(address holder) internal {
        vm.prank(holder);
        token.delegate(holder);
        _pass(1);
    }
}
