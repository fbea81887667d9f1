// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignedActions} from "./SignedActions.sol";
import {UnorderedNonces} from "./UnorderedNonces.sol";
import {UsageRights} from "./UsageRights.sol";

/// @title Datanets: who gave which rows under which terms, and which rows each version holds
/// @notice A Datanet is a token. Rows stay off chain: contributions and versions are Merkle roots of salted row hashes.
/// @custom:invariant A contribution is recorded only with its contributor's signature over the terms in force.
/// @custom:invariant Contributions and versions are never changed or removed; version numbers count up from 1.
/// @custom:invariant A published version keeps the licence that it was published under.
contract DatanetRegistry is ERC721, SignedActions, UnorderedNonces {
    using Checkpoints for Checkpoints.Trace224;

    struct Datanet {
        string name;
        string uri;
        bytes32 termsDigest;
        uint32 versions;
    }

    struct Contribution {
        bytes32 termsDigest;
        uint32 rows;
        uint64 timestamp;
    }

    struct Version {
        bytes32 root;
        bytes32 manifestDigest;
        uint64 rows;
        uint64 timestamp;
    }

    /// @param spdx the licence's SPDX identifier, or a name of its own
    /// @param uses bits of UsageRights; 0 only where no licence is stated, which permits nothing
    /// @param textDigest sha256 of the licence's text, or zero where the identifier says enough
    struct UsageLicence {
        bytes32 spdx;
        uint16 uses;
        bytes32 textDigest;
    }

    /// @dev One of a batch; its fields are those that its contributor signed.
    struct SignedContribution {
        address contributor;
        bytes32 root;
        uint32 rows;
        uint256 nonce;
        uint256 deadline;
        bytes signature;
    }

    uint256 public constant MAX_NAME_BYTES = 128;
    uint256 public constant MAX_URI_BYTES = 2048;

    bytes32 private constant CONTRIBUTION_TYPE = keccak256(
        "Contribution(uint256 datanetId,bytes32 root,uint32 rows,bytes32 termsDigest,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant PUBLICATION_TYPE = keccak256(
        "Publication(uint256 datanetId,uint32 number,bytes32 root,uint64 rows,bytes32 manifestDigest,uint256 deadline)"
    );

    /// @notice How many Datanets there are; their ids are 1 to this.
    uint256 public datanets;

    mapping(uint256 datanetId => Datanet) private _datanets;
    mapping(uint256 datanetId => mapping(address contributor => mapping(bytes32 root => Contribution))) private
        _contributions;
    mapping(uint256 datanetId => mapping(uint32 number => Version)) private _versions;
    mapping(uint256 datanetId => UsageLicence[]) private _licences;
    /// @dev From a version's number to its licence's place, of which one holds until the next.
    mapping(uint256 datanetId => Checkpoints.Trace224) private _licenceFrom;
    mapping(uint256 datanetId => address) private _treasuries;

    /// @notice When a batch of contributions was recorded; 0 where it was not.
    mapping(uint256 datanetId => mapping(bytes32 batch => uint64)) public batchTime;

    event DatanetCreated(
        uint256 indexed datanetId, address indexed owner, address creator, string name, bytes32 termsDigest, string uri
    );
    event TermsChanged(uint256 indexed datanetId, bytes32 termsDigest);
    event ContributionRecorded(
        uint256 indexed datanetId,
        address indexed contributor,
        bytes32 indexed root,
        uint32 rows,
        bytes32 termsDigest,
        uint256 nonce
    );
    event VersionPublished(
        uint256 indexed datanetId, uint32 indexed number, bytes32 root, uint64 rows, bytes32 manifestDigest
    );
    /// @dev `fromVersion` and all later ones have this licence, until there is another.
    event LicenceStated(uint256 indexed datanetId, uint32 fromVersion, bytes32 spdx, uint16 uses, bytes32 textDigest);
    event TreasurySet(uint256 indexed datanetId, address treasury);
    event BatchRecorded(uint256 indexed datanetId, bytes32 indexed batch, uint256 contributions);

    error LicenceInvalid(bytes32 spdx, uint16 uses);
    error BatchEmpty();
    error BatchAlreadyRecorded(uint256 datanetId, bytes32 batch);
    error NameLength(uint256 length);
    error UriTooLong(uint256 length);
    error ZeroTerms();
    error ZeroRoot();
    error ZeroRows();
    error TermsNotInForce(bytes32 inForce, bytes32 signed);
    error ContributionAlreadyRecorded(uint256 datanetId, address contributor, bytes32 root);
    error VersionUnknown(uint256 datanetId, uint32 number);

    constructor() ERC721("OpenLedger Datanet", "DATANET") EIP712("OpenLedger DatanetRegistry", "1") {}

    /// @param termsDigest sha256 of the terms text that contributors sign
    /// @param licence what others may do with its versions
    /// @return the new Datanet's id
    function createDatanet(
        string calldata name_,
        bytes32 termsDigest,
        string calldata uri,
        UsageLicence calldata licence
    ) external returns (uint256) {
        return _create(msg.sender, name_, termsDigest, uri, licence);
    }

    /// @notice Creates a Datanet that belongs to `owner` from the start; anyone may pay for it. Its event says who did. Who made it for
    /// another has no right over it: its terms, versions, licence and treasury are its owner's.
    function createDatanetFor(
        address owner,
        string calldata name_,
        bytes32 termsDigest,
        string calldata uri,
        UsageLicence calldata licence
    ) external returns (uint256) {
        return _create(owner, name_, termsDigest, uri, licence);
    }

    /// @notice Another licence for the next version and those after it; published ones keep theirs.
    function changeLicence(uint256 datanetId, UsageLicence calldata licence) external {
        _checkAuthorized(ownerOf(datanetId), msg.sender, datanetId);
        _stateLicence(datanetId, licence);
    }

    /// @notice Where fees for licences and models go; zero for the owner. A sale sets it back, so that a seller earns nothing more.
    function setTreasury(uint256 datanetId, address treasury) external {
        _checkAuthorized(ownerOf(datanetId), msg.sender, datanetId);
        _treasuries[datanetId] = treasury;
        emit TreasurySet(datanetId, treasury);
    }

    /// @notice New terms bind contributions recorded from now on; earlier ones keep the terms they signed.
    function changeTerms(uint256 datanetId, bytes32 termsDigest) external {
        _checkAuthorized(ownerOf(datanetId), msg.sender, datanetId);
        if (termsDigest == 0) revert ZeroTerms();
        _datanets[datanetId].termsDigest = termsDigest;
        emit TermsChanged(datanetId, termsDigest);
    }

    /// @notice Records what `contributor` signed; anyone may bring it.
    /// @param root Merkle root (RFC 6962) of the rows' leaves
    /// @param nonce any number this contributor has not used yet
    /// @param deadline last second at which the signature is good
    function recordContribution(
        uint256 datanetId,
        address contributor,
        bytes32 root,
        uint32 rows,
        bytes32 termsDigest,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        _requireOwned(datanetId);
        _requireRows(root, rows);
        if (termsDigest != _datanets[datanetId].termsDigest) {
            revert TermsNotInForce(_datanets[datanetId].termsDigest, termsDigest);
        }
        Contribution storage contribution_ = _contributions[datanetId][contributor][root];
        if (contribution_.rows != 0) revert ContributionAlreadyRecorded(datanetId, contributor, root);
        bytes32 hash = keccak256(abi.encode(CONTRIBUTION_TYPE, datanetId, root, rows, termsDigest, nonce, deadline));
        _requireSignature(contributor, hash, deadline, signature);
        _useNonce(contributor, nonce);
        contribution_.termsDigest = termsDigest;
        contribution_.rows = rows;
        contribution_.timestamp = uint64(block.timestamp);
        emit ContributionRecorded(datanetId, contributor, root, rows, termsDigest, nonce);
    }

    /// @notice Records what many contributors signed under one root. Saying the same again in another batch changes nothing; a nonce
    /// that was used or cancelled is refused, and none is used up.
    /// @return batch Merkle root over `contributionLeaf` of each, in this order, of sorted pairs
    function recordContributions(uint256 datanetId, bytes32 termsDigest, SignedContribution[] calldata signed)
        external
        returns (bytes32 batch)
    {
        _requireOwned(datanetId);
        if (termsDigest != _datanets[datanetId].termsDigest) {
            revert TermsNotInForce(_datanets[datanetId].termsDigest, termsDigest);
        }
        if (signed.length == 0) revert BatchEmpty();
        bytes32[] memory leaves = new bytes32[](signed.length);
        for (uint256 i = 0; i < signed.length; i++) {
            leaves[i] = _checked(datanetId, termsDigest, signed[i]);
        }
        batch = _rootOf(leaves);
        if (batchTime[datanetId][batch] != 0) revert BatchAlreadyRecorded(datanetId, batch);
        batchTime[datanetId][batch] = uint64(block.timestamp);
        emit BatchRecorded(datanetId, batch, signed.length);
    }

    /// @notice Publishes the next version; only by the Datanet's owner or whom they approved.
    /// @return the version's number, from 1
    function publishVersion(uint256 datanetId, bytes32 root, uint64 rows, bytes32 manifestDigest)
        external
        returns (uint32)
    {
        _checkAuthorized(ownerOf(datanetId), msg.sender, datanetId);
        return _publish(datanetId, root, rows, manifestDigest);
    }

    /// @notice Publishes the next version with the owner's signature. The signed number is the nonce: it is used up by
    /// whatever is published next.
    function publishVersionFor(
        uint256 datanetId,
        bytes32 root,
        uint64 rows,
        bytes32 manifestDigest,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint32) {
        uint32 number = _datanets[datanetId].versions + 1;
        bytes32 hash = keccak256(abi.encode(PUBLICATION_TYPE, datanetId, number, root, rows, manifestDigest, deadline));
        _requireSignature(ownerOf(datanetId), hash, deadline, signature);
        return _publish(datanetId, root, rows, manifestDigest);
    }

    function datanet(uint256 datanetId) external view returns (Datanet memory) {
        _requireOwned(datanetId);
        return _datanets[datanetId];
    }

    /// @return the record; all zero when this contributor has recorded no such root
    function contribution(uint256 datanetId, address contributor, bytes32 root)
        external
        view
        returns (Contribution memory)
    {
        return _contributions[datanetId][contributor][root];
    }

    function version(uint256 datanetId, uint32 number) external view returns (Version memory) {
        if (!hasVersion(datanetId, number)) revert VersionUnknown(datanetId, number);
        return _versions[datanetId][number];
    }

    function hasVersion(uint256 datanetId, uint32 number) public view returns (bool) {
        return number != 0 && number <= _datanets[datanetId].versions;
    }

    /// @notice Whether a recorded batch has a contribution.
    function inBatch(uint256 datanetId, bytes32 batch, bytes32 leaf, bytes32[] calldata proof)
        external
        view
        returns (bool)
    {
        return batchTime[datanetId][batch] != 0 && MerkleProof.verifyCalldata(proof, batch, leaf);
    }

    /// @return the leaf of a contribution in its batch
    function contributionLeaf(uint256 datanetId, address contributor, bytes32 root, uint32 rows, bytes32 termsDigest)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(datanetId, contributor, root, rows, termsDigest));
    }

    /// @return the licence of a version; all zero where none was stated. For the next version, what it would be published under
    function licenceOf(uint256 datanetId, uint32 number) public view returns (UsageLicence memory) {
        _requireOwned(datanetId);
        uint224 place = _licenceFrom[datanetId].upperLookup(number);
        if (place == 0) return UsageLicence(0, 0, 0);
        return _licences[datanetId][place - 1];
    }

    /// @notice Whether a version's own licence lets anybody use it so.
    /// @param use one of UsageRights' uses; @param paid whether for money
    function permits(uint256 datanetId, uint32 number, uint16 use, bool paid)
        external
        view
        returns (bool, UsageRights.Reason reason)
    {
        if (!hasVersion(datanetId, number)) revert VersionUnknown(datanetId, number);
        reason = UsageRights.objection(licenceOf(datanetId, number).uses, use, paid);
        return (reason == UsageRights.Reason.NONE, reason);
    }

    function treasuryOf(uint256 datanetId) external view returns (address) {
        address treasury = _treasuries[datanetId];
        return treasury == address(0) ? _requireOwned(datanetId) : treasury;
    }

    /// @return the EIP-712 digest a contributor signs
    function contributionDigest(
        uint256 datanetId,
        bytes32 root,
        uint32 rows,
        bytes32 termsDigest,
        uint256 nonce,
        uint256 deadline
    ) external view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(abi.encode(CONTRIBUTION_TYPE, datanetId, root, rows, termsDigest, nonce, deadline))
        );
    }

    /// @return the EIP-712 digest an owner signs to publish version `number`
    function publicationDigest(
        uint256 datanetId,
        uint32 number,
        bytes32 root,
        uint64 rows,
        bytes32 manifestDigest,
        uint256 deadline
    ) external view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(abi.encode(PUBLICATION_TYPE, datanetId, number, root, rows, manifestDigest, deadline))
        );
    }

    function tokenURI(uint256 datanetId) public view override returns (string memory) {
        _requireOwned(datanetId);
        return _datanets[datanetId].uri;
    }

    function _update(address to, uint256 datanetId, address auth) internal override returns (address from) {
        from = super._update(to, datanetId, auth);
        if (from != to && _treasuries[datanetId] != address(0)) {
            delete _treasuries[datanetId];
            emit TreasurySet(datanetId, address(0));
        }
    }

    function _create(
        address owner,
        string calldata name_,
        bytes32 termsDigest,
        string calldata uri,
        UsageLicence calldata licence
    ) private returns (uint256 datanetId) {
        if (bytes(name_).length == 0 || bytes(name_).length > MAX_NAME_BYTES) {
            revert NameLength(bytes(name_).length);
        }
        if (bytes(uri).length > MAX_URI_BYTES) revert UriTooLong(bytes(uri).length);
        if (termsDigest == 0) revert ZeroTerms();
        datanetId = ++datanets;
        _datanets[datanetId] = Datanet(name_, uri, termsDigest, 0);
        _mint(owner, datanetId);
        emit DatanetCreated(datanetId, owner, msg.sender, name_, termsDigest, uri);
        if (licence.uses != 0 || licence.spdx != 0) _stateLicence(datanetId, licence);
    }

    function _stateLicence(uint256 datanetId, UsageLicence calldata licence) private {
        if (licence.spdx == 0 || licence.uses == 0 || licence.uses > UsageRights.ALL) {
            revert LicenceInvalid(licence.spdx, licence.uses);
        }
        uint32 from = _datanets[datanetId].versions + 1;
        _licences[datanetId].push(licence);
        _licenceFrom[datanetId].push(from, uint224(_licences[datanetId].length));
        emit LicenceStated(datanetId, from, licence.spdx, licence.uses, licence.textDigest);
    }

    function _checked(uint256 datanetId, bytes32 termsDigest, SignedContribution calldata one)
        private
        view
        returns (bytes32)
    {
        _requireRows(one.root, one.rows);
        if (isNonceUsed(one.contributor, one.nonce)) revert NonceAlreadyUsed(one.contributor, one.nonce);
        bytes32 hash = keccak256(
            abi.encode(CONTRIBUTION_TYPE, datanetId, one.root, one.rows, termsDigest, one.nonce, one.deadline)
        );
        _requireSignature(one.contributor, hash, one.deadline, one.signature);
        return contributionLeaf(datanetId, one.contributor, one.root, one.rows, termsDigest);
    }

    /// @dev Pairs from the left; what has no neighbour goes up as it is. The leaves are overwritten.
    function _rootOf(bytes32[] memory leaves) private pure returns (bytes32) {
        for (uint256 width = leaves.length; width > 1; width = (width + 1) / 2) {
            for (uint256 i = 0; i < width; i += 2) {
                leaves[i / 2] = i + 1 == width ? leaves[i] : Hashes.commutativeKeccak256(leaves[i], leaves[i + 1]);
            }
        }
        return leaves[0];
    }

    function _publish(uint256 datanetId, bytes32 root, uint64 rows, bytes32 manifestDigest)
        private
        returns (uint32 number)
    {
        _requireRows(root, rows);
        number = ++_datanets[datanetId].versions;
        _versions[datanetId][number] = Version(root, manifestDigest, rows, uint64(block.timestamp));
        emit VersionPublished(datanetId, number, root, rows, manifestDigest);
    }

    function _requireRows(bytes32 root, uint64 rows) private pure {
        if (root == 0) revert ZeroRoot();
        if (rows == 0) revert ZeroRows();
    }
}
