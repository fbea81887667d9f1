// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {DatanetRegistry} from "./DatanetRegistry.sol";
import {UsageRights} from "./UsageRights.sol";

/// @title Terms that owners of Datanets offer, and the licences that were bought under them
/// @notice Terms are immutable and named by their hash. A licence is a token: so many, of one version, under one kind of terms. What
/// a version's own licence permits needs none.
/// @custom:invariant Revoking an offer, selling a Datanet or changing its licence takes no licence away from whom it was minted to.
/// @custom:invariant Every fee goes to the Datanet's treasury in the call that mints; this contract never holds any.
contract Licences is ERC1155 {
    using SafeERC20 for IERC20;

    /// @notice Terms, by the names of Story's Programmable IP License where they mean something here. `commercialRevShare` (parts of
    /// 100,000,000) and `commercialRevCeiling` are stated for the parties and enforced by nobody here: what a model owes along its
    /// lineage is in the ModelRegistry.
    /// @param spdx the SPDX identifier that the text at `uri` has, or a name of its own; what share-alike asks for
    /// @param uses which of UsageRights' four uses
    /// @param defaultMintingFee wei of OPEN for one licence; for 0 nobody needs to mint while the terms are offered
    /// @param expiration seconds that one licence lasts from its minting; 0 for ever. What expires cannot be transferred
    /// @param derivativesApproval whether the owner approves each adaptation; then the terms alone allow none
    struct Terms {
        bytes32 spdx;
        uint16 uses;
        bool transferable;
        uint256 defaultMintingFee;
        uint256 expiration;
        bool commercialUse;
        bool commercialAttribution;
        uint32 commercialRevShare;
        bool derivativesAllowed;
        bool derivativesAttribution;
        bool derivativesApproval;
        bool derivativesReciprocal;
        uint256 commercialRevCeiling;
        string uri;
    }

    /// @notice What holds for somebody's use of a version.
    /// @param reason NONE where something permits it, else the objection
    /// @param spdx the licence that permits it
    /// @param uses its bits
    struct Grant {
        UsageRights.Reason reason;
        bytes32 spdx;
        uint16 uses;
    }

    uint256 public constant MAX_URI_BYTES = 2048;
    uint256 public constant MAX_EXPIRATION_SECONDS = 36_525 days;
    uint32 public constant MAX_REVENUE_SHARE = 100_000_000;
    uint256 public constant MAX_AMOUNT = 1_000_000;
    /// @notice How many kinds of terms a Datanet can ever offer, so that looking through them ends.
    uint256 public constant MAX_OFFERS = 16;

    DatanetRegistry public immutable datanets;
    IERC20 public immutable open;

    /// @notice Whether these terms can be minted for versions of a Datanet now.
    mapping(uint256 datanetId => mapping(bytes32 termsId => bool)) public isOffered;
    /// @notice The terms of a licence.
    mapping(uint256 licenceId => bytes32) public termsOf;
    /// @notice Until which second a holder's licence lasts; 0 for ever, where the terms do not expire.
    mapping(uint256 licenceId => mapping(address holder => uint64)) public expiresAt;

    mapping(bytes32 termsId => Terms) private _terms;
    mapping(uint256 datanetId => bytes32[]) private _everOffered;

    event TermsRegistered(bytes32 indexed termsId, bytes32 spdx, uint16 uses, uint256 defaultMintingFee, string uri);
    event TermsOffered(uint256 indexed datanetId, bytes32 indexed termsId, address by);
    event OfferRevoked(uint256 indexed datanetId, bytes32 indexed termsId, address by);
    event LicenceMinted(
        uint256 indexed datanetId,
        uint32 indexed version,
        address indexed to,
        bytes32 termsId,
        uint256 amount,
        uint256 feeWei,
        address treasury
    );

    error ZeroAddress();
    error TermsInvalid(string field);
    error TermsUnknown(bytes32 termsId);
    error NotTheOwner(uint256 datanetId, address owner);
    error TooManyOffers(uint256 datanetId);
    error NotOffered(uint256 datanetId, bytes32 termsId);
    error AmountOutOfRange(uint256 amount);
    error NotTransferable(uint256 licenceId);

    constructor(DatanetRegistry datanets_, IERC20 open_) ERC1155("") {
        if (address(datanets_) == address(0) || address(open_) == address(0)) revert ZeroAddress();
        datanets = datanets_;
        open = open_;
    }

    /// @notice Keeps terms under their hash; again changes nothing.
    function registerTerms(Terms calldata terms_) external returns (bytes32 termsId) {
        _requireValid(terms_);
        termsId = keccak256(abi.encode(terms_));
        if (_terms[termsId].uses == 0) {
            _terms[termsId] = terms_;
            emit TermsRegistered(termsId, terms_.spdx, terms_.uses, terms_.defaultMintingFee, terms_.uri);
        }
    }

    /// @notice Lets anyone mint under these terms; by the Datanet's owner.
    function offer(uint256 datanetId, bytes32 termsId) external {
        _requireOwner(datanetId);
        if (_terms[termsId].uses == 0) revert TermsUnknown(termsId);
        if (isOffered[datanetId][termsId]) return;
        isOffered[datanetId][termsId] = true;
        if (!_wasOffered(datanetId, termsId)) {
            if (_everOffered[datanetId].length == MAX_OFFERS) revert TooManyOffers(datanetId);
            _everOffered[datanetId].push(termsId);
        }
        emit TermsOffered(datanetId, termsId, msg.sender);
    }

    /// @notice Ends new mints; by the Datanet's owner.
    function revoke(uint256 datanetId, bytes32 termsId) external {
        _requireOwner(datanetId);
        if (!isOffered[datanetId][termsId]) revert NotOffered(datanetId, termsId);
        isOffered[datanetId][termsId] = false;
        emit OfferRevoked(datanetId, termsId, msg.sender);
    }

    /// @notice Buys licences of one version for `to`: the caller pays the fee to the Datanet's treasury.
    /// @param amount how many; of what expires, each lasts one term after the other
    function mint(uint256 datanetId, uint32 version, bytes32 termsId, address to, uint256 amount)
        external
        returns (uint256 licenceId)
    {
        if (!isOffered[datanetId][termsId]) revert NotOffered(datanetId, termsId);
        if (amount == 0 || amount > MAX_AMOUNT) revert AmountOutOfRange(amount);
        if (!datanets.hasVersion(datanetId, version)) revert DatanetRegistry.VersionUnknown(datanetId, version);
        licenceId = licenceIdOf(datanetId, version, termsId);
        termsOf[licenceId] = termsId;
        _extend(licenceId, to, amount * _terms[termsId].expiration);
        address treasury = datanets.treasuryOf(datanetId);
        uint256 feeWei = amount * _terms[termsId].defaultMintingFee;
        emit LicenceMinted(datanetId, version, to, termsId, amount, feeWei, treasury);
        if (feeWei != 0) open.safeTransferFrom(msg.sender, treasury, feeWei);
        _mint(to, licenceId, amount, "");
    }

    /// @notice Whether `holder` may use a version so: by its own licence, by terms that cost nothing, or by a licence that was bought.
    /// @param use one of UsageRights' uses; @param paid whether for money
    function covers(address holder, uint256 datanetId, uint32 version, uint16 use, bool paid)
        external
        view
        returns (bool, UsageRights.Reason reason)
    {
        reason = grant(holder, datanetId, version, use, paid).reason;
        return (reason == UsageRights.Reason.NONE, reason);
    }

    /// @notice The same, with the licence that permits the use. Where nothing does, the reason is that of the version's own licence,
    /// or that a licence which would is expired.
    function grant(address holder, uint256 datanetId, uint32 version, uint16 use, bool paid)
        public
        view
        returns (Grant memory found)
    {
        DatanetRegistry.UsageLicence memory own = datanets.licenceOf(datanetId, version);
        found = Grant(UsageRights.objection(own.uses, use, paid), own.spdx, own.uses);
        bytes32[] storage offered = _everOffered[datanetId];
        for (uint256 i = 0; i < offered.length && found.reason != UsageRights.Reason.NONE; i++) {
            uint16 uses = _usesOf(offered[i]);
            if (UsageRights.objection(uses, use, paid) != UsageRights.Reason.NONE) continue;
            uint256 licenceId = licenceIdOf(datanetId, version, offered[i]);
            bool holds = balanceOf(holder, licenceId) != 0;
            bool free = isOffered[datanetId][offered[i]] && _terms[offered[i]].defaultMintingFee == 0;
            if (free || (holds && !_expired(offered[i], licenceId, holder))) {
                found = Grant(UsageRights.Reason.NONE, _terms[offered[i]].spdx, uses);
            } else if (holds) {
                found.reason = UsageRights.Reason.EXPIRED;
            }
        }
    }

    /// @return the terms; all zero for an unknown id
    function terms(bytes32 termsId) external view returns (Terms memory) {
        return _terms[termsId];
    }

    /// @return what a Datanet ever offered, in that order
    function offersOf(uint256 datanetId) external view returns (bytes32[] memory) {
        return _everOffered[datanetId];
    }

    function licenceIdOf(uint256 datanetId, uint32 version, bytes32 termsId) public pure returns (uint256) {
        return uint256(keccak256(abi.encode(datanetId, version, termsId)));
    }

    /// @return where the terms' text is
    function uri(uint256 licenceId) public view override returns (string memory) {
        return _terms[termsOf[licenceId]].uri;
    }

    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        if (from != address(0)) {
            for (uint256 i = 0; i < ids.length; i++) {
                Terms storage terms_ = _terms[termsOf[ids[i]]];
                if (!terms_.transferable) revert NotTransferable(ids[i]);
            }
        }
        super._update(from, to, ids, values);
    }

    function _extend(uint256 licenceId, address to, uint256 lastsSeconds) private {
        if (lastsSeconds == 0) return;
        uint256 from = expiresAt[licenceId][to];
        if (from < block.timestamp) from = block.timestamp;
        expiresAt[licenceId][to] = uint64(from + lastsSeconds);
    }

    function _expired(bytes32 termsId, uint256 licenceId, address holder) private view returns (bool) {
        return _terms[termsId].expiration != 0 && expiresAt[licenceId][holder] <= block.timestamp;
    }

    function _usesOf(bytes32 termsId) private view returns (uint16 uses) {
        Terms storage terms_ = _terms[termsId];
        uses = terms_.uses;
        if (terms_.commercialUse) uses |= UsageRights.COMMERCIAL;
        if (terms_.derivativesAllowed && !terms_.derivativesApproval) uses |= UsageRights.DERIVATIVES;
        if (terms_.commercialAttribution || terms_.derivativesAttribution) uses |= UsageRights.ATTRIBUTION;
        if (terms_.derivativesReciprocal) uses |= UsageRights.SHARE_ALIKE;
    }

    function _wasOffered(uint256 datanetId, bytes32 termsId) private view returns (bool) {
        bytes32[] storage offered = _everOffered[datanetId];
        for (uint256 i = 0; i < offered.length; i++) {
            if (offered[i] == termsId) return true;
        }
        return false;
    }

    function _requireOwner(uint256 datanetId) private view {
        address owner = datanets.ownerOf(datanetId);
        if (msg.sender != owner && !datanets.isApprovedForAll(owner, msg.sender)) revert NotTheOwner(datanetId, owner);
    }

    function _requireValid(Terms calldata terms_) private pure {
        if (terms_.spdx == 0) revert TermsInvalid("spdx");
        if (terms_.uses == 0 || terms_.uses & ~UsageRights.ANY_USE != 0) revert TermsInvalid("uses");
        if (terms_.defaultMintingFee > type(uint128).max) revert TermsInvalid("defaultMintingFee");
        if (terms_.expiration > MAX_EXPIRATION_SECONDS) revert TermsInvalid("expiration");
        if (terms_.expiration != 0 && terms_.transferable) revert TermsInvalid("transferable");
        if (terms_.commercialRevShare > MAX_REVENUE_SHARE) revert TermsInvalid("commercialRevShare");
        if (terms_.commercialRevShare != 0 && !terms_.commercialUse) revert TermsInvalid("commercialRevShare");
        if (terms_.derivativesReciprocal && !terms_.derivativesAllowed) revert TermsInvalid("derivativesReciprocal");
        if (bytes(terms_.uri).length > MAX_URI_BYTES) revert TermsInvalid("uri");
    }
}
