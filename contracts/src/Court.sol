// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Parameters} from "./Parameters.sol";
import {RewardDistributor} from "./RewardDistributor.sol";
import {StakePool} from "./StakePool.sol";
import {StakePools} from "./StakePools.sol";

/// @title Judges what cannot be proved, by the votes of those who have a stake and are not the accused
/// @notice Anybody accuses an operator that has a stake pool, and puts a bond down. The operator has a time to answer; who does not
/// answer is taken to agree. Then the other pools vote, first by commitments and then openly. One appeal is decided by the
/// governor's timelock. All times count from the opening, and when the last is over anybody closes the case.
///
/// | outcome | the case's bond | the operator's pool |
/// | --- | --- | --- |
/// | upheld, or unanswered | back to who opened it | loses the stake: half to who opened the case, half to nobody |
/// | not upheld | to the pool | keeps all |
/// | too few voted | back | keeps all |
/// | the root was proved wrong meanwhile | back | keeps all: its bond has paid |
///
/// @custom:invariant The court holds at least the bonds of all cases that are not closed.
/// @custom:invariant A case closes at its last deadline, whatever anybody does, and once.
/// @custom:invariant Votes are what was staked before the second of the opening; the accused has none, and no pool counts for more
/// than a fifth. So fewer than three pools, or two fifths of the stake, decide nothing.
/// @custom:invariant A verdict takes at most the case's stake from the accused, and a thousandth from who did not vote.
contract Court is ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev What the operator is said to have done wrong: the root of an epoch, or what it recorded of a receipt, a contribution, a
    /// version or a model.
    enum Kind {
        ROOT,
        RECEIPT,
        CONTRIBUTION,
        VERSION,
        MODEL
    }

    enum Outcome {
        OPEN,
        UNANSWERED,
        UPHELD,
        NOT_UPHELD,
        TOO_FEW
    }

    enum Appeal {
        NONE,
        OPEN,
        UPHELD,
        NOT_UPHELD
    }

    /// @dev Seconds that each part of a case takes.
    struct Times {
        uint32 answer;
        uint32 commit;
        uint32 reveal;
        uint32 appeal;
        uint32 decision;
    }

    /// @param subject the epoch of a root; else the SHA-256 of what it is about, such as a log entry
    /// @param challengeBondWei what the distributor holds of who opened it, for a root
    /// @param eligibleWei what was staked in all pools but the accused's
    /// @param forWei votes for the accusation
    struct Case {
        address opener;
        uint64 openedAt;
        Kind kind;
        bool answered;
        bool closed;
        Appeal appeal;
        address respondent;
        address appellant;
        uint256 subject;
        bytes24 commitment;
        uint128 bondWei;
        uint128 stakeWei;
        uint128 challengeBondWei;
        uint128 eligibleWei;
        uint128 forWei;
        uint128 againstWei;
    }

    struct Vote {
        bytes32 commitment;
        bool revealed;
        bool punished;
    }

    /// @notice No pool's vote counts for more than this part of what may vote.
    uint256 public constant CLIP_PERCENT = 20;
    /// @notice More than this part of what may vote must have voted, each pool counted up to its clip.
    uint256 public constant QUORUM_PERCENT = 40;
    /// @notice An appeal's bond is this many times the case's.
    uint256 public constant APPEAL_FACTOR = 2;
    /// @notice Who was to vote and did not loses one of this many.
    uint256 public constant ABSENCE_PART = 1_000;
    /// @notice An appeal that nobody decides costs one of this many of its bond.
    uint256 public constant EXPIRY_FEE_PART = 10;
    uint256 public constant MAX_EVIDENCE_BYTES = 2_048;
    address public constant NOBODY = address(0xdEaD);

    IERC20 public immutable token;
    address public immutable timelock;
    Parameters public immutable parameters;
    StakePools public immutable pools;
    address private immutable _deployer;

    /// @notice Whose roots can be accused; zero until the deployer has said so, once.
    RewardDistributor public distributor;
    uint256 public cases;

    Times private _times;
    mapping(uint256 caseId => Case) private _cases;
    mapping(uint256 caseId => mapping(address voter => Vote)) private _votes;
    /// @notice The last case about a root of an operator.
    mapping(address operator => mapping(uint64 epoch => uint256 caseId)) public rootCase;

    event DistributorBound(address distributor);
    event CaseOpened(
        uint256 indexed caseId,
        address indexed opener,
        address indexed respondent,
        Kind kind,
        uint256 subject,
        uint256 bondWei,
        uint256 stakeWei,
        string evidence
    );
    event CaseAnswered(uint256 indexed caseId, string evidence);
    event VoteCommitted(uint256 indexed caseId, address indexed voter);
    event VoteRevealed(uint256 indexed caseId, address indexed voter, bool upheld, uint256 weightWei);
    event AbsencePunished(uint256 indexed caseId, address indexed voter, uint256 amountWei);
    event CaseAppealed(uint256 indexed caseId, address indexed appellant, string evidence);
    event AppealDecided(uint256 indexed caseId, bool upheld);
    event CaseClosed(uint256 indexed caseId, bool upheld, Outcome outcome, uint256 slashedWei);

    error ZeroAddress();
    error ZeroDuration();
    error NotDeployer(address caller);
    error AlreadyBound(address distributor);
    error NotArbiterOf(address distributor);
    error CaseTooLong(uint256 longestCase, uint256 mostSeconds);
    error DistributorUnbound();
    error NoPool(address operator);
    error RootCaseOpen(uint256 caseId);
    error CaseUnknown(uint256 caseId);
    error EvidenceLength(uint256 length);
    error NotRespondent(address caller);
    error NotVoter(address caller);
    error TooEarly(uint256 from);
    error TooLate(uint256 since);
    error AlreadyDone();
    error NothingToVote(uint256 caseId);
    error RevealDiffers();
    error NotTimelock(address caller);
    error NotAppealed(uint256 caseId);
    error CaseOver(uint256 caseId);

    /// @param unbondDelay_ seconds that stake waits, at least as long as a case can take
    constructor(IERC20 token_, Parameters parameters_, Times memory times_, uint64 unbondDelay_) {
        if (address(token_) == address(0)) revert ZeroAddress();
        bool instant = times_.answer == 0 || times_.commit == 0 || times_.reveal == 0 || times_.appeal == 0
            || times_.decision == 0;
        if (instant) revert ZeroDuration();
        (token, parameters, timelock, _times, _deployer) =
        (token_, parameters_, parameters_.timelock(), times_, msg.sender);
        if (unbondDelay_ < longestCase()) revert CaseTooLong(longestCase(), unbondDelay_);
        pools = new StakePools(token_, unbondDelay_);
    }

    /// @notice Names the distributor whose arbiter this court is. The deployer's only act, once: the two name each other.
    function bind(RewardDistributor distributor_) external {
        if (msg.sender != _deployer) revert NotDeployer(msg.sender);
        if (address(distributor) != address(0)) revert AlreadyBound(address(distributor));
        if (distributor_.arbiter() != address(this)) revert NotArbiterOf(address(distributor_));
        // A tenth more, so that a verdict can be brought before the distributor lets the root stand.
        uint256 mostSeconds = uint256(distributor_.arbitrationTimeout()) * 10 / 11;
        if (longestCase() > mostSeconds) revert CaseTooLong(longestCase(), mostSeconds);
        uint256 needed = longestCase() + 2 * uint256(distributor_.challengeWindow());
        if (pools.unbondDelay() < needed) revert CaseTooLong(needed, pools.unbondDelay());
        distributor = distributor_;
        emit DistributorBound(address(distributor_));
    }

    // ----------------------------------------------------------------------------------------------------- cases

    /// @notice Accuses an operator. Takes the bond, and for a root, which is frozen, the distributor's challenge bond too.
    /// @param subject the epoch of a root; else the SHA-256 of what it is about
    /// @param evidence where it can be read
    function open(Kind kind, address respondent, uint256 subject, string calldata evidence)
        external
        nonReentrant
        returns (uint256 caseId)
    {
        _requireEvidence(evidence);
        StakePool pool = _poolOf(respondent);
        caseId = ++cases;
        Case storage case_ = _cases[caseId];
        (case_.opener, case_.openedAt, case_.kind) = (msg.sender, uint64(block.timestamp), kind);
        (case_.respondent, case_.subject) = (respondent, subject);
        (case_.bondWei, case_.stakeWei) = (parameters.caseBondWei().toUint128(), parameters.caseStakeWei().toUint128());
        uint48 before = uint48(block.timestamp) - 1;
        case_.eligibleWei = (pools.totalAt(before) - pool.weightAt(before)).toUint128();
        emit CaseOpened(caseId, msg.sender, respondent, kind, subject, case_.bondWei, case_.stakeWei, evidence);
        pool.hold();
        token.safeTransferFrom(msg.sender, address(this), case_.bondWei);
        if (kind == Kind.ROOT) _challenge(caseId, case_);
    }

    /// @notice The accused's side of it.
    function answer(uint256 caseId, string calldata evidence) external {
        Case storage case_ = _require(caseId);
        _requireEvidence(evidence);
        if (msg.sender != case_.respondent) revert NotRespondent(msg.sender);
        _requireTime(0, answerUntil(caseId), case_.answered);
        case_.answered = true;
        emit CaseAnswered(caseId, evidence);
    }

    /// @notice The caller's vote, hidden until all have voted; the caller's pool must have had a stake before the case.
    /// @param commitment what `commitmentOf` gives
    function commit(uint256 caseId, bytes32 commitment) external {
        Case storage case_ = _require(caseId);
        if (!case_.answered || commitment == 0) revert NothingToVote(caseId);
        if (_weightOf(case_, msg.sender) == 0) revert NotVoter(msg.sender);
        Vote storage vote = _votes[caseId][msg.sender];
        _requireTime(answerUntil(caseId), commitUntil(caseId), vote.commitment != 0);
        vote.commitment = commitment;
        emit VoteCommitted(caseId, msg.sender);
    }

    /// @notice Shows a vote; who knows its salt may.
    function reveal(uint256 caseId, address voter, bool upheld, bytes32 salt) external {
        Case storage case_ = _require(caseId);
        Vote storage vote = _votes[caseId][voter];
        if (vote.commitment != commitmentOf(caseId, voter, upheld, salt)) revert RevealDiffers();
        _requireTime(commitUntil(caseId), revealUntil(caseId), vote.revealed);
        vote.revealed = true;
        uint256 weightWei = Math.min(_weightOf(case_, voter), uint256(case_.eligibleWei) * CLIP_PERCENT / 100);
        if (upheld) case_.forWei += weightWei.toUint128();
        else case_.againstWei += weightWei.toUint128();
        emit VoteRevealed(caseId, voter, upheld, weightWei);
    }

    /// @notice Takes a thousandth from a pool that could vote and did not show a vote. It goes to nobody, so that no case is opened
    /// for it. Anyone may call, once.
    function punishAbsence(uint256 caseId, address voter) external nonReentrant {
        Case storage case_ = _require(caseId);
        if (!case_.answered) revert NothingToVote(caseId);
        if (_weightOf(case_, voter) == 0) revert NotVoter(voter);
        Vote storage vote = _votes[caseId][voter];
        _requireTime(revealUntil(caseId), type(uint256).max, vote.revealed || vote.punished);
        vote.punished = true;
        StakePool pool = pools.poolOf(voter);
        uint256 taken = pool.slash(pool.totalAssets() / ABSENCE_PART, NOBODY);
        emit AbsencePunished(caseId, voter, taken);
    }

    /// @notice Has the governor's timelock decide instead, once; takes twice the case's bond.
    function appeal(uint256 caseId, string calldata evidence) external nonReentrant {
        Case storage case_ = _require(caseId);
        _requireEvidence(evidence);
        uint256 from = case_.answered ? revealUntil(caseId) : answerUntil(caseId);
        _requireTime(from, appealUntil(caseId), case_.appeal != Appeal.NONE);
        (case_.appeal, case_.appellant) = (Appeal.OPEN, msg.sender);
        emit CaseAppealed(caseId, msg.sender, evidence);
        token.safeTransferFrom(msg.sender, address(this), case_.bondWei * APPEAL_FACTOR);
    }

    /// @notice The governor's decision on an appeal.
    function decide(uint256 caseId, bool upheld) external {
        if (msg.sender != timelock) revert NotTimelock(msg.sender);
        Case storage case_ = _require(caseId);
        if (case_.appeal == Appeal.NONE) revert NotAppealed(caseId);
        _requireTime(0, decideUntil(caseId), case_.appeal != Appeal.OPEN);
        case_.appeal = upheld ? Appeal.UPHELD : Appeal.NOT_UPHELD;
        emit AppealDecided(caseId, upheld);
    }

    /// @notice Ends a case whose time is over; anyone may call.
    function close(uint256 caseId) external nonReentrant {
        Case storage case_ = _require(caseId);
        if (case_.closed) revert CaseOver(caseId);
        uint256 from = case_.appeal == Appeal.OPEN ? decideUntil(caseId) : appealUntil(caseId);
        if (block.timestamp < from) revert TooEarly(from);
        case_.closed = true;
        (Outcome outcome, bool upheld) = (outcomeOf(caseId), isUpheld(caseId));
        StakePool pool = pools.poolOf(case_.respondent);
        pool.release();
        _payAppeal(case_, outcome, upheld, pool);
        bool proved = case_.kind == Kind.ROOT && _closeChallenge(case_, upheld);
        uint256 slashedWei = 0;
        if (proved) {
            upheld = false;
            token.safeTransfer(case_.opener, case_.bondWei);
        } else if (upheld) {
            slashedWei = pool.slash(case_.stakeWei, address(this));
            token.safeTransfer(NOBODY, slashedWei - slashedWei / 2);
            token.safeTransfer(case_.opener, case_.bondWei + slashedWei / 2);
        } else {
            bool judged = outcome == Outcome.NOT_UPHELD || case_.appeal == Appeal.NOT_UPHELD;
            token.safeTransfer(judged ? address(pool) : case_.opener, case_.bondWei);
        }
        emit CaseClosed(caseId, upheld, outcome, slashedWei);
    }

    // ----------------------------------------------------------------------------------------------------- views

    function times() external view returns (Times memory) {
        return _times;
    }

    function caseOf(uint256 caseId) external view returns (Case memory) {
        return _require(caseId);
    }

    function voteOf(uint256 caseId, address voter) external view returns (Vote memory) {
        return _votes[caseId][voter];
    }

    /// @return seconds from the opening of a case until anybody can close it
    function longestCase() public view returns (uint256) {
        return uint256(_times.answer) + _times.commit + _times.reveal + _times.appeal + _times.decision;
    }

    /// @notice From this second on a case is unanswered, or is voted on.
    function answerUntil(uint256 caseId) public view returns (uint256) {
        return uint256(_cases[caseId].openedAt) + _times.answer;
    }

    function commitUntil(uint256 caseId) public view returns (uint256) {
        return answerUntil(caseId) + _times.commit;
    }

    function revealUntil(uint256 caseId) public view returns (uint256) {
        return commitUntil(caseId) + _times.reveal;
    }

    function appealUntil(uint256 caseId) public view returns (uint256) {
        return revealUntil(caseId) + _times.appeal;
    }

    function decideUntil(uint256 caseId) public view returns (uint256) {
        return appealUntil(caseId) + _times.decision;
    }

    /// @return what the pools have said, by now; OPEN while they may still
    function outcomeOf(uint256 caseId) public view returns (Outcome) {
        Case storage case_ = _cases[caseId];
        if (!case_.answered) return block.timestamp < answerUntil(caseId) ? Outcome.OPEN : Outcome.UNANSWERED;
        if (block.timestamp < revealUntil(caseId)) return Outcome.OPEN;
        uint256 votedWei = uint256(case_.forWei) + case_.againstWei;
        if (votedWei <= uint256(case_.eligibleWei) * QUORUM_PERCENT / 100) return Outcome.TOO_FEW;
        return case_.forWei > case_.againstWei ? Outcome.UPHELD : Outcome.NOT_UPHELD;
    }

    /// @return whether the accusation stands, by the pools or, where it decided, by the timelock
    function isUpheld(uint256 caseId) public view returns (bool) {
        Appeal decided = _cases[caseId].appeal;
        if (decided == Appeal.UPHELD || decided == Appeal.NOT_UPHELD) return decided == Appeal.UPHELD;
        Outcome outcome = outcomeOf(caseId);
        return outcome == Outcome.UPHELD || outcome == Outcome.UNANSWERED;
    }

    /// @return what a voter commits to
    function commitmentOf(uint256 caseId, address voter, bool upheld, bytes32 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(caseId, voter, upheld, salt));
    }

    // -------------------------------------------------------------------------------------------------- internal

    function _require(uint256 caseId) private view returns (Case storage) {
        if (caseId == 0 || caseId > cases) revert CaseUnknown(caseId);
        return _cases[caseId];
    }

    function _requireTime(uint256 from, uint256 until, bool done) private view {
        if (block.timestamp < from) revert TooEarly(from);
        if (block.timestamp >= until) revert TooLate(until);
        if (done) revert AlreadyDone();
    }

    function _requireEvidence(string calldata evidence) private pure {
        uint256 length = bytes(evidence).length;
        if (length == 0 || length > MAX_EVIDENCE_BYTES) revert EvidenceLength(length);
    }

    function _poolOf(address operator) private view returns (StakePool pool) {
        pool = pools.poolOf(operator);
        if (address(pool) == address(0)) revert NoPool(operator);
    }

    /// @dev What a pool had before the case; nothing for the accused's.
    function _weightOf(Case storage case_, address voter) private view returns (uint256) {
        StakePool pool = pools.poolOf(voter);
        if (voter == case_.respondent || address(pool) == address(0)) return 0;
        return pool.weightAt(uint48(case_.openedAt) - 1);
    }

    /// @dev Freezes the root in this court's name, with the opener's money.
    function _challenge(uint256 caseId, Case storage case_) private {
        if (address(distributor) == address(0)) revert DistributorUnbound();
        uint64 epoch = case_.subject.toUint64();
        uint256 last = rootCase[case_.respondent][epoch];
        if (last != 0 && !_cases[last].closed) revert RootCaseOpen(last);
        rootCase[case_.respondent][epoch] = caseId;
        uint256 bondWei = distributor.challengeBond();
        case_.challengeBondWei = bondWei.toUint128();
        (case_.commitment,,,,) = distributor.roots(case_.respondent, epoch);
        token.safeTransferFrom(msg.sender, address(this), bondWei);
        token.forceApprove(address(distributor), bondWei);
        distributor.challenge(case_.respondent, epoch);
    }

    /// @dev Brings the verdict to the distributor, and what comes back to who opened the case. Where somebody has proved the root
    /// wrong, its challenge is over and its bond came back then; where the distributor let it stand, all but a tenth.
    /// @return proved whether somebody has proved the root wrong
    function _closeChallenge(Case storage case_, bool upheld) private returns (bool proved) {
        uint64 epoch = uint64(case_.subject);
        (address challenger,) = distributor.challenges(case_.respondent, epoch);
        uint256 bondWei = case_.challengeBondWei;
        if (challenger == address(this)) {
            uint256 before = token.balanceOf(address(this));
            distributor.resolve(case_.respondent, epoch, upheld);
            bondWei = token.balanceOf(address(this)) - before;
        } else {
            (bytes24 commitment,, RewardDistributor.Status status,,) = distributor.roots(case_.respondent, epoch);
            proved = status == RewardDistributor.Status.Rejected || commitment != case_.commitment;
            if (!proved) bondWei -= bondWei / distributor.EXPIRY_FEE_PART();
        }
        token.safeTransfer(case_.opener, bondWei);
    }

    /// @dev Back to who appealed where the decision is another than the pools'; to the other side where it is the same. An appeal
    /// that nobody decided costs a tenth.
    function _payAppeal(Case storage case_, Outcome outcome, bool upheld, StakePool pool) private {
        if (case_.appeal == Appeal.NONE) return;
        uint256 bondWei = uint256(case_.bondWei) * APPEAL_FACTOR;
        bool before = outcome == Outcome.UPHELD || outcome == Outcome.UNANSWERED;
        uint256 lostWei = 0;
        if (case_.appeal == Appeal.OPEN) lostWei = bondWei / EXPIRY_FEE_PART;
        else if (upheld == before) lostWei = bondWei;
        token.safeTransfer(upheld ? case_.opener : address(pool), lostWei);
        token.safeTransfer(case_.appellant, bondWei - lostWei);
    }
}
