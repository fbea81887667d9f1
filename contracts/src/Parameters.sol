// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a vote can change, and how far
/// @notice Only the timelock changes a parameter, and only within bounds that nobody can change. Nothing here moves money. A
/// receipt keeps the split of the block at which its answer was admitted, a case the bond and stake that it began with.
/// @custom:invariant The parts of the split sum to 10,000 basis points, and each is within its bounds.
/// @custom:invariant Bond and stake of a case, and the building fee, are between a tenth and ten times of what was deployed.
contract Parameters {
    /// @dev Parts of a fee in basis points, as a receipt has them.
    struct Split {
        uint16 treasury;
        uint16 stakers;
        uint16 operator;
        uint16 base;
        uint16 developer;
        uint16 data;
    }

    uint256 public constant WHOLE_BPS = 10_000;
    /// @notice An amount can become this many times what was deployed, or that part of it.
    uint256 public constant MAX_FACTOR = 10;

    address public immutable timelock;
    uint256 public immutable firstCaseBondWei;
    uint256 public immutable firstCaseStakeWei;
    uint256 public immutable firstBuildingFeeWei;

    /// @notice What who opens a case puts down.
    uint256 public caseBondWei;
    /// @notice What an operator's pool loses by a case that is upheld.
    uint256 public caseStakeWei;
    /// @notice What a model's registration pays to the treasury of each version that it learnt from. Where none was deployed, none comes.
    uint256 public buildingFeeWei;

    Split private _split;

    event SplitSet(Split split);
    event CaseBondSet(uint256 amountWei);
    event CaseStakeSet(uint256 amountWei);
    event BuildingFeeSet(uint256 amountWei);

    error NotTimelock(address caller);
    error ZeroAddress();
    error ZeroAmount();
    error NotWhole(uint256 bps);
    error OutOfBounds(uint256 lowest, uint256 highest, uint256 offered);

    modifier onlyTimelock() {
        if (msg.sender != timelock) revert NotTimelock(msg.sender);
        _;
    }

    constructor(
        address timelock_,
        Split memory split_,
        uint256 caseBondWei_,
        uint256 caseStakeWei_,
        uint256 buildingFeeWei_
    ) {
        if (timelock_ == address(0)) revert ZeroAddress();
        if (caseBondWei_ == 0 || caseStakeWei_ == 0) revert ZeroAmount();
        timelock = timelock_;
        (firstCaseBondWei, firstCaseStakeWei, firstBuildingFeeWei) = (caseBondWei_, caseStakeWei_, buildingFeeWei_);
        _setSplit(split_);
        _setCaseBond(caseBondWei_);
        _setCaseStake(caseStakeWei_);
        _setBuildingFee(buildingFeeWei_);
    }

    /// @notice Holds for answers that are admitted from this block on.
    function setSplit(Split calldata split_) external onlyTimelock {
        _setSplit(split_);
    }

    /// @notice Holds for cases that are opened from now on.
    function setCaseBond(uint256 amountWei) external onlyTimelock {
        _setCaseBond(amountWei);
    }

    /// @notice Holds for cases that are opened from now on.
    function setCaseStake(uint256 amountWei) external onlyTimelock {
        _setCaseStake(amountWei);
    }

    /// @notice Holds for models that are registered from now on.
    function setBuildingFee(uint256 amountWei) external onlyTimelock {
        _setBuildingFee(amountWei);
    }

    function split() external view returns (Split memory) {
        return _split;
    }

    /// @return lowest what each part of a split has at least, in basis points
    /// @return highest what each part has at most
    function splitBounds() public pure returns (Split memory lowest, Split memory highest) {
        return (Split(0, 0, 500, 0, 500, 3_000), Split(1_000, 2_000, 4_000, 2_000, 4_000, 9_000));
    }

    function _setSplit(Split memory split_) private {
        (Split memory lowest, Split memory highest) = splitBounds();
        uint256 sum = _within(lowest.treasury, highest.treasury, split_.treasury)
            + _within(lowest.stakers, highest.stakers, split_.stakers)
            + _within(lowest.operator, highest.operator, split_.operator)
            + _within(lowest.base, highest.base, split_.base)
            + _within(lowest.developer, highest.developer, split_.developer)
            + _within(lowest.data, highest.data, split_.data);
        if (sum != WHOLE_BPS) revert NotWhole(sum);
        _split = split_;
        emit SplitSet(split_);
    }

    function _setCaseBond(uint256 amountWei) private {
        caseBondWei = _within(firstCaseBondWei / MAX_FACTOR, firstCaseBondWei * MAX_FACTOR, amountWei);
        emit CaseBondSet(amountWei);
    }

    function _setCaseStake(uint256 amountWei) private {
        caseStakeWei = _within(firstCaseStakeWei / MAX_FACTOR, firstCaseStakeWei * MAX_FACTOR, amountWei);
        emit CaseStakeSet(amountWei);
    }

    function _setBuildingFee(uint256 amountWei) private {
        buildingFeeWei = _within(firstBuildingFeeWei / MAX_FACTOR, firstBuildingFeeWei * MAX_FACTOR, amountWei);
        emit BuildingFeeSet(amountWei);
    }

    function _within(uint256 lowest, uint256 highest, uint256 offered) private pure returns (uint256) {
        if (offered < lowest || offered > highest) revert OutOfBounds(lowest, highest, offered);
        return offered;
    }
}
