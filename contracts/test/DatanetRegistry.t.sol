// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {SignedActions} from "../src/SignedActions.sol";
import {UnorderedNonces} from "../src/UnorderedNonces.sol";
import {Test} from "./Test.sol";
import {ContractWallet} from "./Wallets.sol";

contract DatanetRegistryTest is Test {
    uint256 private constant KEY = 0xB0B;
    uint256 private constant OWNER_KEY = 0x0E0E;
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    bytes32 private constant TERMS = "terms";
    bytes32 private constant ROOT = "root";

    DatanetRegistry private registry = new DatanetRegistry();
    address private owner = vm.addr(OWNER_KEY);
    address private contributor = vm.addr(KEY);
    uint256 private deadline;

    function setUp() public {
        vm.warp(1_800_000_000);
        deadline = block.timestamp + 1 hours;
        vm.prank(owner);
        registry.createDatanet("Birds", TERMS, "ipfs://birds", _noLicence());
    }

    // creation

    function test_createMintsToTheCaller() public {
        vm.expectEmit(address(registry));
        emit DatanetRegistry.DatanetCreated(2, contributor, contributor, "Bees", TERMS, "uri");
        vm.prank(contributor);
        uint256 id = registry.createDatanet("Bees", TERMS, "uri", _noLicence());
        vm.assertEq(id, 2);
        vm.assertEq(registry.ownerOf(2), contributor);
        vm.assertEq(registry.datanets(), 2);
        vm.assertEq(registry.tokenURI(2), "uri");
        DatanetRegistry.Datanet memory datanet = registry.datanet(2);
        vm.assertEq(datanet.name, "Bees");
        vm.assertEq(datanet.termsDigest, TERMS);
        vm.assertEq(datanet.versions, 0);
    }

    function test_createForMintsToTheOwner() public {
        vm.prank(contributor);
        registry.createDatanetFor(owner, "Bees", TERMS, "", _noLicence());
        vm.assertEq(registry.ownerOf(2), owner);
    }

    function test_createRefusesBadInput() public {
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.NameLength.selector, 0));
        registry.createDatanet("", TERMS, "", _noLicence());
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.NameLength.selector, 129));
        registry.createDatanet(string(new bytes(129)), TERMS, "", _noLicence());
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.UriTooLong.selector, 2049));
        registry.createDatanet("a", TERMS, string(new bytes(2049)), _noLicence());
        vm.expectRevert(DatanetRegistry.ZeroTerms.selector);
        registry.createDatanet("a", 0, "", _noLicence());
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        registry.createDatanetFor(address(0), "a", TERMS, "", _noLicence());
    }

    function test_viewsOfAnUnknownDatanetRevert() public {
        bytes memory unknown = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9);
        vm.expectRevert(unknown);
        registry.datanet(9);
        vm.expectRevert(unknown);
        registry.tokenURI(9);
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.VersionUnknown.selector, 9, 1));
        registry.version(9, 1);
    }

    // terms

    function test_changedTermsBindNewContributionsOnly() public {
        _record(ROOT, TERMS, 0);
        vm.expectEmit(address(registry));
        emit DatanetRegistry.TermsChanged(1, "new terms");
        vm.prank(owner);
        registry.changeTerms(1, "new terms");
        bytes memory signed = _sign(KEY, "root 2", 5, TERMS, 1);
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.TermsNotInForce.selector, bytes32("new terms"), TERMS));
        registry.recordContribution(1, contributor, "root 2", 5, TERMS, 1, deadline, signed);
        _record("root 2", "new terms", 1);
        vm.assertEq(registry.contribution(1, contributor, ROOT).termsDigest, TERMS);
        vm.assertEq(registry.contribution(1, contributor, "root 2").termsDigest, bytes32("new terms"));
    }

    function test_onlyTheOwnerChangesTerms() public {
        vm.prank(contributor);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, contributor, 1));
        registry.changeTerms(1, "mine");
        vm.prank(owner);
        vm.expectRevert(DatanetRegistry.ZeroTerms.selector);
        registry.changeTerms(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        registry.changeTerms(9, "x");
    }

    // contributions

    function test_recordKeepsWhatWasSigned() public {
        vm.expectEmit(address(registry));
        emit DatanetRegistry.ContributionRecorded(1, contributor, ROOT, 5, TERMS, 42);
        _record(ROOT, TERMS, 42);
        DatanetRegistry.Contribution memory contribution = registry.contribution(1, contributor, ROOT);
        vm.assertEq(contribution.rows, 5);
        vm.assertEq(contribution.timestamp, block.timestamp);
        vm.assertTrue(registry.isNonceUsed(contributor, 42));
        vm.assertFalse(registry.isNonceUsed(contributor, 43));
    }

    function test_digestIsEip712() public view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("OpenLedger DatanetRegistry"),
                keccak256("1"),
                block.chainid,
                address(registry)
            )
        );
        bytes32 contribution = keccak256(
            abi.encode(
                keccak256(
                    "Contribution(uint256 datanetId,bytes32 root,uint32 rows,bytes32 termsDigest,uint256 nonce,uint256 deadline)"
                ),
                1,
                ROOT,
                5,
                TERMS,
                7,
                deadline
            )
        );
        vm.assertEq(
            registry.contributionDigest(1, ROOT, 5, TERMS, 7, deadline),
            keccak256(abi.encodePacked(hex"1901", domain, contribution))
        );
        bytes32 publication = keccak256(
            abi.encode(
                keccak256(
                    "Publication(uint256 datanetId,uint32 number,bytes32 root,uint64 rows,bytes32 manifestDigest,uint256 deadline)"
                ),
                1,
                1,
                ROOT,
                5,
                bytes32("manifest"),
                deadline
            )
        );
        vm.assertEq(
            registry.publicationDigest(1, 1, ROOT, 5, "manifest", deadline),
            keccak256(abi.encodePacked(hex"1901", domain, publication))
        );
    }

    function test_replayReverts() public {
        bytes memory signed = _sign(KEY, ROOT, 5, TERMS, 0);
        registry.recordContribution(1, contributor, ROOT, 5, TERMS, 0, deadline, signed);
        vm.expectRevert(
            abi.encodeWithSelector(DatanetRegistry.ContributionAlreadyRecorded.selector, 1, contributor, ROOT)
        );
        registry.recordContribution(1, contributor, ROOT, 5, TERMS, 0, deadline, signed);
    }

    function test_aNonceServesOnce() public {
        _record(ROOT, TERMS, 3);
        bytes memory signed = _sign(KEY, "root 2", 5, TERMS, 3);
        vm.expectRevert(abi.encodeWithSelector(UnorderedNonces.NonceAlreadyUsed.selector, contributor, 3));
        registry.recordContribution(1, contributor, "root 2", 5, TERMS, 3, deadline, signed);
    }

    function test_aCancelledNonceIsUsed() public {
        bytes memory signed = _sign(KEY, ROOT, 5, TERMS, 3);
        vm.expectEmit(address(registry));
        emit UnorderedNonces.NonceUsed(contributor, 3);
        vm.prank(contributor);
        registry.cancelNonce(3);
        vm.expectRevert(abi.encodeWithSelector(UnorderedNonces.NonceAlreadyUsed.selector, contributor, 3));
        registry.recordContribution(1, contributor, ROOT, 5, TERMS, 3, deadline, signed);
    }

    function test_anyChangedFieldReverts() public {
        bytes memory signed = _sign(KEY, ROOT, 5, TERMS, 0);
        vm.prank(owner);
        registry.createDatanet("Twin", TERMS, "", _noLicence());
        _refused(2, contributor, ROOT, 5, 0, deadline, signed);
        _refused(1, owner, ROOT, 5, 0, deadline, signed);
        _refused(1, contributor, "other", 5, 0, deadline, signed);
        _refused(1, contributor, ROOT, 6, 0, deadline, signed);
        _refused(1, contributor, ROOT, 5, 1, deadline, signed);
        _refused(1, contributor, ROOT, 5, 0, deadline + 1, signed);
        _refused(1, contributor, ROOT, 5, 0, deadline, _sign(0xBAD, ROOT, 5, TERMS, 0));
        _refused(1, contributor, ROOT, 5, 0, deadline, "");
        _refused(1, address(0), ROOT, 5, 0, deadline, new bytes(65));
    }

    function test_foreignChainReverts() public {
        bytes memory signed = _sign(KEY, ROOT, 5, TERMS, 0);
        vm.chainId(999);
        _refused(1, contributor, ROOT, 5, 0, deadline, signed);
    }

    function test_foreignContractReverts() public {
        DatanetRegistry twin = new DatanetRegistry();
        bytes memory signed = signature(KEY, twin.contributionDigest(1, ROOT, 5, TERMS, 0, deadline));
        _refused(1, contributor, ROOT, 5, 0, deadline, signed);
    }

    function test_malleableSignatureReverts() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, registry.contributionDigest(1, ROOT, 5, TERMS, 0, deadline));
        vm.assertLe(uint256(s), HALF_ORDER);
        bytes memory flipped = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _refused(1, contributor, ROOT, 5, 0, deadline, flipped);
    }

    function test_lateSignatureReverts() public {
        bytes memory signed = _sign(KEY, ROOT, 5, TERMS, 0);
        vm.warp(deadline);
        registry.recordContribution(1, contributor, ROOT, 5, TERMS, 0, deadline, signed);
        signed = _sign(KEY, "root 2", 5, TERMS, 1);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, deadline));
        registry.recordContribution(1, contributor, "root 2", 5, TERMS, 1, deadline, signed);
    }

    function test_contractWalletsSign() public {
        address wallet = address(new ContractWallet(contributor));
        registry.recordContribution(1, wallet, ROOT, 5, TERMS, 0, deadline, _sign(KEY, ROOT, 5, TERMS, 0));
        vm.assertEq(registry.contribution(1, wallet, ROOT).rows, 5);
        _refused(1, wallet, "root 2", 5, 1, deadline, _sign(0xBAD, "root 2", 5, TERMS, 1));
    }

    function test_othersCannotTakeARootAway() public {
        registry.recordContribution(1, vm.addr(0xBAD), ROOT, 5, TERMS, 0, deadline, _sign(0xBAD, ROOT, 5, TERMS, 0));
        _record(ROOT, TERMS, 0);
        vm.assertEq(registry.contribution(1, contributor, ROOT).rows, 5);
    }

    function test_emptyContributionReverts() public {
        vm.expectRevert(DatanetRegistry.ZeroRoot.selector);
        registry.recordContribution(1, contributor, 0, 5, TERMS, 0, deadline, "");
        vm.expectRevert(DatanetRegistry.ZeroRows.selector);
        registry.recordContribution(1, contributor, ROOT, 0, TERMS, 0, deadline, "");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        registry.recordContribution(9, contributor, ROOT, 5, TERMS, 0, deadline, "");
    }

    function testFuzz_noncesAreIndependent(uint256 first, uint256 second) public {
        vm.assume(first != second);
        _record("root 1", TERMS, first);
        vm.assertFalse(registry.isNonceUsed(contributor, second));
        _record("root 2", TERMS, second);
        vm.assertTrue(registry.isNonceUsed(contributor, first) && registry.isNonceUsed(contributor, second));
    }

    // versions

    function test_ownerPublishesNumberedVersions() public {
        vm.expectEmit(address(registry));
        emit DatanetRegistry.VersionPublished(1, 1, ROOT, 5, "manifest");
        vm.prank(owner);
        vm.assertEq(registry.publishVersion(1, ROOT, 5, "manifest"), 1);
        vm.prank(owner);
        vm.assertEq(registry.publishVersion(1, "root 2", 9, "manifest 2"), 2);
        DatanetRegistry.Version memory version = registry.version(1, 1);
        vm.assertEq(version.root, ROOT);
        vm.assertEq(version.manifestDigest, bytes32("manifest"));
        vm.assertEq(version.rows, 5);
        vm.assertEq(version.timestamp, block.timestamp);
        vm.assertTrue(registry.hasVersion(1, 2));
        vm.assertFalse(registry.hasVersion(1, 0));
        vm.assertFalse(registry.hasVersion(1, 3));
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.VersionUnknown.selector, 1, 3));
        registry.version(1, 3);
    }

    function test_theApprovedPublish() public {
        vm.prank(owner);
        registry.approve(contributor, 1);
        vm.prank(contributor);
        vm.assertEq(registry.publishVersion(1, ROOT, 5, "manifest"), 1);
    }

    function test_strangersDoNotPublish() public {
        vm.prank(contributor);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, contributor, 1));
        registry.publishVersion(1, ROOT, 5, "manifest");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        registry.publishVersion(9, ROOT, 5, "manifest");
    }

    function test_emptyVersionReverts() public {
        vm.startPrank(owner);
        vm.expectRevert(DatanetRegistry.ZeroRoot.selector);
        registry.publishVersion(1, 0, 5, "manifest");
        vm.expectRevert(DatanetRegistry.ZeroRows.selector);
        registry.publishVersion(1, ROOT, 0, "manifest");
    }

    function test_publishForUsesTheOwnersSignatureOnce() public {
        bytes memory signed = signature(OWNER_KEY, registry.publicationDigest(1, 1, ROOT, 5, "manifest", deadline));
        vm.prank(contributor);
        vm.assertEq(registry.publishVersionFor(1, ROOT, 5, "manifest", deadline, signed), 1);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, owner));
        registry.publishVersionFor(1, ROOT, 5, "manifest", deadline, signed);
    }

    function test_publishForRefusesOthersAndLate() public {
        bytes memory signed = signature(KEY, registry.publicationDigest(1, 1, ROOT, 5, "manifest", deadline));
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, owner));
        registry.publishVersionFor(1, ROOT, 5, "manifest", deadline, signed);
        vm.warp(deadline + 1);
        signed = signature(OWNER_KEY, registry.publicationDigest(1, 1, ROOT, 5, "manifest", deadline));
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, deadline));
        registry.publishVersionFor(1, ROOT, 5, "manifest", deadline, signed);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        registry.publishVersionFor(9, ROOT, 5, "manifest", deadline, signed);
    }

    function _sign(uint256 key, bytes32 root, uint32 rows, bytes32 terms, uint256 nonce)
        private
        view
        returns (bytes memory)
    {
        return signature(key, registry.contributionDigest(1, root, rows, terms, nonce, deadline));
    }

    function _record(bytes32 root, bytes32 terms, uint256 nonce) private {
        bytes memory signed = _sign(KEY, root, 5, terms, nonce);
        registry.recordContribution(1, contributor, root, 5, terms, nonce, deadline, signed);
    }

    function _refused(
        uint256 id,
        address who,
        bytes32 root,
        uint32 rows,
        uint256 nonce,
        uint256 until,
        bytes memory signed
    ) private {
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, who));
        registry.recordContribution(id, who, root, rows, TERMS, nonce, until, signed);
    }

    // batches

    function test_aBatchRecordsWhatManySigned() public {
        DatanetRegistry.SignedContribution[] memory batch = _batch(5);
        bytes32 root = registry.recordContributions(1, TERMS, batch);
        vm.assertEq(uint256(registry.batchTime(1, root)), block.timestamp);
        bytes32[] memory leaves = new bytes32[](5);
        for (uint256 i = 0; i < 5; i++) {
            leaves[i] = registry.contributionLeaf(1, batch[i].contributor, batch[i].root, batch[i].rows, TERMS);
        }
        bytes32[] memory proof = new bytes32[](3);
        (proof[0], proof[1], proof[2]) = (leaves[1], _pair(leaves[2], leaves[3]), leaves[4]);
        vm.assertTrue(registry.inBatch(1, root, leaves[0], proof));
        vm.assertFalse(registry.inBatch(1, root, leaves[2], proof));
        vm.assertFalse(registry.inBatch(1, keccak256("other"), leaves[0], proof));
        bytes32[] memory last = new bytes32[](1);
        last[0] = _pair(_pair(leaves[0], leaves[1]), _pair(leaves[2], leaves[3]));
        vm.assertTrue(registry.inBatch(1, root, leaves[4], last));
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.BatchAlreadyRecorded.selector, 1, root));
        registry.recordContributions(1, TERMS, batch);
    }

    function test_aBatchIsRefusedWhereOneOfItIsWrong() public {
        DatanetRegistry.SignedContribution[] memory batch = _batch(3);
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.TermsNotInForce.selector, TERMS, bytes32("old")));
        registry.recordContributions(1, "old", batch);
        vm.expectRevert(DatanetRegistry.BatchEmpty.selector);
        registry.recordContributions(1, TERMS, new DatanetRegistry.SignedContribution[](0));
        batch[1].rows++;
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureInvalid.selector, batch[1].contributor));
        registry.recordContributions(1, TERMS, batch);
        batch = _batch(3);
        vm.prank(batch[2].contributor);
        registry.cancelNonce(batch[2].nonce);
        vm.expectRevert(
            abi.encodeWithSelector(UnorderedNonces.NonceAlreadyUsed.selector, batch[2].contributor, batch[2].nonce)
        );
        registry.recordContributions(1, TERMS, batch);
        batch = _batch(3);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(SignedActions.SignatureExpired.selector, deadline));
        registry.recordContributions(1, TERMS, batch);
    }

    /// @dev Of the whole transaction: its own 21,000 and its calldata are counted.
    function test_aHundredCostThirtyThousandEachAtMost() public {
        DatanetRegistry.SignedContribution[] memory batch = _batch(100);
        bytes memory data = abi.encodeCall(registry.recordContributions, (1, TERMS, batch));
        uint256 calldataGas = 21_000;
        for (uint256 i = 0; i < data.length; i++) {
            calldataGas += data[i] == 0 ? 4 : 16;
        }
        uint256 before = gasleft();
        registry.recordContributions(1, TERMS, batch);
        vm.assertLe((before - gasleft() + calldataGas) / 100, 30_000);
    }

    function _batch(uint256 size) private view returns (DatanetRegistry.SignedContribution[] memory batch) {
        batch = new DatanetRegistry.SignedContribution[](size);
        for (uint256 i = 0; i < size; i++) {
            uint256 key = 0xBA7C4 + i;
            bytes32 root = keccak256(abi.encode("rows", i));
            bytes32 digest = registry.contributionDigest(1, root, uint32(i + 1), TERMS, i, deadline);
            batch[i] = DatanetRegistry.SignedContribution(
                vm.addr(key), root, uint32(i + 1), i, deadline, signature(key, digest)
            );
        }
    }

    function _pair(bytes32 one, bytes32 other) private pure returns (bytes32) {
        return one < other ? keccak256(abi.encode(one, other)) : keccak256(abi.encode(other, one));
    }

    function _noLicence() private pure returns (DatanetRegistry.UsageLicence memory) {
        return DatanetRegistry.UsageLicence(0, 0, 0);
    }
}
