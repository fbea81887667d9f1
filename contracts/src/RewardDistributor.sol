// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Lane} from "./Lane.sol";
import {RewardTree} from "./RewardTree.sol";
import {SignedActions} from "./SignedActions.sol";

/// @dev What the distributor asks of the escrow that deployed it.
interface IBonds {
    function minimumBond() external view returns (uint256);
    function bondOf(address operator) external view returns (uint256);
    function slash(address operator, uint256 amount, address reporter) external;
}

/// @dev What a token can do that stands for a chain's native one.
interface IWrapped {
    function withdraw(uint256 amount) external;
}

/// @title Pays out what the operators' reward trees say
/// @notice Every operator has a lane, which holds the money the escrow charged for them, and one root an epoch over what
/// each account has earned in total so far. A root is open for a window; then it is final, and claimable for ever. While it
/// is open, what can be proved to be wrong with it needs no judge: an account that has less than in another root, leaves
/// out of order, a leaf that is kept back. What cannot be proved is decided by the arbiter, who is never the operator.
/// @custom:invariant A lane pays out no more than was put into it, and never from another lane or a challenger's bond.
/// @custom:invariant The leaves of a root sum to its total, and that is at most what the lane was given.
/// @custom:invariant Of two standing roots that disagree about an account, anyone can have one rejected until both are
/// final, which is at least a window. Where somebody does, a lane can pay all that its final roots give.
/// @custom:invariant An account gets, from all roots of a lane together, no more than the largest amount in one of them;
/// so a claim pays once.
/// @custom:invariant A final root is never changed: a later root cannot take back what an earlier one gave.
/// @custom:invariant The arbiter decides where a challenger's bond goes, whether a root stands, and whether the operator
/// loses as much as the challenger had put down; nothing else.
contract RewardDistributor is SignedActions, ReentrancyGuardTransient {
    using RewardTree for RewardTree.Leaf;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    enum Status {
        None,
        Posted,
        Challenged,
        Rejected
    }

    /// @dev What a claim needs to know stands in one word, and so the commitment is cut to 192 bits: more than an address has.
    /// @param commitment first 24 bytes of keccak256(root, totalWei); the events have the root
    /// @param finalAt second from which the root is final, while its status is Posted
    /// @param totalWei what the tree's leaves sum to
    /// @param demandableUntil second from which no leaf of it can be demanded any more, unless it is challenged
    struct Root {
        bytes24 commitment;
        uint56 finalAt;
        Status status;
        uint128 totalWei;
        uint64 demandableUntil;
    }

    struct Challenge {
        address challenger;
        uint64 openedAt;
    }

    /// @dev Somebody wants to see what a root gives an account.
    struct Demand {
        address demander;
        uint64 answerBy;
        bytes24 commitment;
    }

    /// @dev Where an account is paid.
    /// @param to zero for the account itself
    /// @param native whether as the chain's native OPEN; only where the token is WrappedOpen
    /// @param maxRelayFeeWei what who brings a claim may keep of it
    struct Recipient {
        address to;
        bool native;
        uint88 maxRelayFeeWei;
    }

    /// @notice A demand costs this part of a challenge's bond.
    uint256 public constant DEMAND_FEE_PART = 100;
    /// @notice Who brings a claim keeps this part of it at most, whatever the account allows: a fee for each small claim would leave
    /// the account nothing.
    uint256 public constant RELAY_FEE_PART = 10;
    /// @notice This part of a challenger's bond pays the operator for the delay when the arbiter stays silent.
    uint256 public constant EXPIRY_FEE_PART = 10;

    bytes32 private constant RECIPIENT_TYPE = keccak256(
        "Recipient(address account,address to,bool native,uint88 maxRelayFeeWei,uint256 nonce,uint256 deadline)"
    );

    /// @notice wOPEN, or another network's OPEN; must be an ERC-20 that moves exactly what it is asked to.
    IERC20 public immutable token;
    /// @notice The only contract that puts money and new roots in; the one that deployed this.
    address public immutable escrow;
    address public immutable arbiter;
    uint256 public immutable challengeBond;
    /// @notice Seconds a root is open. An operator has half of it to answer a demand.
    uint64 public immutable challengeWindow;
    /// @notice Seconds the arbiter has to decide; afterwards anyone may let the root stand.
    uint64 public immutable arbitrationTimeout;

    mapping(address operator => mapping(uint64 epoch => Root)) public roots;
    mapping(address operator => mapping(uint64 epoch => Challenge)) public challenges;
    mapping(address operator => mapping(uint64 epoch => mapping(address account => Demand))) public demands;
    mapping(address account => Recipient) public recipients;
    /// @notice How often an account has said where it is paid: the nonce of its next signature.
    mapping(address account => uint256) public recipientNonce;
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
    /// @dev The SHA-256 of the file that has all leaves of the root just posted.
    event LeavesNamed(address indexed operator, uint64 indexed epoch, bytes32 leavesDigest);
    event RootChallenged(address indexed operator, uint64 indexed epoch, address indexed challenger);
    event ChallengeUpheld(address indexed operator, uint64 indexed epoch, address indexed challenger);
    event ChallengeRejected(address indexed operator, uint64 indexed epoch, address indexed challenger, uint64 finalAt);
    event ChallengeExpired(address indexed operator, uint64 indexed epoch, address indexed challenger);
    /// @dev Proved wrong, without the arbiter.
    event RootRejected(address indexed operator, uint64 indexed epoch, address indexed prover);
    event LeafDemanded(
        address indexed operator, uint64 indexed epoch, address indexed account, uint64 answerBy, uint64 finalAt
    );
    /// @dev The proof is in the transaction.
    event LeafAnswered(address indexed operator, uint64 indexed epoch, address indexed account, uint256 cumulativeWei);
    event RecipientSet(address indexed account, address to, bool native, uint88 maxRelayFeeWei);
    /// @dev Who received it is in the token's own event. The relayer's fee is part of the amount.
    event Claimed(address indexed operator, address indexed account, uint64 epoch, uint256 amountWei);

    error ZeroAddress();
    error NotToken(address caller);
    error ZeroRoot();
    error ZeroDuration();
    error NotEscrow(address caller);
    error NotArbiter(address caller);
    error NotBonded(address operator);
    error TotalAboveFunded(uint256 totalCumulativeWei, uint256 fundedWei);
    error TotalShrank(uint256 previousWei, uint256 offeredWei);
    error NotChallengeable(address operator, uint64 epoch);
    error NotChallenged(address operator, uint64 epoch);
    error NotRejected(address operator, uint64 epoch);
    error NotFinal(address operator, uint64 epoch);
    error NotOpen(address operator, uint64 epoch);
    error NothingProved();
    error NotDemandable(address operator, uint64 epoch);
    error DemandOpen(address account);
    error NoDemand(address account);
    error AnswerTimeOpen(uint256 until);
    error AnswerTimeOver(uint256 since);
    error ArbitrationOpen(uint256 until);
    error NothingDue(uint256 claimedWei, uint256 cumulativeWei);
    error RelayFeeTooHigh(uint256 feeWei, uint256 mostWei);

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

    /// @dev Native OPEN comes only from the token, on its way to who is paid with it.
    receive() external payable {
        if (msg.sender != address(token)) revert NotToken(msg.sender);
    }

    // ----------------------------------------------------------------------------------------------------- roots

    /// @notice Opens an epoch with `fundingWei`, which the escrow has just sent to the operator's lane. The escrow keeps
    /// epochs in order.
    function postRoot(
        address operator,
        uint64 epoch,
        bytes32 root,
        uint256 totalCumulativeWei,
        bytes32 leavesDigest,
        uint256 fundingWei
    ) external {
        if (msg.sender != escrow) revert NotEscrow(msg.sender);
        Root storage previous = roots[operator][epoch - 1];
        if (previous.status == Status.Posted && totalCumulativeWei < previous.totalWei) {
            revert TotalShrank(previous.totalWei, totalCumulativeWei);
        }
        if (laneOf(operator).code.length == 0) new Lane{salt: _salt(operator)}(token);
        fundedWei[operator] += fundingWei;
        uint64 finalAt = _post(operator, epoch, root, totalCumulativeWei);
        emit RootPosted(operator, epoch, root, totalCumulativeWei, fundingWei, finalAt);
        emit LeavesNamed(operator, epoch, leavesDigest);
    }

    /// @notice The caller's new root for an epoch whose root was rejected; a new window starts. The caller's bond must be
    /// whole again.
    function replaceRoot(uint64 epoch, bytes32 root, uint256 totalCumulativeWei, bytes32 leavesDigest) external {
        if (roots[msg.sender][epoch].status != Status.Rejected) revert NotRejected(msg.sender, epoch);
        if (IBonds(escrow).bondOf(msg.sender) < IBonds(escrow).minimumBond()) revert NotBonded(msg.sender);
        uint64 finalAt = _post(msg.sender, epoch, root, totalCumulativeWei);
        emit RootReplaced(msg.sender, epoch, root, totalCumulativeWei, finalAt);
        emit LeavesNamed(msg.sender, epoch, leavesDigest);
    }

    // ------------------------------------------------------------------------------------- what needs no judge

    /// @notice Rejects a root under which an account has less than in an earlier epoch's. Both must stand, and not both be
    /// final. The later is rejected, unless it is final: then the earlier was posted after it, in place of another.
    /// @param before the account's leaf in the earlier epoch
    /// @param evidence of what it has in the later: its leaf there, or the two leaves between which it would stand
    function proveShrunk(
        address operator,
        uint64 earlier,
        RewardTree.Leaf calldata before,
        uint64 later,
        RewardTree.Leaf[] calldata evidence
    ) external nonReentrant {
        (Root storage first, Root storage second) = (roots[operator][earlier], roots[operator][later]);
        if (earlier >= later || !_stands(first) || !_stands(second)) revert NothingProved();
        _indexIn(first.commitment, before);
        if (_amountIn(second.commitment, before.account, evidence) >= before.cumulativeWei) revert NothingProved();
        _rejectProved(operator, _isFinal(second) ? earlier : later);
    }

    /// @notice Rejects a root whose leaves are not in the order of their accounts, or have one twice, or do not begin with
    /// RewardTree.FIRST and end with LAST; among such leaves it could not be shown that one is missing.
    /// @param left and right are neighbours that are out of order. Or left is the first leaf, or right the last, that
    /// should be another
    function proveUnordered(
        address operator,
        uint64 epoch,
        RewardTree.Leaf calldata left,
        RewardTree.Leaf calldata right
    ) external nonReentrant {
        Root storage root_ = roots[operator][epoch];
        if (!_stands(root_)) revert NothingProved();
        (uint256 leftIndex, uint256 rightIndex) = (_indexIn(root_.commitment, left), _indexIn(root_.commitment, right));
        uint256 last = (1 << (right.proof.length / RewardTree.STEP_BYTES)) - 1;
        bool wrong = rightIndex == leftIndex + 1
            ? left.account >= right.account && right.account != RewardTree.LAST
            : (leftIndex == 0 && left.account != RewardTree.FIRST)
                || (rightIndex == last && right.account != RewardTree.LAST);
        if (!wrong) revert NothingProved();
        _rejectProved(operator, epoch);
    }

    /// @notice Asks the operator to show on chain what a root gives an account, for when it serves the leaves to nobody.
    /// Takes `demandFee()` from the caller. The operator has half a window to answer, and the root is open for a window
    /// from now.
    function demandLeaf(address operator, uint64 epoch, address account) external nonReentrant {
        Root storage root_ = roots[operator][epoch];
        bool open = root_.status == Status.Challenged
            || (root_.status == Status.Posted && block.timestamp < root_.demandableUntil);
        if (!open) revert NotDemandable(operator, epoch);
        Demand storage demand = demands[operator][epoch][account];
        if (demand.demander != address(0)) revert DemandOpen(account);
        uint64 answerBy = uint64(block.timestamp) + challengeWindow / 2;
        root_.finalAt = uint56(Math.max(root_.finalAt, block.timestamp + challengeWindow));
        (demand.demander, demand.answerBy, demand.commitment) = (msg.sender, answerBy, root_.commitment);
        emit LeafDemanded(operator, epoch, account, answerBy, root_.finalAt);
        token.safeTransferFrom(msg.sender, address(this), demandFee());
    }

    /// @notice Shows what a root gives an account, whoever can; the fee goes to the operator.
    /// @param evidence the account's leaf, or the two leaves between which it would stand
    function answerLeaf(address operator, uint64 epoch, address account, RewardTree.Leaf[] calldata evidence)
        external
        nonReentrant
    {
        Demand memory demand = _takeDemand(operator, epoch, account);
        if (block.timestamp > demand.answerBy) revert AnswerTimeOver(demand.answerBy);
        uint256 cumulativeWei = _amountIn(demand.commitment, account, evidence);
        emit LeafAnswered(operator, epoch, account, cumulativeWei);
        token.safeTransfer(operator, demandFee());
    }

    /// @notice Ends a demand that was not answered in time: the root is rejected if it still stands open. The fee goes back
    /// to who paid it, with the prover's part of the operator's bond.
    function expireDemand(address operator, uint64 epoch, address account) external nonReentrant {
        Demand memory demand = _takeDemand(operator, epoch, account);
        if (block.timestamp <= demand.answerBy) revert AnswerTimeOpen(demand.answerBy);
        Root storage root_ = roots[operator][epoch];
        if (root_.commitment == demand.commitment && _stands(root_) && !_isFinal(root_)) {
            _reject(operator, epoch, demand.demander);
        }
        token.safeTransfer(demand.demander, demandFee());
    }

    // -------------------------------------------------------------------------------------- what needs a judge

    /// @notice Freezes a root that is not yet final. Takes `challengeBond` from the caller, who must have approved it. Where the
    /// arbiter challenges, as the Court does for who accuses, it takes the place of somebody else's challenge, whose bond goes
    /// back: a sham challenge, which nobody could bring before the Court, keeps no case out.
    function challenge(address operator, uint64 epoch) external nonReentrant {
        Root storage root_ = roots[operator][epoch];
        address before = challenges[operator][epoch].challenger;
        bool takesOver = msg.sender == arbiter && root_.status == Status.Challenged && before != arbiter;
        if ((root_.status != Status.Posted && !takesOver) || block.timestamp >= root_.finalAt) {
            revert NotChallengeable(operator, epoch);
        }
        if (takesOver) token.safeTransfer(before, challengeBond);
        root_.status = Status.Challenged;
        challenges[operator][epoch] = Challenge(msg.sender, uint64(block.timestamp));
        emit RootChallenged(operator, epoch, msg.sender);
        token.safeTransferFrom(msg.sender, address(this), challengeBond);
    }

    /// @notice The arbiter's decision. Upheld: the bond goes back, the operator loses as much of its own, and must replace
    /// the root. Not upheld: the operator gets the bond, and the window runs on from where the challenge stopped it (so a
    /// sham challenge does not use up the time of honest ones).
    function resolve(address operator, uint64 epoch, bool upheld) external nonReentrant {
        if (msg.sender != arbiter) revert NotArbiter(msg.sender);
        Challenge memory challenge_ = _close(operator, epoch);
        Root storage root_ = roots[operator][epoch];
        if (upheld) {
            root_.status = Status.Rejected;
            emit ChallengeUpheld(operator, epoch, challenge_.challenger);
            token.safeTransfer(challenge_.challenger, challengeBond);
            IBonds(escrow).slash(operator, challengeBond, challenge_.challenger);
        } else {
            root_.status = Status.Posted;
            uint64 stoppedFor = uint64(block.timestamp) - challenge_.openedAt;
            root_.finalAt += uint56(stoppedFor);
            root_.demandableUntil += stoppedFor;
            emit ChallengeRejected(operator, epoch, challenge_.challenger, root_.finalAt);
            token.safeTransfer(operator, challengeBond);
        }
    }

    /// @notice An arbiter who stays silent cannot lock money up for ever: after the timeout anyone may end the challenge.
    /// The root is final, unless a demand has opened it for longer, and the bond goes back but for what the delay costs.
    function expireChallenge(address operator, uint64 epoch) external nonReentrant {
        uint256 until = uint256(challenges[operator][epoch].openedAt) + arbitrationTimeout;
        Challenge memory challenge_ = _close(operator, epoch);
        if (block.timestamp < until) revert ArbitrationOpen(until);
        Root storage root_ = roots[operator][epoch];
        root_.status = Status.Posted;
        root_.finalAt = uint56(Math.max(root_.finalAt, block.timestamp));
        emit ChallengeExpired(operator, epoch, challenge_.challenger);
        uint256 feeWei = challengeBond / EXPIRY_FEE_PART;
        token.safeTransfer(operator, feeWei);
        token.safeTransfer(challenge_.challenger, challengeBond - feeWei);
    }

    // ---------------------------------------------------------------------------------------------------- claims

    /// @notice Says where an account is paid from now on, whoever brings its claims: there is nothing left to front-run.
    /// Anyone may bring it with the account's EIP-712 signature over its next nonce; the account itself needs none.
    function setRecipient(address account, Recipient calldata recipient, uint256 deadline, bytes calldata signature)
        external
    {
        uint256 nonce = recipientNonce[account]++;
        if (msg.sender != account) {
            _requireSignature(account, _recipientHash(account, recipient, nonce, deadline), deadline, signature);
        }
        recipients[account] = recipient;
        emit RecipientSet(account, recipient.to, recipient.native, recipient.maxRelayFeeWei);
    }

    /// @notice Pays what a final root says an account has earned, less what it has already received, to where the account
    /// said. Anyone may call.
    /// @param relayFeeWei what the caller keeps of it: at most what the account allows, and a tenth of what is due
    function claim(address operator, uint64 epoch, RewardTree.Leaf calldata leaf, uint256 relayFeeWei)
        external
        nonReentrant
    {
        Root storage root_ = roots[operator][epoch];
        if (!_isFinal(root_)) revert NotFinal(operator, epoch);
        _indexIn(root_.commitment, leaf);
        (address account, uint256 cumulativeWei) = (leaf.account, leaf.cumulativeWei);
        uint256 claimed = claimedWei[operator][account];
        if (cumulativeWei <= claimed) revert NothingDue(claimed, cumulativeWei);
        uint256 dueWei = cumulativeWei - claimed;
        claimedWei[operator][account] = cumulativeWei;
        emit Claimed(operator, account, epoch, dueWei);
        _pay(laneOf(operator), account, dueWei, relayFeeWei);
    }

    // ----------------------------------------------------------------------------------------------------- views

    /// @notice What a demand costs who makes it, unless it is not answered.
    function demandFee() public view returns (uint256) {
        return challengeBond / DEMAND_FEE_PART;
    }

    /// @notice Where an operator's money lies; a contract from the operator's first epoch on.
    function laneOf(address operator) public view returns (address) {
        return Create2.computeAddress(_salt(operator), _laneCodeHash);
    }

    /// @notice Whether claims against this root are paid.
    function isFinal(address operator, uint64 epoch) external view returns (bool) {
        return _isFinal(roots[operator][epoch]);
    }

    /// @return the EIP-712 digest an account signs for `setRecipient`, with its next nonce
    function recipientDigest(address account, Recipient calldata recipient, uint256 deadline)
        external
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(_recipientHash(account, recipient, recipientNonce[account], deadline));
    }

    // -------------------------------------------------------------------------------------------------- internal

    function _post(address operator, uint64 epoch, bytes32 root, uint256 totalCumulativeWei)
        private
        returns (uint64 finalAt)
    {
        if (root == 0) revert ZeroRoot();
        uint256 funded = fundedWei[operator];
        if (totalCumulativeWei > funded) revert TotalAboveFunded(totalCumulativeWei, funded);
        finalAt = (block.timestamp + challengeWindow).toUint56();
        roots[operator][epoch] = Root(
            _commitment(root, totalCumulativeWei),
            uint56(finalAt),
            Status.Posted,
            totalCumulativeWei.toUint128(),
            finalAt
        );
    }

    function _close(address operator, uint64 epoch) private returns (Challenge memory challenge_) {
        if (roots[operator][epoch].status != Status.Challenged) revert NotChallenged(operator, epoch);
        challenge_ = challenges[operator][epoch];
        delete challenges[operator][epoch];
    }

    function _takeDemand(address operator, uint64 epoch, address account) private returns (Demand memory demand) {
        demand = demands[operator][epoch][account];
        if (demand.demander == address(0)) revert NoDemand(account);
        delete demands[operator][epoch][account];
    }

    function _rejectProved(address operator, uint64 epoch) private {
        if (_isFinal(roots[operator][epoch])) revert NotOpen(operator, epoch);
        _reject(operator, epoch, msg.sender);
    }

    /// @dev An open challenge was right about the root, whatever its reasons: its bond goes back.
    function _reject(address operator, uint64 epoch, address prover) private {
        Root storage root_ = roots[operator][epoch];
        if (root_.status == Status.Challenged) {
            token.safeTransfer(_close(operator, epoch).challenger, challengeBond);
        }
        root_.status = Status.Rejected;
        emit RootRejected(operator, epoch, prover);
        IBonds(escrow).slash(operator, IBonds(escrow).minimumBond(), prover);
    }

    function _pay(address lane, address account, uint256 dueWei, uint256 relayFeeWei) private {
        Recipient memory recipient = recipients[account];
        address to = recipient.to == address(0) ? account : recipient.to;
        if (relayFeeWei != 0) {
            uint256 mostWei = Math.min(recipient.maxRelayFeeWei, dueWei / RELAY_FEE_PART);
            if (relayFeeWei > mostWei) revert RelayFeeTooHigh(relayFeeWei, mostWei);
            dueWei -= relayFeeWei;
            token.safeTransferFrom(lane, msg.sender, relayFeeWei);
        }
        if (recipient.native) {
            token.safeTransferFrom(lane, address(this), dueWei);
            IWrapped(address(token)).withdraw(dueWei);
            Address.sendValue(payable(to), dueWei);
        } else {
            token.safeTransferFrom(lane, to, dueWei);
        }
    }

    /// @dev What the root of this commitment gives an account: its leaf, or nothing where it would stand between two
    /// neighbours.
    function _amountIn(bytes24 commitment, address account, RewardTree.Leaf[] calldata evidence)
        private
        pure
        returns (uint256)
    {
        uint256 index = _indexIn(commitment, evidence[0]);
        if (evidence.length == 1) {
            if (evidence[0].account != account) revert NothingProved();
            return evidence[0].cumulativeWei;
        }
        bool between = index + 1 == _indexIn(commitment, evidence[1]) && evidence[0].account < account
            && account < evidence[1].account;
        if (!between) revert NothingProved();
        return 0;
    }

    /// @dev Where the leaf stands in the tree of this commitment.
    function _indexIn(bytes24 commitment, RewardTree.Leaf calldata leaf) private pure returns (uint256 index) {
        bytes32 root;
        uint256 totalWei;
        (root, totalWei, index) = leaf.fold();
        if (_commitment(root, totalWei) != commitment) revert RewardTree.ProofInvalid();
    }

    function _commitment(bytes32 root, uint256 totalWei) private pure returns (bytes24) {
        return bytes24(keccak256(abi.encode(root, totalWei)));
    }

    function _stands(Root storage root_) private view returns (bool) {
        return root_.status == Status.Posted || root_.status == Status.Challenged;
    }

    function _isFinal(Root storage root_) private view returns (bool) {
        return root_.status == Status.Posted && block.timestamp >= root_.finalAt;
    }

    function _salt(address operator) private pure returns (bytes32) {
        return bytes32(uint256(uint160(operator)));
    }

    function _recipientHash(address account, Recipient calldata recipient, uint256 nonce, uint256 deadline)
        private
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                RECIPIENT_TYPE, account, recipient.to, recipient.native, recipient.maxRelayFeeWei, nonce, deadline
            )
        );
    }
}
