// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgentIdentity} from "./AgentIdentity.sol";

/// @title What validators say of agents' work, as ERC-8004 keeps it
/// @notice Who owns an agent asks a validator about some work; the validator answers from 0 to 100, as often as it likes.
/// @custom:invariant Only the validator that was asked answers, and a request is asked of one.
contract AgentValidation {
    /// @param lastUpdate seconds of the newest answer, or of the request
    struct Request {
        address validator;
        uint256 agentId;
        uint8 response;
        bool isAnswered;
        bytes32 responseHash;
        string tag;
        uint256 lastUpdate;
    }

    uint8 public constant MAX_RESPONSE = 100;

    AgentIdentity private immutable _identity;

    mapping(bytes32 requestHash => Request) private _requests;
    mapping(uint256 agentId => bytes32[]) private _ofAgent;
    mapping(address validator => bytes32[]) private _ofValidator;

    event ValidationRequest(
        address indexed validatorAddress, uint256 indexed agentId, string requestURI, bytes32 indexed requestHash
    );
    event ValidationResponse(
        address indexed validatorAddress,
        uint256 indexed agentId,
        bytes32 indexed requestHash,
        uint8 response,
        string responseURI,
        bytes32 responseHash,
        string tag
    );

    error ZeroAddress();
    error NotAuthorized(uint256 agentId, address caller);
    error AlreadyRequested(bytes32 requestHash);
    error RequestUnknown(bytes32 requestHash);
    error NotTheValidator(address validator);
    error ResponseOutOfRange(uint8 response);

    constructor(AgentIdentity identity) {
        if (address(identity) == address(0)) revert ZeroAddress();
        _identity = identity;
    }

    /// @param requestHash Keccak-256 of what the validator is asked, which is at `requestURI`
    function validationRequest(
        address validatorAddress,
        uint256 agentId,
        string calldata requestURI,
        bytes32 requestHash
    ) external {
        if (validatorAddress == address(0)) revert ZeroAddress();
        if (!_identity.isAuthorizedOrOwner(msg.sender, agentId)) revert NotAuthorized(agentId, msg.sender);
        Request storage request = _requests[requestHash];
        if (request.validator != address(0)) revert AlreadyRequested(requestHash);
        (request.validator, request.agentId, request.lastUpdate) = (validatorAddress, agentId, block.timestamp);
        _ofAgent[agentId].push(requestHash);
        _ofValidator[validatorAddress].push(requestHash);
        emit ValidationRequest(validatorAddress, agentId, requestURI, requestHash);
    }

    /// @param response from 0 to 100
    function validationResponse(
        bytes32 requestHash,
        uint8 response,
        string calldata responseURI,
        bytes32 responseHash,
        string calldata tag
    ) external {
        Request storage request = _asked(requestHash);
        if (msg.sender != request.validator) revert NotTheValidator(request.validator);
        if (response > MAX_RESPONSE) revert ResponseOutOfRange(response);
        (request.response, request.isAnswered, request.lastUpdate) = (response, true, block.timestamp);
        (request.responseHash, request.tag) = (responseHash, tag);
        emit ValidationResponse(
            request.validator, request.agentId, requestHash, response, responseURI, responseHash, tag
        );
    }

    function getIdentityRegistry() external view returns (address) {
        return address(_identity);
    }

    function getValidationStatus(bytes32 requestHash)
        external
        view
        returns (
            address validatorAddress,
            uint256 agentId,
            uint8 response,
            bytes32 responseHash,
            string memory tag,
            uint256 lastUpdate
        )
    {
        Request storage request = _asked(requestHash);
        return
            (
                request.validator,
                request.agentId,
                request.response,
                request.responseHash,
                request.tag,
                request.lastUpdate
            );
    }

    /// @notice Of these validators, or of all where none is named, and with this tag, or with any for the empty one.
    /// @return count of requests that were answered
    /// @return averageResponse the mean of their newest answers, cut off
    function getSummary(uint256 agentId, address[] calldata validatorAddresses, string calldata tag)
        external
        view
        returns (uint64 count, uint8 averageResponse)
    {
        bytes32[] storage hashes = _ofAgent[agentId];
        uint256 sum = 0;
        for (uint256 i = 0; i < hashes.length; i++) {
            Request storage request = _requests[hashes[i]];
            if (!request.isAnswered || !_isOne(request.validator, validatorAddresses)) continue;
            if (bytes(tag).length != 0 && keccak256(bytes(tag)) != keccak256(bytes(request.tag))) continue;
            sum += request.response;
            count++;
        }
        averageResponse = count == 0 ? 0 : uint8(sum / count);
    }

    function getAgentValidations(uint256 agentId) external view returns (bytes32[] memory requestHashes) {
        return _ofAgent[agentId];
    }

    function getValidatorRequests(address validatorAddress) external view returns (bytes32[] memory requestHashes) {
        return _ofValidator[validatorAddress];
    }

    function _asked(bytes32 requestHash) private view returns (Request storage request) {
        request = _requests[requestHash];
        if (request.validator == address(0)) revert RequestUnknown(requestHash);
    }

    function _isOne(address validator, address[] calldata asked) private pure returns (bool) {
        for (uint256 i = 0; i < asked.length; i++) {
            if (asked[i] == validator) return true;
        }
        return asked.length == 0;
    }
}
