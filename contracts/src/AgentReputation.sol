// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {AgentIdentity} from "./AgentIdentity.sol";
import {InferenceEscrow} from "./InferenceEscrow.sol";

/// @title What clients say of agents, as ERC-8004 keeps it, by those alone who paid
/// @notice Feedback names the record of a call that its client paid for, as its `feedbackHash`: Keccak-256 of the record's canonical
/// bytes. The operator at whose wallet the agent is paid signs whose record it is and what was paid. The escrow says what that operator
/// drew from that client in all.
/// @custom:invariant What the shown records of a client cost together is at most what the escrow gave their operator from this client.
/// @custom:invariant One record, one feedback, of an agent that is paid at its operator's wallet, by its client.
contract AgentReputation is EIP712 {
    struct Feedback {
        int128 value;
        uint8 valueDecimals;
        bool isRevoked;
        string tag1;
        string tag2;
    }

    /// @param client whose record it is; zero where it was not shown
    struct PaidRecord {
        address client;
        bool isUsed;
    }

    /// @dev What a reading asks for; the hash of the empty tag stands for every tag.
    struct Filter {
        bytes32 tag1;
        bytes32 tag2;
        bool includeRevoked;
    }

    int128 public constant MAX_ABSOLUTE_VALUE = 1e38;
    uint8 public constant MAX_DECIMALS = 18;

    bytes32 private constant PAID_TYPE = keccak256("PaidRecord(bytes32 record,address client,uint256 paidWei)");
    bytes32 private constant ANY = keccak256("");

    AgentIdentity private immutable _identity;
    InferenceEscrow public immutable escrow;

    mapping(address operator => mapping(bytes32 record => PaidRecord)) public paidRecords;
    /// @notice What the shown records of a client cost together.
    mapping(address operator => mapping(address client => uint256)) public shownWei;

    mapping(uint256 agentId => mapping(address client => Feedback[])) private _feedback;
    mapping(uint256 agentId => address[]) private _clients;
    mapping(uint256 agentId => mapping(address client => mapping(uint64 index => address[]))) private _responders;

    event PaidRecordShown(address indexed operator, address indexed client, bytes32 indexed record, uint256 paidWei);
    event NewFeedback(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        int128 value,
        uint8 valueDecimals,
        string indexed indexedTag1,
        string tag1,
        string tag2,
        string endpoint,
        string feedbackURI,
        bytes32 feedbackHash
    );
    event FeedbackRevoked(uint256 indexed agentId, address indexed clientAddress, uint64 indexed feedbackIndex);
    event ResponseAppended(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        address indexed responder,
        string responseURI,
        bytes32 responseHash
    );

    error ZeroAddress();
    error NothingPaid();
    error NotSigned(address operator);
    error AlreadyShown(address operator, bytes32 record);
    error MoreThanWasDrawn(address operator, address client, uint256 drawnWei);
    error NotPaidFor(uint256 agentId, address client, bytes32 record);
    error RecordUsed(bytes32 record);
    error ValueOutOfRange(int128 value, uint8 decimals);
    error OwnAgent(uint256 agentId);
    error FeedbackUnknown(uint256 agentId, address client, uint64 index);
    error AlreadyRevoked(uint64 index);
    error ClientsMissing();

    constructor(AgentIdentity identity, InferenceEscrow escrow_) EIP712("OpenLedger AgentReputation", "1") {
        if (address(identity) == address(0) || address(escrow_) == address(0)) revert ZeroAddress();
        (_identity, escrow) = (identity, escrow_);
    }

    /// @notice Shows that a client paid for a call; anyone may. It counts once the operator has drawn that much from the client.
    /// @param record Keccak-256 of the record's canonical bytes
    /// @param signature the operator's, over these (EIP-712)
    function showPaid(address operator, address client, bytes32 record, uint256 paidWei, bytes calldata signature)
        external
    {
        if (client == address(0)) revert ZeroAddress();
        if (paidWei == 0) revert NothingPaid();
        bytes32 hash = _hashTypedDataV4(keccak256(abi.encode(PAID_TYPE, record, client, paidWei)));
        if (!SignatureChecker.isValidSignatureNow(operator, hash, signature)) revert NotSigned(operator);
        PaidRecord storage shown = paidRecords[operator][record];
        if (shown.client != address(0)) revert AlreadyShown(operator, record);
        uint256 drawnWei = escrow.spent(operator, client);
        if (paidWei > drawnWei - shownWei[operator][client]) revert MoreThanWasDrawn(operator, client, drawnWei);
        shownWei[operator][client] += paidWei;
        shown.client = client;
        emit PaidRecordShown(operator, client, record, paidWei);
    }

    /// @notice Says something of an agent, for a call that the caller paid for and that was shown.
    /// @param value with `valueDecimals` decimals
    /// @param feedbackHash the record
    function giveFeedback(
        uint256 agentId,
        int128 value,
        uint8 valueDecimals,
        string calldata tag1,
        string calldata tag2,
        string calldata endpoint,
        string calldata feedbackURI,
        bytes32 feedbackHash
    ) external {
        if (valueDecimals > MAX_DECIMALS || value > MAX_ABSOLUTE_VALUE || value < -MAX_ABSOLUTE_VALUE) {
            revert ValueOutOfRange(value, valueDecimals);
        }
        if (_identity.isAuthorizedOrOwner(msg.sender, agentId)) revert OwnAgent(agentId);
        PaidRecord storage shown = paidRecords[_identity.getAgentWallet(agentId)][feedbackHash];
        if (shown.client != msg.sender) revert NotPaidFor(agentId, msg.sender, feedbackHash);
        if (shown.isUsed) revert RecordUsed(feedbackHash);
        shown.isUsed = true;
        Feedback[] storage given = _feedback[agentId][msg.sender];
        if (given.length == 0) _clients[agentId].push(msg.sender);
        given.push(Feedback(value, valueDecimals, false, tag1, tag2));
        emit NewFeedback(
            agentId,
            msg.sender,
            uint64(given.length),
            value,
            valueDecimals,
            tag1,
            tag1,
            tag2,
            endpoint,
            feedbackURI,
            feedbackHash
        );
    }

    /// @notice Takes the caller's own feedback back.
    function revokeFeedback(uint256 agentId, uint64 feedbackIndex) external {
        Feedback storage given = _at(agentId, msg.sender, feedbackIndex);
        if (given.isRevoked) revert AlreadyRevoked(feedbackIndex);
        given.isRevoked = true;
        emit FeedbackRevoked(agentId, msg.sender, feedbackIndex);
    }

    /// @notice Answers feedback; anyone may.
    function appendResponse(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex,
        string calldata responseURI,
        bytes32 responseHash
    ) external {
        _at(agentId, clientAddress, feedbackIndex);
        _responders[agentId][clientAddress][feedbackIndex].push(msg.sender);
        emit ResponseAppended(agentId, clientAddress, feedbackIndex, msg.sender, responseURI, responseHash);
    }

    function getIdentityRegistry() external view returns (address) {
        return address(_identity);
    }

    /// @return count of feedback of these clients with these tags that stands
    /// @return summaryValue their mean, cut off
    /// @return summaryValueDecimals those that most of them have; of several the fewest
    function getSummary(uint256 agentId, address[] calldata clientAddresses, string calldata tag1, string calldata tag2)
        external
        view
        returns (uint64 count, int128 summaryValue, uint8 summaryValueDecimals)
    {
        if (clientAddresses.length == 0) revert ClientsMissing();
        Filter memory filter = Filter(keccak256(bytes(tag1)), keccak256(bytes(tag2)), false);
        uint64[19] memory having;
        int256 sum;
        for (uint256 i = 0; i < clientAddresses.length; i++) {
            Feedback[] storage given = _feedback[agentId][clientAddresses[i]];
            for (uint256 j = 0; j < given.length; j++) {
                if (!_matches(given[j], filter)) continue;
                uint8 decimals = given[j].valueDecimals;
                sum += given[j].value * int256(10 ** (MAX_DECIMALS - decimals));
                having[decimals]++;
                count++;
                if (having[decimals] > having[summaryValueDecimals]) summaryValueDecimals = decimals;
            }
        }
        if (count == 0) return (0, 0, 0);
        for (uint8 decimals = 0; decimals < summaryValueDecimals; decimals++) {
            if (having[decimals] == having[summaryValueDecimals]) summaryValueDecimals = decimals;
        }
        int256 mean = sum / int256(uint256(count));
        summaryValue = int128(mean / int256(10 ** (MAX_DECIMALS - summaryValueDecimals)));
    }

    function readFeedback(uint256 agentId, address clientAddress, uint64 feedbackIndex)
        external
        view
        returns (int128 value, uint8 valueDecimals, string memory tag1, string memory tag2, bool isRevoked)
    {
        Feedback storage given = _at(agentId, clientAddress, feedbackIndex);
        return (given.value, given.valueDecimals, given.tag1, given.tag2, given.isRevoked);
    }

    /// @notice All feedback of these clients, or of all where none is named, with these tags.
    function readAllFeedback(
        uint256 agentId,
        address[] calldata clientAddresses,
        string calldata tag1,
        string calldata tag2,
        bool includeRevoked
    )
        external
        view
        returns (
            address[] memory clients,
            uint64[] memory feedbackIndexes,
            int128[] memory values,
            uint8[] memory valueDecimals,
            string[] memory tag1s,
            string[] memory tag2s,
            bool[] memory revokedStatuses
        )
    {
        Filter memory filter = Filter(keccak256(bytes(tag1)), keccak256(bytes(tag2)), includeRevoked);
        (clients, feedbackIndexes) = _find(agentId, clientAddresses, filter);
        values = new int128[](clients.length);
        valueDecimals = new uint8[](clients.length);
        tag1s = new string[](clients.length);
        tag2s = new string[](clients.length);
        revokedStatuses = new bool[](clients.length);
        for (uint256 i = 0; i < clients.length; i++) {
            Feedback storage given = _at(agentId, clients[i], feedbackIndexes[i]);
            (values[i], valueDecimals[i]) = (given.value, given.valueDecimals);
            (tag1s[i], tag2s[i], revokedStatuses[i]) = (given.tag1, given.tag2, given.isRevoked);
        }
    }

    /// @notice How many responses there are: to one client's feedback, or for index 0 to all of its, or for client 0 to all.
    /// @param responders of whom; nobody named stands for anyone
    function getResponseCount(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex,
        address[] calldata responders
    ) external view returns (uint64 count) {
        address[] storage all = _clients[agentId];
        uint256 clients = clientAddress == address(0) ? all.length : 1;
        for (uint256 i = 0; i < clients; i++) {
            address client = clientAddress == address(0) ? all[i] : clientAddress;
            bool one = clientAddress != address(0) && feedbackIndex != 0;
            uint64 first = one ? feedbackIndex : 1;
            uint64 last = one ? feedbackIndex : getLastIndex(agentId, client);
            for (uint64 index = first; index <= last; index++) {
                count += _countOf(_responders[agentId][client][index], responders);
            }
        }
    }

    function getClients(uint256 agentId) external view returns (address[] memory) {
        return _clients[agentId];
    }

    function getLastIndex(uint256 agentId, address clientAddress) public view returns (uint64) {
        return uint64(_feedback[agentId][clientAddress].length);
    }

    function _find(uint256 agentId, address[] calldata named, Filter memory filter)
        private
        view
        returns (address[] memory clients, uint64[] memory indexes)
    {
        address[] memory asked = named;
        if (named.length == 0) asked = _clients[agentId];
        uint256 most = 0;
        for (uint256 i = 0; i < asked.length; i++) {
            most += getLastIndex(agentId, asked[i]);
        }
        (clients, indexes) = (new address[](most), new uint64[](most));
        uint256 found = 0;
        for (uint256 i = 0; i < asked.length; i++) {
            Feedback[] storage given = _feedback[agentId][asked[i]];
            for (uint256 j = 0; j < given.length; j++) {
                if (!_matches(given[j], filter)) continue;
                (clients[found], indexes[found]) = (asked[i], uint64(j + 1));
                found++;
            }
        }
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            mstore(clients, found)
            mstore(indexes, found)
        }
    }

    function _at(uint256 agentId, address client, uint64 index) private view returns (Feedback storage) {
        Feedback[] storage given = _feedback[agentId][client];
        if (index == 0 || index > given.length) revert FeedbackUnknown(agentId, client, index);
        return given[index - 1];
    }

    function _matches(Feedback storage given, Filter memory filter) private view returns (bool) {
        return (filter.includeRevoked || !given.isRevoked)
            && (filter.tag1 == ANY || filter.tag1 == keccak256(bytes(given.tag1)))
            && (filter.tag2 == ANY || filter.tag2 == keccak256(bytes(given.tag2)));
    }

    function _countOf(address[] storage responded, address[] calldata asked) private view returns (uint64 count) {
        if (asked.length == 0) return uint64(responded.length);
        for (uint256 i = 0; i < responded.length; i++) {
            for (uint256 j = 0; j < asked.length; j++) {
                if (responded[i] == asked[j]) count++;
            }
        }
    }
}
