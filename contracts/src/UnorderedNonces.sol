// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Nonces that may be used in any order, each once an account
/// @notice One bit a nonce, 256 nonces a word, as in Uniswap's Permit2: signatures given in parallel do not wait for
/// each other, and consecutive nonces share a storage slot.
abstract contract UnorderedNonces {
    mapping(address account => mapping(uint256 word => uint256 bits)) private _used;

    event NonceUsed(address indexed account, uint256 nonce);

    error NonceAlreadyUsed(address account, uint256 nonce);

    /// @notice Makes a signature that was given away, but not yet used, worthless.
    function cancelNonce(uint256 nonce) external {
        _useNonce(msg.sender, nonce);
    }

    function isNonceUsed(address account, uint256 nonce) public view returns (bool) {
        return _used[account][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    function _useNonce(address account, uint256 nonce) internal {
        uint256 bit = 1 << (nonce & 0xff);
        uint256 bits = _used[account][nonce >> 8];
        if (bits & bit != 0) revert NonceAlreadyUsed(account, nonce);
        _used[account][nonce >> 8] = bits | bit;
        emit NonceUsed(account, nonce);
    }
}
