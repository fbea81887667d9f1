// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {AgentIdentity} from "../src/AgentIdentity.sol";
import {AgentRegistries} from "../src/AgentRegistries.sol";
import {AgentReputation} from "../src/AgentReputation.sol";
import {AgentValidation} from "../src/AgentValidation.sol";
import {SignedActions} from "../src/SignedActions.sol";
import {Fixture} from "./Fixture.sol";
import {ContractWallet} from "./Wallets.sol";

contract AgentRegistriesTest is Fixture {
    uint256 private constant OPERATOR_KEY = 0x0BE7A;
    uint256 private constant WALLET_KEY = 0x3A11E7;
    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant RECORD = "record";
    address private constant BUYER = address(0xB0E5);

    AgentIdentity private identity;
    AgentReputation private reputation;
    AgentValidation private validation;
    uint256 private agent;

    function setUp() public override {
        operator = vm.addr(OPERATOR_KEY);
        super.setUp();
        AgentRegistries registries = new AgentRegistries(escrow);
        (identity, reputation, validation) = (registries.identity(), registries.reputation(), registries.validation());
        vm.prank(operator);
        agent = identity.register("https://node.example/registration.json");
    }

    function test_anAgentIsRegisteredInEachWay() public {
        vm.assertEq(identity.ownerOf(agent), operator);
        vm.assertEq(identity.tokenURI(agent), "https://node.example/registration.json");
        vm.assertEq(identity.getAgentWallet(agent), operator);
        vm.assertEq(reputation.getIdentityRegistry(), address(identity));
        vm.assertEq(validation.getIdentityRegistry(), address(identity));
        vm.startPrank(BUYER);
        vm.assertEq(identity.register(), 2);
        vm.assertEq(identity.tokenURI(2), "");
        AgentIdentity.MetadataEntry[] memory entries = new AgentIdentity.MetadataEntry[](1);
        entries[0] = AgentIdentity.MetadataEntry("skill", "pickles");
        vm.expectEmit(address(identity));
        emit AgentIdentity.MetadataSet(3, "skill", "skill", "pickles");
        identity.register("ipfs://file", entries);
        vm.assertEq(string(identity.getMetadata(3, "skill")), "pickles");
        vm.assertEq(identity.agents(), 3);
        vm.assertEq(identity.latestOf(BUYER), 3);
        vm.assertEq(identity.latestOf(operator), agent);
        entries[0].metadataKey = "agentWallet";
        vm.expectRevert(abi.encodeWithSelector(AgentIdentity.KeyReserved.selector, "agentWallet"));
        identity.register("ipfs://file", entries);
        vm.expectRevert(abi.encodeWithSelector(AgentIdentity.KeyReserved.selector, "agentWallet"));
        identity.setMetadata(3, "agentWallet", abi.encodePacked(payer));
        identity.setMetadata(3, "skill", "");
        vm.stopPrank();
        vm.assertEq(identity.getMetadata(3, "skill").length, 0);
    }

    function test_onlyWhoOwnsAnAgentOrActsForItsOwnerChangesIt() public {
        bytes memory refused = abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, BUYER, agent);
        vm.startPrank(BUYER);
        vm.expectRevert(refused);
        identity.setAgentURI(agent, "ipfs://mine");
        vm.expectRevert(refused);
        identity.setMetadata(agent, "skill", "none");
        vm.expectRevert(refused);
        identity.unsetAgentWallet(agent);
        vm.expectRevert(refused);
        identity.setAgentWallet(agent, BUYER, block.timestamp, "");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        identity.setAgentURI(9, "ipfs://mine");
        vm.stopPrank();
        vm.prank(operator);
        identity.approve(BUYER, agent);
        vm.expectEmit(address(identity));
        emit AgentIdentity.URIUpdated(agent, "ipfs://moved", BUYER);
        vm.prank(BUYER);
        identity.setAgentURI(agent, "ipfs://moved");
        vm.assertTrue(identity.isAuthorizedOrOwner(BUYER, agent));
    }

    function test_aWalletAgreesToBeAnAgents() public {
        address wallet = vm.addr(WALLET_KEY);
        bytes memory signed = _agreed(WALLET_KEY, agent, wallet, block.timestamp);
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, payer));
        identity.setAgentWallet(agent, payer, block.timestamp, signed);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, wallet));
        identity.setAgentWallet(agent, wallet, block.timestamp + 1, signed);
        vm.expectRevert(abi.encodeWithSelector(AgentIdentity.ZeroAddress.selector));
        identity.setAgentWallet(agent, address(0), block.timestamp, signed);
        identity.setAgentWallet(agent, wallet, block.timestamp, signed);
        vm.assertEq(identity.getAgentWallet(agent), wallet);
        address contractWallet = address(new ContractWallet(wallet));
        identity.setAgentWallet(
            agent, contractWallet, block.timestamp, _agreed(WALLET_KEY, agent, contractWallet, block.timestamp)
        );
        vm.assertEq(identity.getAgentWallet(agent), contractWallet);
        vm.warp(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, vm.getBlockTimestamp() - 1));
        identity.setAgentWallet(agent, wallet, vm.getBlockTimestamp() - 1, signed);
        identity.transferFrom(operator, BUYER, agent);
        vm.stopPrank();
        vm.assertEq(identity.getAgentWallet(agent), address(0));
    }

    function test_feedbackNeedsARecordThatItsClientPaidFor() public {
        _refused(payer, agent, RECORD);
        bytes memory signed = _signed(OPERATOR_KEY, RECORD, payer, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.MoreThanWasDrawn.selector, operator, payer, 0));
        reputation.showPaid(operator, payer, RECORD, 3 ether, signed);
        _settle("root", 5 ether, 5 ether);
        reputation.showPaid(operator, payer, RECORD, 3 ether, signed);
        vm.assertEq(reputation.shownWei(operator, payer), 3 ether);
        _refused(BUYER, agent, RECORD);
        _give(agent, 87, 0, "starred", RECORD);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.RecordUsed.selector, RECORD));
        vm.prank(payer);
        reputation.giveFeedback(agent, 0, 0, "", "", "", "", RECORD);
        (int128 value, uint8 decimals, string memory tag, string memory tag2, bool revoked) =
            reputation.readFeedback(agent, payer, 1);
        vm.assertEq(uint128(value), 87);
        vm.assertEq(decimals, 0);
        vm.assertEq(tag, "starred");
        vm.assertEq(tag2, "");
        vm.assertFalse(revoked);
        vm.assertEq(reputation.getClients(agent)[0], payer);
        vm.assertEq(reputation.getLastIndex(agent, payer), 1);
    }

    function test_whatWasShownIsWhatTheOperatorSignedOnce() public {
        _settle("root", 5 ether, 5 ether);
        bytes memory signed = _signed(OPERATOR_KEY, RECORD, payer, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.NotSigned.selector, operator));
        reputation.showPaid(operator, BUYER, RECORD, 3 ether, signed);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.NotSigned.selector, operator));
        reputation.showPaid(operator, payer, "another", 3 ether, signed);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.NotSigned.selector, operator));
        reputation.showPaid(operator, payer, RECORD, 2 ether, signed);
        bytes memory own = _signed(PAYER_KEY, RECORD, payer, 3 ether);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.NotSigned.selector, operator));
        reputation.showPaid(operator, payer, RECORD, 3 ether, own);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.NothingPaid.selector));
        reputation.showPaid(operator, payer, RECORD, 0, signed);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.ZeroAddress.selector));
        reputation.showPaid(operator, address(0), RECORD, 3 ether, signed);
        reputation.showPaid(operator, payer, RECORD, 3 ether, signed);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.AlreadyShown.selector, operator, RECORD));
        reputation.showPaid(operator, payer, RECORD, 3 ether, signed);
        bytes memory more = _signed(OPERATOR_KEY, "another", payer, 2 ether + 1);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.MoreThanWasDrawn.selector, operator, payer, 5 ether));
        reputation.showPaid(operator, payer, "another", 2 ether + 1, more);
        _paid("another", 2 ether);
    }

    /// @dev However records are priced, shown and drawn, they never cost more together than was drawn.
    function testFuzz_recordsNeverCostMoreThanWasDrawn(uint256 seed) public {
        uint256 shown = 0;
        uint256 refused = 0;
        for (uint256 i = 0; i < 12; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 3 == 0) _settle(bytes32(seed), 0, bound(seed >> 8, 1, 100));
            uint256 price = bound(seed >> 128, 1, 60);
            bytes memory signed = _signed(OPERATOR_KEY, bytes32(seed), payer, price);
            try reputation.showPaid(operator, payer, bytes32(seed), price, signed) {
                shown += price;
            } catch {
                refused++;
                vm.assertTrue(shown + price > escrow.spent(operator, payer));
            }
            vm.assertEq(reputation.shownWei(operator, payer), shown);
            vm.assertLe(shown, escrow.spent(operator, payer));
        }
        vm.assertLe(refused, 12);
    }

    function test_feedbackIsOfTheAgentThatIsPaidAtTheOperatorsWallet() public {
        _settle("root", 5 ether, 5 ether);
        _paid(RECORD, 3 ether);
        vm.prank(BUYER);
        uint256 another = identity.register("ipfs://another");
        _refused(payer, another, RECORD);
        vm.prank(operator);
        identity.unsetAgentWallet(agent);
        _refused(payer, agent, RECORD);
        bytes memory agreed = _agreed(OPERATOR_KEY, another, BUYER, operator, block.timestamp);
        vm.prank(BUYER);
        identity.setAgentWallet(another, operator, block.timestamp, agreed);
        _give(another, 1, 0, "", RECORD);
    }

    function test_nobodyPraisesItsOwnAgent() public {
        _settle("root", 5 ether, 5 ether);
        _paid(RECORD, 3 ether);
        vm.prank(operator);
        identity.setApprovalForAll(payer, true);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.OwnAgent.selector, agent));
        vm.prank(payer);
        reputation.giveFeedback(agent, 100, 0, "", "", "", "", RECORD);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7));
        vm.prank(payer);
        reputation.giveFeedback(7, 100, 0, "", "", "", "", RECORD);
    }

    function test_valuesAreWithinTheStandardsRange() public {
        vm.startPrank(payer);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.ValueOutOfRange.selector, int128(1), 19));
        reputation.giveFeedback(agent, 1, 19, "", "", "", "", RECORD);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.ValueOutOfRange.selector, int128(1e38 + 1), 0));
        reputation.giveFeedback(agent, 1e38 + 1, 0, "", "", "", "", RECORD);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.ValueOutOfRange.selector, type(int128).min, 0));
        reputation.giveFeedback(agent, type(int128).min, 0, "", "", "", "", RECORD);
        vm.stopPrank();
    }

    function test_feedbackIsReadByClientAndTag() public {
        _settle("root", 5 ether, 5 ether);
        for (uint256 i = 1; i <= 4; i++) {
            _paid(bytes32(i), 1 ether);
        }
        _give(agent, 80, 0, "starred", bytes32(uint256(1)));
        _give(agent, 9_050, 2, "starred", bytes32(uint256(2)));
        _give(agent, -32, 1, "yield", bytes32(uint256(3)));
        _give(agent, 9_200, 2, "starred", bytes32(uint256(4)));
        address[] memory whom = new address[](1);
        whom[0] = payer;
        (uint64 count, int128 value, uint8 decimals) = reputation.getSummary(agent, whom, "starred", "");
        vm.assertEq(count, 3);
        vm.assertEq(uint128(value), 8_750);
        vm.assertEq(decimals, 2);
        (count, value, decimals) = reputation.getSummary(agent, whom, "yield", "");
        vm.assertEq(count, 1);
        vm.assertTrue(value == -32 && decimals == 1);
        vm.prank(payer);
        reputation.revokeFeedback(agent, 4);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.AlreadyRevoked.selector, uint64(4)));
        vm.prank(payer);
        reputation.revokeFeedback(agent, 4);
        (count, value, decimals) = reputation.getSummary(agent, whom, "starred", "");
        vm.assertTrue(count == 2 && value == 85 && decimals == 0);
        (count,,) = reputation.getSummary(agent, whom, "starred", "none");
        vm.assertEq(count, 0);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.ClientsMissing.selector));
        reputation.getSummary(agent, new address[](0), "", "");
        (address[] memory clients, uint64[] memory indexes,,, string[] memory tags,, bool[] memory revoked) =
            reputation.readAllFeedback(agent, new address[](0), "", "", true);
        vm.assertEq(clients.length, 4);
        vm.assertTrue(revoked[3] && !revoked[2]);
        vm.assertEq(tags[2], "yield");
        (clients, indexes,,,,,) = reputation.readAllFeedback(agent, whom, "starred", "", false);
        vm.assertEq(clients.length, 2);
        vm.assertEq(indexes[1], 2);
    }

    function test_anyoneRespondsToFeedbackThatThereIs() public {
        _settle("root", 5 ether, 5 ether);
        _paid(RECORD, 3 ether);
        _give(agent, 1, 0, "", RECORD);
        bytes memory unknown = abi.encodeWithSelector(AgentReputation.FeedbackUnknown.selector, agent, payer, uint64(2));
        vm.expectRevert(unknown);
        reputation.appendResponse(agent, payer, 2, "ipfs://refund", 0);
        vm.expectRevert(unknown);
        reputation.readFeedback(agent, payer, 2);
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.FeedbackUnknown.selector, agent, BUYER, uint64(1)));
        vm.prank(BUYER);
        reputation.revokeFeedback(agent, 1);
        reputation.appendResponse(agent, payer, 1, "ipfs://refund", 0);
        vm.prank(BUYER);
        reputation.appendResponse(agent, payer, 1, "ipfs://spam", 0);
        address[] memory one = new address[](1);
        one[0] = BUYER;
        vm.assertEq(reputation.getResponseCount(agent, payer, 1, new address[](0)), 2);
        vm.assertEq(reputation.getResponseCount(agent, payer, 0, one), 1);
        vm.assertEq(reputation.getResponseCount(agent, address(0), 0, new address[](0)), 2);
        vm.assertEq(reputation.getResponseCount(agent, BUYER, 0, new address[](0)), 0);
    }

    function test_onlyTheValidatorThatWasAskedAnswers() public {
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.NotAuthorized.selector, agent, BUYER));
        vm.prank(BUYER);
        validation.validationRequest(arbiter, agent, "ipfs://work", "work");
        vm.startPrank(operator);
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.ZeroAddress.selector));
        validation.validationRequest(address(0), agent, "ipfs://work", "work");
        validation.validationRequest(arbiter, agent, "ipfs://work", "work");
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.AlreadyRequested.selector, bytes32("work")));
        validation.validationRequest(BUYER, agent, "ipfs://work", "work");
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.NotTheValidator.selector, arbiter));
        validation.validationResponse("work", 100, "", 0, "");
        vm.stopPrank();
        (uint64 count,) = validation.getSummary(agent, new address[](0), "");
        vm.assertEq(count, 0);
        vm.startPrank(arbiter);
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.RequestUnknown.selector, bytes32("other")));
        validation.validationResponse("other", 100, "", 0, "");
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.ResponseOutOfRange.selector, 101));
        validation.validationResponse("work", 101, "", 0, "");
        validation.validationResponse("work", 40, "", 0, "soft");
        validation.validationResponse("work", 90, "ipfs://report", "report", "hard");
        vm.stopPrank();
        (address validator, uint256 whom, uint8 response, bytes32 hash, string memory tag, uint256 at) =
            validation.getValidationStatus("work");
        vm.assertEq(validator, arbiter);
        vm.assertTrue(whom == agent && response == 90 && hash == "report" && at == block.timestamp);
        vm.assertEq(tag, "hard");
    }

    function test_validationsAreReadByValidatorAndTag() public {
        vm.startPrank(operator);
        validation.validationRequest(arbiter, agent, "", "one");
        validation.validationRequest(BUYER, agent, "", "two");
        validation.validationRequest(BUYER, agent, "", "three");
        vm.stopPrank();
        vm.prank(arbiter);
        validation.validationResponse("one", 100, "", 0, "zk");
        vm.prank(BUYER);
        validation.validationResponse("two", 31, "", 0, "");
        address[] memory one = new address[](1);
        one[0] = BUYER;
        (uint64 count, uint8 average) = validation.getSummary(agent, new address[](0), "");
        vm.assertTrue(count == 2 && average == 65);
        (count, average) = validation.getSummary(agent, one, "");
        vm.assertTrue(count == 1 && average == 31);
        (count, average) = validation.getSummary(agent, new address[](0), "zk");
        vm.assertTrue(count == 1 && average == 100);
        vm.assertEq(validation.getAgentValidations(agent).length, 3);
        vm.assertEq(validation.getValidatorRequests(BUYER).length, 2);
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.RequestUnknown.selector, bytes32("four")));
        validation.getValidationStatus("four");
    }

    function test_registriesNeedWhatTheyStandOn() public {
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.ZeroAddress.selector));
        new AgentReputation(AgentIdentity(address(0)), escrow);
        vm.expectRevert(abi.encodeWithSelector(AgentValidation.ZeroAddress.selector));
        new AgentValidation(AgentIdentity(address(0)));
    }

    function _refused(address client, uint256 whom, bytes32 record) private {
        vm.expectRevert(abi.encodeWithSelector(AgentReputation.NotPaidFor.selector, whom, client, record));
        vm.prank(client);
        reputation.giveFeedback(whom, 100, 0, "", "", "", "", record);
    }

    function _give(uint256 whom, int128 value, uint8 decimals, string memory tag, bytes32 record) private {
        vm.expectEmit(address(reputation));
        emit AgentReputation.NewFeedback(
            whom, payer, reputation.getLastIndex(whom, payer) + 1, value, decimals, tag, tag, "", "/mcp", "", record
        );
        vm.prank(payer);
        reputation.giveFeedback(whom, value, decimals, tag, "", "/mcp", "", record);
    }

    function _paid(bytes32 record, uint256 amount) private {
        reputation.showPaid(operator, payer, record, amount, _signed(OPERATOR_KEY, record, payer, amount));
    }

    function _signed(uint256 key, bytes32 record, address client, uint256 amount) private view returns (bytes memory) {
        bytes32 kind = keccak256("PaidRecord(bytes32 record,address client,uint256 paidWei)");
        bytes32 hash = keccak256(abi.encode(kind, record, client, amount));
        return signature(key, _typed("OpenLedger AgentReputation", address(reputation), hash));
    }

    function _agreed(uint256 key, uint256 whom, address wallet, uint256 deadline) private view returns (bytes memory) {
        return _agreed(key, whom, operator, wallet, deadline);
    }

    function _agreed(uint256 key, uint256 whom, address owner, address wallet, uint256 deadline)
        private
        view
        returns (bytes memory)
    {
        bytes32 kind = keccak256("AgentWalletSet(uint256 agentId,address newWallet,address owner,uint256 deadline)");
        bytes32 hash = keccak256(abi.encode(kind, whom, wallet, owner, deadline));
        return signature(key, _typed("ERC8004IdentityRegistry", address(identity), hash));
    }

    function _typed(string memory name, address verifying, bytes32 hash) private view returns (bytes32) {
        bytes32 domain =
            keccak256(abi.encode(DOMAIN_TYPE, keccak256(bytes(name)), keccak256("1"), block.chainid, verifying));
        return keccak256(abi.encodePacked(hex"1901", domain, hash));
    }
}
