// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {MoneyHandler} from "./MoneyHandler.sol";
import {Test} from "./Test.sol";

/// @dev What must hold after any sequence of actions.
contract MoneyInvariants is Test {
    address private constant ARBITER = address(0xA2B);
    uint256 private constant STEPS = 1000;

    WrappedOpen private token;
    InferenceEscrow private escrow;
    RewardDistributor private distributor;
    MoneyHandler private handler;
    address[2] private operators;

    function setUp() public {
        vm.warp(1_800_000_000);
        token = new WrappedOpen();
        escrow = new InferenceEscrow(token, 100 ether, 1 days, 3 days, ARBITER, 10 ether, 1 days, 1 days);
        distributor = escrow.distributor();
        handler = new MoneyHandler(escrow);
        operators = [handler.HONEST(), handler.LIAR()];
        for (uint256 i = 0; i < 2; i++) {
            vm.prank(operators[i]);
            escrow.bond(1000 ether);
        }
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

    /// @dev One campaign for all three, because forge would give each the same sequences again.
    function invariant_moneyIsSafe() external view {
        _checkFunds();
        _checkAccounts();
        _checkOwed();
    }

    /// @dev The same actions from one fixed seed, to show that the fuzzer's actions reach every effect.
    function test_everyActionTakesEffect() public {
        bytes4[] memory actions = _actions();
        for (uint256 i = 0; i < STEPS; i++) {
            bytes32 seed = keccak256(abi.encode("money", i));
            bytes4 action = actions[uint256(seed) % actions.length];
            (bool ok, bytes memory reason) = address(handler)
                .call(
                    abi.encodePacked(
                        action,
                        keccak256(abi.encode(seed, 1)),
                        keccak256(abi.encode(seed, 2)) & _boolFor(action),
                        keccak256(abi.encode(seed, 3)),
                        seed & bytes32(uint256(1))
                    )
                );
            vm.assertTrue(ok, string(reason));
            if (i % 100 == 0) {
                _checkFunds();
                _checkAccounts();
                _checkOwed();
            }
        }
        vm.assertTrue(handler.proved() > 0, "the watcher proved nothing");
        for (uint256 i = 0; i < actions.length; i++) {
            vm.assertTrue(
                handler.done(actions[i]) > 0,
                string.concat("no effect: action ", string(abi.encodePacked(uint8(97 + i))))
            );
        }
    }

    /// @dev Funds out never exceed funds in, and all money is accounted for.
    function _checkFunds() private view {
        (uint256 deposits, uint256 bonds, uint256 lanes, uint256 challenges) = (0, 0, 0, 0);
        for (uint256 i = 0; i < handler.ACTORS(); i++) {
            address payer = handler.payers(i);
            deposits += escrow.balanceOf(payer);
            vm.assertLe(escrow.available(payer), escrow.balanceOf(payer), "available above balance");
        }
        for (uint256 i = 0; i < 2; i++) {
            (uint256 unbonding,) = escrow.unbondingOf(operators[i]);
            bonds += escrow.bondOf(operators[i]) + unbonding;
            (uint256 funded, uint256 left) = _lane(operators[i]);
            vm.assertLe(left, funded, "a lane holds more than it got");
            vm.assertEq(funded, handler.chargedWei(operators[i]), "a lane got what was not charged");
            lanes += left;
            for (uint64 epoch = 1; epoch <= escrow.lastEpoch(operators[i]); epoch++) {
                (,, RewardDistributor.Status status,,) = distributor.roots(operators[i], epoch);
                if (status == RewardDistributor.Status.Challenged) challenges += distributor.challengeBond();
            }
        }
        vm.assertEq(token.balanceOf(address(escrow)), deposits + bonds, "escrow");
        vm.assertEq(token.balanceOf(address(distributor)), challenges + _demandFees(), "distributor");
        vm.assertEq(token.balanceOf(ARBITER), 0, "the arbiter got money");
        vm.assertEq(token.totalSupply(), address(token).balance, "wrapped");
        vm.assertEq(
            token.totalSupply(),
            _everybodys() + deposits + bonds + lanes + token.balanceOf(address(distributor)),
            "conserved"
        );
    }

    /// @dev The watcher's demands that are not answered yet.
    function _demandFees() private view returns (uint256 fees) {
        for (uint64 epoch = 1; epoch <= escrow.lastEpoch(operators[1]); epoch++) {
            (address demander,,) = distributor.demands(operators[1], epoch, handler.contributors(0));
            if (demander != address(0)) fees += distributor.demandFee();
        }
    }

    /// @dev A claim pays once, and an operator draws within its limits.
    function _checkAccounts() private view {
        for (uint256 i = 0; i < 2; i++) {
            (uint256 funded, uint256 left) = _lane(operators[i]);
            (uint256 paid, uint256 spent) = (0, 0);
            for (uint256 j = 0; j < handler.PAYEES(); j++) {
                address account = handler.payee(j);
                uint256 received = distributor.claimedWei(operators[i], account);
                vm.assertEq(received, handler.paidWei(operators[i], account), "paid twice");
                vm.assertLe(received, handler.highestFinal(operators[i], account), "paid more than a final root gave");
                paid += received;
            }
            for (uint256 j = 0; j < handler.ACTORS(); j++) {
                address payer = handler.payers(j);
                uint256 drawn = escrow.spent(operators[i], payer);
                vm.assertLe(drawn, handler.highestLimit(operators[i], payer), "drew above the limit");
                spent += drawn;
            }
            vm.assertEq(paid, funded - left, "claims do not add up");
            vm.assertEq(
                spent + handler.shortfallWei(operators[i]), handler.chargedWei(operators[i]), "charges do not add up"
            );
        }
    }

    /// @dev No root shrinks what is owed: final roots stay, and a lane can pay all that they give, the liar's too where
    /// somebody watches.
    function _checkOwed() private view {
        for (uint256 i = 0; i < 2; i++) {
            (uint256 funded,) = _lane(operators[i]);
            vm.assertLe(handler.promisedWei(operators[i]), funded, "a lane cannot pay what its final roots give");
        }
        for (uint256 i = 0; i < 2; i++) {
            for (uint64 epoch = 1; epoch <= escrow.lastEpoch(operators[i]); epoch++) {
                bytes24 expected = handler.rootWhenFinal(operators[i], epoch);
                if (expected == 0) continue;
                (bytes24 root,,,,) = distributor.roots(operators[i], epoch);
                vm.assertTrue(root == expected, "a final root was changed");
                vm.assertTrue(distributor.isFinal(operators[i], epoch), "a final root was reopened");
            }
        }
    }

    function _lane(address operator) private view returns (uint256 funded, uint256 left) {
        return (distributor.fundedWei(operator), token.balanceOf(distributor.laneOf(operator)));
    }

    function _everybodys() private view returns (uint256 sum) {
        for (uint256 i = 0; i < handler.ACTORS(); i++) {
            sum += token.balanceOf(handler.payers(i)) + token.balanceOf(handler.contributors(i));
        }
        sum += token.balanceOf(operators[0]) + token.balanceOf(operators[1]);
        sum += token.balanceOf(handler.CHALLENGER()) + token.balanceOf(handler.WATCHER());
        sum += token.balanceOf(handler.RELAYER()) + token.balanceOf(escrow.NOBODY());
    }

    function _boolFor(bytes4 action) private view returns (bytes32) {
        bool takesOne = action == handler.resolve.selector || action == handler.setRecipient.selector;
        return takesOne ? bytes32(uint256(1)) : bytes32(type(uint256).max);
    }

    function _actions() private view returns (bytes4[] memory actions) {
        actions = new bytes4[](20);
        actions[0] = handler.deposit.selector;
        actions[1] = handler.setLimit.selector;
        actions[2] = handler.requestWithdrawal.selector;
        actions[3] = handler.withdraw.selector;
        actions[4] = handler.bond.selector;
        actions[5] = handler.requestUnbond.selector;
        actions[6] = handler.unbond.selector;
        actions[7] = handler.settleHonestly.selector;
        actions[8] = handler.settleLying.selector;
        actions[9] = handler.replaceRoot.selector;
        actions[10] = handler.challenge.selector;
        actions[11] = handler.resolve.selector;
        actions[12] = handler.expireChallenge.selector;
        actions[13] = handler.claim.selector;
        actions[14] = handler.waitFor.selector;
        actions[15] = handler.claimForged.selector;
        actions[16] = handler.overcharge.selector;
        actions[17] = handler.setRecipient.selector;
        actions[18] = handler.accuse.selector;
        actions[19] = handler.demand.selector;
    }
}
