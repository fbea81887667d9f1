// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {StakePools} from "./StakePools.sol";

/// @title What one operator and those who trust it stake on its honesty
/// @notice An ERC-4626 vault of OPEN. Depositing is bonding for the operator and delegating for everybody else. OPEN that is sent
/// to the pool is a dividend: every share is worth more. A verdict of the court takes from all shares alike. Shares are asked back,
/// wait, and are paid at what they are worth then: what waits still answers for the operator.
/// @custom:invariant Only the court takes from a pool, at most what is in it; else assets leave only for shares that are burnt.
/// @custom:invariant Who asks shares back while or before a case is opened, and has not waited to the end by then, gets them only
/// after the case. No row of further cases makes it wait longer than twice.
/// @custom:invariant Shares that are asked back have no vote: what can leave when a case comes judges none.
/// @custom:invariant The operator holds at least a tenth of all shares that are not asked back.
contract StakePool is ERC4626, ReentrancyGuardTransient {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev Shares of somebody that the pool holds until they are paid.
    struct Request {
        uint192 shares;
        uint64 availableAt;
    }

    /// @notice Of all shares that are not asked back, the operator holds one of this many at least.
    uint256 public constant OWN_PART = 10;

    StakePools public immutable pools;
    address public immutable operator;

    /// @notice How many cases against the operator are open, and since when there is one.
    uint64 public openCases;
    uint64 public heldSince;

    mapping(address owner => Request) public requests;
    Checkpoints.Trace208 private _weights;

    event RedeemRequested(address indexed owner, uint256 shares, uint64 availableAt);
    event Slashed(uint256 assets, address indexed to);

    error NotCourt(address caller);
    error ZeroAmount();
    error OwnPartTooSmall(uint256 operatorShares, uint256 sharesOfAll);
    error AssetMovedOther(uint256 asked, uint256 moved);

    modifier onlyCourt() {
        if (msg.sender != pools.court()) revert NotCourt(msg.sender);
        _;
    }

    constructor(IERC20 token, address operator_) ERC20("OpenLedger stake", "sOPEN") ERC4626(token) {
        pools = StakePools(msg.sender);
        operator = operator_;
    }

    /// @notice Asks shares of the caller back, beside what it asked for before; all of it waits from now on.
    function requestRedeem(uint256 shares) external nonReentrant {
        if (shares == 0) revert ZeroAmount();
        Request storage request = requests[msg.sender];
        _transfer(msg.sender, address(this), shares);
        request.shares += shares.toUint192();
        request.availableAt = uint64(block.timestamp) + pools.unbondDelay();
        emit RedeemRequested(msg.sender, shares, request.availableAt);
        _weigh();
    }

    /// @notice Notes dividends that came in since the last change, so that they count in votes.
    function weigh() external {
        _weigh();
    }

    /// @notice A verdict's penalty, or what there is of it.
    function slash(uint256 assets, address to) external onlyCourt nonReentrant returns (uint256 taken) {
        taken = Math.min(assets, totalAssets());
        emit Slashed(taken, to);
        IERC20(asset()).safeTransfer(to, taken);
        _weigh();
    }

    /// @notice Somebody opened a case against the operator: requests that have not waited to their end wait for its end too.
    function hold() external onlyCourt {
        if (openCases++ == 0) heldSince = uint64(block.timestamp);
    }

    function release() external onlyCourt {
        openCases--;
    }

    /// @return what was staked here and not asked back at the end of a second that has passed, in wei
    function weightAt(uint48 timepoint) external view returns (uint256) {
        return _weights.upperLookupRecent(timepoint);
    }

    /// @notice As many shares of others as the operator's own allow.
    function maxMint(address receiver) public view override returns (uint256) {
        if (receiver == operator) return type(uint256).max;
        return Math.saturatingSub(balanceOf(operator) * OWN_PART, _staying());
    }

    function maxDeposit(address receiver) public view override returns (uint256) {
        uint256 shares = maxMint(receiver);
        return shares == type(uint256).max ? shares : convertToAssets(shares);
    }

    /// @notice The shares that somebody asked back, once they have waited. A case is shorter than the wait, so those that were opened
    /// before its end can be closed before another wait is over; what is opened later holds nothing back.
    function maxRedeem(address owner) public view override returns (uint256) {
        Request storage request = requests[owner];
        bool held = openCases != 0 && heldSince < request.availableAt
            && block.timestamp < uint256(request.availableAt) + pools.unbondDelay();
        return block.timestamp < request.availableAt || held ? 0 : request.shares;
    }

    function maxWithdraw(address owner) public view override returns (uint256) {
        return convertToAssets(maxRedeem(owner));
    }

    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) internal override nonReentrant {
        if (shares == 0) revert ZeroAmount();
        uint256 before = totalAssets();
        super._deposit(caller, receiver, assets, shares);
        uint256 moved = totalAssets() - before;
        if (moved != assets) revert AssetMovedOther(assets, moved);
        _weigh();
    }

    /// @dev The shares are burnt where they waited: with the pool.
    function _withdraw(address caller, address receiver, address owner, uint256 assets, uint256 shares)
        internal
        override
        nonReentrant
    {
        if (caller != owner) _spendAllowance(owner, caller, shares);
        requests[owner].shares -= shares.toUint192();
        _burn(address(this), shares);
        emit Withdraw(caller, receiver, owner, assets, shares);
        IERC20(asset()).safeTransfer(receiver, assets);
        _weigh();
    }

    /// @dev Whoever's shares grow but the operator's, the operator's own must be enough.
    function _update(address from, address to, uint256 shares) internal override {
        super._update(from, to, shares);
        if (to != address(0) && to != operator) {
            uint256 own = balanceOf(operator);
            uint256 all = _staying();
            if (own * OWN_PART < all) revert OwnPartTooSmall(own, all);
        }
    }

    /// @dev Who deposits first gains nothing by sending OPEN to the pool before others deposit: it would have to be a million times
    /// what they lose.
    function _decimalsOffset() internal pure override returns (uint8) {
        return 6;
    }

    /// @dev Shares that are not asked back.
    function _staying() private view returns (uint256) {
        return totalSupply() - balanceOf(address(this));
    }

    function _weigh() private {
        uint256 all = totalSupply();
        uint256 weightWei = all == 0 ? 0 : Math.mulDiv(totalAssets(), _staying(), all);
        (uint208 before, uint208 weight) = _weights.push(uint48(block.timestamp), weightWei.toUint208());
        pools.weighed(before, weight);
    }
}
