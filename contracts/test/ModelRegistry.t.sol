// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Test} from "./Test.sol";

contract ModelRegistryTest is Test {
    DatanetRegistry private datanets = new DatanetRegistry();
    ModelRegistry private registry = new ModelRegistry(datanets);
    address private owner = address(0x0E0E);

    function setUp() public {
        for (uint256 i = 0; i < 2; i++) {
            uint256 id = datanets.createDatanet("Birds", "terms", "");
            datanets.publishVersion(id, "root", 5, "manifest");
            datanets.publishVersion(id, "root", 5, "manifest");
        }
    }

    function test_registerKeepsLineage() public {
        _register("base", new uint256[](0));
        uint256[] memory parents = new uint256[](1);
        parents[0] = 1;
        ModelRegistry.Source[] memory sources = _sources(1, 2, 2, 1);
        vm.expectEmit(address(registry));
        emit ModelRegistry.ModelRegistered(2, owner, "adapter", "base", parents, 250, sources, "ipfs://model");
        uint256 id = registry.registerModel(owner, "adapter", "base", parents, 250, sources, "ipfs://model");
        vm.assertEq(id, 2);
        vm.assertEq(registry.models(), 2);
        vm.assertEq(registry.modelOf("adapter"), 2);
        vm.assertEq(registry.ownerOf(2), owner);
        vm.assertEq(registry.tokenURI(2), "ipfs://model");
        ModelRegistry.Model memory model = registry.model(2);
        vm.assertEq(model.digest, bytes32("adapter"));
        vm.assertEq(model.baseDigest, bytes32("base"));
        vm.assertEq(model.royaltyBps, 250);
        vm.assertEq(model.timestamp, block.timestamp);
        vm.assertEq(model.parents.length, 1);
        vm.assertEq(model.parents[0], 1);
        vm.assertEq(model.sources.length, 2);
        vm.assertEq(model.sources[1].datanetId, 2);
        vm.assertEq(model.sources[1].version, 1);
    }

    function test_royaltyGoesToTheOwnerOfTheDay() public {
        registry.registerModel(owner, "adapter", "base", new uint256[](0), 250, new ModelRegistry.Source[](0), "");
        vm.prank(owner);
        registry.transferFrom(owner, address(0xBEEF), 1);
        (address receiver, uint256 amount) = registry.royaltyInfo(1, 10_000);
        vm.assertEq(receiver, address(0xBEEF));
        vm.assertEq(amount, 250);
        vm.assertTrue(registry.supportsInterface(0x2a55205a) && registry.supportsInterface(0x80ac58cd));
    }

    function test_aDigestIsRegisteredOnce() public {
        _register("adapter", new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.DigestTaken.selector, bytes32("adapter"), 1));
        _register("adapter", new uint256[](0));
    }

    function test_badInputReverts() public {
        uint256[] memory none = new uint256[](0);
        ModelRegistry.Source[] memory no = new ModelRegistry.Source[](0);
        vm.expectRevert(ModelRegistry.ZeroDigest.selector);
        registry.registerModel(owner, 0, "base", none, 0, no, "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.RoyaltyTooHigh.selector, 10_001));
        registry.registerModel(owner, "adapter", "base", none, 10_001, no, "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.UriTooLong.selector, 2049));
        registry.registerModel(owner, "adapter", "base", none, 0, no, string(new bytes(2049)));
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.TooMany.selector, 9, 8));
        registry.registerModel(owner, "adapter", "base", new uint256[](9), 0, no, "");
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.TooMany.selector, 65, 64));
        registry.registerModel(owner, "adapter", "base", none, 0, new ModelRegistry.Source[](65), "");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        registry.registerModel(address(0), "adapter", "base", none, 0, no, "");
        vm.expectRevert(ModelRegistry.ZeroAddress.selector);
        new ModelRegistry(DatanetRegistry(address(0)));
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        registry.model(9);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 9));
        registry.tokenURI(9);
    }

    function test_parentsExistAndAscend() public {
        uint256[] memory parents = new uint256[](1);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentUnknown.selector, 0));
        _register("adapter", parents);
        parents[0] = 1;
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentUnknown.selector, 1));
        _register("adapter", parents);
        _register("adapter", new uint256[](0));
        parents = new uint256[](2);
        (parents[0], parents[1]) = (1, 1);
        vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentsNotAscending.selector, 1));
        _register("adapter 2", parents);
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

    function testFuzz_lineageHasNoCycles(uint256[8] memory wanted) public {
        for (uint256 i = 0; i < wanted.length; i++) {
            uint256[] memory parents = new uint256[](1);
            parents[0] = bound(wanted[i], 0, 10);
            bool older = parents[0] != 0 && parents[0] <= registry.models();
            if (!older) vm.expectRevert(abi.encodeWithSelector(ModelRegistry.ParentUnknown.selector, parents[0]));
            uint256 id = _register(bytes32(i + 1), parents);
            if (!older) id = _register(bytes32(i + 1), new uint256[](0));
            if (older) vm.assertTrue(registry.model(id).parents[0] < id);
        }
    }

    function _register(bytes32 digest, uint256[] memory parents) private returns (uint256) {
        return registry.registerModel(owner, digest, "base", parents, 0, new ModelRegistry.Source[](0), "");
    }

    function _refuse(ModelRegistry.Source[] memory sources, bytes memory reason) private {
        vm.expectRevert(reason);
        registry.registerModel(owner, "adapter", "base", new uint256[](0), 0, sources, "");
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
