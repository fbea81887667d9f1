// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {RewardDistributor} from "./RewardDistributor.sol";
import {SignedActions} from "./SignedActions.sol";
import {UnorderedNonces} from "./UnorderedNonces.sol";

/// @title Payers' deposits, operators' bonds, and the settlement of epochs
/// @notice A payer deposits, and sets for each operator how much that operator may ever draw. Once an epoch a bonded
/// operator charges the payers' totals, which go to its lane of the distributor, together with the epoch's reward root.
/// Both ways out of an operator's reach, withdrawing and lowering a limit, take `withdrawalDelay`: until then the money can
/// still be charged, so that nobody uses a model and leaves before the bill. An operator must therefore give credit
/// only up to `available` and the lowest limit announced, and settle within the delay. What it cannot draw from a payer
/// any more, it pays out of its own bond: no payer stops what others earned.
/// @custom:invariant This contract holds at least the sum of all balances and bonds.
/// @custom:invariant An operator draws from a payer at most what the payer's limit allowed, and only into its lane.
/// @custom:invariant A settlement puts into the lane the sum of all charges it names, whatever its payers have or allow;
/// what payers lack is the operator's own money.
/// @custom:invariant Only the payer can take a payer's balance out, only the operator its bond; there is no other role.
contract InferenceEscrow is SignedActions, UnorderedNonces, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    struct Charge {
        address payer;
        uint256 amount;
    }

    /// @dev A balance of which a part is asked back, from `availableAt` on. Used for deposits and for bonds.
    struct Account {
        uint128 balance;
        uint128 requested;
        uint64 availableAt;
    }

    /// @dev `limit` holds until `loweredAt` (when not zero), `lowered` from then on.
    struct Allowance {
        uint128 limit;
        uint128 spent;
        uint128 lowered;
        uint64 loweredAt;
    }

    /// @notice Payers one settlement may charge. More payers take more epochs: an epoch may repeat the root and total of
    /// the one before, and only the last of them bring the new root.
    uint256 public constant MAX_CHARGES = 500;

    bytes32 private constant SPENDING_LIMIT_TYPE = keccak256(
        "SpendingLimit(address payer,address operator,uint256 cumulativeLimit,uint256 nonce,uint256 deadline)"
    );

    /// @notice wOPEN, or another network's OPEN; must be an ERC-20 that moves exactly what it is asked to.
    IERC20 public immutable token;
    RewardDistributor public immutable distributor;
    uint256 public immutable minimumBond;
    /// @notice Seconds between asking for a withdrawal (or lowering a limit) and its effect.
    uint64 public immutable withdrawalDelay;
    /// @notice Seconds between asking for a bond and getting it; at least the challenge window.
    uint64 public immutable unbondDelay;

    /// @notice The operator's last settled epoch; the first is 1.
    mapping(address operator => uint64) public lastEpoch;

    mapping(address payer => Account) private _payers;
    mapping(address operator => Account) private _bonds;
    mapping(address operator => mapping(address payer => Allowance)) private _allowances;

    event Deposited(address indexed from, address indexed payer, uint256 amount);
    event WithdrawalRequested(address indexed payer, uint256 amount, uint64 availableAt);
    event Withdrawn(address indexed payer, uint256 amount);
    event SpendingLimitSet(
        address indexed payer, address indexed operator, uint256 cumulativeLimit, uint64 effectiveAt
    );
    event Bonded(address indexed operator, uint256 amount);
    event UnbondRequested(address indexed operator, uint256 amount, uint64 availableAt);
    event Unbonded(address indexed operator, uint256 amount);
    event Charged(address indexed operator, uint64 indexed epoch, address indexed payer, uint256 amount);
    /// @dev What a charge exceeded the payer's balance or limit by; the operator's bond paid it.
    event Shortfall(address indexed operator, uint64 indexed epoch, address indexed payer, uint256 amount);
    event EpochSettled(
        address indexed operator,
        uint64 indexed epoch,
        bytes32 rewardRoot,
        uint256 totalCumulativeWei,
        uint256 chargedWei,
        uint256 payers
    );

    error ZeroAddress();
    error ZeroAmount();
    error UnbondDelayTooShort(uint64 unbondDelay, uint64 challengeWindow);
    error InsufficientBalance(address account, uint256 balance, uint256 amount);
    error NothingRequested(address account);
    error TooEarly(uint256 availableAt);
    error BondTooSmall(uint256 bond, uint256 minimumBond);
    error ShortfallAboveBond(uint256 shortfall, uint256 bond);
    error EpochOutOfOrder(uint64 expected, uint64 offered);
    error TooManyCharges(uint256 length, uint256 limit);

    /// @notice Deploys the distributor too, so that the two cannot be wired wrongly.
    constructor(
        IERC20 token_,
        uint256 minimumBond_,
        uint64 withdrawalDelay_,
        uint64 unbondDelay_,
        address arbiter_,
        uint256 challengeBond_,
        uint64 challengeWindow_,
        uint64 arbitrationTimeout_
    ) EIP712("OpenLedger InferenceEscrow", "1") {
        if (minimumBond_ == 0) revert ZeroAmount();
        if (unbondDelay_ < challengeWindow_) revert UnbondDelayTooShort(unbondDelay_, challengeWindow_);
        token = token_;
        minimumBond = minimumBond_;
        withdrawalDelay = withdrawalDelay_;
        unbondDelay = unbondDelay_;
        distributor = new RewardDistributor(token_, arbiter_, challengeBond_, challengeWindow_, arbitrationTimeout_);
    }

    // ---------------------------------------------------------------------------------------------------- payers

    function deposit(uint256 amount) external nonReentrant {
        _deposit(msg.sender, amount);
    }

    /// @notice Deposits the caller's money for `payer`, whose alone it then is.
    function depositFor(address payer, uint256 amount) external nonReentrant {
        if (payer == address(0)) revert ZeroAddress();
        _deposit(payer, amount);
    }

    /// @notice Deposits with an ERC-2612 permit instead of an approval. A permit somebody else has already brought in
    /// (to make this fail) has done its work, so its failure is ignored: the transfer decides.
    function depositWithPermit(uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external nonReentrant {
        try IERC20Permit(address(token)).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        _deposit(msg.sender, amount);
    }

    /// @notice Asks for `amount` back. Replaces an earlier request; zero cancels it.
    function requestWithdrawal(uint256 amount) external {
        uint64 availableAt = _request(_payers[msg.sender], amount, withdrawalDelay);
        emit WithdrawalRequested(msg.sender, amount, availableAt);
    }

    /// @notice Pays out the matured request, or as much of it as charges have left.
    function withdraw() external nonReentrant {
        uint256 amount = _take(_payers[msg.sender]);
        emit Withdrawn(msg.sender, amount);
        token.safeTransfer(msg.sender, amount);
    }

    /// @notice Sets what `operator` may ever draw from the caller, in total since the beginning. Raising works at once,
    /// lowering after `withdrawalDelay`.
    function setSpendingLimit(address operator, uint256 cumulativeLimit) external {
        _setLimit(msg.sender, operator, cumulativeLimit);
    }

    /// @notice As `setSpendingLimit`, with the payer's EIP-712 signature.
    function setSpendingLimitFor(
        address payer,
        address operator,
        uint256 cumulativeLimit,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 hash = _spendingLimitHash(payer, operator, cumulativeLimit, nonce, deadline);
        _requireSignature(payer, hash, deadline, signature);
        _useNonce(payer, nonce);
        _setLimit(payer, operator, cumulativeLimit);
    }

    // ------------------------------------------------------------------------------------------------- operators

    function bond(uint256 amount) external nonReentrant {
        if (amount == 0) revert ZeroAmount();
        _bonds[msg.sender].balance += amount.toUint128();
        emit Bonded(msg.sender, amount);
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    /// @notice Asks for a part of the bond back; it stops counting at once. Replaces an earlier request; zero cancels it.
    function requestUnbond(uint256 amount) external {
        uint64 availableAt = _request(_bonds[msg.sender], amount, unbondDelay);
        emit UnbondRequested(msg.sender, amount, availableAt);
    }

    function unbond() external nonReentrant {
        uint256 amount = _take(_bonds[msg.sender]);
        emit Unbonded(msg.sender, amount);
        token.safeTransfer(msg.sender, amount);
    }

    /// @notice Settles the caller's next epoch: charges each payer once, whatever the number of inferences, and posts the
    /// root over everybody's cumulative rewards. A payer with less than the charge, or who allows less, is charged that
    /// much, and the operator's bond pays the rest. Where the bond does not cover it, nothing is settled until the operator
    /// has bonded more: part of the money under the whole root would pay whoever claims first.
    /// @param totalCumulativeWei what the root's leaves sum to: at most all that this operator has ever charged
    function settle(uint64 epoch, bytes32 rewardRoot, uint256 totalCumulativeWei, Charge[] calldata charges)
        external
        nonReentrant
    {
        uint256 active = bondOf(msg.sender);
        if (active < minimumBond) revert BondTooSmall(active, minimumBond);
        if (epoch != lastEpoch[msg.sender] + 1) revert EpochOutOfOrder(lastEpoch[msg.sender] + 1, epoch);
        if (charges.length > MAX_CHARGES) revert TooManyCharges(charges.length, MAX_CHARGES);
        lastEpoch[msg.sender] = epoch;
        (uint256 chargedWei, uint256 shortfallWei) = (0, 0);
        for (uint256 i = 0; i < charges.length; i++) {
            chargedWei += charges[i].amount;
            shortfallWei += _charge(epoch, charges[i].payer, charges[i].amount);
        }
        if (shortfallWei != 0) _payShortfall(shortfallWei);
        emit EpochSettled(msg.sender, epoch, rewardRoot, totalCumulativeWei, chargedWei, charges.length);
        if (chargedWei != 0) token.safeTransfer(distributor.laneOf(msg.sender), chargedWei);
        distributor.postRoot(msg.sender, epoch, rewardRoot, totalCumulativeWei, chargedWei);
    }

    // ----------------------------------------------------------------------------------------------------- views

    /// @notice All that can be charged now, requested back or not.
    function balanceOf(address payer) external view returns (uint256) {
        return _payers[payer].balance;
    }

    /// @notice What an operator may give new credit on: the balance less what is requested back.
    function available(address payer) external view returns (uint256) {
        return _payers[payer].balance - _payers[payer].requested;
    }

    function withdrawalOf(address payer) external view returns (uint256 amount, uint64 availableAt) {
        return (_payers[payer].requested, _payers[payer].availableAt);
    }

    /// @notice The bond that counts: without what is requested back.
    function bondOf(address operator) public view returns (uint256) {
        return _bonds[operator].balance - _bonds[operator].requested;
    }

    function unbondingOf(address operator) external view returns (uint256 amount, uint64 availableAt) {
        return (_bonds[operator].requested, _bonds[operator].availableAt);
    }

    /// @notice What `operator` may draw from `payer` in total, as of now.
    function limit(address operator, address payer) external view returns (uint256) {
        return _limit(_allowances[operator][payer]);
    }

    /// @notice A lower limit that is announced but not yet in force; effectiveAt is 0 when there is none.
    function loweredLimit(address operator, address payer)
        external
        view
        returns (uint256 cumulativeLimit, uint64 effectiveAt)
    {
        Allowance storage allowance = _allowances[operator][payer];
        if (allowance.loweredAt <= block.timestamp) return (0, 0);
        return (allowance.lowered, allowance.loweredAt);
    }

    /// @notice What `operator` has drawn from `payer` in total.
    function spent(address operator, address payer) external view returns (uint256) {
        return _allowances[operator][payer].spent;
    }

    /// @return the EIP-712 digest a payer signs for `setSpendingLimitFor`
    function spendingLimitDigest(
        address payer,
        address operator,
        uint256 cumulativeLimit,
        uint256 nonce,
        uint256 deadline
    ) external view returns (bytes32) {
        return _hashTypedDataV4(_spendingLimitHash(payer, operator, cumulativeLimit, nonce, deadline));
    }

    // -------------------------------------------------------------------------------------------------- internal

    function _deposit(address payer, uint256 amount) private {
        if (amount == 0) revert ZeroAmount();
        _payers[payer].balance += amount.toUint128();
        emit Deposited(msg.sender, payer, amount);
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _request(Account storage account, uint256 amount, uint64 delay) private returns (uint64 availableAt) {
        if (amount > account.balance) revert InsufficientBalance(msg.sender, account.balance, amount);
        if (amount != 0) availableAt = uint64(block.timestamp) + delay;
        account.requested = uint128(amount);
        account.availableAt = availableAt;
    }

    function _take(Account storage account) private returns (uint128 amount) {
        amount = account.requested;
        if (amount == 0) revert NothingRequested(msg.sender);
        if (block.timestamp < account.availableAt) revert TooEarly(account.availableAt);
        account.balance -= amount;
        account.requested = 0;
        account.availableAt = 0;
    }

    function _setLimit(address payer, address operator, uint256 cumulativeLimit) private {
        if (operator == address(0)) revert ZeroAddress();
        Allowance storage allowance = _allowances[operator][payer];
        uint128 next = cumulativeLimit.toUint128();
        uint128 current = _limit(allowance);
        uint64 effectiveAt = uint64(block.timestamp);
        allowance.limit = next >= current ? next : current;
        if (next < current) {
            effectiveAt += withdrawalDelay;
            (allowance.lowered, allowance.loweredAt) = (next, effectiveAt);
        } else if (allowance.loweredAt != 0) {
            (allowance.lowered, allowance.loweredAt) = (0, 0);
        }
        emit SpendingLimitSet(payer, operator, cumulativeLimit, effectiveAt);
    }

    function _limit(Allowance storage allowance) private view returns (uint128) {
        uint64 loweredAt = allowance.loweredAt;
        return loweredAt != 0 && block.timestamp >= loweredAt ? allowance.lowered : allowance.limit;
    }

    /// @dev Charges what the payer has and allows; returns what is missing. Takes the part that is not requested back
    /// first; what remains of the request is at most the balance.
    function _charge(uint64 epoch, address payer, uint256 amount) private returns (uint256 missing) {
        if (amount == 0) revert ZeroAmount();
        Account storage account = _payers[payer];
        Allowance storage allowance = _allowances[msg.sender][payer];
        (uint128 balance, uint128 spent_) = (account.balance, allowance.spent);
        uint256 charged = Math.min(amount, Math.min(balance, Math.saturatingSub(_limit(allowance), spent_)));
        if (charged != 0) {
            allowance.spent = spent_ + uint128(charged);
            balance -= uint128(charged);
            account.balance = balance;
            if (account.requested > balance) account.requested = balance;
            emit Charged(msg.sender, epoch, payer, charged);
        }
        missing = amount - charged;
        if (missing != 0) emit Shortfall(msg.sender, epoch, payer, missing);
    }

    /// @dev A bond that is asked back still answers for it, until it is paid out.
    function _payShortfall(uint256 amount) private {
        Account storage account = _bonds[msg.sender];
        uint128 balance = account.balance;
        if (amount > balance) revert ShortfallAboveBond(amount, balance);
        balance -= uint128(amount);
        account.balance = balance;
        if (account.requested > balance) account.requested = balance;
    }

    function _spendingLimitHash(
        address payer,
        address operator,
        uint256 cumulativeLimit,
        uint256 nonce,
        uint256 deadline
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(SPENDING_LIMIT_TYPE, payer, operator, cumulativeLimit, nonce, deadline));
    }
}
