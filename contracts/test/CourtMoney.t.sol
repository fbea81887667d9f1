// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Court} from "../src/Court.sol";
import {StakePool} from "../src/StakePool.sol";
import {CourtFixture} from "./CourtFixture.sol";
import {CourtHandler} from "./CourtHandler.sol";

/// @dev What must hold of stake and bonds after any sequence of actions.
contract CourtMoneyInvariants is CourtFixture {
    uint256 private constant STEPS = 3000;
    uint256 private constant PEOPLE = 5;

    CourtHandler private handler;

    function setUp() public override {
        super.setUp();
        handler = new CourtHandler(court);
        for (uint256 i = 0; i < PEOPLE; i++) {
            handler.stake(i, i, 100 ether);
        }
        _pass(1);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(handler), _actions());
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_stakeAndBondsAreSafe() external view {
        _check();
    }

    /// @dev The same actions from one fixed seed, to show that the fuzzer's actions reach every effect.
    function test_everyActionOnStakeTakesEffect() public {
        bytes4[] memory actions = _actions();
        for (uint256 i = 0; i < STEPS; i++) {
            bytes32 seed = keccak256(abi.encode("court", i));
            bytes4 action = actions[uint256(seed) % actions.length];
            bytes32 third = seed & bytes32(uint256(1));
            bytes32 second = action == handler.decide.selector ? third : keccak256(abi.encode(seed, 2));
            (bool ok, bytes memory reason) =
                address(handler).call(abi.encodePacked(action, keccak256(abi.encode(seed, 1)), second, third));
            vm.assertTrue(ok, string(reason));
            if (i % 100 == 0) _check();
        }
        for (uint256 i = 0; i < actions.length; i++) {
            vm.assertTrue(handler.effects(actions[i]) > 0, "an action never took effect");
        }
    }

    function _check() private view {
        vm.assertEq(
            token.balanceOf(address(court)), handler.owed(), "the court holds the bonds of open cases, and no more"
        );
        uint256 noted = pools.totalAt(uint48(block.timestamp));
        uint256 sum = pool.weightAt(uint48(block.timestamp));
        for (uint256 i = 0; i < judges.length; i++) {
            sum += pools.poolOf(judges[i]).weightAt(uint48(block.timestamp));
        }
        for (uint256 i = 0; i < PEOPLE; i++) {
            StakePool one = pools.poolOf(handler.person(i));
            sum += one.weightAt(uint48(block.timestamp));
            uint256 staying = one.totalSupply() - one.balanceOf(address(one));
            vm.assertTrue(one.balanceOf(one.operator()) * 10 >= staying, "the operator holds a tenth");
            uint256 worth = 0;
            uint256 waiting = 0;
            for (uint256 j = 0; j < PEOPLE; j++) {
                (uint192 asked,) = one.requests(handler.person(j));
                waiting += asked;
                worth += one.convertToAssets(one.balanceOf(handler.person(j)) + asked);
            }
            vm.assertEq(waiting, one.balanceOf(address(one)), "the pool holds what is asked back");
            vm.assertTrue(worth <= one.totalAssets(), "shares are worth more than there is");
        }
        vm.assertEq(noted, sum, "what is noted is what all pools have noted");
    }

    function _actions() private view returns (bytes4[] memory actions) {
        actions = new bytes4[](14);
        actions[0] = handler.stake.selector;
        actions[1] = handler.dividend.selector;
        actions[2] = handler.ask.selector;
        actions[3] = handler.leave.selector;
        actions[4] = handler.accuse.selector;
        actions[5] = handler.answer.selector;
        actions[6] = handler.commit.selector;
        actions[7] = handler.reveal.selector;
        actions[8] = handler.punish.selector;
        actions[9] = handler.appeal.selector;
        actions[10] = handler.decide.selector;
        actions[11] = handler.close.selector;
        actions[12] = handler.set.selector;
        actions[13] = handler.pass.selector;
    }
}
