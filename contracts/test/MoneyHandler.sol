// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {RewardTree} from "../src/RewardTree.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";
import {Tree} from "./Tree.sol";

/// @dev What payers, an honest and a lying operator, contributors, relayers, a challenger and an arbiter may do, in any order,
/// and what must have happened then. Only HONEST and the watcher are honest: payers leave and lower limits at any time, the
/// liar posts trees of any shape and keeps leaves back, the arbiter decides by chance. An action that the contracts must
/// refuse is tried and must be refused. The watcher proves what can be proved at the last moment.
contract MoneyHandler is Test {
    uint256 public constant ACTORS = 3;
    /// @dev The contributors, and the liar itself.
    uint256 public constant PAYEES = 4;
    uint256 public constant WEALTH = 100_000 ether;
    address public constant HONEST = address(0x1001);
    address public constant LIAR = address(0x1002);
    address public constant CHALLENGER = address(0x1003);
    address public constant RELAYER = address(0x1004);
    address public constant WATCHER = address(0x1005);
    uint256 private constant STEP = 6 hours;

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
    /// @dev The most any final root has ever given an account.
    mapping(address operator => mapping(address account => uint256)) public highestFinal;
    mapping(address operator => mapping(uint64 epoch => bytes24)) public rootWhenFinal;
    /// @dev How often an action did what it is for.
    mapping(bytes4 action => uint256) public done;

    /// @dev The leaves of each root as they were posted, all of its slots.
    mapping(address operator => mapping(uint64 epoch => Posted)) private _posted;
    uint256[PAYEES] private _earned;

    /// @param withheld nobody but the liar knows the leaves
    /// @param untrue the declared total is not their sum, so that no proof holds
    struct Posted {
        address[] accounts;
        uint256[] amounts;
        bool withheld;
        bool untrue;
        bool demanded;
    }

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
        _enrich(WATCHER);
    }

    function payee(uint256 i) public view returns (address) {
        return i < ACTORS ? contributors[i] : LIAR;
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
        if (!_wholeBond(HONEST)) return;
        (InferenceEscrow.Charge[] memory charges, uint256 total) = _charges(HONEST, seed);
        uint256 promised = _earned[0] + _earned[1] + _earned[2];
        uint256 undistributed = chargedWei[HONEST] + total - promised;
        for (uint256 i = 0; i < ACTORS; i++) {
            uint256 part = bound(_random(seed, i), 0, undistributed);
            _earned[i] += part;
            undistributed -= part;
        }
        _settleHonestly(charges, total);
        done[msg.sig]++;
    }

    /// @dev The liar promises anything; only the declared total has to be within what it charged, or the settlement is
    /// refused.
    function settleLying(uint256 seed) external {
        if (!_wholeBond(LIAR)) return;
        (InferenceEscrow.Charge[] memory charges, uint256 total) = _charges(LIAR, seed);
        _settleLying(seed, charges, total);
        done[msg.sig]++;
    }

    /// @dev Either operator charges every payer something, and one more than its balance and limit allow. The bond pays
    /// the rest, or nothing happens.
    function overcharge(uint256 who, uint256 extra) external {
        (address operator, uint256 last) = (_operator(who), (who >> 8) % ACTORS);
        if (!_wholeBond(operator)) return;
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
        uint256 spare = bonded - escrow.minimumBond();
        if (short > spare) {
            uint64 epoch = escrow.lastEpoch(operator) + 1;
            vm.prank(operator);
            vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ShortfallAboveBond.selector, short, spare));
            escrow.settle(epoch, "root", 0, 0, charges);
            return;
        }
        shortfallWei[operator] += short;
        if (operator == HONEST) _settleHonestly(charges, total);
        else _settleLying(extra, charges, total);
        (unbonding,) = escrow.unbondingOf(operator);
        vm.assertEq(escrow.bondOf(operator) + unbonding, bonded - short, "the bond paid something else");
        done[msg.sig]++;
    }

    function replaceRoot(uint256 who, uint256 seed) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        bool rejected = _status(operator, epoch) == RewardDistributor.Status.Rejected;
        Posted memory next = operator == LIAR ? _lie(seed, chargedWei[LIAR]) : _posted[HONEST][epoch];
        if (next.accounts.length == 0) return;
        Tree.T memory tree = Tree.raw(next.accounts, next.amounts);
        uint256 declared = next.untrue ? tree.totalWei + 1 : tree.totalWei;
        bool whole = escrow.bondOf(operator) >= escrow.minimumBond();
        vm.prank(operator);
        try distributor.replaceRoot(epoch, tree.root, declared, "digest") {
            vm.assertTrue(rejected && whole, "a standing root was replaced, or without a bond");
            next.demanded = false;
            _posted[operator][epoch] = next;
            done[msg.sig]++;
        } catch {
            vm.assertTrue(!rejected || !whole || declared > chargedWei[operator], "replacement refused");
        }
    }

    // ------------------------------------------------------------------------------------------------ challenges

    function challenge(uint256 who) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        if (token.balanceOf(CHALLENGER) < distributor.challengeBond()) return;
        (, uint56 finalAt, RewardDistributor.Status status,,) = distributor.roots(operator, epoch);
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
        RewardDistributor.Status status = _status(operator, epoch);
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
        RewardDistributor.Status status = _status(operator, epoch);
        (, uint64 openedAt) = distributor.challenges(operator, epoch);
        _watchRoot(operator, epoch); // it is final at once
        status = _status(operator, epoch);
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

    /// @dev Anybody brings a claim, for the account or for as much of it as the account allows; more is refused.
    function claim(uint256 who, uint256 whose, uint256 fee) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        address account = payee(whose % PAYEES);
        if ((who >> 128) % 4 != 0) epoch = _epochWithMore(operator, epoch, account);
        (bool found, RewardTree.Leaf memory leaf) = _leafOf(operator, epoch, account);
        if (!found) return;
        Due memory due = _due(operator, epoch, account, leaf.cumulativeWei, bound(fee, 0, 2));
        vm.prank(RELAYER);
        try distributor.claim(operator, epoch, leaf, due.fee) {
            vm.assertTrue(due.isDue && due.fee <= due.mostFee, "paid what was not due");
            vm.assertEq(_wealth(account) - due.wealth, due.dueWei - due.fee);
            vm.assertEq(token.balanceOf(RELAYER) - due.relayer, due.fee);
            paidWei[operator][account] = leaf.cumulativeWei;
            done[msg.sig]++;
        } catch {
            vm.assertTrue(!due.isDue || due.fee > due.mostFee, "a lane ran short");
        }
    }

    struct Due {
        bool isDue;
        uint256 dueWei;
        uint256 fee;
        uint256 mostFee;
        uint256 wealth;
        uint256 relayer;
    }

    function _due(address operator, uint64 epoch, address account, uint256 cumulative, uint256 fee)
        private
        view
        returns (Due memory due)
    {
        uint256 claimed = paidWei[operator][account];
        due.isDue = distributor.isFinal(operator, epoch) && cumulative > claimed && !_posted[operator][epoch].untrue;
        if (cumulative > claimed) due.dueWei = cumulative - claimed;
        (,, due.mostFee) = distributor.recipients(account);
        uint256 part = due.dueWei / distributor.RELAY_FEE_PART();
        if (due.mostFee > part) due.mostFee = part;
        due.fee = due.mostFee / 2 * fee; // nothing, half, all
        if (fee == 2 && due.mostFee > 100) due.fee = due.mostFee + 1; // or more
        (due.wealth, due.relayer) = (_wealth(account), token.balanceOf(RELAYER));
    }

    function setRecipient(uint256 whose, bool native, uint256 fee) external {
        address account = payee(whose % PAYEES);
        vm.prank(account);
        distributor.setRecipient(
            account, RewardDistributor.Recipient(address(0), native, uint88(bound(fee, 0, 1 ether))), 0, ""
        );
        done[msg.sig]++;
    }

    /// @dev Tries to take more than a root gives, or as somebody whom it does not name.
    function claimForged(uint256 who, uint256 whose, uint256 extra, bool stranger) external {
        (address operator, uint64 epoch) = _laneAndEpoch(who);
        (bool found, RewardTree.Leaf memory leaf) = _leafOf(operator, epoch, payee(whose % PAYEES));
        if (!found) return;
        if (stranger) leaf.account = CHALLENGER;
        leaf.cumulativeWei = bound(extra, stranger ? 0 : leaf.cumulativeWei + 1, type(uint256).max);
        try distributor.claim(operator, epoch, leaf, 0) {
            vm.assertTrue(false, "a forged claim was paid");
        } catch {
            done[msg.sig]++;
        }
    }

    // ------------------------------------------------------------------------------------------- what needs no judge

    /// @dev The liar tries to have roots of the honest operator rejected, with leaves as they are.
    function accuse(uint256 who, uint256 whose, uint256 where) external {
        uint64 last = escrow.lastEpoch(HONEST);
        if (last < 2) return;
        uint64 later = uint64(2 + who % (last - 1));
        uint64 earlier = uint64(1 + (who >> 8) % (later - 1));
        Tree.T memory afterwards = _treeOf(HONEST, later);
        vm.startPrank(LIAR);
        _accuseOfShrinking(earlier, later, afterwards, whose);
        (uint256 left, uint256 right) = (where % afterwards.accounts.length, (where >> 8) % afterwards.accounts.length);
        try distributor.proveUnordered(HONEST, later, Tree.at(afterwards, left), Tree.at(afterwards, right)) {
            vm.assertTrue(false, "an honest root was rejected");
        } catch {}
        vm.stopPrank();
        done[msg.sig]++;
    }

    function _accuseOfShrinking(uint64 earlier, uint64 later, Tree.T memory afterwards, uint256 whose) private {
        Tree.T memory before = _treeOf(HONEST, earlier);
        RewardTree.Leaf[] memory left = Tree.evidence(afterwards, payee((whose >> 8) % PAYEES));
        try distributor.proveShrunk(HONEST, earlier, Tree.at(before, whose % before.accounts.length), later, left) {
            vm.assertTrue(false, "an honest root was rejected");
        } catch {}
    }

    /// @dev The liar asks for leaves of the honest operator, who answers.
    function demand(uint256 who, uint256 whose) external {
        (, uint64 epoch) = _laneAndEpoch(who & ~uint256(1));
        if (epoch == 0 || token.balanceOf(LIAR) < distributor.demandFee()) return;
        address account = address(uint160(bound(whose, 1, type(uint160).max - 1)));
        if ((who >> 64) % 2 == 0) account = payee(whose % PAYEES);
        vm.startPrank(LIAR);
        token.approve(address(distributor), type(uint256).max);
        try distributor.demandLeaf(HONEST, epoch, account) {
            distributor.answerLeaf(HONEST, epoch, account, Tree.evidence(_treeOf(HONEST, epoch), account));
            done[msg.sig]++;
        } catch {}
        vm.stopPrank();
    }

    function waitFor(uint256 seconds_) external {
        uint256 now_ = vm.getBlockTimestamp();
        uint256 end = now_ + bound(seconds_, 1, 2 days);
        while (now_ < end) {
            uint256 next = end - now_ < STEP ? end : now_ + STEP;
            _watch(now_, next);
            vm.warp(next);
            now_ = next;
        }
        _lookForFinalRoots();
        done[msg.sig]++;
    }

    /// @dev Proves what can be proved of the liar's roots that are final at `until`, before they are.
    function _watch(uint256 now_, uint256 until) private {
        uint64 last = escrow.lastEpoch(LIAR);
        for (uint64 epoch = 1; epoch <= last; epoch++) {
            (, uint56 finalAt, RewardDistributor.Status status,,) = distributor.roots(LIAR, epoch);
            bool challenged = status == RewardDistributor.Status.Challenged;
            if (!challenged && (status != RewardDistributor.Status.Posted || finalAt <= now_)) continue;
            Posted storage posted = _posted[LIAR][epoch];
            if (posted.demanded) {
                (, uint64 answerBy,) = distributor.demands(LIAR, epoch, contributors[0]);
                if (now_ > answerBy) {
                    distributor.expireDemand(LIAR, epoch, contributors[0]);
                    vm.assertTrue(_status(LIAR, epoch) == RewardDistributor.Status.Rejected, "kept back, and stands");
                    done[this.settleLying.selector]++;
                }
            } else if (!challenged && finalAt <= until) {
                _watchRoot(LIAR, epoch);
            }
        }
    }

    function _watchRoot(address operator, uint64 epoch) private {
        if (operator != LIAR || epoch == 0 || _posted[LIAR][epoch].untrue) return;
        RewardDistributor.Status status = _status(LIAR, epoch);
        bool open = status == RewardDistributor.Status.Challenged
            || (status == RewardDistributor.Status.Posted && !distributor.isFinal(LIAR, epoch));
        if (!open) return;
        if (_posted[LIAR][epoch].withheld) {
            if (_posted[LIAR][epoch].demanded) return;
            (address demander,,) = distributor.demands(LIAR, epoch, contributors[0]);
            if (demander != address(0)) distributor.expireDemand(LIAR, epoch, contributors[0]); // of a root that is gone
            vm.prank(WATCHER);
            distributor.demandLeaf(LIAR, epoch, contributors[0]);
            _posted[LIAR][epoch].demanded = true;
            return;
        }
        Tree.T memory tree = _treeOf(LIAR, epoch);
        uint256 last = tree.accounts.length - 1;
        if (tree.accounts[0] != RewardTree.FIRST) return _proveUnordered(epoch, tree, 0, 0);
        if (tree.accounts[last] != RewardTree.LAST) return _proveUnordered(epoch, tree, last, last);
        for (uint256 i = 0; i < last; i++) {
            if (tree.accounts[i] >= tree.accounts[i + 1] && tree.accounts[i + 1] != RewardTree.LAST) {
                return _proveUnordered(epoch, tree, i, i + 1);
            }
        }
        for (uint64 other = 1; other <= escrow.lastEpoch(LIAR) && _isOpen(epoch); other++) {
            if (other != epoch && !_posted[LIAR][other].untrue) _compare(epoch, tree, other);
        }
    }

    function _proveUnordered(uint64 epoch, Tree.T memory tree, uint256 left, uint256 right) private {
        vm.prank(WATCHER);
        distributor.proveUnordered(LIAR, epoch, Tree.at(tree, left), Tree.at(tree, right));
        vm.assertTrue(_status(LIAR, epoch) == RewardDistributor.Status.Rejected);
        proved++;
    }

    /// @dev How often the watcher had a root rejected.
    uint256 public proved;

    function _compare(uint64 epoch, Tree.T memory tree, uint64 other) private {
        RewardDistributor.Status status = _status(LIAR, other);
        if (status != RewardDistributor.Status.Posted && status != RewardDistributor.Status.Challenged) return;
        (uint64 earlier, uint64 later) = epoch < other ? (epoch, other) : (other, epoch);
        address[] memory accounts = _posted[LIAR][earlier].accounts;
        for (uint256 i = 0; i < accounts.length; i++) {
            if (_given(later, accounts[i]) >= _given(earlier, accounts[i])) continue;
            Tree.T memory theirs = _treeOf(LIAR, other);
            (Tree.T memory before, Tree.T memory now_) = epoch < other ? (tree, theirs) : (theirs, tree);
            RewardTree.Leaf[] memory evidence = Tree.evidence(now_, accounts[i]);
            if (evidence.length == 0) continue;
            vm.prank(WATCHER);
            distributor.proveShrunk(LIAR, earlier, Tree.at(before, i), later, evidence);
            proved++;
            return;
        }
    }

    function _given(uint64 epoch, address account) private view returns (uint256) {
        Posted storage posted = _posted[LIAR][epoch];
        for (uint256 i = 0; i < posted.accounts.length; i++) {
            if (posted.accounts[i] == account) return posted.amounts[i];
        }
        return 0;
    }

    function _isOpen(uint64 epoch) private view returns (bool) {
        RewardDistributor.Status status = _status(LIAR, epoch);
        return status == RewardDistributor.Status.Challenged
            || (status == RewardDistributor.Status.Posted && !distributor.isFinal(LIAR, epoch));
    }

    // ------------------------------------------------------------------------------------------------------ parts

    function _settleHonestly(InferenceEscrow.Charge[] memory charges, uint256 total) private {
        (address[] memory accounts, uint256[] memory amounts) = (new address[](ACTORS), new uint256[](ACTORS));
        for (uint256 i = 0; i < ACTORS; i++) {
            (accounts[i], amounts[i]) = (contributors[i], _earned[i]);
        }
        Tree.T memory tree = Tree.build(accounts, amounts);
        _settle(HONEST, charges, total, Posted(tree.accounts, tree.amounts, false, false, false));
    }

    /// @dev Where the total would be refused, because a standing root before has more or there is not so much, the liar
    /// promises as much as it may.
    function _settleLying(uint256 seed, InferenceEscrow.Charge[] memory charges, uint256 total) private {
        uint64 last = escrow.lastEpoch(LIAR);
        (,, RewardDistributor.Status status, uint128 floor,) = distributor.roots(LIAR, last);
        uint256 funded = chargedWei[LIAR] + total;
        Posted memory next = _lie(seed, funded);
        uint256 sum = _sum(next.amounts) + (next.untrue ? 1 : 0);
        if (sum > funded) return;
        if (status == RewardDistributor.Status.Posted && sum < floor) {
            next.amounts[1] += floor - sum;
        }
        _settle(LIAR, charges, total, next);
    }

    function _settle(address operator, InferenceEscrow.Charge[] memory charges, uint256 total, Posted memory next)
        private
    {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        Tree.T memory tree = Tree.raw(next.accounts, next.amounts);
        vm.prank(operator);
        escrow.settle(epoch, tree.root, next.untrue ? tree.totalWei + 1 : tree.totalWei, "digest", charges);
        chargedWei[operator] += total;
        _posted[operator][epoch] = next;
    }

    /// @dev A tree that is right in its form or not, over amounts that sum to at most `funded`.
    function _lie(uint256 seed, uint256 funded) private view returns (Posted memory next) {
        uint256 left = funded;
        (address[] memory accounts, uint256[] memory amounts) = (new address[](PAYEES), new uint256[](PAYEES));
        for (uint256 i = 0; i < PAYEES; i++) {
            accounts[i] = payee(i);
            amounts[i] = bound(_random(seed, 200 + i), 0, left);
            left -= amounts[i];
            if (_random(seed, 300 + i) % 8 == 0) accounts[i] = address(uint160(0x9000 + i)); // leaves it out
        }
        Tree.T memory tree = Tree.build(accounts, amounts);
        (next.accounts, next.amounts) = (tree.accounts, tree.amounts);
        uint256 shape = seed % 10;
        uint256 where = 1 + (seed >> 8) % 3;
        if (shape == 0) {
            (next.accounts[where], next.accounts[where + 1]) = (next.accounts[where + 1], next.accounts[where]);
        } else if (shape == 1) {
            next.accounts[where] = next.accounts[where + 1];
        } else if (shape == 2) {
            next.accounts[0] = address(1);
        } else if (shape == 3) {
            next.accounts[7] = address(0xffff);
        }
        (next.withheld, next.untrue) = (shape == 4, shape == 5);
    }

    function _lookForFinalRoots() private {
        for (uint256 which = 0; which < 2; which++) {
            address operator = _operator(which);
            for (uint64 epoch = 1; epoch <= escrow.lastEpoch(operator); epoch++) {
                if (rootWhenFinal[operator][epoch] != 0 || !distributor.isFinal(operator, epoch)) continue;
                (rootWhenFinal[operator][epoch],,,,) = distributor.roots(operator, epoch);
                Posted storage posted = _posted[operator][epoch];
                for (uint256 i = 0; i < posted.accounts.length && !posted.untrue; i++) {
                    (address account, uint256 given) = (posted.accounts[i], posted.amounts[i]);
                    uint256 highest = highestFinal[operator][account];
                    if (given <= highest) continue;
                    highestFinal[operator][account] = given;
                    promisedWei[operator] += given - highest;
                }
            }
        }
    }

    /// @dev What an operator's final roots give all accounts together.
    mapping(address operator => uint256) public promisedWei;

    function _treeOf(address operator, uint64 epoch) private view returns (Tree.T memory) {
        Posted memory posted = _posted[operator][epoch];
        return Tree.raw(posted.accounts, posted.amounts);
    }

    function _leafOf(address operator, uint64 epoch, address account)
        private
        view
        returns (bool found, RewardTree.Leaf memory leaf)
    {
        if (epoch == 0) return (false, leaf);
        RewardTree.Leaf[] memory evidence = Tree.evidence(_treeOf(operator, epoch), account);
        if (evidence.length == 1) (found, leaf) = (true, evidence[0]);
    }

    function _status(address operator, uint64 epoch) private view returns (RewardDistributor.Status status) {
        (,, status,,) = distributor.roots(operator, epoch);
    }

    function _wealth(address account) private view returns (uint256) {
        return token.balanceOf(account) + account.balance;
    }

    /// @dev Bonds again what penalties took, as long as the operator has it.
    function _wholeBond(address operator) private returns (bool) {
        uint256 minimum = escrow.minimumBond();
        if (escrow.bondOf(operator) < minimum && token.balanceOf(operator) >= minimum) {
            vm.prank(operator);
            escrow.bond(minimum);
        }
        return escrow.bondOf(operator) >= minimum;
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

    /// @dev Any epoch, or as often one of the last three, where disputes take place; 0 when there is none.
    function _laneAndEpoch(uint256 who) private view returns (address operator, uint64 epoch) {
        operator = _operator(who);
        uint64 last = escrow.lastEpoch(operator);
        if (last == 0) return (operator, 0);
        uint64 among = (who >> 200) % 2 == 0 && last > 3 ? 3 : last;
        epoch = last - uint64((who >> 8) % among);
    }

    /// @dev The first epoch from `epoch` on that is final and owes the account something; else `epoch`.
    function _epochWithMore(address operator, uint64 epoch, address account) private view returns (uint64) {
        for (uint64 later = epoch; later != 0 && later <= escrow.lastEpoch(operator); later++) {
            if (!distributor.isFinal(operator, later)) continue;
            (bool found, RewardTree.Leaf memory leaf) = _leafOf(operator, later, account);
            if (found && leaf.cumulativeWei > paidWei[operator][account]) return later;
        }
        return epoch;
    }

    function _operator(uint256 who) private pure returns (address) {
        return who % 2 == 0 ? HONEST : LIAR;
    }

    function _sum(uint256[] memory values) private pure returns (uint256 sum) {
        for (uint256 i = 0; i < values.length; i++) {
            sum += values[i];
        }
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
