// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {Licences} from "../src/Licences.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Parameters} from "../src/Parameters.sol";
import {UsageRights} from "../src/UsageRights.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

contract ModelRegistryTest is Test {
    uint256 private constant FEE = 2 ether;
    address private constant TREASURY = address(0x7EA5);
    Parameters private constant NO_PARAMETERS = Parameters(address(0));

    WrappedOpen private open = new WrappedOpen();
    DatanetRegistry private datanets = new DatanetRegistry();
    Licences private licences = new Licences(datanets, open);
    ModelRegistry private registry = new ModelRegistry(datanets, licences, NO_PARAMETERS);
    address private owner = address(0x0E0E);

    function setUp() public {
        for (uint256 i = 0; i < 2; i++) {
            uint256 id = datanets.createDatanet("Birds", "terms", "", _licence("CC-BY-4.0", 15 | 16 | 32 | 64));
            datanets.publishVersion(id, "root", 5, "manifest");
            datanets.publishVersion(id, "root", 5, "manifest");
        }
    }

    function test_registerKeepsLineage() public {
        _register("base", _none());
        ModelRegistry.Parent[] memory parents = _parents(1, 300);
        ModelRegistry.Source[] memory sources = _sources(1, 2, 2, 1);
        ModelRegistry.Facts memory facts = ModelRegistry.Facts("adapter", "base", "MIT", true, 250);
        vm.expectEmit(address(registry));
        emit ModelRegistry.ModelRegistered(2, owner, "adapter", address(this), facts, parents, sources, "ipfs://model");
        uint256 id = registry.registerModel(owner, facts, parents, sources, "ipfs://model");
        vm.assertEq(id, 2);
        vm.assertEq(registry.models(), 2);
        vm.assertEq(registry.modelOf("adapter", owner, address(this)), 2);
        vm.assertEq(registry.ownerOf(2), owner);
        vm.assertEq(registry.tokenURI(2), "ipfs://model");
        ModelRegistry.Model memory model = registry.model(2);
        vm.assertEq(model.facts.digest, bytes32("adapter"));
        vm.assertEq(model.facts.baseDigest, bytes32("base"));
        vm.assertEq(model.facts.licence, bytes32("MIT"));
        vm.assertEq(model.facts.royaltyBps, 250);
        vm.assertEq(model.timestamp, block.timestamp);
        vm.assertEq(model.depth, 1);
        vm.assertEq(model.parents[0].modelId, 1);
        vm.assertEq(model.sources[1].datanetId, 2);
        vm.assertEq(model.sources[1].version, 1);
        vm.assertEq(registry.lineageOf(2)[0].bps, 300);
        vm.assertEq(registry.lineageOf(1).length, 0);
    }

    function test_royaltyGoesToTheOwnerOfTheDay() public {
        registry.registerModel(owner, _facts("adapter", 250), _none(), _nothing(), "");
        vm.prank(owner);
        registry.transferFrom(owner, address(0xBEEF), 1);
        (address receiver, uint256 amount) = registry.royaltyInfo(1, 10_000);
        vm.assertEq(receiver, address(0xBEEF));
        vm.assertEq(amount, 250);
        vm.assertTrue(registry.supportsInterface(0x2a55205a) && registry.supportsInterface(0x80ac58cd));
    }

    function test_aDigestIsRegisteredOnceByEachForEach() public {
        _register("adapter", _none());
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.DigestTaken.selector, bytes32("adapter"), 1));
        _register("adapter", _none());
        vm.prank(owner);
        vm.assertEq(_register("adapter", _none()), 2);
        vm.assertEq(registry.registerModel(address(this), _facts("adapter", 0), _none(), _nothing(), ""), 3);
    }

    function test_badInputReverts() public {
        ModelRegistry.Parent[] memory none = _none();
        ModelRegistry.Source[] memory no = _nothing();
        vm.expectRevert(ModelRegistry.ZeroDigest.selector);
        registry.registerModel(owner, _facts(0, 0), none, no, "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.RoyaltyTooHigh.selector, 10_001));
        registry.registerModel(owner, _facts("adapter", 10_001), none, no, "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.UriTooLong.selector, 2049));
        registry.registerModel(owner, _facts("adapter", 0), none, no, string(new bytes(2049)));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.TooMany.selector, 9, 8));
        registry.registerModel(owner, _facts("adapter", 0), new ModelRegistry.Parent[](9), no, "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.TooMany.selector, 65, 64));
        registry.registerModel(owner, _facts("adapter", 0), none, new ModelRegistry.Source[](65), "");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        registry.registerModel(address(0), _facts("adapter", 0), none, no, "");
        vm.expectRevert(ModelRegistry.ZeroAddress.selector);
        new ModelRegistry(DatanetRegistry(address(0)), licences, NO_PARAMETERS);
        vm.expectRevert(ModelRegistry.ZeroAddress.selector);
        new ModelRegistry(datanets, Licences(address(0)), NO_PARAMETERS);
        bytes memory unknown = abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9);
        vm.expectRevert(unknown);
        registry.model(9);
        vm.expectRevert(unknown);
        registry.tokenURI(9);
        vm.expectRevert(unknown);
        registry.lineageOf(9);
        vm.expectRevert(unknown);
        registry.permits(9, 1, false);
    }

    function test_parentsExistAndAscend() public {
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentUnknown.selector, 0));
        _register("adapter", _parents(0, 0));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentUnknown.selector, 1));
        _register("adapter", _parents(1, 0));
        _register("adapter", _none());
        ModelRegistry.Parent[] memory twice = new ModelRegistry.Parent[](2);
        (twice[0], twice[1]) = (ModelRegistry.Parent(1, 1), ModelRegistry.Parent(1, 1));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentsNotAscending.selector, 1));
        _register("adapter 2", twice);
    }

    function test_sourcesArePublishedAndAscend() public {
        _refuse(_sources(1, 1, 1, 3), abi.encodeWithSelector(ModelRegistry.SourceUnknown.selector, 1, 3));
        _refuse(_sources(1, 1, 3, 1), abi.encodeWithSelector(ModelRegistry.SourceUnknown.selector, 3, 1));
        _refuse(_sources(1, 0, 2, 1), abi.encodeWithSelector(ModelRegistry.SourceUnknown.selector, 1, 0));
        bytes memory unordered = abi.encodeWithSelector(ModelRegistry.SourcesNotAscending.selector, 1);
        _refuse(_sources(2, 1, 1, 2), unordered);
        _refuse(_sources(1, 2, 1, 1), unordered);
        _refuse(_sources(1, 1, 1, 1), unordered);
    }

    // royalties

    function test_aParentGetsWhatItAsksForOrMore() public {
        registry.registerModel(owner, _facts("base", 400), _none(), _nothing(), "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentAsksMore.selector, 1, 400));
        _register("child", _parents(1, 399));
        _register("child", _parents(1, 401));
        vm.assertEq(registry.lineageOf(2)[0].bps, 401);
    }

    function test_ancestorsThatAreReachedTwiceGetBoth() public {
        _register("root", _none());
        _register("left", _parents(1, 100));
        _register("right", _parents(1, 200));
        ModelRegistry.Parent[] memory both = new ModelRegistry.Parent[](2);
        (both[0], both[1]) = (ModelRegistry.Parent(2, 1000), ModelRegistry.Parent(3, 2000));
        uint256[] memory ids = new uint256[](3);
        (ids[0], ids[1], ids[2]) = (1, 2, 3);
        uint16[] memory bps = new uint16[](3);
        (bps[0], bps[1], bps[2]) = (300, 1000, 2000);
        address[] memory owners = new address[](3);
        (owners[0], owners[1], owners[2]) = (owner, owner, owner);
        vm.expectEmit(address(registry));
        emit ModelRegistry.LineageFixed(4, ids, bps, owners);
        _register("diamond", both);
    }

    function test_theStackIsBounded() public {
        _register("base", _none());
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.StackTooHigh.selector, 5001));
        _register("child", _parents(1, 5001));
        _register("child", _parents(1, 5000));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.StackTooHigh.selector, 5001));
        _register("grandchild", _parents(2, 1));
        _register("grandchild", _parents(2, 0));
    }

    function test_whatOneAncestorGetsInTwoWaysIsBounded() public {
        _register("root", _none());
        _register("left", _parents(1, 3000));
        _register("right", _parents(1, 2001));
        ModelRegistry.Parent[] memory both = new ModelRegistry.Parent[](2);
        (both[0], both[1]) = (ModelRegistry.Parent(2, 0), ModelRegistry.Parent(3, 0));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.StackTooHigh.selector, 5001));
        _register("diamond", both);
    }

    function test_depthIsBounded() public {
        _register(bytes32(uint256(1)), _none());
        for (uint256 i = 1; i <= 16; i++) {
            _register(bytes32(i + 1), _parents(i, 10));
        }
        vm.assertEq(registry.model(17).depth, 16);
        vm.assertEq(registry.lineageOf(17).length, 16);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.TooDeep.selector, 17));
        _register("deeper", _parents(17, 10));
    }

    function test_ancestorsAreBounded() public {
        for (uint256 i = 1; i <= 66; i++) {
            _register(bytes32(i), _none());
        }
        for (uint256 i = 0; i < 8; i++) {
            _register(bytes32(100 + i), _eight(1 + 8 * i));
        }
        // 8 parents and their 8 each are 72
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.TooMany.selector, 65, 64));
        _register("too many", _eight(67));
    }

    /// @dev A walk over random lineages: no cycle, never more than half, and every parent gets what it asks for.
    function testFuzz_lineageHasNoCyclesAndIsBounded(uint256[10] memory wanted, uint16[10] memory bps) public {
        for (uint256 i = 0; i < wanted.length; i++) {
            ModelRegistry.Parent[] memory parents = _parents(bound(wanted[i], 1, 12), uint16(bound(bps[i], 0, 900)));
            try registry.registerModel(owner, _facts(bytes32(i + 1), uint16(i * 10)), parents, _nothing(), "") returns (
                uint256 id
            ) {
                vm.assertTrue(parents[0].modelId < id);
                vm.assertTrue(parents[0].bps >= registry.model(parents[0].modelId).facts.royaltyBps);
                _requireBounded(id);
            } catch {
                registry.registerModel(owner, _facts(bytes32(i + 1), uint16(i * 10)), _none(), _nothing(), "");
            }
        }
    }

    function _requireBounded(uint256 id) private view {
        ModelRegistry.Parent[] memory owed = registry.lineageOf(id);
        uint256 sum = 0;
        for (uint256 i = 0; i < owed.length; i++) {
            vm.assertTrue(owed[i].modelId < id && (i == 0 || owed[i - 1].modelId < owed[i].modelId));
            sum += owed[i].bps;
        }
        vm.assertLe(sum, 5000);
    }

    // licences

    function test_aSourceMustLetItsOwnerTrain() public {
        uint256 id = _datanet("CC-BY-NC-4.0", 15 | 32 | 64);
        bytes memory refusal =
            abi.encodeWithSelector(ModelRegistry.SourceNotPermitted.selector, id, 1, UsageRights.Reason.COMMERCIAL);
        _refuse(_one(id), refusal);
        ModelRegistry.Facts memory unpaid = ModelRegistry.Facts("adapter", "base", 0, false, 0);
        registry.registerModel(owner, unpaid, _none(), _one(id), "");
        (bool may, UsageRights.Reason reason) = registry.permits(1, UsageRights.GENERATE, true);
        vm.assertTrue(!may && reason == UsageRights.Reason.COMMERCIAL);
        (may,) = registry.permits(1, UsageRights.GENERATE, false);
        vm.assertTrue(may);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentNotForMoney.selector, 1));
        _register("child", _parents(1, 0));
        _register("for money", _none());
        (may,) = registry.permits(2, UsageRights.GENERATE, true);
        vm.assertTrue(may);
    }

    function test_shareAlikeBindsTheModelAndItsChildren() public {
        uint256 id = _datanet("CC-BY-SA-4.0", 15 | 16 | 32 | 64 | 128);
        _refuse(_one(id), abi.encodeWithSelector(ModelRegistry.SourceLicence.selector, id, bytes32("CC-BY-SA-4.0")));
        ModelRegistry.Facts memory facts = ModelRegistry.Facts("adapter", "base", "CC-BY-SA-4.0", true, 0);
        registry.registerModel(owner, facts, _none(), _one(id), "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentLicence.selector, 1, bytes32("CC-BY-SA-4.0")));
        _register("child", _parents(1, 0));
        facts.digest = "child";
        registry.registerModel(owner, facts, _parents(1, 0), _nothing(), "");
        vm.assertTrue(registry.model(2).shareAlike);
    }

    function test_theBuildingFeeGoesToEachTreasury() public {
        registry = _charging();
        datanets.setTreasury(2, TREASURY);
        vm.deal(owner, 10 ether);
        vm.startPrank(owner);
        open.deposit{value: 10 ether}();
        vm.expectRevert();
        registry.registerModel(owner, _facts("adapter", 0), _none(), _sources(1, 1, 2, 1), "");
        open.approve(address(registry), 2 * FEE);
        vm.expectEmit(address(registry));
        emit ModelRegistry.BuildingFeePaid(1, 2, 1, TREASURY, FEE);
        registry.registerModel(owner, _facts("adapter", 0), _none(), _sources(1, 1, 2, 1), "");
        vm.stopPrank();
        vm.assertEq(open.balanceOf(address(this)), FEE);
        vm.assertEq(open.balanceOf(TREASURY), FEE);
        vm.assertEq(open.balanceOf(owner), 10 ether - 2 * FEE);
    }

    /// @dev Whatever is sent along, each version's treasury has exactly the fee, the rest is the sender's, and nothing stays.
    function testFuzz_theBuildingFeeIsPaidInNativeOpen(uint256 sentWei, bool twice) public {
        registry = _charging();
        datanets.setTreasury(1, TREASURY);
        datanets.setTreasury(2, TREASURY);
        sentWei = sentWei % (6 * FEE);
        ModelRegistry.Source[] memory sources = twice ? _sources(1, 1, 1, 2) : _one(2);
        uint256 dueWei = sources.length * FEE;
        vm.deal(owner, sentWei);
        vm.prank(owner);
        if (sentWei < dueWei) {
            if (sentWei == 0) vm.expectRevert();
            else vm.expectRevert(abi.encodeWithSelector(ModelRegistry.BuildingFeeShort.selector, dueWei, sentWei));
        }
        registry.registerModel{value: sentWei}(owner, _facts("adapter", 0), _none(), sources, "");
        vm.assertEq(open.balanceOf(TREASURY), sentWei < dueWei ? 0 : dueWei);
        vm.assertEq(open.balanceOf(owner) + owner.balance, sentWei < dueWei ? sentWei : sentWei - dueWei);
        vm.assertEq(open.balanceOf(address(registry)) + address(registry).balance, 0);
    }

    /// @dev A vote holds for later registrations, and a model without sources owes nobody.
    function test_aVoteChangesTheBuildingFee() public {
        registry = _charging();
        registry.parameters().setBuildingFee(FEE / 10);
        vm.assertEq(registry.buildingFeeWei(), FEE / 10);
        datanets.setTreasury(1, TREASURY);
        vm.deal(owner, FEE);
        vm.startPrank(owner);
        registry.registerModel{value: FEE / 10}(owner, _facts("adapter", 0), _none(), _one(1), "");
        registry.registerModel{value: 1 ether}(owner, _facts("base", 0), _none(), _nothing(), "");
        vm.stopPrank();
        vm.assertEq(open.balanceOf(TREASURY), FEE / 10);
        vm.assertEq(open.balanceOf(owner), 1 ether);
    }

    function test_whereNothingIsVotedOnThereIsNoFee() public view {
        vm.assertEq(registry.buildingFeeWei(), 0);
    }

    /// @dev This test is the timelock.
    function _charging() private returns (ModelRegistry) {
        Parameters.Split memory split = Parameters.Split(500, 500, 1500, 500, 2000, 5000);
        return new ModelRegistry(datanets, licences, new Parameters(address(this), split, 1, 1, FEE));
    }

    function _datanet(bytes32 spdx, uint16 uses) private returns (uint256 id) {
        id = datanets.createDatanet("Other", "terms", "", _licence(spdx, uses));
        datanets.publishVersion(id, "root", 5, "manifest");
    }

    function _register(bytes32 digest, ModelRegistry.Parent[] memory parents) private returns (uint256) {
        return registry.registerModel(owner, _facts(digest, 0), parents, _nothing(), "");
    }

    function _refuse(ModelRegistry.Source[] memory sources, bytes memory reason) private {
        vm.expectRevert(reason);
        registry.registerModel(owner, _facts("adapter", 0), _none(), sources, "");
    }

    function _facts(bytes32 digest, uint16 royaltyBps) private pure returns (ModelRegistry.Facts memory) {
        return ModelRegistry.Facts(digest, "base", 0, true, royaltyBps);
    }

    function _none() private pure returns (ModelRegistry.Parent[] memory) {
        return new ModelRegistry.Parent[](0);
    }

    function _nothing() private pure returns (ModelRegistry.Source[] memory) {
        return new ModelRegistry.Source[](0);
    }

    function _parents(uint256 modelId, uint16 bps) private pure returns (ModelRegistry.Parent[] memory parents) {
        parents = new ModelRegistry.Parent[](1);
        parents[0] = ModelRegistry.Parent(modelId, bps);
    }

    function _eight(uint256 first) private pure returns (ModelRegistry.Parent[] memory parents) {
        parents = new ModelRegistry.Parent[](8);
        for (uint256 i = 0; i < 8; i++) {
            parents[i] = ModelRegistry.Parent(first + i, 1);
        }
    }

    function _one(uint256 id) private pure returns (ModelRegistry.Source[] memory sources) {
        sources = new ModelRegistry.Source[](1);
        sources[0] = ModelRegistry.Source(id, 1);
    }

    function _licence(bytes32 spdx, uint16 uses) private pure returns (DatanetRegistry.UsageLicence memory) {
        return DatanetRegistry.UsageLicence(spdx, uses, 0);
    }

    function _sources(uint256 d1, uint32 v1, uint256 d2, uint32 v2)
        private
        pure
        returns (ModelRegistry.Source[] memory sources)
    {
        sources = new ModelRegistry.Source[](2);
        sources[0] = ModelRegistry.Source(d1, v1);
        sources[1] = ModelRegistry.Source(d2, v2);
    }
}
