// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721URIStorage} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721URIStorage.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignedActions} from "./SignedActions.sol";

/// @title Agents, as ERC-8004 registers them
/// @notice An agent is a token; its URI is where its registration file is. Whoever owns the token says where that is, which more is
/// known of the agent, and which wallet it is paid at.
/// @custom:invariant An agent's wallet agreed to be it: it is who registered the agent, or it signed. A transfer leaves none.
contract AgentIdentity is ERC721URIStorage, SignedActions {
    struct MetadataEntry {
        string metadataKey;
        bytes metadataValue;
    }

    /// @dev As the standard's authors deploy it, so that their clients' signatures are good here.
    bytes32 private constant WALLET_TYPE =
        keccak256("AgentWalletSet(uint256 agentId,address newWallet,address owner,uint256 deadline)");
    string private constant WALLET_KEY = "agentWallet";

    /// @notice How many agents there are; their ids are 1 to this.
    uint256 public agents;

    /// @notice What an account registered last, whoever owns it now; 0 for nothing.
    mapping(address registrant => uint256) public latestOf;

    mapping(uint256 agentId => mapping(string key => bytes)) private _metadata;

    event Registered(uint256 indexed agentId, string agentURI, address indexed owner);
    event URIUpdated(uint256 indexed agentId, string newURI, address indexed updatedBy);
    event MetadataSet(
        uint256 indexed agentId, string indexed indexedMetadataKey, string metadataKey, bytes metadataValue
    );

    error ZeroAddress();
    /// @dev The wallet has functions of its own, because it must agree.
    error KeyReserved(string key);

    modifier onlyAuthorized(uint256 agentId) {
        _checkAuthorized(ownerOf(agentId), msg.sender, agentId);
        _;
    }

    constructor() ERC721("OpenLedger Agent", "AGENT") EIP712("ERC8004IdentityRegistry", "1") {}

    function register() external returns (uint256 agentId) {
        return _register("");
    }

    function register(string calldata agentURI) external returns (uint256 agentId) {
        return _register(agentURI);
    }

    function register(string calldata agentURI, MetadataEntry[] calldata metadata) external returns (uint256 agentId) {
        agentId = _register(agentURI);
        for (uint256 i = 0; i < metadata.length; i++) {
            _requireFree(metadata[i].metadataKey);
            _set(agentId, metadata[i].metadataKey, metadata[i].metadataValue);
        }
    }

    function setAgentURI(uint256 agentId, string calldata newURI) external onlyAuthorized(agentId) {
        _setTokenURI(agentId, newURI);
        emit URIUpdated(agentId, newURI, msg.sender);
    }

    function setMetadata(uint256 agentId, string calldata metadataKey, bytes calldata metadataValue)
        external
        onlyAuthorized(agentId)
    {
        _requireFree(metadataKey);
        _set(agentId, metadataKey, metadataValue);
    }

    /// @notice Has the agent paid at another wallet, which signs that it agrees.
    /// @param deadline last second at which the signature is good
    function setAgentWallet(uint256 agentId, address newWallet, uint256 deadline, bytes calldata signature)
        external
        onlyAuthorized(agentId)
    {
        if (newWallet == address(0)) revert ZeroAddress();
        bytes32 hash = keccak256(abi.encode(WALLET_TYPE, agentId, newWallet, ownerOf(agentId), deadline));
        _requireSignature(newWallet, hash, deadline, signature);
        _set(agentId, WALLET_KEY, abi.encodePacked(newWallet));
    }

    function unsetAgentWallet(uint256 agentId) external onlyAuthorized(agentId) {
        _set(agentId, WALLET_KEY, "");
    }

    /// @return where the agent is paid; zero where nobody said so since it was transferred
    function getAgentWallet(uint256 agentId) external view returns (address) {
        return address(bytes20(_metadata[agentId][WALLET_KEY]));
    }

    function getMetadata(uint256 agentId, string calldata metadataKey) external view returns (bytes memory) {
        return _metadata[agentId][metadataKey];
    }

    /// @return whether `spender` owns the agent or acts for who does
    function isAuthorizedOrOwner(address spender, uint256 agentId) external view returns (bool) {
        return _isAuthorized(ownerOf(agentId), spender, agentId);
    }

    function _register(string memory agentURI) private returns (uint256 agentId) {
        agentId = ++agents;
        latestOf[msg.sender] = agentId;
        _mint(msg.sender, agentId);
        _setTokenURI(agentId, agentURI);
        _set(agentId, WALLET_KEY, abi.encodePacked(msg.sender));
        emit Registered(agentId, agentURI, msg.sender);
    }

    function _set(uint256 agentId, string memory key, bytes memory value) private {
        _metadata[agentId][key] = value;
        emit MetadataSet(agentId, key, key, value);
    }

    /// @dev Whoever sold an agent is not paid in its place.
    function _update(address to, uint256 agentId, address auth) internal override returns (address from) {
        from = super._update(to, agentId, auth);
        if (from != address(0)) _set(agentId, WALLET_KEY, "");
    }

    function _requireFree(string calldata key) private pure {
        if (keccak256(bytes(key)) == keccak256(bytes(WALLET_KEY))) revert KeyReserved(key);
    }
}
