// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Court} from "../src/Court.sol";
import {OpenGovernor} from "../src/OpenGovernor.sol";
import {Parameters} from "../src/Parameters.sol";
import {Timelock} from "../src/Timelock.sol";
import {CourtFixture} from "./CourtFixture.sol";

contract GovernanceTest is CourtFixture {
    Parameters.Split private other = Parameters.Split(300, 700, 1000, 500, 1500, 6000);

    function test_aVoteChangesTheSplit() public {
        _delegate(citizen);
        _govern(citizen, address(parameters), abi.encodeCall(Parameters.setSplit, (other)));
        vm.assertEq(keccak256(abi.encode(parameters.split())), keccak256(abi.encode(other)));
    }

    function test_aVoteDoesNotLeaveTheBounds() public {
        Parameters.Split memory greedy = Parameters.Split(500, 500, 4001, 499, 1500, 3000);
        vm.prank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(Parameters.OutOfBounds.selector, 500, 4000, 4001));
        parameters.setSplit(greedy);
    }

    function testFuzz_splitsAreWholeAndWithinBounds(uint16[6] calldata parts) public {
        Parameters.Split memory offered = Parameters.Split(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        (Parameters.Split memory low, Parameters.Split memory high) = parameters.splitBounds();
        vm.prank(address(timelock));
        try parameters.setSplit(offered) {} catch {}
        Parameters.Split memory set = parameters.split();
        uint256 sum = uint256(set.treasury) + set.stakers + set.operator + set.base + set.developer + set.data;
        vm.assertEq(sum, 10_000);
        vm.assertTrue(set.operator >= low.operator && set.operator <= high.operator);
        vm.assertTrue(set.data >= low.data && set.data <= high.data);
    }

    function test_aSplitThatIsNotWholeIsRefused() public {
        vm.prank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(Parameters.NotWhole.selector, 9_999));
        parameters.setSplit(Parameters.Split(499, 500, 1500, 500, 2000, 5000));
    }

    function test_amountsStayWithinATenthAndTenTimes() public {
        vm.startPrank(address(timelock));
        parameters.setCaseBond(BOND * 10);
        parameters.setCaseStake(STAKE / 10);
        vm.assertEq(parameters.caseBondWei(), BOND * 10);
        vm.assertEq(parameters.caseStakeWei(), STAKE / 10);
        vm.expectRevert(abi.encodeWithSelector(Parameters.OutOfBounds.selector, 1 ether, 100 ether, 100 ether + 1));
        parameters.setCaseBond(BOND * 10 + 1);
        vm.expectRevert(abi.encodeWithSelector(Parameters.OutOfBounds.selector, 4 ether, 400 ether, 4 ether - 1));
        parameters.setCaseStake(STAKE / 10 - 1);
        parameters.setBuildingFee(BUILDING_FEE / 10);
        vm.assertEq(parameters.buildingFeeWei(), BUILDING_FEE / 10);
        vm.expectRevert(
            abi.encodeWithSelector(
                Parameters.OutOfBounds.selector, BUILDING_FEE / 10, BUILDING_FEE * 10, BUILDING_FEE * 10 + 1
            )
        );
        parameters.setBuildingFee(BUILDING_FEE * 10 + 1);
        vm.stopPrank();
    }

    /// @dev What was deployed as nothing no vote makes something: whoever built on such a deployment is not charged later.
    function test_noFeeComesWhereNoneWasDeployed() public {
        Parameters free = new Parameters(address(timelock), standard(), 1, 1, 0);
        vm.prank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(Parameters.OutOfBounds.selector, 0, 0, 1));
        free.setBuildingFee(1);
    }

    function test_aRunningCaseKeepsWhatItBeganWith() public {
        uint256 caseId = _open(Court.Kind.RECEIPT, 7);
        vm.startPrank(address(timelock));
        parameters.setCaseBond(BOND * 10);
        parameters.setCaseStake(STAKE * 2);
        vm.stopPrank();
        _close(caseId);
        vm.assertEq(pool.totalAssets(), 100 ether - STAKE);
    }

    function test_impossibleParametersAreRefused() public {
        vm.expectRevert(abi.encodeWithSelector(Parameters.ZeroAddress.selector));
        new Parameters(address(0), standard(), 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(Parameters.ZeroAmount.selector));
        new Parameters(address(1), standard(), 0, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(Parameters.ZeroAmount.selector));
        new Parameters(address(1), standard(), 1, 0, 1);
    }

    /// @dev OPEN that was borrowed for a block has no vote: who held it before counts.
    function test_flashLoanedVotesCountNothing() public {
        _delegate(citizen);
        (address[] memory targets, uint256[] memory amounts, bytes[] memory calls) =
            _proposal(address(parameters), abi.encodeCall(Parameters.setSplit, (other)));
        vm.prank(citizen);
        uint256 id = governor.propose(targets, amounts, calls, "why");
        _pass(governor.votingDelay() + 1);
        address thief = address(0x7EF);
        vm.prank(stranger);
        token.transfer(thief, WEALTH);
        vm.startPrank(thief);
        token.delegate(thief);
        vm.assertEq(governor.castVote(id, 0), 0);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInsufficientProposerVotes.selector, thief, 0, 1 ether));
        governor.propose(targets, amounts, calls, "mine");
        vm.stopPrank();
    }

    function test_tooFewVotesChangeNothing() public {
        vm.prank(citizen);
        token.transfer(address(0xF00), 2 ether);
        _delegate(address(0xF00));
        (address[] memory targets, uint256[] memory amounts, bytes[] memory calls) =
            _proposal(address(parameters), abi.encodeCall(Parameters.setSplit, (other)));
        vm.startPrank(address(0xF00));
        uint256 id = governor.propose(targets, amounts, calls, "why");
        _pass(governor.votingDelay() + 1);
        governor.castVote(id, 1);
        vm.stopPrank();
        _pass(governor.votingPeriod());
        vm.assertTrue(governor.state(id) == IGovernor.ProposalState.Defeated);
    }

    function test_aProposalIsTakenBackByWhoMadeIt() public {
        _delegate(citizen);
        (address[] memory targets, uint256[] memory amounts, bytes[] memory calls) =
            _proposal(address(parameters), abi.encodeCall(Parameters.setSplit, (other)));
        vm.startPrank(citizen);
        uint256 id = governor.propose(targets, amounts, calls, "why");
        governor.cancel(targets, amounts, calls, keccak256("why"));
        vm.stopPrank();
        vm.assertTrue(governor.state(id) == IGovernor.ProposalState.Canceled);
        vm.assertTrue(governor.proposalNeedsQueuing(id));
    }

    /// @dev Every function of the contracts that only the timelock, the governor or the court may call. From anybody else each reverts,
    /// the deployer included.
    function test_onlyTimelockSetsDecidesAndRules() public {
        bytes[9] memory calls = [
            abi.encodeCall(Parameters.setSplit, (other)),
            abi.encodeCall(Parameters.setCaseBond, (BOND)),
            abi.encodeCall(Parameters.setCaseStake, (STAKE)),
            abi.encodeCall(Parameters.setBuildingFee, (BUILDING_FEE)),
            abi.encodeCall(Court.decide, (1, true)),
            abi.encodeCall(OpenGovernor.updateTimelock, (timelock)),
            abi.encodeWithSignature("relay(address,uint256,bytes)", stranger, 0, ""),
            abi.encodeCall(Timelock.updateDelay, (0)),
            abi.encodeWithSignature("grantRole(bytes32,address)", bytes32(0), stranger)
        ];
        address[9] memory targets = [
            address(parameters),
            address(parameters),
            address(parameters),
            address(parameters),
            address(court),
            address(governor),
            address(governor),
            address(timelock),
            address(timelock)
        ];
        address[4] memory callers = [address(this), stranger, address(governance), accused];
        for (uint256 i = 0; i < calls.length; i++) {
            for (uint256 j = 0; j < callers.length; j++) {
                vm.prank(callers[j]);
                (bool ok,) = targets[i].call(calls[i]);
                vm.assertFalse(ok);
            }
        }
        vm.prank(address(timelock));
        parameters.setCaseBond(BOND);
        vm.assertFalse(timelock.hasRole(0, address(this)));
        vm.assertFalse(timelock.hasRole(0, address(governance)));
        vm.assertFalse(timelock.hasRole(timelock.PROPOSER_ROLE(), address(this)));
        vm.assertTrue(timelock.hasRole(timelock.PROPOSER_ROLE(), address(governor)));
    }

    function test_aVoteDoesNotChangeHowVotesAreHeld() public {
        vm.startPrank(address(timelock));
        vm.expectRevert(abi.encodeWithSelector(Timelock.DelayFixed.selector));
        timelock.updateDelay(0);
        vm.expectRevert(abi.encodeWithSelector(OpenGovernor.TimelockFixed.selector));
        governor.updateTimelock(TimelockController(payable(stranger)));
        vm.stopPrank();
    }
}
