// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IWrapped, RewardDistributor} from "./RewardDistributor.sol";
import {SignedActions} from "./SignedActions.sol";
import {UnorderedNonces} from "./UnorderedNonces.sol";

/// @title Payers' deposits, operators' bonds, and the settlement of epochs
/// @notice A payer deposits, and sets for each operator how much that operator may ever draw. Once an epoch a bonded
/// operator charges the payers' totals, which go to its lane of the distributor, together with the epoch's reward root.
/// Both ways out of an operator's reach, withdrawing and lowering a limit, take `withdrawalDelay`: until then the money can
/// still be charged, so that nobody uses a model and leaves before the bill. An operator must therefore give credit
/// only up to `available` and the lowest limit announced, and settle within the delay. What it cannot draw from a payer
/// any more, it pays out of its own bond: no payer stops what others earned. The minimum bond is never spent on that: it
/// is what the operator loses when a root of its is proved wrong.
/// @custom:invariant This contract holds at least the sum of all balances and bonds.
/// @custom:invariant An operator draws from a payer at most what the payer's limit allowed, and only into its lane.
/// @custom:invariant A settlement puts into the lane the sum of all charges it names, whatever its payers have or allow;
/// what payers lack is the operator's own money.
/// @custom:invariant Only the payer can take a payer's balance out, and only the operator its bond. The distributor alone can
/// take from a bond, for a root that was proved wrong or that the arbiter rejected.
/// @custom:invariant The arbiter never bonds, so no operator is its own judge.
contract InferenceEscrow is SignedActions, UnorderedNonces, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    struct Charge {
        address payer;
        uint256 amount;
    }

    /// @dev A balance of which a part is asked back, from `availableAt` on. Used for deposits and for bonds.
    /// @param native whether it is paid as the chain's native OPEN
    struct Account {
        uint128 balance;
        uint128 requested;
        uint64 availableAt;
        bool native;
    }

    /// @dev `limit` holds until `loweredAt` (when not zero), `lowered` from then on.
    /// @param changes how often the payer has set it: the nonce of its next signature
    struct Allowance {
        uint128 limit;
        uint128 spent;
        uint128 lowered;
        uint64 loweredAt;
        uint64 changes;
    }

    /// @notice Payers one settlement may charge. More payers take more epochs: an epoch may repeat the root and total of
    /// the one before, and only the last of them bring the new root.
    uint256 public constant MAX_CHARGES = 500;
    /// @notice The most a payer can have deposited: what a node can count in whole gwei.
    uint256 public constant MAX_BALANCE = uint256(uint64(type(int64).max)) * 1 gwei;
    /// @notice Where half of a penalty goes, so that an operator who reports itself saves nothing: to nobody.
    address public constant NOBODY = address(0xdEaD);

    bytes32 private constant SPENDING_LIMIT_TYPE = keccak256(
        "SpendingLimit(address payer,address operator,uint256 cumulativeLimit,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant WITHDRAWAL_TYPE =
        keccak256("Withdrawal(address payer,uint256 amount,bool native,uint256 nonce,uint256 deadline)");

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
    /// @dev Half of it went to the reporter.
    event Slashed(address indexed operator, uint256 amount, address indexed reporter);
    event EpochSettled(
        address indexed operator,
        uint64 indexed epoch,
        bytes32 rewardRoot,
        uint256 totalCumulativeWei,
        uint256 chargedWei,
        uint256 payers
    );

    error ZeroAddress();
    error NotToken(address caller);
    error ZeroAmount();
    error NotEighteenDecimals(uint8 decimals);
    error TokenMovedOther(uint256 asked, uint256 moved);
    error DeployerIsArbiter(address arbiter);
    error ArbiterCannotOperate(address arbiter);
    error NotDistributor(address caller);
    error UnbondDelayTooShort(uint256 unbondDelay, uint256 longestCase);
    error BalanceTooLarge(uint256 balance, uint256 mostWei);
    error NonceNotNext(uint256 expected, uint256 offered);
    error InsufficientBalance(address account, uint256 balance, uint256 amount);
    error NothingRequested(address account);
    error TooEarly(uint256 availableAt);
    error BondTooSmall(uint256 bond, uint256 minimumBond);
    error ShortfallAboveBond(uint256 shortfall, uint256 spare);
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
        // A window, another that a demand opens at its end, and a challenge: until then a root can still be rejected.
        uint256 longestCase = 2 * uint256(challengeWindow_) + arbitrationTimeout_;
        if (unbondDelay_ < longestCase) revert UnbondDelayTooShort(unbondDelay_, longestCase);
        if (arbiter_ == msg.sender) revert DeployerIsArbiter(arbiter_);
        token = token_;
        minimumBond = minimumBond_;
        withdrawalDelay = withdrawalDelay_;
        unbondDelay = unbondDelay_;
        distributor = new RewardDistributor(token_, arbiter_, challengeBond_, challengeWindow_, arbitrationTimeout_);
        uint8 decimals = IERC20Metadata(address(token_)).decimals();
        if (decimals != 18) revert NotEighteenDecimals(decimals);
    }

    /// @dev Native OPEN comes only from the token, on its way to who withdraws it.
    receive() external payable {
        if (msg.sender != address(token)) revert NotToken(msg.sender);
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
        _requestWithdrawal(msg.sender, amount, false);
    }

    /// @notice As `requestWithdrawal`, with the payer's EIP-712 signature.
    /// @param native whether to pay the chain's native OPEN; only where the token is WrappedOpen
    function requestWithdrawalFor(
        address payer,
        uint256 amount,
        bool native,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 hash = _withdrawalHash(payer, amount, native, nonce, deadline);
        _requireSignature(payer, hash, deadline, signature);
        _useNonce(payer, nonce);
        _requestWithdrawal(payer, amount, native);
    }

    /// @notice Pays out the matured request, or as much of it as charges have left.
    function withdraw() external {
        withdrawFor(msg.sender);
    }

    /// @notice Pays a payer its matured request; anyone may call.
    function withdrawFor(address payer) public nonReentrant {
        Account storage account = _payers[payer];
        bool native = account.native;
        uint256 amount = _take(payer, account);
        emit Withdrawn(payer, amount);
        if (native) {
            IWrapped(address(token)).withdraw(amount);
            Address.sendValue(payable(payer), amount);
        } else {
            token.safeTransfer(payer, amount);
        }
    }

    /// @notice Sets what `operator` may ever draw from the caller, in total since the beginning. Raising works at once,
    /// lowering after `withdrawalDelay`.
    function setSpendingLimit(address operator, uint256 cumulativeLimit) external {
        _setLimit(msg.sender, operator, cumulativeLimit);
    }

    /// @notice As `setSpendingLimit`, with the payer's EIP-712 signature. Its nonce is how often the payer has set the limit,
    /// so that whatever is set ends the signatures given before.
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
        uint256 expected = _allowances[operator][payer].changes;
        if (nonce != expected) revert NonceNotNext(expected, nonce);
        _setLimit(payer, operator, cumulativeLimit);
    }

    // ------------------------------------------------------------------------------------------------- operators

    function bond(uint256 amount) external nonReentrant {
        if (amount == 0) revert ZeroAmount();
        if (msg.sender == distributor.arbiter()) revert ArbiterCannotOperate(msg.sender);
        _bonds[msg.sender].balance += amount.toUint128();
        emit Bonded(msg.sender, amount);
        _pull(amount);
    }

    /// @notice Asks for a part of the bond back; it stops counting at once. Replaces an earlier request; zero cancels it.
    function requestUnbond(uint256 amount) external {
        uint64 availableAt = _request(msg.sender, _bonds[msg.sender], amount, unbondDelay);
        emit UnbondRequested(msg.sender, amount, availableAt);
    }

    function unbond() external nonReentrant {
        uint256 amount = _take(msg.sender, _bonds[msg.sender]);
        emit Unbonded(msg.sender, amount);
        token.safeTransfer(msg.sender, amount);
    }

    /// @notice Settles the caller's next epoch: charges each payer once, whatever the number of inferences, and posts the
    /// root over everybody's cumulative rewards. A payer with less than the charge, or who allows less, is charged that
    /// much, and the operator's bond pays the rest. Where the bond does not cover it, nothing is settled until the operator
    /// has bonded more: part of the money under the whole root would pay whoever claims first.
    /// @param rewardRoot of a RewardTree
    /// @param totalCumulativeWei what the root's leaves sum to: at most all that this operator has ever charged
    /// @param leavesDigest SHA-256 of the file that has all leaves
    function settle(
        uint64 epoch,
        bytes32 rewardRoot,
        uint256 totalCumulativeWei,
        bytes32 leavesDigest,
        Charge[] calldata charges
    ) external nonReentrant {
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
        distributor.postRoot(msg.sender, epoch, rewardRoot, totalCumulativeWei, leavesDigest, chargedWei);
    }

    /// @notice Takes a penalty from a bond, or what there is of it, asked back or not. Half goes to who found the fault.
    /// Only the distributor calls, which knows of the fault.
    function slash(address operator, uint256 amount, address reporter) external nonReentrant {
        if (msg.sender != address(distributor)) revert NotDistributor(msg.sender);
        amount = Math.min(amount, _bonds[operator].balance);
        _takeFromBond(operator, amount);
        emit Slashed(operator, amount, reporter);
        token.safeTransfer(reporter, amount / 2);
        token.safeTransfer(NOBODY, amount - amount / 2);
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

    /// @notice How often `payer` has set the limit of `operator`: the nonce of its next signature.
    function limitChanges(address operator, address payer) external view returns (uint256) {
        return _allowances[operator][payer].changes;
    }

    /// @return the EIP-712 digest a payer signs for `requestWithdrawalFor`
    function withdrawalDigest(address payer, uint256 amount, bool native, uint256 nonce, uint256 deadline)
        external
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(_withdrawalHash(payer, amount, native, nonce, deadline));
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
        uint256 balance = _payers[payer].balance + amount;
        if (balance > MAX_BALANCE) revert BalanceTooLarge(balance, MAX_BALANCE);
        _payers[payer].balance = uint128(balance);
        emit Deposited(msg.sender, payer, amount);
        _pull(amount);
    }

    /// @dev Refuses tokens that move less than they say.
    function _pull(uint256 amount) private {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        uint256 moved = token.balanceOf(address(this)) - before;
        if (moved != amount) revert TokenMovedOther(amount, moved);
    }

    function _requestWithdrawal(address payer, uint256 amount, bool native) private {
        Account storage account = _payers[payer];
        uint64 availableAt = _request(payer, account, amount, withdrawalDelay);
        account.native = native;
        emit WithdrawalRequested(payer, amount, availableAt);
    }

    function _request(address owner, Account storage account, uint256 amount, uint64 delay)
        private
        returns (uint64 availableAt)
    {
        if (amount > account.balance) revert InsufficientBalance(owner, account.balance, amount);
        if (amount != 0) availableAt = uint64(block.timestamp) + delay;
        account.requested = uint128(amount);
        account.availableAt = availableAt;
    }

    function _take(address owner, Account storage account) private returns (uint128 amount) {
        amount = account.requested;
        if (amount == 0) revert NothingRequested(owner);
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
        allowance.changes++;
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

    /// @dev The minimum bond stays, for penalties.
    function _payShortfall(uint256 amount) private {
        uint256 spare = Math.saturatingSub(_bonds[msg.sender].balance, minimumBond);
        if (amount > spare) revert ShortfallAboveBond(amount, spare);
        _takeFromBond(msg.sender, amount);
    }

    /// @dev A bond that is asked back still answers for it, until it is paid out, and goes first.
    function _takeFromBond(address operator, uint256 amount) private {
        Account storage account = _bonds[operator];
        account.balance -= uint128(amount);
        account.requested -= uint128(Math.min(amount, account.requested));
    }

    function _withdrawalHash(address payer, uint256 amount, bool native, uint256 nonce, uint256 deadline)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(WITHDRAWAL_TYPE, payer, amount, native, nonce, deadline));
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
