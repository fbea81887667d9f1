// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignedActions} from "./SignedActions.sol";
import {UnorderedNonces} from "./UnorderedNonces.sol";

/// @title Datanets: who gave which rows under which terms, and which rows each version holds
/// @notice A Datanet is a token. Rows stay off chain: contributions and versions are Merkle roots of salted row hashes.
/// @custom:invariant A contribution is recorded only with its contributor's signature over the terms in force.
/// @custom:invariant Contributions and versions are never changed or removed; version numbers count up from 1.
contract DatanetRegistry is ERC721, SignedActions, UnorderedNonces {
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
    /// @return the new Datanet's id
    function createDatanet(string calldata name_, bytes32 termsDigest, string calldata uri) external returns (uint256) {
        return _create(msg.sender, name_, termsDigest, uri);
    }

    /// @notice Creates a Datanet that belongs to `owner` from the start; anyone may pay for it.
    function createDatanetFor(address owner, string calldata name_, bytes32 termsDigest, string calldata uri)
        external
        returns (uint256)
    {
        return _create(owner, name_, termsDigest, uri);
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

    function _create(address owner, string calldata name_, bytes32 termsDigest, string calldata uri)
        private
        returns (uint256 datanetId)
    {
        if (bytes(name_).length == 0 || bytes(name_).length > MAX_NAME_BYTES) {
            revert NameLength(bytes(name_).length);
        }
        if (bytes(uri).length > MAX_URI_BYTES) revert UriTooLong(bytes(uri).length);
        if (termsDigest == 0) revert ZeroTerms();
        datanetId = ++datanets;
        _datanets[datanetId] = Datanet(name_, uri, termsDigest, 0);
        _mint(owner, datanetId);
        emit DatanetCreated(datanetId, owner, msg.sender, name_, termsDigest, uri);
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
