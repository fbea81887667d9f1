// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UsageRights} from "../src/UsageRights.sol";
import {Test} from "./Test.sol";

/// @dev The vectors that the verifier's and the page's tests read too.
contract UsageRightsTest is Test {
    uint256 private constant WORDS = 7;

    function test_theVectorsOfAllLicencesUsesAndPairs() public view {
        string memory json = vm.readFile("test/rights-vectors.json");
        uint256[] memory uses = vm.parseJsonUintArray(json, ".uses");
        string[] memory spdx = vm.parseJsonStringArray(json, ".spdx");
        uint256[] memory vectors = vm.parseJsonUintArray(json, ".vectors");
        vm.assertTrue(vectors.length / WORDS >= 6000 && vectors.length % WORDS == 0);
        for (uint256 i = 0; i < vectors.length; i += WORDS) {
            (uint256 one, uint256 other) = (vectors[i], vectors[i + 1]);
            uint16 use = uint16(1 << vectors[i + 2]);
            bool paid = vectors[i + 3] == 1;
            vm.assertEq(uint256(UsageRights.objection(uint16(uses[one]), use, paid)), vectors[i + 4]);
            vm.assertEq(uint256(UsageRights.objection(uint16(uses[other]), use, paid)), vectors[i + 5]);
            bool mix = UsageRights.mix(
                uint16(uses[one]), bytes32(bytes(spdx[one])), uint16(uses[other]), bytes32(bytes(spdx[other]))
            );
            vm.assertTrue(mix == (vectors[i + 6] == 1));
        }
    }

    function testFuzz_aQuestionIsAboutOneUse(uint16 uses, uint16 use, bool paid) public pure {
        bool one = use == 1 || use == 2 || use == 4 || use == 8;
        vm.assertTrue((UsageRights.objection(uses, use, paid) == UsageRights.Reason.NOT_ONE_USE) == !one);
    }

    /// @dev More bits never take a use away; for money never more is permitted than without.
    function testFuzz_permissionsGrowWithTheirBits(uint8 uses, uint8 more, uint8 shift) public pure {
        uint16 use = uint16(1 << (shift % 4));
        if (UsageRights.objection(uses, use, true) == UsageRights.Reason.NONE) {
            vm.assertTrue(UsageRights.objection(uses, use, false) == UsageRights.Reason.NONE);
            vm.assertTrue(UsageRights.objection(uses | more, use, true) == UsageRights.Reason.NONE);
        }
    }
}
