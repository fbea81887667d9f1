// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title What an account allows by signature, so that somebody else can pay the gas
/// @notice EIP-712 signatures of plain accounts (low s only) and of contracts (ERC-1271). The domain carries the chain
/// id and this contract's address, so a signature is worth nothing on another chain or in another contract.
abstract contract SignedActions is EIP712 {
    error SignatureExpired(uint256 deadline);
    error SignatureInvalid(address signer);

    /// @dev Reverts unless `signer` signed `structHash` and `deadline` (seconds) has not passed.
    function _requireSignature(address signer, bytes32 structHash, uint256 deadline, bytes calldata signature)
        internal
        view
    {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNow(signer, _hashTypedDataV4(structHash), signature)) {
            revert SignatureInvalid(signer);
        }
    }
}
