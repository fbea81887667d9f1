// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @dev A contract account that one key signs for (ERC-1271).
contract ContractWallet is IERC1271 {
    address private immutable _signer;

    constructor(address signer) {
        _signer = signer;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecover(hash, signature);
        return
            failure == ECDSA.RecoverError.NoError && recovered == _signer ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @dev A token that calls `target` during every transfer, once armed: what a hostile ERC-20 could try.
contract HostileToken is ERC20("Hostile", "HOST") {
    address public target;
    bytes public data;
    bool public succeeded;
    bytes4 public failure;

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function arm(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (target == address(0)) return;
        bytes memory answer;
        (succeeded, answer) = target.call(data);
        failure = bytes4(answer);
    }
}

/// @dev A token that keeps a hundredth of every transfer.
contract FeeToken is ERC20("Fee", "FEE") {
    constructor() {
        _mint(msg.sender, 1e24);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (from != address(0)) {
            super._update(from, address(0xfee), amount / 100);
            amount -= amount / 100;
        }
        super._update(from, to, amount);
    }
}

contract SmallToken is ERC20("Small", "SMALL") {
    function decimals() public pure override returns (uint8) {
        return 6;
    }
}

/// @dev A token whose functions give nothing back, as USDT's.
contract SilentToken {
    uint8 public constant decimals = 18;
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    constructor() {
        balanceOf[msg.sender] = 1e24;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}
