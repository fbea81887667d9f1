// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {Licences} from "../src/Licences.sol";
import {UsageRights} from "../src/UsageRights.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

contract LicencesTest is Test {
    uint16 private constant TRAIN = UsageRights.TRAIN;
    uint256 private constant FEE = 5 ether;

    WrappedOpen private open = new WrappedOpen();
    DatanetRegistry private datanets = new DatanetRegistry();
    Licences private licences = new Licences(datanets, open);
    address private owner = address(0x0E0E);
    address private buyer = address(0xB0B);
    address private other = address(0x07E2);
    uint256 private id;

    function setUp() public {
        vm.warp(1_800_000_000);
        vm.startPrank(owner);
        id = datanets.createDatanet("Birds", "terms", "", _licence("CC-BY-NC-4.0", 15 | 32 | 64));
        datanets.publishVersion(id, "root", 5, "manifest");
        datanets.publishVersion(id, "root", 6, "manifest");
        vm.stopPrank();
        vm.deal(buyer, 1000 ether);
        vm.startPrank(buyer);
        open.deposit{value: 1000 ether}();
        open.approve(address(licences), type(uint256).max);
        vm.stopPrank();
    }

    // terms

    function test_termsAreTheirHash() public {
        Licences.Terms memory terms = _terms();
        bytes32 termsId = keccak256(abi.encode(terms));
        vm.expectEmit(address(licences));
        emit Licences.TermsRegistered(termsId, terms.spdx, terms.uses, FEE, "ipfs://terms");
        vm.assertEq(licences.registerTerms(terms), termsId);
        vm.assertEq(licences.registerTerms(terms), termsId);
        vm.assertEq(licences.terms(termsId).defaultMintingFee, FEE);
    }

    function test_termsThatMeanNothingAreRefusedByTheirField() public {
        Licences.Terms memory terms = _terms();
        terms.spdx = 0;
        _refuse(terms, "spdx");
        terms = _terms();
        terms.uses = 0;
        _refuse(terms, "uses");
        terms.uses = 16;
        _refuse(terms, "uses");
        terms = _terms();
        terms.expiration = 36_526 days;
        _refuse(terms, "expiration");
        terms.expiration = 1 days;
        _refuse(terms, "transferable");
        terms = _terms();
        terms.defaultMintingFee = 1 << 128;
        _refuse(terms, "defaultMintingFee");
        terms = _terms();
        terms.commercialRevShare = 100_000_001;
        _refuse(terms, "commercialRevShare");
        (terms.commercialRevShare, terms.commercialUse) = (1, false);
        _refuse(terms, "commercialRevShare");
        terms = _terms();
        (terms.derivativesAllowed, terms.derivativesReciprocal) = (false, true);
        _refuse(terms, "derivativesReciprocal");
        terms = _terms();
        terms.uri = string(new bytes(2049));
        _refuse(terms, "uri");
        vm.expectRevert(Licences.ZeroAddress.selector);
        new Licences(datanets, IERC20(address(0)));
    }

    // offers

    function test_onlyTheOwnerOffersAndRevokes() public {
        bytes32 termsId = licences.registerTerms(_terms());
        bytes memory refusal = abi.encodeWithSelector(Licences.NotTheOwner.selector, id, owner);
        vm.expectRevert(refusal);
        licences.offer(id, termsId);
        vm.prank(owner);
        licences.offer(id, termsId);
        vm.expectRevert(refusal);
        licences.revoke(id, termsId);
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(Licences.TermsUnknown.selector, bytes32("none")));
        licences.offer(id, "none");
        vm.expectRevert(abi.encodeWithSelector(Licences.NotOffered.selector, id, bytes32("none")));
        licences.revoke(id, "none");
        datanets.transferFrom(owner, other, id);
        vm.expectRevert(abi.encodeWithSelector(Licences.NotTheOwner.selector, id, other));
        licences.revoke(id, termsId);
        vm.stopPrank();
        vm.prank(other);
        licences.revoke(id, termsId);
        vm.assertEq(licences.offersOf(id).length, 1);
    }

    function test_aDatanetOffersSixteenTermsAtMost() public {
        Licences.Terms memory terms = _terms();
        vm.startPrank(owner);
        for (uint256 i = 0; i < 16; i++) {
            terms.defaultMintingFee = i;
            licences.offer(id, licences.registerTerms(terms));
        }
        bytes32 first = licences.offersOf(id)[0];
        licences.revoke(id, first);
        licences.offer(id, first);
        terms.defaultMintingFee = 16;
        bytes32 more = licences.registerTerms(terms);
        vm.expectRevert(abi.encodeWithSelector(Licences.TooManyOffers.selector, id));
        licences.offer(id, more);
        vm.stopPrank();
    }

    // licences

    function test_aLicencePaysTheTreasuryAndCoversItsHolder() public {
        bytes32 termsId = _offer(_terms());
        _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.COMMERCIAL);
        uint256 before = open.balanceOf(owner);
        vm.expectEmit(address(licences));
        emit Licences.LicenceMinted(id, 1, buyer, termsId, 2, 2 * FEE, owner);
        vm.prank(buyer);
        uint256 licenceId = licences.mint(id, 1, termsId, buyer, 2);
        vm.assertEq(open.balanceOf(owner) - before, 2 * FEE);
        vm.assertEq(open.balanceOf(address(licences)), 0);
        vm.assertEq(licences.balanceOf(buyer, licenceId), 2);
        vm.assertEq(licences.uri(licenceId), "ipfs://terms");
        _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.NONE);
        _requireReason(buyer, 2, TRAIN, true, UsageRights.Reason.COMMERCIAL);
        _requireReason(other, 1, TRAIN, true, UsageRights.Reason.COMMERCIAL);
        _requireReason(other, 1, TRAIN, false, UsageRights.Reason.NONE);
        Licences.Grant memory found = licences.grant(buyer, id, 1, TRAIN, true);
        vm.assertEq(found.spdx, bytes32("LicenseRef-Birds"));
    }

    function test_aSoldLicenceCoversItsNewHolder() public {
        bytes32 termsId = _offer(_terms());
        vm.startPrank(buyer);
        uint256 licenceId = licences.mint(id, 1, termsId, buyer, 1);
        licences.safeTransferFrom(buyer, other, licenceId, 1, "");
        vm.stopPrank();
        _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.COMMERCIAL);
        _requireReason(other, 1, TRAIN, true, UsageRights.Reason.NONE);
    }

    function test_aLicenceThatIsNotTransferableStays() public {
        Licences.Terms memory terms = _terms();
        terms.transferable = false;
        bytes32 termsId = _offer(terms);
        vm.startPrank(buyer);
        uint256 licenceId = licences.mint(id, 1, termsId, buyer, 1);
        vm.expectRevert(abi.encodeWithSelector(Licences.NotTransferable.selector, licenceId));
        licences.safeTransferFrom(buyer, other, licenceId, 1, "");
        vm.stopPrank();
    }

    function test_freeTermsNeedNoMint() public {
        Licences.Terms memory terms = _terms();
        terms.defaultMintingFee = 0;
        bytes32 termsId = _offer(terms);
        _requireReason(other, 2, TRAIN, true, UsageRights.Reason.NONE);
        vm.prank(other);
        licences.mint(id, 2, termsId, other, 1);
        vm.prank(owner);
        licences.revoke(id, termsId);
        _requireReason(other, 2, TRAIN, true, UsageRights.Reason.NONE);
        _requireReason(buyer, 2, TRAIN, true, UsageRights.Reason.COMMERCIAL);
    }

    /// @dev What a licence asks of its holder is what its terms say; terms that do not permit a use are passed over.
    function test_aGrantHasTheBitsOfItsTerms() public {
        Licences.Terms memory terms = _terms();
        (terms.defaultMintingFee, terms.commercialUse) = (0, false);
        _offer(terms);
        _requireReason(other, 1, TRAIN, true, UsageRights.Reason.COMMERCIAL);
        (terms.commercialUse, terms.commercialAttribution, terms.derivativesReciprocal) = (true, true, true);
        _offer(terms);
        Licences.Grant memory found = licences.grant(other, id, 1, TRAIN, true);
        vm.assertTrue(found.reason == UsageRights.Reason.NONE);
        vm.assertEq(found.spdx, terms.spdx);
        uint16 asked = UsageRights.COMMERCIAL | UsageRights.DERIVATIVES | UsageRights.ATTRIBUTION;
        vm.assertEq(found.uses, UsageRights.ANY_USE | asked | UsageRights.SHARE_ALIKE);
    }

    /// @dev Where the owner approves each adaptation, the terms alone allow none.
    function test_approvedDerivativesAloneAreNone() public {
        Licences.Terms memory terms = _terms();
        (terms.defaultMintingFee, terms.derivativesApproval) = (0, true);
        _offer(terms);
        _requireReason(other, 1, TRAIN, true, UsageRights.Reason.COMMERCIAL);
    }

    function test_mintRefusesBadInput() public {
        bytes32 termsId = _offer(_terms());
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(Licences.AmountOutOfRange.selector, 0));
        licences.mint(id, 1, termsId, buyer, 0);
        vm.expectRevert(abi.encodeWithSelector(Licences.AmountOutOfRange.selector, 1_000_001));
        licences.mint(id, 1, termsId, buyer, 1_000_001);
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.VersionUnknown.selector, id, 3));
        licences.mint(id, 3, termsId, buyer, 1);
        vm.expectRevert(abi.encodeWithSelector(Licences.NotOffered.selector, id, bytes32("none")));
        licences.mint(id, 1, "none", buyer, 1);
        vm.stopPrank();
    }

    function test_expirationIsCountedFromTheMint() public {
        Licences.Terms memory terms = _terms();
        (terms.expiration, terms.transferable) = (10 days, false);
        bytes32 termsId = _offer(terms);
        vm.startPrank(buyer);
        licences.mint(id, 1, termsId, buyer, 1);
        licences.mint(id, 1, termsId, buyer, 1);
        vm.stopPrank();
        vm.warp(block.timestamp + 20 days - 1);
        _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.NONE);
        vm.warp(vm.getBlockTimestamp() + 1);
        _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.EXPIRED);
        vm.prank(buyer);
        licences.mint(id, 1, termsId, buyer, 1);
        vm.warp(vm.getBlockTimestamp() + 10 days - 1);
        _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.NONE);
    }

    // what versions keep

    function test_aVersionKeepsItsLicence() public {
        vm.prank(owner);
        datanets.changeLicence(id, _licence("CC-BY-ND-4.0", 15 | 16 | 64));
        vm.assertEq(datanets.licenceOf(id, 2).spdx, bytes32("CC-BY-NC-4.0"));
        vm.assertEq(datanets.licenceOf(id, 3).spdx, bytes32("CC-BY-ND-4.0"));
        vm.prank(owner);
        datanets.changeLicence(id, _licence("MIT", 15 | 16 | 32 | 64));
        vm.prank(owner);
        datanets.publishVersion(id, "root", 7, "manifest");
        (bool may, UsageRights.Reason reason) = datanets.permits(id, 3, TRAIN, true);
        vm.assertTrue(may && reason == UsageRights.Reason.NONE);
        (may, reason) = datanets.permits(id, 2, TRAIN, true);
        vm.assertTrue(!may && reason == UsageRights.Reason.COMMERCIAL);
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.VersionUnknown.selector, id, 4));
        datanets.permits(id, 4, TRAIN, true);
        vm.expectRevert();
        datanets.changeLicence(id, _licence("MIT", 15));
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.LicenceInvalid.selector, bytes32("MIT"), 256));
        datanets.changeLicence(id, _licence("MIT", 256));
        vm.expectRevert(abi.encodeWithSelector(DatanetRegistry.LicenceInvalid.selector, bytes32(0), 15));
        datanets.changeLicence(id, _licence(0, 15));
        vm.stopPrank();
    }

    function test_aVersionWithoutALicencePermitsNothing() public {
        uint256 bare = datanets.createDatanet("Bare", "terms", "", _licence(0, 0));
        datanets.publishVersion(bare, "root", 1, "manifest");
        (bool may, UsageRights.Reason reason) = datanets.permits(bare, 1, TRAIN, false);
        vm.assertTrue(!may && reason == UsageRights.Reason.UNSTATED);
    }

    function test_aSaleSetsTheTreasuryBack() public {
        vm.startPrank(owner);
        datanets.setTreasury(id, address(0x7EA5));
        vm.assertEq(datanets.treasuryOf(id), address(0x7EA5));
        datanets.transferFrom(owner, other, id);
        vm.assertEq(datanets.treasuryOf(id), other);
        vm.expectRevert();
        datanets.setTreasury(id, owner);
        vm.stopPrank();
    }

    /// @dev Whatever is minted, revoked, sold and changed afterwards: who holds a licence that does not expire is covered.
    function testFuzz_noActOfAnOwnerTakesALicenceAway(uint8[12] memory acts, uint64 fee) public {
        Licences.Terms memory terms = _terms();
        terms.defaultMintingFee = bound(fee, 0, 100 ether);
        bytes32 termsId = _offer(terms);
        vm.prank(buyer);
        licences.mint(id, 1, termsId, buyer, 1);
        for (uint256 i = 0; i < acts.length; i++) {
            address now_ = datanets.ownerOf(id);
            vm.startPrank(now_);
            uint256 act = acts[i] % 5;
            if (act == 0 && licences.isOffered(id, termsId)) licences.revoke(id, termsId);
            if (act == 1) licences.offer(id, termsId);
            if (act == 2) datanets.transferFrom(now_, address(uint160(0x1000 + i)), id);
            if (act == 3) datanets.changeLicence(id, _licence("CC-BY-NC-ND-4.0", 15 | 64));
            if (act == 4) datanets.publishVersion(id, "root", 1, "manifest");
            vm.stopPrank();
            _requireReason(buyer, 1, TRAIN, true, UsageRights.Reason.NONE);
        }
        vm.assertEq(open.balanceOf(address(licences)), 0);
    }

    function _requireReason(address holder, uint32 version, uint16 use, bool paid, UsageRights.Reason expected)
        private
        view
    {
        (bool may, UsageRights.Reason reason) = licences.covers(holder, id, version, use, paid);
        vm.assertEq(uint256(reason), uint256(expected));
        vm.assertTrue(may == (expected == UsageRights.Reason.NONE));
    }

    function _offer(Licences.Terms memory terms) private returns (bytes32 termsId) {
        termsId = licences.registerTerms(terms);
        vm.prank(owner);
        licences.offer(id, termsId);
    }

    function _refuse(Licences.Terms memory terms, string memory field) private {
        vm.expectRevert(abi.encodeWithSelector(Licences.TermsInvalid.selector, field));
        licences.registerTerms(terms);
    }

    function _terms() private pure returns (Licences.Terms memory terms) {
        terms.spdx = "LicenseRef-Birds";
        terms.uses = 15;
        terms.transferable = true;
        terms.defaultMintingFee = FEE;
        terms.commercialUse = true;
        terms.derivativesAllowed = true;
        terms.uri = "ipfs://terms";
    }

    function _licence(bytes32 spdx, uint16 uses) private pure returns (DatanetRegistry.UsageLicence memory) {
        return DatanetRegistry.UsageLicence(spdx, uses, 0);
    }
}
