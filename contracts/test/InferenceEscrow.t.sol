// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {InferenceEscrow} from "../src/InferenceEscrow.sol";
import {RewardDistributor} from "../src/RewardDistributor.sol";
import {SignedActions} from "../src/SignedActions.sol";
import {UnorderedNonces} from "../src/UnorderedNonces.sol";
import {Fixture} from "./Fixture.sol";
import {ContractWallet, FeeToken, HostileToken, SmallToken} from "./Wallets.sol";

contract InferenceEscrowTest is Fixture {
    bytes32 private constant ROOT = "root";

    // construction

    function test_constructorWiresTheDistributor() public view {
        vm.assertEq(distributor.escrow(), address(escrow));
        vm.assertEq(address(distributor.token()), address(token));
        vm.assertEq(distributor.arbiter(), arbiter);
        vm.assertEq(distributor.challengeBond(), CHALLENGE_BOND);
        vm.assertEq(distributor.challengeWindow(), WINDOW);
        vm.assertEq(distributor.arbitrationTimeout(), ARBITRATION);
        vm.assertEq(address(escrow.token()), address(token));
        vm.assertEq(escrow.minimumBond(), MINIMUM_BOND);
        vm.assertEq(escrow.withdrawalDelay(), WITHDRAWAL_DELAY);
        vm.assertEq(escrow.unbondDelay(), UNBOND_DELAY);
    }

    function test_constructorRefusesUnsafeParameters() public {
        vm.expectRevert(InferenceEscrow.ZeroAmount.selector);
        new InferenceEscrow(token, 0, 1, 5, arbiter, 1, 2, 1);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.UnbondDelayTooShort.selector, 4, 5));
        new InferenceEscrow(token, 1, 1, 4, arbiter, 1, 2, 1);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.DeployerIsArbiter.selector, address(this)));
        new InferenceEscrow(token, 1, 1, 5, address(this), 1, 2, 1);
        vm.expectRevert(RewardDistributor.ZeroAddress.selector);
        new InferenceEscrow(token, 1, 1, 5, address(0), 1, 2, 1);
        vm.expectRevert(RewardDistributor.ZeroAddress.selector);
        new InferenceEscrow(IERC20(address(0)), 1, 1, 5, arbiter, 1, 2, 1);
        vm.expectRevert(RewardDistributor.ZeroDuration.selector);
        new InferenceEscrow(token, 1, 1, 5, arbiter, 1, 0, 1);
        vm.expectRevert(RewardDistributor.ZeroDuration.selector);
        new InferenceEscrow(token, 1, 1, 5, arbiter, 1, 2, 0);
    }

    /// @dev A node counts whole gwei of 10^18 to an OPEN.
    function test_constructorRefusesOtherDecimals() public {
        SmallToken small = new SmallToken();
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotEighteenDecimals.selector, 6));
        new InferenceEscrow(small, 1, 1, 5, arbiter, 1, 2, 1);
    }

    function test_theArbiterNeverBonds() public {
        _enrich(arbiter);
        vm.prank(arbiter);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ArbiterCannotOperate.selector, arbiter));
        escrow.bond(1);
    }

    function test_nativeMoneyIsTheTokensAlone() public {
        vm.deal(address(this), 1);
        (bool ok, bytes memory reason) = address(escrow).call{value: 1}("");
        vm.assertFalse(ok);
        vm.assertEq(bytes32(bytes4(reason)), bytes32(InferenceEscrow.NotToken.selector));
    }

    // deposits

    function test_depositCredits() public {
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Deposited(payer, payer, 5 ether);
        vm.prank(payer);
        escrow.deposit(5 ether);
        vm.assertEq(escrow.balanceOf(payer), 5 ether);
        vm.assertEq(escrow.available(payer), 5 ether);
    }

    function test_depositForCreditsThePayer() public {
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Deposited(operator, payer, 5 ether);
        vm.prank(operator);
        escrow.depositFor(payer, 5 ether);
        vm.assertEq(escrow.balanceOf(payer), 5 ether);
        vm.assertEq(escrow.balanceOf(operator), 0);
    }

    function test_depositRefusesNothingAndNobody() public {
        vm.startPrank(payer);
        vm.expectRevert(InferenceEscrow.ZeroAmount.selector);
        escrow.deposit(0);
        vm.expectRevert(InferenceEscrow.ZeroAddress.selector);
        escrow.depositFor(address(0), 1);
        uint256 most = escrow.MAX_BALANCE();
        vm.assertEq(most, (uint256(1) << 63) * 1 gwei - 1 gwei);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.BalanceTooLarge.selector, most + 1, most));
        escrow.deposit(most + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, payer, WEALTH, WEALTH + 1)
        );
        escrow.deposit(WEALTH + 1);
    }

    function test_aTokenThatTakesFeesIsRefused() public {
        FeeToken fee = new FeeToken();
        InferenceEscrow strict = new InferenceEscrow(fee, 1, 1, 5, arbiter, 1, 2, 1);
        fee.approve(address(strict), 2000);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TokenMovedOther.selector, 1000, 990));
        strict.deposit(1000);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TokenMovedOther.selector, 1000, 990));
        strict.bond(1000);
    }

    function test_depositWithPermitNeedsNoApproval() public {
        vm.prank(payer);
        token.approve(address(escrow), 0);
        (uint8 v, bytes32 r, bytes32 s) = _permit(3 ether);
        vm.prank(payer);
        escrow.depositWithPermit(3 ether, block.timestamp, v, r, s);
        vm.assertEq(escrow.balanceOf(payer), 3 ether);
    }

    function test_aPermitBroughtInByOthersStillDeposits() public {
        vm.prank(payer);
        token.approve(address(escrow), 0);
        (uint8 v, bytes32 r, bytes32 s) = _permit(3 ether);
        token.permit(payer, address(escrow), 3 ether, block.timestamp, v, r, s);
        vm.prank(payer);
        escrow.depositWithPermit(3 ether, block.timestamp, v, r, s);
        vm.assertEq(escrow.balanceOf(payer), 3 ether);
    }

    function test_aBadPermitDepositsNothing() public {
        vm.startPrank(payer);
        token.approve(address(escrow), 0);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), 0, 3 ether)
        );
        escrow.depositWithPermit(3 ether, block.timestamp, 27, "r", "s");
    }

    // withdrawal

    function test_withdrawalPaysAfterTheDelay() public {
        vm.startPrank(payer);
        escrow.deposit(5 ether);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.WithdrawalRequested(payer, 2 ether, uint64(block.timestamp) + WITHDRAWAL_DELAY);
        escrow.requestWithdrawal(2 ether);
        vm.assertEq(escrow.available(payer), 3 ether);
        vm.assertEq(escrow.balanceOf(payer), 5 ether);
        (uint256 amount, uint64 availableAt) = escrow.withdrawalOf(payer);
        vm.assertEq(amount, 2 ether);
        vm.warp(availableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TooEarly.selector, availableAt));
        escrow.withdraw();
        vm.warp(availableAt);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Withdrawn(payer, 2 ether);
        escrow.withdraw();
        vm.assertEq(token.balanceOf(payer), WEALTH - 3 ether);
        vm.assertEq(escrow.balanceOf(payer), 3 ether);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NothingRequested.selector, payer));
        escrow.withdraw();
    }

    function test_aNewRequestReplacesTheOld() public {
        vm.startPrank(payer);
        escrow.deposit(5 ether);
        escrow.requestWithdrawal(2 ether);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        escrow.requestWithdrawal(5 ether);
        (, uint64 availableAt) = escrow.withdrawalOf(payer);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TooEarly.selector, availableAt));
        escrow.withdraw();
        escrow.requestWithdrawal(0);
        vm.assertEq(escrow.available(payer), 5 ether);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NothingRequested.selector, payer));
        escrow.withdraw();
    }

    function test_aSignedWithdrawalIsRelayedAndPaidAsAsked() public {
        vm.prank(payer);
        escrow.deposit(5 ether);
        bytes memory signed = _signWithdrawal(PAYER_KEY, 2 ether, true, 3);
        vm.prank(other);
        escrow.requestWithdrawalFor(payer, 2 ether, true, 3, block.timestamp, signed);
        vm.assertEq(escrow.available(payer), 3 ether);
        vm.expectRevert(abi.encodeWithSelector(UnorderedNonces.NonceAlreadyUsed.selector, payer, 3));
        escrow.requestWithdrawalFor(payer, 2 ether, true, 3, block.timestamp, signed);
        vm.assertTrue(escrow.isNonceUsed(payer, 3));
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.prank(other);
        escrow.withdrawFor(payer);
        vm.assertEq(payer.balance, 2 ether);
        vm.prank(payer);
        escrow.requestWithdrawal(1 ether); // in tokens again
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        uint256 before = token.balanceOf(payer);
        escrow.withdrawFor(payer);
        vm.assertEq(token.balanceOf(payer), before + 1 ether);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NothingRequested.selector, payer));
        escrow.withdrawFor(payer);
    }

    function test_aForeignWithdrawalIsRefused() public {
        vm.prank(payer);
        escrow.deposit(5 ether);
        bytes memory refused = abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, payer);
        bytes memory signed = _signWithdrawal(PAYER_KEY, 2 ether, true, 3);
        vm.expectRevert(refused);
        escrow.requestWithdrawalFor(payer, 3 ether, true, 3, block.timestamp, signed);
        vm.expectRevert(refused);
        escrow.requestWithdrawalFor(payer, 2 ether, false, 3, block.timestamp, signed);
        vm.expectRevert(refused);
        escrow.requestWithdrawalFor(payer, 2 ether, true, 4, block.timestamp, signed);
        signed = _signWithdrawal(CONTRIBUTOR_KEY, 2 ether, true, 3);
        vm.expectRevert(refused);
        escrow.requestWithdrawalFor(payer, 2 ether, true, 3, block.timestamp, signed);
    }

    function test_requestAboveTheBalanceReverts() public {
        vm.startPrank(payer);
        escrow.deposit(5 ether);
        vm.expectRevert(
            abi.encodeWithSelector(InferenceEscrow.InsufficientBalance.selector, payer, 5 ether, 5 ether + 1)
        );
        escrow.requestWithdrawal(5 ether + 1);
    }

    function test_requestedMoneyIsChargeableLastAndUntilItLeaves() public {
        _deposit(5 ether);
        vm.prank(payer);
        escrow.requestWithdrawal(4 ether);
        _settleCharging(3 ether);
        (uint256 amount,) = escrow.withdrawalOf(payer);
        vm.assertEq(amount, 2 ether);
        vm.assertEq(escrow.available(payer), 0);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.prank(payer);
        escrow.withdraw();
        vm.assertEq(token.balanceOf(payer), WEALTH - 3 ether);
        vm.assertEq(escrow.balanceOf(payer), 0);
    }

    // spending limits

    function test_raisingALimitWorksAtOnce() public {
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.SpendingLimitSet(payer, operator, 5 ether, uint64(block.timestamp));
        vm.prank(payer);
        escrow.setSpendingLimit(operator, 5 ether);
        vm.assertEq(escrow.limit(operator, payer), 5 ether);
    }

    function test_loweringALimitWorksAfterTheDelay() public {
        vm.startPrank(payer);
        escrow.setSpendingLimit(operator, 5 ether);
        uint64 effectiveAt = uint64(block.timestamp) + WITHDRAWAL_DELAY;
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.SpendingLimitSet(payer, operator, 1 ether, effectiveAt);
        escrow.setSpendingLimit(operator, 1 ether);
        (uint256 lowered, uint64 at_) = escrow.loweredLimit(operator, payer);
        vm.assertEq(lowered, 1 ether);
        vm.assertEq(at_, effectiveAt);
        vm.warp(effectiveAt - 1);
        vm.assertEq(escrow.limit(operator, payer), 5 ether);
        vm.warp(effectiveAt);
        vm.assertEq(escrow.limit(operator, payer), 1 ether);
        (lowered, at_) = escrow.loweredLimit(operator, payer);
        vm.assertEq(at_, 0);
        escrow.setSpendingLimit(operator, 2 ether);
        vm.assertEq(escrow.limit(operator, payer), 2 ether);
    }

    function test_raisingCancelsALowering() public {
        vm.startPrank(payer);
        escrow.setSpendingLimit(operator, 5 ether);
        escrow.setSpendingLimit(operator, 0);
        escrow.setSpendingLimit(operator, 6 ether);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.assertEq(escrow.limit(operator, payer), 6 ether);
    }

    function test_loweringAgainKeepsWhatIsInForce() public {
        vm.startPrank(payer);
        escrow.setSpendingLimit(operator, 5 ether);
        escrow.setSpendingLimit(operator, 3 ether);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        escrow.setSpendingLimit(operator, 1 ether);
        vm.assertEq(escrow.limit(operator, payer), 3 ether);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.assertEq(escrow.limit(operator, payer), 1 ether);
    }

    function test_limitForNobodyReverts() public {
        vm.expectRevert(InferenceEscrow.ZeroAddress.selector);
        escrow.setSpendingLimit(address(0), 1);
    }

    function test_limitBySignature() public {
        bytes memory signed = _signLimit(PAYER_KEY, payer, 5 ether, 0);
        vm.prank(other);
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 0, block.timestamp, signed);
        vm.assertEq(escrow.limit(operator, payer), 5 ether);
        vm.assertEq(escrow.limitChanges(operator, payer), 1);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NonceNotNext.selector, 1, 0));
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 0, block.timestamp, signed);
    }

    function test_settingALimitEndsSignaturesGivenBefore() public {
        bytes memory raise = _signLimit(PAYER_KEY, payer, 500 ether, 0);
        vm.prank(payer);
        escrow.setSpendingLimit(operator, 0);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NonceNotNext.selector, 1, 0));
        escrow.setSpendingLimitFor(payer, operator, 500 ether, 0, block.timestamp, raise);
    }

    function test_limitByAForeignSignatureReverts() public {
        bytes memory refused = abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, payer);
        bytes memory signed = _signLimit(PAYER_KEY, payer, 5 ether, 0);
        vm.expectRevert(refused);
        escrow.setSpendingLimitFor(payer, other, 5 ether, 0, block.timestamp, signed);
        vm.expectRevert(refused);
        escrow.setSpendingLimitFor(payer, operator, 6 ether, 0, block.timestamp, signed);
        vm.expectRevert(refused);
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 1, block.timestamp, signed);
        vm.expectRevert(refused);
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 0, block.timestamp + 1, signed);
        bytes memory foreign = _signLimit(CONTRIBUTOR_KEY, payer, 5 ether, 0);
        vm.expectRevert(refused);
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 0, block.timestamp, foreign);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, other));
        escrow.setSpendingLimitFor(other, operator, 5 ether, 0, block.timestamp, signed);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, block.timestamp - 1));
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 0, block.timestamp - 1, signed);
        vm.chainId(5);
        vm.expectRevert(refused);
        escrow.setSpendingLimitFor(payer, operator, 5 ether, 0, block.timestamp, signed);
    }

    function test_aContractWalletSetsItsLimit() public {
        address wallet = address(new ContractWallet(payer));
        bytes memory signed = _signLimit(PAYER_KEY, wallet, 5 ether, 0);
        escrow.setSpendingLimitFor(wallet, operator, 5 ether, 0, block.timestamp, signed);
        vm.assertEq(escrow.limit(operator, wallet), 5 ether);
    }

    function test_limitDigestIsEip712() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("OpenLedger InferenceEscrow"),
                keccak256("1"),
                block.chainid,
                address(escrow)
            )
        );
        bytes32 hash = keccak256(
            abi.encode(
                keccak256(
                    "SpendingLimit(address payer,address operator,uint256 cumulativeLimit,uint256 nonce,uint256 deadline)"
                ),
                payer,
                operator,
                5,
                6,
                7
            )
        );
        vm.assertEq(
            escrow.spendingLimitDigest(payer, operator, 5, 6, 7), keccak256(abi.encodePacked(hex"1901", domain, hash))
        );
    }

    // bonds

    function test_bondCountsUntilAskedBack() public {
        vm.startPrank(operator);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Bonded(operator, 5 ether);
        escrow.bond(5 ether);
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND + 5 ether);
        uint64 availableAt = uint64(block.timestamp) + UNBOND_DELAY;
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.UnbondRequested(operator, 6 ether, availableAt);
        escrow.requestUnbond(6 ether);
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND - 1 ether);
        (uint256 amount, uint64 at_) = escrow.unbondingOf(operator);
        vm.assertEq(amount, 6 ether);
        vm.assertEq(at_, availableAt);
        vm.expectRevert(
            abi.encodeWithSelector(InferenceEscrow.BondTooSmall.selector, MINIMUM_BOND - 1 ether, MINIMUM_BOND)
        );
        escrow.settle(1, ROOT, 0, DIGEST, _charges(0));
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TooEarly.selector, availableAt));
        escrow.unbond();
        vm.warp(availableAt);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Unbonded(operator, 6 ether);
        escrow.unbond();
        vm.assertEq(token.balanceOf(operator), WEALTH - MINIMUM_BOND + 1 ether);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NothingRequested.selector, operator));
        escrow.unbond();
    }

    function test_bondRefusesBadAmounts() public {
        vm.startPrank(operator);
        vm.expectRevert(InferenceEscrow.ZeroAmount.selector);
        escrow.bond(0);
        vm.expectRevert(
            abi.encodeWithSelector(
                InferenceEscrow.InsufficientBalance.selector, operator, MINIMUM_BOND, MINIMUM_BOND + 1
            )
        );
        escrow.requestUnbond(MINIMUM_BOND + 1);
        vm.expectRevert(
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 128, uint256(1) << 128)
        );
        escrow.bond(uint256(1) << 128);
    }

    function test_bondsAndDepositsAreSeparate() public {
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.InsufficientBalance.selector, operator, 0, 1));
        escrow.requestWithdrawal(1);
    }

    // settlement

    function test_settleMovesChargesAndPostsTheRoot() public {
        _deposit(5 ether);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Charged(operator, 1, payer, 4 ether);
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.EpochSettled(operator, 1, ROOT, 3 ether, 4 ether, 1);
        vm.expectEmit(address(distributor));
        emit RewardDistributor.RootPosted(operator, 1, ROOT, 3 ether, 4 ether, uint64(block.timestamp) + WINDOW);
        vm.prank(operator);
        escrow.settle(1, ROOT, 3 ether, DIGEST, _charges(4 ether));
        vm.assertEq(escrow.balanceOf(payer), 1 ether);
        vm.assertEq(escrow.spent(operator, payer), 4 ether);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), 4 ether);
        vm.assertEq(escrow.lastEpoch(operator), 1);
    }

    function test_settleWithoutChargesOrWithARepeatedPayer() public {
        _deposit(5 ether);
        vm.startPrank(operator);
        escrow.settle(1, ROOT, 0, DIGEST, _charges(0));
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](2);
        (charges[0], charges[1]) = (InferenceEscrow.Charge(payer, 2 ether), InferenceEscrow.Charge(payer, 3 ether));
        escrow.settle(2, ROOT, 5 ether, DIGEST, charges);
        vm.assertEq(escrow.spent(operator, payer), 5 ether);
        vm.assertEq(escrow.balanceOf(payer), 0);
    }

    function test_strangersDoNotSettle() public {
        vm.prank(other);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.BondTooSmall.selector, 0, MINIMUM_BOND));
        escrow.settle(1, ROOT, 0, DIGEST, _charges(0));
    }

    function test_epochsAreSequential() public {
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.EpochOutOfOrder.selector, 1, 0));
        escrow.settle(0, ROOT, 0, DIGEST, _charges(0));
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.EpochOutOfOrder.selector, 1, 2));
        escrow.settle(2, ROOT, 0, DIGEST, _charges(0));
        escrow.settle(1, ROOT, 0, DIGEST, _charges(0));
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.EpochOutOfOrder.selector, 2, 1));
        escrow.settle(1, ROOT, 0, DIGEST, _charges(0));
    }

    function test_chargesStayWithinBalanceAndLimit() public {
        vm.startPrank(payer);
        escrow.deposit(5 ether);
        escrow.setSpendingLimit(operator, 2 ether);
        vm.stopPrank();
        vm.prank(operator);
        escrow.bond(3);
        _settleCharging(2 ether + 1);
        _stands(2 ether, 3 ether, 1, MINIMUM_BOND + 3);
        vm.prank(payer);
        escrow.setSpendingLimit(operator, 100 ether);
        _settleCharging(3 ether + 2);
        _stands(5 ether, 0, 3, MINIMUM_BOND + 3);
        vm.startPrank(operator);
        vm.expectRevert(_overflow());
        escrow.settle(3, ROOT, 0, DIGEST, _twice(type(uint256).max));
    }

    /// @dev Between the close of an epoch and its settlement the lowered limit came into force.
    function test_aLoweredLimitStopsNobodysPay() public {
        vm.prank(operator);
        escrow.bond(4 ether);
        _deposit(10 ether);
        vm.startPrank(payer);
        escrow.setSpendingLimit(operator, 0);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        vm.stopPrank();
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Shortfall(operator, 1, payer, 4 ether);
        _settleCharging(4 ether);
        _stands(0, 10 ether, 4 ether, MINIMUM_BOND + 4 ether);
    }

    function test_aPayerWhoLeftStopsNobodysPay() public {
        vm.prank(operator);
        escrow.bond(4 ether);
        _deposit(10 ether);
        vm.startPrank(payer);
        escrow.requestWithdrawal(10 ether);
        vm.warp(block.timestamp + WITHDRAWAL_DELAY);
        escrow.withdraw();
        vm.stopPrank();
        _settleCharging(4 ether);
        _stands(0, 0, 4 ether, MINIMUM_BOND + 4 ether);
    }

    function test_oneOfManyPayersTakesNothingFromTheOthers() public {
        uint256 count = escrow.MAX_CHARGES();
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](count);
        for (uint256 i = 0; i < count; i++) {
            address each = address(uint160(0x10000 + i));
            vm.prank(payer);
            escrow.depositFor(each, 1 ether);
            vm.prank(each);
            escrow.setSpendingLimit(operator, i % 100 == 7 ? 0 : 1 ether);
            charges[i] = InferenceEscrow.Charge(each, 1 ether);
        }
        vm.startPrank(operator);
        escrow.bond(count / 100 * 1 ether);
        escrow.settle(1, ROOT, count * 1 ether, DIGEST, charges);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), count * 1 ether);
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND);
        for (uint256 i = 0; i < count; i++) {
            vm.assertEq(escrow.balanceOf(charges[i].payer), i % 100 == 7 ? 1 ether : 0);
        }
    }

    /// @dev Nothing is paid in part: the settlement waits for the operator to bond more. The minimum bond stays.
    function test_aShortfallAboveTheBondWaitsForTheOperator() public {
        vm.startPrank(operator);
        escrow.bond(2 ether);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ShortfallAboveBond.selector, 2 ether + 1, 2 ether));
        escrow.settle(1, ROOT, 0, DIGEST, _charges(2 ether + 1));
        escrow.bond(1);
        escrow.settle(1, ROOT, 0, DIGEST, _charges(2 ether + 1));
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.ShortfallAboveBond.selector, 1, 0));
        escrow.settle(2, ROOT, 0, DIGEST, _charges(1));
        vm.stopPrank();
    }

    /// @dev What is asked back answers for charges until it is paid out, and goes first.
    function test_aShortfallTakesWhatIsUnbondingFirst() public {
        vm.startPrank(operator);
        escrow.bond(MINIMUM_BOND);
        escrow.requestUnbond(MINIMUM_BOND);
        escrow.settle(1, ROOT, 0, DIGEST, _charges(MINIMUM_BOND - 3));
        (uint256 unbonding,) = escrow.unbondingOf(operator);
        vm.assertEq(unbonding, 3);
        vm.assertEq(escrow.bondOf(operator), MINIMUM_BOND);
        vm.stopPrank();
    }

    function test_onlyTheDistributorSlashes() public {
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.NotDistributor.selector, address(this)));
        escrow.slash(operator, 1, other);
        vm.startPrank(operator);
        escrow.requestUnbond(MINIMUM_BOND);
        vm.stopPrank();
        vm.expectEmit(address(escrow));
        emit InferenceEscrow.Slashed(operator, 9, other);
        vm.prank(address(distributor));
        escrow.slash(operator, 9, other);
        vm.assertEq(token.balanceOf(other), 4);
        vm.assertEq(token.balanceOf(escrow.NOBODY()), 5);
        (uint256 unbonding,) = escrow.unbondingOf(operator);
        vm.assertEq(unbonding, MINIMUM_BOND - 9);
        vm.prank(address(distributor));
        escrow.slash(operator, 2 * MINIMUM_BOND, other); // no more than there is
        vm.assertEq(token.balanceOf(other), (MINIMUM_BOND - 9) / 2 + 4);
        (unbonding,) = escrow.unbondingOf(operator);
        vm.assertEq(unbonding, 0);
    }

    function _twice(uint256 amount) private view returns (InferenceEscrow.Charge[] memory charges) {
        charges = new InferenceEscrow.Charge[](2);
        (charges[0], charges[1]) = (InferenceEscrow.Charge(payer, amount), InferenceEscrow.Charge(payer, amount));
    }

    function _overflow() private pure returns (bytes memory) {
        return abi.encodeWithSignature("Panic(uint256)", 0x11);
    }

    /// @dev What the payer paid and has, and what the bond paid; the lane has both.
    function _stands(uint256 spent, uint256 balance, uint256 shortfall, uint256 bonded) private view {
        vm.assertEq(escrow.spent(operator, payer), spent);
        vm.assertEq(escrow.balanceOf(payer), balance);
        vm.assertEq(escrow.bondOf(operator), bonded - shortfall);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), spent + shortfall);
        vm.assertEq(token.balanceOf(address(escrow)), balance + bonded - shortfall);
    }

    function test_chargesAreCountedAndNotZero() public {
        InferenceEscrow.Charge[] memory charges = new InferenceEscrow.Charge[](501);
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(InferenceEscrow.TooManyCharges.selector, 501, 500));
        escrow.settle(1, ROOT, 0, DIGEST, charges);
        charges = new InferenceEscrow.Charge[](1);
        charges[0].payer = payer;
        vm.expectRevert(InferenceEscrow.ZeroAmount.selector);
        escrow.settle(1, ROOT, 0, DIGEST, charges);
    }

    function test_settleRefusesABadRoot() public {
        _deposit(5 ether);
        vm.startPrank(operator);
        vm.expectRevert(RewardDistributor.ZeroRoot.selector);
        escrow.settle(1, 0, 0, DIGEST, _charges(1 ether));
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalAboveFunded.selector, 1 ether + 1, 1 ether));
        escrow.settle(1, ROOT, 1 ether + 1, DIGEST, _charges(1 ether));
        escrow.settle(1, ROOT, 1 ether, DIGEST, _charges(1 ether));
        vm.expectRevert(abi.encodeWithSelector(RewardDistributor.TotalShrank.selector, 1 ether, 1 ether - 1));
        escrow.settle(2, ROOT, 1 ether - 1, DIGEST, _charges(1 ether));
        vm.assertEq(escrow.balanceOf(payer), 4 ether);
    }

    function testFuzz_moneyIsConserved(uint96 deposited, uint96 limit, uint96 charged, uint96 requested) public {
        uint256 amount = bound(deposited, 1, WEALTH);
        vm.startPrank(payer);
        escrow.deposit(amount);
        escrow.setSpendingLimit(operator, limit);
        escrow.requestWithdrawal(bound(requested, 0, amount));
        vm.stopPrank();
        uint256 charge = bound(charged, 1, WEALTH);
        uint256 drawn = charge < amount ? charge : amount;
        if (limit < drawn) drawn = limit;
        uint256 spare = WEALTH / 2;
        uint256 bonded = MINIMUM_BOND + spare;
        vm.startPrank(operator);
        escrow.bond(spare);
        try escrow.settle(1, ROOT, 0, DIGEST, _charges(charge)) {
            bonded -= charge - drawn;
        } catch {
            vm.assertTrue(charge - drawn > spare);
            (charge, drawn) = (0, 0);
        }
        vm.assertEq(escrow.balanceOf(payer), amount - drawn);
        vm.assertEq(token.balanceOf(distributor.laneOf(operator)), charge);
        vm.assertEq(token.balanceOf(address(escrow)), amount - drawn + bonded);
        vm.assertLe(escrow.available(payer), escrow.balanceOf(payer));
    }

    // a hostile token cannot re-enter

    function test_noFunctionThatMovesMoneyReenters() public {
        HostileToken hostile = new HostileToken();
        escrow = new InferenceEscrow(hostile, 1, 0, 3, arbiter, 1, 1, 1);
        hostile.mint(address(this), 100);
        hostile.approve(address(escrow), 100);
        escrow.deposit(20);
        escrow.bond(20);
        escrow.setSpendingLimit(address(this), 20);
        bytes[6] memory calls = [
            abi.encodeCall(escrow.deposit, (1)),
            abi.encodeCall(escrow.depositFor, (payer, 1)),
            abi.encodeCall(escrow.withdraw, ()),
            abi.encodeCall(escrow.bond, (1)),
            abi.encodeCall(escrow.unbond, ()),
            abi.encodeCall(escrow.settle, (1, ROOT, 0, DIGEST, _charges(0)))
        ];
        for (uint256 i = 0; i < calls.length; i++) {
            hostile.arm(address(escrow), calls[i]);
            escrow.requestWithdrawal(1);
            escrow.withdraw();
            vm.assertFalse(hostile.succeeded());
            vm.assertEq(
                bytes32(hostile.failure()), bytes32(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
            );
        }
        vm.assertEq(escrow.balanceOf(address(this)), 14);
    }

    function _settleCharging(uint256 amount) private {
        uint64 epoch = escrow.lastEpoch(operator) + 1;
        vm.prank(operator);
        escrow.settle(epoch, ROOT, 0, DIGEST, _charges(amount));
    }

    function _signLimit(uint256 key, address account, uint256 amount, uint256 nonce)
        private
        view
        returns (bytes memory)
    {
        return signature(key, escrow.spendingLimitDigest(account, operator, amount, nonce, block.timestamp));
    }

    function _signWithdrawal(uint256 key, uint256 amount, bool native, uint256 nonce)
        private
        view
        returns (bytes memory)
    {
        return signature(key, escrow.withdrawalDigest(payer, amount, native, nonce, block.timestamp));
    }

    function _permit(uint256 amount) private view returns (uint8, bytes32, bytes32) {
        bytes32 hash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                payer,
                address(escrow),
                amount,
                token.nonces(payer),
                block.timestamp
            )
        );
        return vm.sign(PAYER_KEY, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash)));
    }
}
