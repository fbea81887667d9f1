// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

/// @title OPEN, the chain's native token, as an ERC-20 with permit, transfers by signature (ERC-3009) and votes
/// @notice One wei of native OPEN is one wei of wOPEN, in and out, at any time, for anyone.
/// @dev Nonces of ERC-3009 are any 32 bytes, as payers by x402 choose them; OpenZeppelin's ERC20TransferAuthorization would take
/// only the next number of a sequence.
/// @custom:invariant totalSupply() <= address(this).balance: every wOPEN can be withdrawn.
contract WrappedOpen is ERC20, ERC20Permit, ERC3009, ERC20Votes {
    event Deposited(address indexed from, address indexed to, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);

    error ZeroAmount();

    constructor() ERC20("Wrapped OPEN", "wOPEN") ERC20Permit("Wrapped OPEN") {}

    receive() external payable {
        _deposit(msg.sender);
    }

    function deposit() external payable {
        _deposit(msg.sender);
    }

    function depositFor(address account) external payable {
        _deposit(account);
    }

    /// @notice Burns the caller's `amount` and sends it as native OPEN. Burnt before sent: nothing to gain by re-entering.
    function withdraw(uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        _burn(msg.sender, amount);
        emit Withdrawn(msg.sender, amount);
        Address.sendValue(payable(msg.sender), amount);
    }

    /// @notice Votes are counted by time, because block numbers mean different things on different networks (ERC-6372).
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    function _deposit(address account) private {
        if (msg.value == 0) revert ZeroAmount();
        _mint(account, msg.value);
        emit Deposited(msg.sender, account, msg.value);
    }

    /// @dev Refuses the classic loss of wrapped tokens: sending them to the wrapper, whence nobody can take them.
    function _update(address from, address to, uint256 amount) internal override(ERC20, ERC20Votes) {
        if (to == address(this)) revert ERC20InvalidReceiver(to);
        super._update(from, to, amount);
    }
}
