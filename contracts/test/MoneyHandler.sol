// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";
import {Tree} from "./Tree.sol";

/// @dev What payers, an honest and a lying operator, contributors, a challenger and an arbiter may do, in any order, and what
/// must have happened then. An action that the contracts must refuse is tried and must be refused.
contract MoneyHandler is Test {
    uint256 public constant ACTORS = 3;
    uint256 public constant WEALTH = 100_000 ether;
    address public constant HONEST = address(0x1001);
    address public constant LIAR = address(0x1002);
    address public constant CHALLENGER = address(0x1003);

    WrappedOpen public immutable token;
    InferenceEscrow public immutable escrow;
    RewardDistributor public immutable distributor;
    address[3] public payers = [address(0x2001), address(0x2002), address(0x2003)];
    address[3] public contributors = [address(0x3001), address(0x3002), address(0x3003)];

    mapping(address operator => uint256) public chargedWei;
    /// @dev What of it the operator's bond paid.
    mapping(address operator => uint256) public shortfallWei;
    mapping(address operator => mapping(address payer => uint256)) public highestLimit;
    mapping(address operator => mapping(address account => uint256)) public paidWei;
    /// @dev The most any root, or any final root, has ever given an account.
    mapping(address operator => mapping(address account => uint256)) public highestPosted;
    mapping(address operator => mapping(address account => uint256)) public highestFinal;
    mapping(address operator => mapping(uint64 epoch => bytes24)) public rootWhenFinal;
    /// @dev How often an action did what it is for.
    mapping(bytes4 action => uint256) public done;

    mapping(address operator => mapping(uint64 epoch => uint256[3])) private _leaves;
    uint256[3] private _earned;

    constructor(InferenceEscrow escrow_) {
        escrow = escrow_;
        distributor = escrow_.distributor();
        token = WrappedOpen(payable(address(escrow_.token())));
        for (uint256 i = 0; i < ACTORS; i++) {
            _enrich(payers[i]);
            vm.startPrank(payers[i]);
            escrow.deposit(WEALTH / 10);
            escrow.setSpendingLimit(HONEST, WEALTH / 10);
            escrow.setSpendingLimit(LIAR, WEALTH / 10);
            vm.stopPrank();
            (highestLimit[HONEST][payers[i]], highestLimit[LIAR][payers[i]]) = (WEALTH / 10, WEALTH / 10);
        }
        _enrich(HONEST);
        _enrich(LIAR);
        _enrich(CHALLENGER);
    }

    // ---------------------------------------------------------------------------------------------------- payers

    function deposit(uint256 who, uint256 amount) external {
        address payer = payers[who % ACTORS];
        uint256 wealth = token.balanceOf(payer);
        if (wealth == 0) return;
        vm.prank(payer);
        escrow.depositFor(payers[(who >> 8) % ACTORS], bound(amount, 1, wealth));
        done[msg.sig]++;
    }

    function setLimit(uint256 who, uint256 amount) external {
        (address payer, address operator) = (payers[who % ACTORS], _operator(who >> 8));
        amount = bound(amount, 0, WEALTH);
        vm.prank(payer);
        escrow.setSpendingLimit(operator, amount);
        if (amount > highestLimit[operator][payer]) highestLimit[operator][payer] = amount;
        done[msg.sig]++;
    }

    function requestWithdrawal(uint256 who, uint256 amount) external {
        address payer = payers[who % ACTORS];
        amount = bound(amount, 0, escrow.balanceOf(payer));
        vm.prank(payer);
        escrow.requestWithdrawal(amount);
        done[msg.sig]++;
    }

    function withdraw(uint256 who) external {
        address payer = payers[who % ACTORS];
        (uint256 amount, uint64 availableAt) = escrow.withdrawalOf(payer);
        uint256 before = token.balanceOf(payer);
        vm.prank(payer);
        try escrow.withdraw() {
            vm.assertTrue(amount != 0 && block.timestamp >= availableAt, "withdrawn too early");
            vm.assertEq(token.balanceOf(payer), before + amount);
            done[msg.sig]++;
        } catch {
            vm.assertTrue(amount == 0 || block.timestamp < availableAt, "withdrawal refused");
        }
    }

    // ------------------------------------------------------------------------------------------------- operators

    function bond(uint256 who, uint256 amount) external {
        address operator = _operator(who);
        uint256 wealth = token.balanceOf(operator);
        if (wealth == 0) return;
        vm.prank(operator);
        escrow.bond(bound(amount, 1, wealth));
        done[msg.sig]++;
    }

    /// @dev Asks for little, so that operators stay in business.
    function requestUnbond(uint256 who, uint256 amount) external {
        address operator = _operator(who);
        (uint256 requested,) = escrow.unbondingOf(operator);
        amount = bound(amount, 0, (escrow.bondOf(operator) + requested) / 4);
        vm.prank(operator);
        escrow.requestUnbond(amount);
        done[msg.sig]++;
    }

    function unbond(uint256 who) external {
        address operator = _operator(who);
        (uint256 amount, uint64 availableAt) = escrow.unbondingOf(operator);
        vm.prank(operator);
        try escrow.unbond() {
            vm.assertTrue(amount != 0 && block.timestamp >= availableAt, "unbonded too early");
            done[msg.sig]++;
        } catch {
            vm.assertTrue(amount == 0 || block.timestamp < availableAt, "unbonding refused");
        }
    }

    /// @dev The honest operator shares out at most what it has charged, and takes nothing back.
    function settleHonestly(uint256 seed) external {
        if (escrow.bondOf(HONEST) < escrow.minimumBond()) return;
        (InferenceEscrow.Charge[] memory charges, uint256 total) = _charges(HONEST, seed);
        uint256 promised = _sum(_earned);
        uint256 undistributed = chargedWei[HONEST] + total - promised;
        for (uint256 i = 0; i < ACTORS; i++) {
            uint256 part = bound(_random(seed, i), 0, undistributed);
            _earned[i] += part;
            undistributed -= part;
        }
        _settle(HONEST, charges, total, _earned, _sum(_earned));
        done[msg.sig]++;
    }

    /// @dev The liar promises anything; only the declared total has to look right, or the settlement is refused.
    function settleLying(uint256 seed) external {
        if (escrow.bondOf(LIAR) < escrow.minimumBond()) return;
        (InferenceEscrow.Charge[] memory charges, uint256 total) = _charges(LIAR, seed);
        uint64 last = escrow.lastEpoch(LIAR);
        (,, RewardDistributor.Status status, uint256 previous) = distributor.roots(LIAR, last);
        uint256 floor = status == RewardDistributor.Status.Posted ? previous : 0;
        uint256 funded = chargedWei[LIAR] + total;
        _settle(LIAR, charges, total, _lies(seed, funded), bound(seed, floor, funded));
        done[msg.sig]++;
    }

    /// @dev Either operator charges every payer something, and one more than its balance and limit allow. The bond pays
    /// the rest, or nothing happens.
    function overcharge(uint256 who, uint256 extra) external {
        (address operator, uint256 last) = (_operator(who), (who >> 8) % ACTORS);
        if (escrow.bondOf(operator) < escrow.minimumBond()) return;
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](ACTORS);
        uint256 missing = bound(extra, 1, 2000 ether);
        (uint256 total, uint256 short) = (0, missing);
        for (uint256 i = 0; i < ACTORS; i++) {
            address payer = payers[(last + i + 1) % ACTORS];
            uint256 allowed = _chargeable(operator, payer);
            uint256 amount = i + 1 == ACTORS ? allowed + missing : bound(_random(extra, i), 1, 1 ether);
            if (i + 1 != ACTORS && amount > allowed) short += amount - allowed;
            charges[i] = InferenceEscrow.Charge(payer, amount);
            total += amount;
        }
        (uint256 unbonding,) = escrow.unbondingOf(operator);
        uint256 bonded = escrow.bondOf(operator) + unbonding;
        if (short > bonded) {
            uint64 epoch = escrow.lastEpoch(operator) + 1;
            vm.prank(operator);
            vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ShortfallAboveBond.selector, short, bonded));
            escrow.settle(epoch, "root", 0, charges);
            return;
        }
        shortfallWei[operator] += short;
        uint256[3] memory leaves = operator == HONEST ? _earned : _lies(extra, chargedWei[LIAR]);
        (,,, uint256 declared) = distributor.roots(operator, escrow.lastEpoch(operator));
        _settle(operator, charges, total, leaves, operator == HONEST ? _sum(_earned) : declared);
        (unbonding,) = escrow.unbondingOf(operator);
        vm.assertEq(escrow.bondOf(operator) + unbonding, bonded - short, "the bond paid something else");
        done[msg.sig]++;
    }

    function replaceRoot(uint256 who, uint256 seed) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        (,, RewardDistributor.Status status,) = distributor.roots(operator, epoch);
        bool lying = operator == LIAR;
        uint256[3] memory leaves = lying ? _lies(seed, chargedWei[LIAR]) : _leaves[HONEST][epoch];
        uint256 totalWei = lying ? bound(seed, 0, chargedWei[LIAR]) : _sum(leaves);
        bytes32 root = _tree(leaves)[0];
        vm.prank(operator);
        try distributor.replaceRoot(epoch, root, totalWei) {
            vm.assertTrue(status == RewardDistributor.Status.Rejected, "a standing root was replaced");
            _remember(operator, epoch, leaves);
            done[msg.sig]++;
        } catch {
            vm.assertTrue(status != RewardDistributor.Status.Rejected, "replacement refused");
        }
    }

    // ------------------------------------------------------------------------------------------------ challenges

    function challenge(uint256 who) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        if (token.balanceOf(CHALLENGER) < distributor.challengeBond()) return;
        (, uint56 finalAt, RewardDistributor.Status status,) = distributor.roots(operator, epoch);
        bool open = status == RewardDistributor.Status.Posted && block.timestamp < finalAt;
        vm.prank(CHALLENGER);
        try distributor.challenge(operator, epoch) {
            vm.assertTrue(open, "challenged outside the window");
            done[msg.sig]++;
        } catch {
            vm.assertFalse(open);
        }
    }

    /// @dev The arbiter may well be wrong; that must not cost anybody's rewards in a final root.
    function resolve(uint256 who, bool upheld) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        (,, RewardDistributor.Status status,) = distributor.roots(operator, epoch);
        vm.prank(distributor.arbiter());
        try distributor.resolve(operator, epoch, upheld) {
            vm.assertTrue(status == RewardDistributor.Status.Challenged);
            done[msg.sig]++;
        } catch {
            vm.assertTrue(status != RewardDistributor.Status.Challenged, "resolution refused");
        }
    }

    function expireChallenge(uint256 who) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        (,, RewardDistributor.Status status,) = distributor.roots(operator, epoch);
        (, uint64 openedAt) = distributor.challenges(operator, epoch);
        bool due = status == RewardDistributor.Status.Challenged
            && block.timestamp >= openedAt + distributor.arbitrationTimeout();
        try distributor.expireChallenge(operator, epoch) {
            vm.assertTrue(due, "expired too early");
            _lookForFinalRoots();
            done[msg.sig]++;
        } catch {
            vm.assertFalse(due);
        }
    }

    // ---------------------------------------------------------------------------------------------------- claims

    function claim(uint256 who, uint256 whose) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        uint256 i = whose % ACTORS;
        if ((who >> 128) % 4 != 0) epoch = _epochWithMore(operator, epoch, i);
        (address account, uint256 cumulative) = (contributors[i], _leaves[operator][epoch][i]);
        if (epoch == 0) return;
        bytes32[] memory proof = Tree.proof(_tree(_leaves[operator][epoch]), Tree.leaf(account, cumulative));
        uint256 before = token.balanceOf(account);
        uint256 claimed = paidWei[operator][account];
        bool isDue = distributor.isFinal(operator, epoch) && cumulative > claimed;
        bool covered = isDue && cumulative - claimed <= token.balanceOf(distributor.laneOf(operator));
        if (isDue && operator == HONEST) vm.assertTrue(covered, "an honest lane ran short");
        try distributor.claim(operator, epoch, account, cumulative, proof) {
            vm.assertTrue(covered, "paid what was not due");
            vm.assertEq(token.balanceOf(account) - before, cumulative - claimed);
            paidWei[operator][account] = cumulative;
            done[msg.sig]++;
        } catch {
            vm.assertFalse(covered);
        }
    }

    /// @dev Tries to take more than a root gives, or as somebody whom it does not name.
    function claimForged(uint256 who, uint256 whose, uint256 extra, bool stranger) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        if (epoch == 0) return;
        uint256 i = whose % ACTORS;
        uint256 cumulative = _leaves[operator][epoch][i];
        bytes32[] memory proof = Tree.proof(_tree(_leaves[operator][epoch]), Tree.leaf(contributors[i], cumulative));
        address account = stranger ? CHALLENGER : contributors[i];
        cumulative = bound(extra, stranger ? 0 : cumulative + 1, type(uint256).max);
        try distributor.claim(operator, epoch, account, cumulative, proof) {
            vm.assertTrue(false, "a forged claim was paid");
        } catch {
            done[msg.sig]++;
        }
    }

    function waitFor(uint256 seconds_) external {
        vm.warp(block.timestamp + bound(seconds_, 1, 2 days));
        _lookForFinalRoots();
        done[msg.sig]++;
    }

    // ------------------------------------------------------------------------------------------------------ parts

    function leafOf(address operator, uint64 epoch, uint256 i) external view returns (uint256) {
        return _leaves[operator][epoch][i];
    }

    function _settle(
        address operator,
        InferenceEscrow.Charge[] memory charges,
        uint256 total,
        uint256[3] memory leaves,
        uint256 declaredWei
    ) private {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        bytes32 root = _tree(leaves)[0];
        vm.prank(operator);
        escrow.settle(epoch, root, declaredWei, charges);
        chargedWei[operator] += total;
        _remember(operator, epoch, leaves);
    }

    function _remember(address operator, uint64 epoch, uint256[3] memory leaves) private {
        _leaves[operator][epoch] = leaves;
        for (uint256 i = 0; i < ACTORS; i++) {
            uint256 highest = highestPosted[operator][contributors[i]];
            if (leaves[i] > highest) highestPosted[operator][contributors[i]] = leaves[i];
        }
    }

    function _lookForFinalRoots() private {
        for (uint256 which = 0; which < 2; which++) {
            address operator = _operator(which);
            for (uint64 epoch = 1; epoch <= escrow.lastEpoch(operator); epoch++) {
                if (rootWhenFinal[operator][epoch] != 0 || !distributor.isFinal(operator, epoch)) continue;
                (rootWhenFinal[operator][epoch],,,) = distributor.roots(operator, epoch);
                for (uint256 i = 0; i < ACTORS; i++) {
                    uint256 given = _leaves[operator][epoch][i];
                    uint256 highest = highestFinal[operator][contributors[i]];
                    if (given > highest) highestFinal[operator][contributors[i]] = given;
                }
            }
        }
    }

    /// @dev Charges every payer something that its balance and limit allow; nothing where they allow nothing.
    function _charges(address operator, uint256 seed)
        private
        view
        returns (InferenceEscrow.Charge[] memory charges, uint256 total)
    {
        InferenceEscrow.Charge[] memory all = new InferenceEscrow.Charge[](ACTORS);
        uint256 count = 0;
        for (uint256 i = 0; i < ACTORS; i++) {
            uint256 amount = bound(_random(seed, 100 + i), 0, _chargeable(operator, payers[i]));
            if (amount == 0) continue;
            all[count++] = InferenceEscrow.Charge(payers[i], amount);
            total += amount;
        }
        charges = new InferenceEscrow.Charge[](count);
        for (uint256 i = 0; i < count; i++) {
            charges[i] = all[i];
        }
    }

    function _chargeable(address operator, address payer) private view returns (uint256) {
        (uint256 limit, uint256 spent) = (escrow.limit(operator, payer), escrow.spent(operator, payer));
        uint256 allowed = limit > spent ? limit - spent : 0;
        uint256 balance = escrow.balanceOf(payer);
        return allowed < balance ? allowed : balance;
    }

    function _lies(uint256 seed, uint256 funded) private pure returns (uint256[3] memory leaves) {
        for (uint256 i = 0; i < ACTORS; i++) {
            leaves[i] = bound(_random(seed, 200 + i), 0, 2 * funded);
        }
    }

    function _tree(uint256[3] memory leaves) private view returns (bytes32[] memory) {
        address[] memory accounts = new address[](ACTORS);
        uint256[] memory amounts = new uint256[](ACTORS);
        for (uint256 i = 0; i < ACTORS; i++) {
            (accounts[i], amounts[i]) = (contributors[i], leaves[i]);
        }
        return Tree.build(accounts, amounts);
    }

    /// @dev Any epoch, or as often one of the last three, where disputes take place; 0 when there is none.
    function _laneAndEpoch(uint256 who) private view returns (address operator, uint64 epoch) {
        operator = _operator(who);
        uint64 last = escrow.lastEpoch(operator);
        if (last == 0) return (operator, 0);
        uint64 among = (who >> 200) % 2 == 0 && last > 3 ? 3 : last;
        epoch = last - uint64((who >> 8) % among);
    }

    /// @dev The first epoch from `epoch` on that is final and owes the contributor something; else `epoch`.
    function _epochWithMore(address operator, uint64 epoch, uint256 i) private view returns (uint64) {
        uint256 paid = paidWei[operator][contributors[i]];
        for (uint64 later = epoch; later != 0 && later <= escrow.lastEpoch(operator); later++) {
            if (_leaves[operator][later][i] > paid && distributor.isFinal(operator, later)) return later;
        }
        return epoch;
    }

    function _operator(uint256 who) private pure returns (address) {
        return who % 2 == 0 ? HONEST : LIAR;
    }

    function _sum(uint256[3] memory values) private pure returns (uint256) {
        return values[0] + values[1] + values[2];
    }

    function _random(uint256 seed, uint256 salt) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }

    function _enrich(address account) private {
        vm.deal(account, WEALTH);
        vm.startPrank(account);
        token.deposit{value: WEALTH}();
        token.approve(address(escrow), type(uint256).max);
        token.approve(address(distributor), type(uint256).max);
        vm.stopPrank();
    }
}
