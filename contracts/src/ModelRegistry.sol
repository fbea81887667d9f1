// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC165, IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {DatanetRegistry} from "./DatanetRegistry.sol";
import {Licences} from "./Licences.sol";
import {Parameters} from "./Parameters.sol";
import {UsageRights} from "./UsageRights.sol";
import {WrappedOpen} from "./WrappedOpen.sol";

/// @title Models: their digests, what they were built on, and the royalty each level keeps
/// @notice A model is a token; everything but its owner is fixed at registration. Its parents are older models, so
/// lineage has no cycles.
/// @custom:invariant Parents exist and have smaller ids; every source is published, and a licence let the owner train on it.
/// @custom:invariant The treasury of each source has the building fee of that block when the model is there; nothing stays here.
/// @custom:invariant What a model owes its ancestors is at most half of its developer's part, and each gets at least what it asked for.
contract ModelRegistry is ERC721, IERC2981 {
    using SafeERC20 for IERC20;

    struct Source {
        uint256 datanetId;
        uint32 version;
    }

    /// @dev A model and the basis points that it gets of the developer's part of what a later one earns.
    struct Parent {
        uint256 modelId;
        uint16 bps;
    }

    /// @param digest of the adapter (or of a whole model)
    /// @param baseDigest that of the base, or zero for a base
    /// @param licence the model's own, as an SPDX identifier; zero where none is stated
    /// @param paid whether it may be served for money
    /// @param royaltyBps what it asks of models built on it, and of its own sales (ERC-2981)
    struct Facts {
        bytes32 digest;
        bytes32 baseDigest;
        bytes32 licence;
        bool paid;
        uint16 royaltyBps;
    }

    struct Model {
        Facts facts;
        uint64 timestamp;
        uint8 depth;
        bool shareAlike;
        Parent[] parents;
        Source[] sources;
        string uri;
    }

    uint256 public constant MAX_PARENTS = 8;
    uint256 public constant MAX_SOURCES = 64;
    uint256 public constant MAX_URI_BYTES = 2048;
    uint16 public constant MAX_ROYALTY_BPS = 10_000;
    /// @notice How much of the developer's part all ancestors together can get.
    uint16 public constant MAX_STACK_BPS = 5_000;
    uint8 public constant MAX_DEPTH = 16;
    uint256 public constant MAX_ANCESTORS = 64;

    DatanetRegistry public immutable datanets;
    Licences public immutable licences;
    /// @notice Where the building fee stands; zero where OPEN has no votes, and then there is no fee.
    Parameters public immutable parameters;

    /// @notice How many models there are; their ids are 1 to this.
    uint256 public models;

    /// @notice The model that somebody registered of a digest for an owner, or 0. Nobody's registration is in another's way.
    mapping(bytes32 digest => mapping(address owner => mapping(address registrar => uint256 modelId))) public modelOf;
    mapping(uint256 modelId => Model) private _models;
    mapping(uint256 modelId => Parent[]) private _ancestors;

    event ModelRegistered(
        uint256 indexed modelId,
        address indexed owner,
        bytes32 indexed digest,
        address registrar,
        Facts facts,
        Parent[] parents,
        Source[] sources,
        string uri
    );
    /// @dev All ancestors, ascending, with what each gets of the developer's part, and who owned them then.
    event LineageFixed(uint256 indexed modelId, uint256[] ancestors, uint16[] bps, address[] owners);
    event BuildingFeePaid(
        uint256 indexed modelId, uint256 indexed datanetId, uint32 version, address treasury, uint256 amountWei
    );

    error ZeroAddress();
    error ZeroDigest();
    error DigestTaken(bytes32 digest, uint256 modelId);
    error TooMany(uint256 length, uint256 limit);
    error RoyaltyTooHigh(uint16 royaltyBps);
    error UriTooLong(uint256 length);
    error ParentUnknown(uint256 modelId);
    error ParentsNotAscending(uint256 index);
    error ParentAsksMore(uint256 modelId, uint16 bps);
    error ParentNotForMoney(uint256 modelId);
    error ParentLicence(uint256 modelId, bytes32 licence);
    error StackTooHigh(uint256 bps);
    error TooDeep(uint256 depth);
    error SourceUnknown(uint256 datanetId, uint32 version);
    error SourcesNotAscending(uint256 index);
    error SourceNotPermitted(uint256 datanetId, uint32 version, UsageRights.Reason reason);
    error SourceLicence(uint256 datanetId, bytes32 licence);
    error BuildingFeeShort(uint256 dueWei, uint256 sentWei);

    constructor(DatanetRegistry datanets_, Licences licences_, Parameters parameters_)
        ERC721("OpenLedger Model", "MODEL")
    {
        if (address(datanets_) == address(0) || address(licences_) == address(0)) revert ZeroAddress();
        datanets = datanets_;
        licences = licences_;
        parameters = parameters_;
    }

    /// @notice Registers a model for `owner`; anyone may, and pays the building fee: out of the native OPEN that is sent along, of which
    /// the rest comes back wrapped, or else as OPEN that is approved. The ERC-2981 royalty is its owner's of the day.
    /// @param parents the models it was built on, ascending, each with at least what it asks for
    /// @param sources Datanet versions it was trained on, ascending by Datanet, then version
    /// @return modelId from 1
    function registerModel(
        address owner,
        Facts calldata facts,
        Parent[] calldata parents,
        Source[] calldata sources,
        string calldata uri
    ) external payable returns (uint256 modelId) {
        if (facts.digest == 0) revert ZeroDigest();
        if (facts.royaltyBps > MAX_ROYALTY_BPS) revert RoyaltyTooHigh(facts.royaltyBps);
        if (bytes(uri).length > MAX_URI_BYTES) revert UriTooLong(bytes(uri).length);
        modelId = modelOf[facts.digest][owner][msg.sender];
        if (modelId != 0) revert DigestTaken(facts.digest, modelId);
        _requireParents(parents);
        modelId = ++models;
        modelOf[facts.digest][owner][msg.sender] = modelId;
        Model storage model_ = _models[modelId];
        model_.facts = facts;
        model_.timestamp = uint64(block.timestamp);
        model_.uri = uri;
        _inherit(modelId, facts, parents);
        _mint(owner, modelId);
        emit ModelRegistered(modelId, owner, facts.digest, msg.sender, facts, parents, sources, uri);
        _use(owner, model_, sources);
        _pay(modelId, sources);
    }

    /// @return what a registration pays for each source, in wei of OPEN
    function buildingFeeWei() public view returns (uint256) {
        return address(parameters) == address(0) ? 0 : parameters.buildingFeeWei();
    }

    function model(uint256 modelId) external view returns (Model memory) {
        _requireOwned(modelId);
        return _models[modelId];
    }

    /// @return all ancestors, ascending, with what each gets of the developer's part
    function lineageOf(uint256 modelId) external view returns (Parent[] memory) {
        _requireOwned(modelId);
        return _ancestors[modelId];
    }

    /// @notice Whether a model may be used so: the licences of its sources were asked at its registration, and bind it for good.
    /// @param use one of UsageRights' uses; @param paid whether for money
    function permits(uint256 modelId, uint16 use, bool paid) external view returns (bool, UsageRights.Reason reason) {
        _requireOwned(modelId);
        uint16 uses = UsageRights.ANY_USE | UsageRights.DERIVATIVES;
        if (_models[modelId].facts.paid) uses |= UsageRights.COMMERCIAL;
        reason = UsageRights.objection(uses, use, paid);
        return (reason == UsageRights.Reason.NONE, reason);
    }

    function tokenURI(uint256 modelId) public view override returns (string memory) {
        _requireOwned(modelId);
        return _models[modelId].uri;
    }

    /// @notice The royalty of a sale goes to who owns the model then.
    function royaltyInfo(uint256 modelId, uint256 price) external view returns (address receiver, uint256 amount) {
        return (_requireOwned(modelId), price * _models[modelId].facts.royaltyBps / MAX_ROYALTY_BPS);
    }

    function supportsInterface(bytes4 id) public view override(ERC721, IERC165) returns (bool) {
        return id == type(IERC2981).interfaceId || super.supportsInterface(id);
    }

    /// @dev Ascending order makes repeats impossible, so that nobody is paid twice as one model's parent.
    function _requireParents(Parent[] calldata parents) private view {
        if (parents.length > MAX_PARENTS) revert TooMany(parents.length, MAX_PARENTS);
        for (uint256 i = 0; i < parents.length; i++) {
            if (parents[i].modelId == 0 || parents[i].modelId > models) revert ParentUnknown(parents[i].modelId);
            if (i != 0 && parents[i].modelId <= parents[i - 1].modelId) revert ParentsNotAscending(i);
        }
    }

    /// @dev Keeps what parents ask for, and what theirs do: an ancestor that is reached in two ways gets both.
    function _inherit(uint256 modelId, Facts calldata facts, Parent[] calldata parents) private {
        Stack memory stack = Stack(new Parent[](MAX_ANCESTORS), 0, 0);
        uint8 depth = 0;
        for (uint256 i = 0; i < parents.length; i++) {
            uint256 parent = parents[i].modelId;
            Model storage from = _models[parent];
            if (parents[i].bps < from.facts.royaltyBps) revert ParentAsksMore(parent, from.facts.royaltyBps);
            if (facts.paid && !from.facts.paid) revert ParentNotForMoney(parent);
            if (from.shareAlike) {
                if (facts.licence != from.facts.licence) revert ParentLicence(parent, from.facts.licence);
                _models[modelId].shareAlike = true;
            }
            if (from.depth >= depth) depth = from.depth + 1;
            _add(stack, parents[i]);
            Parent[] storage above = _ancestors[parent];
            for (uint256 j = 0; j < above.length; j++) {
                _add(stack, above[j]);
            }
            _models[modelId].parents.push(parents[i]);
        }
        if (depth > MAX_DEPTH) revert TooDeep(depth);
        if (stack.bps > MAX_STACK_BPS) revert StackTooHigh(stack.bps);
        _models[modelId].depth = depth;
        if (stack.length != 0) _keep(modelId, stack);
    }

    struct Stack {
        Parent[] entries;
        uint256 length;
        uint256 bps;
    }

    /// @dev Keeps the entries ascending by model.
    function _add(Stack memory stack, Parent memory one) private pure {
        stack.bps += one.bps;
        uint256 at = 0;
        while (at < stack.length && stack.entries[at].modelId < one.modelId) at++;
        if (at < stack.length && stack.entries[at].modelId == one.modelId) {
            uint256 sum = uint256(stack.entries[at].bps) + one.bps;
            if (sum > MAX_STACK_BPS) revert StackTooHigh(sum);
            stack.entries[at] = Parent(one.modelId, uint16(sum));
            return;
        }
        if (stack.length == MAX_ANCESTORS) revert TooMany(stack.length + 1, MAX_ANCESTORS);
        for (uint256 i = stack.length; i > at; i--) {
            stack.entries[i] = stack.entries[i - 1];
        }
        stack.entries[at] = Parent(one.modelId, one.bps);
        stack.length++;
    }

    function _keep(uint256 modelId, Stack memory stack) private {
        uint256[] memory ids = new uint256[](stack.length);
        uint16[] memory bps = new uint16[](stack.length);
        address[] memory owners = new address[](stack.length);
        for (uint256 i = 0; i < stack.length; i++) {
            (ids[i], bps[i]) = (stack.entries[i].modelId, stack.entries[i].bps);
            owners[i] = ownerOf(ids[i]);
            _ancestors[modelId].push(stack.entries[i]);
        }
        emit LineageFixed(modelId, ids, bps, owners);
    }

    /// @dev Each source must let the owner train on it; share-alike binds the model's licence.
    function _use(address owner, Model storage model_, Source[] calldata sources) private {
        if (sources.length > MAX_SOURCES) revert TooMany(sources.length, MAX_SOURCES);
        Facts memory facts = model_.facts;
        for (uint256 i = 0; i < sources.length; i++) {
            Source calldata source = sources[i];
            if (!datanets.hasVersion(source.datanetId, source.version)) {
                revert SourceUnknown(source.datanetId, source.version);
            }
            if (i != 0 && !_precedes(sources[i - 1], source)) revert SourcesNotAscending(i);
            Licences.Grant memory grant =
                licences.grant(owner, source.datanetId, source.version, UsageRights.TRAIN, facts.paid);
            if (grant.reason != UsageRights.Reason.NONE) {
                revert SourceNotPermitted(source.datanetId, source.version, grant.reason);
            }
            if (grant.uses & UsageRights.SHARE_ALIKE != 0) {
                if (facts.licence != grant.spdx) revert SourceLicence(source.datanetId, grant.spdx);
                model_.shareAlike = true;
            }
            model_.sources.push(source);
        }
    }

    /// @dev The last that a registration does: whatever a treasury or a token calls back, the model stands.
    function _pay(uint256 modelId, Source[] calldata sources) private {
        uint256 feeWei = buildingFeeWei();
        uint256 dueWei = feeWei * sources.length;
        IERC20 open = licences.open();
        if (msg.value != 0) {
            if (msg.value < dueWei) revert BuildingFeeShort(dueWei, msg.value);
            WrappedOpen(payable(address(open))).deposit{value: msg.value}();
            if (msg.value > dueWei) open.safeTransfer(msg.sender, msg.value - dueWei);
        }
        if (feeWei == 0) return;
        for (uint256 i = 0; i < sources.length; i++) {
            address treasury = datanets.treasuryOf(sources[i].datanetId);
            emit BuildingFeePaid(modelId, sources[i].datanetId, sources[i].version, treasury, feeWei);
            if (msg.value != 0) open.safeTransfer(treasury, feeWei);
            else open.safeTransferFrom(msg.sender, treasury, feeWei);
        }
    }

    function _precedes(Source calldata left, Source calldata right) private pure returns (bool) {
        if (left.datanetId != right.datanetId) return left.datanetId < right.datanetId;
        return left.version < right.version;
    }
}
