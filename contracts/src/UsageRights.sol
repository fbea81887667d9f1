// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What a licence lets others do, as bits, and the one rule over them
/// @notice A model made of data, and an answer that draws on data, are adaptations of it: the careful reading, under which no owner
/// is surprised. Evaluating a model adapts nothing. Attribution is met by every receipt.
library UsageRights {
    /// @notice The uses. A question is about exactly one of them.
    uint16 internal constant TRAIN = 1;
    uint16 internal constant EVALUATE = 2;
    uint16 internal constant RETRIEVE = 4;
    uint16 internal constant GENERATE = 8;
    /// @notice Their conditions.
    uint16 internal constant COMMERCIAL = 16;
    uint16 internal constant DERIVATIVES = 32;
    uint16 internal constant ATTRIBUTION = 64;
    uint16 internal constant SHARE_ALIKE = 128;

    uint16 internal constant ALL = 255;
    uint16 internal constant ANY_USE = TRAIN | EVALUATE | RETRIEVE | GENERATE;

    /// @notice Why a use is not permitted; NONE where it is.
    enum Reason {
        NONE,
        NOT_ONE_USE,
        UNSTATED,
        USE,
        DERIVATIVES,
        COMMERCIAL,
        EXPIRED
    }

    /// @param uses bits of the licence; 0 where none was stated
    /// @param use one bit: what is to be done
    /// @param paid whether it is done for money
    function objection(uint16 uses, uint16 use, bool paid) internal pure returns (Reason) {
        if (use == 0 || use & (use - 1) != 0 || use & ANY_USE == 0) return Reason.NOT_ONE_USE;
        if (uses == 0) return Reason.UNSTATED;
        if (uses & use == 0) return Reason.USE;
        if (use != EVALUATE && uses & DERIVATIVES == 0) return Reason.DERIVATIVES;
        if (paid && uses & COMMERCIAL == 0) return Reason.COMMERCIAL;
        return Reason.NONE;
    }

    /// @notice Whether one thing may be made of both: what two share-alike licences ask for is the same only where they are.
    function mix(uint16 uses, bytes32 spdx, uint16 otherUses, bytes32 otherSpdx) internal pure returns (bool) {
        return uses & otherUses & SHARE_ALIKE == 0 || spdx == otherSpdx;
    }
}
