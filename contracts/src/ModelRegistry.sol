// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IERC165, IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {DatanetRegistry} from "./DatanetRegistry.sol";

/// @title Models: their digests, what they were built on, and the royalty each level keeps
/// @notice A model is a token; everything but its owner is fixed at registration. Its parents are older models, so
/// lineage has no cycles.
/// @custom:invariant A digest names at most one model; parents exist and have smaller ids; every source is published.
contract ModelRegistry is ERC721, IERC2981 {
    struct Source {
        uint256 datanetId;
        uint32 version;
    }

    struct Model {
        bytes32 digest;
        bytes32 baseDigest;
        uint16 royaltyBps;
        uint64 timestamp;
        uint256[] parents;
        Source[] sources;
        string uri;
    }

    uint256 public constant MAX_PARENTS = 8;
    uint256 public constant MAX_SOURCES = 64;
    uint256 public constant MAX_URI_BYTES = 2048;
    uint16 public constant MAX_ROYALTY_BPS = 10_000;

    DatanetRegistry public immutable datanets;

    /// @notice How many models there are; their ids are 1 to this.
    uint256 public models;

    /// @notice The model with this digest, or 0.
    mapping(bytes32 digest => uint256 modelId) public modelOf;
    mapping(uint256 modelId => Model) private _models;

    event ModelRegistered(
        uint256 indexed modelId,
        address indexed owner,
        bytes32 indexed digest,
        bytes32 baseDigest,
        uint256[] parents,
        uint16 royaltyBps,
        Source[] sources,
        string uri
    );

    error ZeroAddress();
    error ZeroDigest();
    error DigestTaken(bytes32 digest, uint256 modelId);
    error TooMany(uint256 length, uint256 limit);
    error RoyaltyTooHigh(uint16 royaltyBps);
    error UriTooLong(uint256 length);
    error ParentUnknown(uint256 modelId);
    error ParentsNotAscending(uint256 index);
    error SourceUnknown(uint256 datanetId, uint32 version);
    error SourcesNotAscending(uint256 index);

    constructor(DatanetRegistry datanets_) ERC721("OpenLedger Model", "MODEL") {
        if (address(datanets_) == address(0)) revert ZeroAddress();
        datanets = datanets_;
    }

    /// @notice Registers a model for `owner`, anyone may pay for it. The ERC-2981 royalty is its owner's of the day.
    /// @param digest digest of the adapter (or of a whole model); @param baseDigest that of the base, or zero for a base
    /// @param parents ids of the models it was built on, ascending
    /// @param sources Datanet versions it was trained on, ascending by Datanet, then version
    /// @return modelId from 1
    function registerModel(
        address owner,
        bytes32 digest,
        bytes32 baseDigest,
        uint256[] calldata parents,
        uint16 royaltyBps,
        Source[] calldata sources,
        string calldata uri
    ) external returns (uint256 modelId) {
        if (digest == 0) revert ZeroDigest();
        if (modelOf[digest] != 0) revert DigestTaken(digest, modelOf[digest]);
        if (royaltyBps > MAX_ROYALTY_BPS) revert RoyaltyTooHigh(royaltyBps);
        if (bytes(uri).length > MAX_URI_BYTES) revert UriTooLong(bytes(uri).length);
        _requireParents(parents);
        _requireSources(sources);
        modelId = ++models;
        modelOf[digest] = modelId;
        Model storage model_ = _models[modelId];
        model_.digest = digest;
        model_.baseDigest = baseDigest;
        model_.royaltyBps = royaltyBps;
        model_.timestamp = uint64(block.timestamp);
        model_.parents = parents;
        for (uint256 i = 0; i < sources.length; i++) {
            model_.sources.push(sources[i]);
        }
        model_.uri = uri;
        _mint(owner, modelId);
        emit ModelRegistered(modelId, owner, digest, baseDigest, parents, royaltyBps, sources, uri);
    }

    function model(uint256 modelId) external view returns (Model memory) {
        _requireOwned(modelId);
        return _models[modelId];
    }

    function tokenURI(uint256 modelId) public view override returns (string memory) {
        _requireOwned(modelId);
        return _models[modelId].uri;
    }

    /// @notice The royalty of a sale goes to who owns the model then.
    function royaltyInfo(uint256 modelId, uint256 price) external view returns (address receiver, uint256 amount) {
        return (_requireOwned(modelId), price * _models[modelId].royaltyBps / MAX_ROYALTY_BPS);
    }

    function supportsInterface(bytes4 id) public view override(ERC721, IERC165) returns (bool) {
        return id == type(IERC2981).interfaceId || super.supportsInterface(id);
    }

    /// @dev Ascending order makes repeats impossible, so that nobody is paid twice as one model's parent.
    function _requireParents(uint256[] calldata parents) private view {
        if (parents.length > MAX_PARENTS) revert TooMany(parents.length, MAX_PARENTS);
        for (uint256 i = 0; i < parents.length; i++) {
            if (parents[i] == 0 || parents[i] > models) revert ParentUnknown(parents[i]);
            if (i != 0 && parents[i] <= parents[i - 1]) revert ParentsNotAscending(i);
        }
    }

    function _requireSources(Source[] calldata sources) private view {
        if (sources.length > MAX_SOURCES) revert TooMany(sources.length, MAX_SOURCES);
        for (uint256 i = 0; i < sources.length; i++) {
            Source calldata source = sources[i];
            if (!datanets.hasVersion(source.datanetId, source.version)) {
                revert SourceUnknown(source.datanetId, source.version);
            }
            if (i != 0 && !_precedes(sources[i - 1], source)) revert SourcesNotAscending(i);
        }
    }

    function _precedes(Source calldata left, Source calldata right) private pure returns (bool) {
        if (left.datanetId != right.datanetId) return left.datanetId < right.datanetId;
        return left.version < right.version;
    }
}
