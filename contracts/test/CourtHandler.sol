// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Court} from "../src/Court.sol";
import {Parameters} from "../src/Parameters.sol";
import {StakePool} from "../src/StakePool.sol";
import {StakePools} from "../src/StakePools.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

/// @dev What operators, delegators, accusers, voters and a governor do in any order, at any time, honest or not. What is refused is
/// refused; what takes effect is counted.
contract CourtHandler is Test {
    uint256 internal constant PEOPLE = 5;
    uint256 internal constant MAX_PASS = 2 days;

    Court public immutable court;
    StakePools public immutable pools;
    WrappedOpen private immutable _token;

    uint256 public put;
    mapping(bytes4 action => uint256) public effects;
    mapping(uint256 caseId => uint256) private _paidIn;
    mapping(uint256 caseId => mapping(address voter => bool)) private _said;

    constructor(Court court_) {
        (court, pools, _token) = (court_, court_.pools(), WrappedOpen(payable(address(court_.token()))));
    }

    function person(uint256 which) public pure returns (address) {
        return address(uint160(0x9000 + which % PEOPLE));
    }

    /// @dev What the court owes: bonds of cases that are open.
    function owed() external view returns (uint256 sum) {
        for (uint256 id = 1; id <= court.cases(); id++) {
            if (!court.caseOf(id).closed) sum += _paidIn[id];
        }
    }

    function stake(uint256 who, uint256 where, uint256 amount) external {
        StakePool pool = pools.poolOf(person(where));
        if (address(pool) == address(0)) {
            vm.prank(person(where));
            pool = pools.create();
        }
        amount = bound(amount, 1, 1000 ether);
        _act(this.stake.selector, who, address(pool), abi.encodeCall(pool.deposit, (amount, person(who))), amount);
    }

    function dividend(uint256 where, uint256 amount) external {
        StakePool pool = pools.poolOf(person(where));
        if (address(pool) == address(0)) return;
        amount = bound(amount, 1, 100 ether);
        _act(
            this.dividend.selector, 0, address(_token), abi.encodeCall(_token.transfer, (address(pool), amount)), amount
        );
    }

    function ask(uint256 who, uint256 where, uint256 part) external {
        StakePool pool = pools.poolOf(person(where));
        if (address(pool) == address(0)) return;
        uint256 shares = pool.balanceOf(person(who)) * bound(part, 1, 100) / 100;
        _act(this.ask.selector, who, address(pool), abi.encodeCall(pool.requestRedeem, (shares)), 0);
    }

    function leave(uint256 who, uint256 where) external {
        StakePool pool = pools.poolOf(person(where));
        if (address(pool) == address(0)) return;
        uint256 shares = pool.maxRedeem(person(who));
        if (shares == 0) return;
        _act(
            this.leave.selector, who, address(pool), abi.encodeCall(pool.redeem, (shares, person(who), person(who))), 0
        );
    }

    function accuse(uint256 who, uint256 whom, uint256 subject) external {
        bytes memory call = abi.encodeCall(Court.open, (Court.Kind(1 + subject % 4), person(whom), subject, "evidence"));
        uint256 bond = court.parameters().caseBondWei();
        if (_act(this.accuse.selector, who, address(court), call, bond)) _paidIn[court.cases()] = bond;
    }

    function answer(uint256 which) external {
        (uint256 caseId, Court.Case memory case_) = _case(which);
        if (caseId != 0) {
            _actAs(this.answer.selector, case_.respondent, abi.encodeCall(Court.answer, (caseId, "answer")));
        }
    }

    function commit(uint256 who, uint256 which, bool upheld) external {
        (uint256 caseId,) = _case(which);
        if (caseId == 0) return;
        bytes32 commitment = court.commitmentOf(caseId, person(who), upheld, "salt");
        if (_actAs(this.commit.selector, person(who), abi.encodeCall(Court.commit, (caseId, commitment)))) {
            _said[caseId][person(who)] = upheld;
        }
    }

    function reveal(uint256 who, uint256 which) external {
        (uint256 caseId,) = _case(which);
        if (caseId == 0) return;
        bytes memory call = abi.encodeCall(Court.reveal, (caseId, person(who), _said[caseId][person(who)], "salt"));
        _actAs(this.reveal.selector, person(who), call);
    }

    function punish(uint256 who, uint256 which) external {
        (uint256 caseId,) = _case(which);
        if (caseId == 0) return;
        _actAs(this.punish.selector, person(0), abi.encodeCall(Court.punishAbsence, (caseId, person(who))));
    }

    function appeal(uint256 who, uint256 which) external {
        (uint256 caseId, Court.Case memory case_) = _case(which);
        if (caseId == 0) return;
        uint256 bond = uint256(case_.bondWei) * court.APPEAL_FACTOR();
        bytes memory call = abi.encodeCall(Court.appeal, (caseId, "appeal"));
        if (_act(this.appeal.selector, who, address(court), call, bond)) _paidIn[caseId] += bond;
    }

    function decide(uint256 which, bool upheld) external {
        (uint256 caseId,) = _case(which);
        if (caseId == 0) return;
        _actAs(this.decide.selector, court.timelock(), abi.encodeCall(Court.decide, (caseId, upheld)));
    }

    function close(uint256 which) external {
        (uint256 caseId, Court.Case memory case_) = _case(which);
        if (caseId == 0) return;
        bool due = !case_.closed
            && block.timestamp
                >= (case_.appeal == Court.Appeal.OPEN ? court.decideUntil(caseId) : court.appealUntil(caseId));
        bool closed = _actAs(this.close.selector, person(0), abi.encodeCall(Court.close, (caseId)));
        vm.assertTrue(closed == due, "a case closes exactly when its time is over");
    }

    function set(uint256 bond, uint256 most) external {
        Parameters parameters = court.parameters();
        vm.startPrank(court.timelock());
        parameters.setCaseBond(bound(bond, 1 ether, 100 ether));
        parameters.setCaseStake(bound(most, 4 ether, 400 ether));
        vm.stopPrank();
        effects[this.set.selector]++;
    }

    function pass(uint256 duration) external {
        vm.warp(vm.getBlockTimestamp() + bound(duration, 1, MAX_PASS));
        effects[this.pass.selector]++;
    }

    /// @dev One of the last three.
    function _case(uint256 which) private view returns (uint256 caseId, Court.Case memory case_) {
        uint256 cases = court.cases();
        if (cases == 0) return (0, case_);
        caseId = cases - which % (cases < 3 ? cases : 3);
        case_ = court.caseOf(caseId);
    }

    function _actAs(bytes4 action, address who, bytes memory data) private returns (bool ok) {
        vm.prank(who);
        (ok,) = address(court).call(data);
        if (ok) effects[action]++;
    }

    /// @dev With as much OPEN as it takes.
    function _act(bytes4 action, uint256 who, address target, bytes memory data, uint256 amount)
        private
        returns (bool ok)
    {
        address actor = person(who);
        if (amount != 0) {
            vm.deal(actor, amount);
            vm.startPrank(actor);
            _token.deposit{value: amount}();
            _token.approve(target, amount);
            vm.stopPrank();
            put += amount;
        }
        vm.prank(actor);
        (ok,) = target.call(data);
        if (ok) effects[action]++;
    }
}
