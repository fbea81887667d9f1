// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgentIdentity} from "./AgentIdentity.sol";
import {AgentReputation} from "./AgentReputation.sol";
import {AgentValidation} from "./AgentValidation.sol";
import {InferenceEscrow} from "./InferenceEscrow.sol";

/// @title The three registries of ERC-8004, deployed together
contract AgentRegistries {
    AgentIdentity public immutable identity;
    AgentReputation public immutable reputation;
    AgentValidation public immutable validation;

    constructor(InferenceEscrow escrow) {
        identity = new AgentIdentity();
        reputation = new AgentReputation(identity, escrow);
        validation = new AgentValidation(identity);
    }
}
