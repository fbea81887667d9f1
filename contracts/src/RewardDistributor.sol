// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Lane} from "./Lane.sol";
import {SignedActions} from "./SignedActions.sol";

/// @title Pays out what the operators' reward trees say
/// @notice Every operator has a lane, which holds the money the escrow charged for them, and one root an epoch over what
/// each account has earned in total so far. A root is open to challenge for a window; then it is final, and claimable for
/// ever.
/// @custom:invariant A lane pays out no more than was put into it, and never from another lane or a challenger's bond.
/// @custom:invariant An account gets, from all roots of a lane together, no more than the largest amount in one of them;
/// so a claim pays once.
/// @custom:invariant A final root is never changed: a later root cannot take back what an earlier one gave.
/// @custom:invariant The arbiter decides where a challenger's bond goes and whether a root stands; nothing else.
contract RewardDistributor is SignedActions, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    enum Status {
        None,
        Posted,
        Challenged,
        Rejected
    }

    /// @dev What a claim needs to know stands in one word, and so the root is cut to 192 bits: more than an address has.
    /// @param root first 24 bytes of the root of an OpenZeppelin StandardMerkleTree over (address account, uint256
    /// cumulativeWei); the events have all of it
    /// @param finalAt second from which the root is final, while its status is Posted
    /// @param totalWei what the operator says the tree's leaves sum to
    struct Root {
        bytes24 root;
        uint56 finalAt;
        Status status;
        uint256 totalWei;
    }

    struct Challenge {
        address challenger;
        uint64 openedAt;
    }

    bytes32 private constant CLAIM_TYPE = keccak256(
        "Claim(address operator,uint64 epoch,address account,uint256 cumulativeWei,address recipient,uint256 deadline)"
    );

    /// @notice wOPEN, or another network's OPEN; must be an ERC-20 that moves exactly what it is asked to.
    IERC20 public immutable token;
    /// @notice The only contract that puts money and new roots in; the one that deployed this.
    address public immutable escrow;
    address public immutable arbiter;
    uint256 public immutable challengeBond;
    /// @notice Seconds a root can be challenged.
    uint64 public immutable challengeWindow;
    /// @notice Seconds the arbiter has to decide; afterwards anyone may let the root stand.
    uint64 public immutable arbitrationTimeout;

    mapping(address operator => mapping(uint64 epoch => Root)) public roots;
    mapping(address operator => mapping(uint64 epoch => Challenge)) public challenges;
    /// @notice What an account has received from an operator's lane, in total.
    mapping(address operator => mapping(address account => uint256)) public claimedWei;
    /// @notice What an operator's lane was given, in total.
    mapping(address operator => uint256) public fundedWei;

    bytes32 private immutable _laneCodeHash;

    event RootPosted(
        address indexed operator,
        uint64 indexed epoch,
        bytes32 root,
        uint256 totalCumulativeWei,
        uint256 fundingWei,
        uint64 finalAt
    );
    event RootReplaced(
        address indexed operator, uint64 indexed epoch, bytes32 root, uint256 totalCumulativeWei, uint64 finalAt
    );
    event RootChallenged(address indexed operator, uint64 indexed epoch, address indexed challenger);
    event ChallengeUpheld(address indexed operator, uint64 indexed epoch, address indexed challenger);
    event ChallengeRejected(address indexed operator, uint64 indexed epoch, address indexed challenger, uint64 finalAt);
    event ChallengeExpired(address indexed operator, uint64 indexed epoch, address indexed challenger);
    /// @dev Who received it is in the token's own event.
    event Claimed(address indexed operator, address indexed account, uint64 epoch, uint256 amountWei);

    error ZeroAddress();
    error ZeroRoot();
    error ZeroDuration();
    error NotEscrow(address caller);
    error NotArbiter(address caller);
    error TotalAboveFunded(uint256 totalCumulativeWei, uint256 fundedWei);
    error TotalShrank(uint256 previousWei, uint256 offeredWei);
    error NotChallengeable(address operator, uint64 epoch);
    error NotChallenged(address operator, uint64 epoch);
    error NotRejected(address operator, uint64 epoch);
    error NotFinal(address operator, uint64 epoch);
    error ArbitrationOpen(uint256 until);
    error ProofInvalid();
    error NothingDue(uint256 claimedWei, uint256 cumulativeWei);

    constructor(
        IERC20 token_,
        address arbiter_,
        uint256 challengeBond_,
        uint64 challengeWindow_,
        uint64 arbitrationTimeout_
    ) EIP712("OpenLedger RewardDistributor", "1") {
        if (address(token_) == address(0) || arbiter_ == address(0)) revert ZeroAddress();
        if (challengeWindow_ == 0 || arbitrationTimeout_ == 0) revert ZeroDuration();
        token = token_;
        escrow = msg.sender;
        arbiter = arbiter_;
        challengeBond = challengeBond_;
        challengeWindow = challengeWindow_;
        arbitrationTimeout = arbitrationTimeout_;
        _laneCodeHash = keccak256(abi.encodePacked(type(Lane).creationCode, abi.encode(token_)));
    }

    /// @notice Opens an epoch with `fundingWei`, which the escrow has just sent to the operator's lane. The escrow keeps
    /// epochs in order.
    function postRoot(address operator, uint64 epoch, bytes32 root, uint256 totalCumulativeWei, uint256 fundingWei)
        external
    {
        if (msg.sender != escrow) revert NotEscrow(msg.sender);
        Root storage previous = roots[operator][epoch - 1];
        if (previous.status == Status.Posted && totalCumulativeWei < previous.totalWei) {
            revert TotalShrank(previous.totalWei, totalCumulativeWei);
        }
        if (laneOf(operator).code.length == 0) new Lane{salt: _salt(operator)}(token);
        fundedWei[operator] += fundingWei;
        uint64 finalAt = _post(operator, epoch, root, totalCumulativeWei);
        emit RootPosted(operator, epoch, root, totalCumulativeWei, fundingWei, finalAt);
    }

    /// @notice The caller's new root for an epoch whose root was rejected; a new window starts.
    function replaceRoot(uint64 epoch, bytes32 root, uint256 totalCumulativeWei) external {
        if (roots[msg.sender][epoch].status != Status.Rejected) revert NotRejected(msg.sender, epoch);
        uint64 finalAt = _post(msg.sender, epoch, root, totalCumulativeWei);
        emit RootReplaced(msg.sender, epoch, root, totalCumulativeWei, finalAt);
    }

    /// @notice Freezes a root that is not yet final. Takes `challengeBond` from the caller, who must have approved it.
    function challenge(address operator, uint64 epoch) external nonReentrant {
        Root storage root_ = roots[operator][epoch];
        if (root_.status != Status.Posted || block.timestamp >= root_.finalAt) {
            revert NotChallengeable(operator, epoch);
        }
        root_.status = Status.Challenged;
        challenges[operator][epoch] = Challenge(msg.sender, uint64(block.timestamp));
        emit RootChallenged(operator, epoch, msg.sender);
        token.safeTransferFrom(msg.sender, address(this), challengeBond);
    }

    /// @notice The arbiter's decision. Upheld: the bond goes back, and the operator must replace the root. Not upheld: the
    /// operator gets the bond, and the window runs on from where the challenge stopped it (so a sham challenge does not
    /// use up the time of honest ones).
    function resolve(address operator, uint64 epoch, bool upheld) external nonReentrant {
        if (msg.sender != arbiter) revert NotArbiter(msg.sender);
        Challenge memory challenge_ = _close(operator, epoch);
        Root storage root_ = roots[operator][epoch];
        if (upheld) {
            root_.status = Status.Rejected;
            emit ChallengeUpheld(operator, epoch, challenge_.challenger);
            token.safeTransfer(challenge_.challenger, challengeBond);
        } else {
            root_.status = Status.Posted;
            root_.finalAt += (block.timestamp - challenge_.openedAt).toUint56();
            emit ChallengeRejected(operator, epoch, challenge_.challenger, root_.finalAt);
            token.safeTransfer(operator, challengeBond);
        }
    }

    /// @notice An arbiter who stays silent cannot lock money up for ever: after the timeout anyone may end the challenge.
    /// The bond goes back, and the root is final.
    function expireChallenge(address operator, uint64 epoch) external nonReentrant {
        uint256 until = uint256(challenges[operator][epoch].openedAt) + arbitrationTimeout;
        Challenge memory challenge_ = _close(operator, epoch);
        if (block.timestamp < until) revert ArbitrationOpen(until);
        roots[operator][epoch].status = Status.Posted;
        roots[operator][epoch].finalAt = block.timestamp.toUint56();
        emit ChallengeExpired(operator, epoch, challenge_.challenger);
        token.safeTransfer(challenge_.challenger, challengeBond);
    }

    /// @notice Pays `account` what a final root says it has earned, less what it has already received. Anyone may call.
    function claim(address operator, uint64 epoch, address account, uint256 cumulativeWei, bytes32[] calldata proof)
        external
        nonReentrant
    {
        _pay(operator, epoch, account, cumulativeWei, proof, account);
    }

    /// @notice As `claim`, but pays `recipient`, with the account's EIP-712 signature. It needs no nonce: the same
    /// amount is never due twice.
    function claimFor(
        address operator,
        uint64 epoch,
        address account,
        uint256 cumulativeWei,
        bytes32[] calldata proof,
        address recipient,
        uint256 deadline,
        bytes calldata signature
    ) external nonReentrant {
        bytes32 hash = _claimHash(operator, epoch, account, cumulativeWei, recipient, deadline);
        _requireSignature(account, hash, deadline, signature);
        _pay(operator, epoch, account, cumulativeWei, proof, recipient);
    }

    /// @notice Where an operator's money lies; a contract from the operator's first epoch on.
    function laneOf(address operator) public view returns (address) {
        return Create2.computeAddress(_salt(operator), _laneCodeHash);
    }

    /// @notice Whether claims against this root are paid.
    function isFinal(address operator, uint64 epoch) external view returns (bool) {
        return _isFinal(roots[operator][epoch]);
    }

    /// @return the EIP-712 digest an account signs for `claimFor`
    function claimDigest(
        address operator,
        uint64 epoch,
        address account,
        uint256 cumulativeWei,
        address recipient,
        uint256 deadline
    ) external view returns (bytes32) {
        return _hashTypedDataV4(_claimHash(operator, epoch, account, cumulativeWei, recipient, deadline));
    }

    function _post(address operator, uint64 epoch, bytes32 root, uint256 totalCumulativeWei)
        private
        returns (uint64 finalAt)
    {
        if (root == 0) revert ZeroRoot();
        uint256 funded = fundedWei[operator];
        if (totalCumulativeWei > funded) revert TotalAboveFunded(totalCumulativeWei, funded);
        finalAt = (block.timestamp + challengeWindow).toUint56();
        roots[operator][epoch] = Root(bytes24(root), uint56(finalAt), Status.Posted, totalCumulativeWei);
    }

    function _close(address operator, uint64 epoch) private returns (Challenge memory challenge_) {
        if (roots[operator][epoch].status != Status.Challenged) revert NotChallenged(operator, epoch);
        challenge_ = challenges[operator][epoch];
        delete challenges[operator][epoch];
    }

    function _pay(
        address operator,
        uint64 epoch,
        address account,
        uint256 cumulativeWei,
        bytes32[] calldata proof,
        address recipient
    ) private {
        Root storage root_ = roots[operator][epoch];
        if (!_isFinal(root_)) revert NotFinal(operator, epoch);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account, cumulativeWei))));
        if (bytes24(MerkleProof.processProofCalldata(proof, leaf)) != root_.root) revert ProofInvalid();
        uint256 claimed = claimedWei[operator][account];
        if (cumulativeWei <= claimed) revert NothingDue(claimed, cumulativeWei);
        uint256 dueWei = cumulativeWei - claimed;
        claimedWei[operator][account] = cumulativeWei;
        emit Claimed(operator, account, epoch, dueWei);
        token.safeTransferFrom(laneOf(operator), recipient, dueWei);
    }

    function _isFinal(Root storage root_) private view returns (bool) {
        return root_.status == Status.Posted && block.timestamp >= root_.finalAt;
    }

    function _salt(address operator) private pure returns (bytes32) {
        return bytes32(uint256(uint160(operator)));
    }

    function _claimHash(
        address operator,
        uint64 epoch,
        address account,
        uint256 cumulativeWei,
        address recipient,
        uint256 deadline
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(CLAIM_TYPE, operator, epoch, account, cumulativeWei, recipient, deadline));
    }
}
