// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {DatanetRegistry} from "./DatanetRegistry.sol";

/// @title One Datanet that many own together
/// @notice Whoever owns the Datanet gives it to this contract (`safeTransferFrom`), once, and gets all shares. From then on the
/// contract is the Datanet's owner, and so its treasury: what comes in is divided over the shares, and a share that moves leaves
/// what it earned with who held it then. Who holds more than half of all votes says who tends the Datanet. Who has all shares gets
/// it back.
/// @custom:invariant Each holder gets what its shares earned, exactly, but for a part of a wei that is kept for it.
/// @custom:invariant What all holders can claim is at most what this contract holds, and short of it by less than a wei a holder.
/// @custom:invariant A transfer moves no income; income that came in while nobody held a share stays here for who claims next.
/// @custom:invariant The Datanet leaves only to who gives up all shares.
contract DatanetShares is ERC20, ERC20Votes, IERC721Receiver {
    using SafeERC20 for IERC20;

    /// @notice All shares, with 18 decimals: a thousand.
    uint256 public constant SHARES = 1_000 ether;

    DatanetRegistry public immutable datanets;
    IERC20 public immutable token;
    uint256 public immutable datanetId;

    /// @notice Who may publish versions and change terms and licence; none until who holds most votes appoints one.
    address public steward;

    /// @notice All income that was divided, and all that was paid, in wei.
    uint256 public divided;
    uint256 public paid;
    /// @dev What was divided when a holder's part was last counted, and that part, in wei of income times shares: nothing is rounded
    /// but what is paid, and the rest of that is kept.
    mapping(address holder => uint256) private _seen;
    mapping(address holder => uint256) private _earned;

    event Divided(uint256 amountWei);
    event Claimed(address indexed holder, uint256 amountWei);
    event StewardAppointed(address indexed steward, address by);
    event Returned(address indexed to);

    error ZeroAddress();
    error NotThisDatanet(address collection, uint256 tokenId);
    error NotMajority(address caller, uint256 votes);
    error NotSteward(address caller);

    modifier onlySteward() {
        if (msg.sender != steward) revert NotSteward(msg.sender);
        _;
    }

    constructor(DatanetRegistry datanets_, IERC20 token_, uint256 datanetId_)
        ERC20("OpenLedger Datanet share", "SHARE")
        EIP712("OpenLedger Datanet share", "1")
    {
        if (address(datanets_) == address(0) || address(token_) == address(0)) revert ZeroAddress();
        (datanets, token, datanetId) = (datanets_, token_, datanetId_);
    }

    /// @notice Takes the Datanet, and no other token, and gives all shares to who owned it.
    function onERC721Received(address, address from, uint256 tokenId, bytes calldata) external returns (bytes4) {
        if (msg.sender != address(datanets) || tokenId != datanetId) revert NotThisDatanet(msg.sender, tokenId);
        _mint(from, SHARES);
        return IERC721Receiver.onERC721Received.selector;
    }

    /// @notice Gives the Datanet to who has all shares, which end; what they earned stays claimable.
    function giveBack() external {
        _burn(msg.sender, SHARES);
        steward = address(0);
        emit Returned(msg.sender);
        datanets.safeTransferFrom(address(this), msg.sender, datanetId);
    }

    /// @notice Divides what came in since the last time over the shares. Anyone may call; every transfer and claim does.
    function divide() public {
        uint256 fresh = _fresh();
        if (fresh == 0) return;
        divided += fresh;
        emit Divided(fresh);
    }

    /// @notice Pays a holder what its shares earned. Anyone may call.
    function claim(address holder) external returns (uint256 amountWei) {
        divide();
        _settle(holder);
        amountWei = _earned[holder] / SHARES;
        _earned[holder] -= amountWei * SHARES;
        paid += amountWei;
        emit Claimed(holder, amountWei);
        token.safeTransfer(holder, amountWei);
    }

    /// @notice Says who tends the Datanet; zero for nobody. Who has more than half of all votes may, and had them a second ago, a
    /// person or a governor: shares that are borrowed for one transaction have no say.
    function appoint(address steward_) external {
        uint256 votes = Math.min(getVotes(msg.sender), getPastVotes(msg.sender, clock() - 1));
        if (votes * 2 <= totalSupply() || votes == 0) revert NotMajority(msg.sender, votes);
        steward = steward_;
        emit StewardAppointed(steward_, msg.sender);
    }

    function publishVersion(bytes32 root, uint64 rows, bytes32 manifestDigest)
        external
        onlySteward
        returns (uint32 number)
    {
        return datanets.publishVersion(datanetId, root, rows, manifestDigest);
    }

    function changeTerms(bytes32 termsDigest) external onlySteward {
        datanets.changeTerms(datanetId, termsDigest);
    }

    function changeLicence(DatanetRegistry.UsageLicence calldata licence) external onlySteward {
        datanets.changeLicence(datanetId, licence);
    }

    /// @return what a holder could claim now, in wei
    function claimable(address holder) external view returns (uint256) {
        return (_earned[holder] + balanceOf(holder) * (divided + _fresh() - _seen[holder])) / SHARES;
    }

    /// @notice Votes count by time (ERC-6372), as those of OPEN do.
    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @dev Before shares move, both sides have what they earned so far.
    function _update(address from, address to, uint256 amount) internal override(ERC20, ERC20Votes) {
        divide();
        _settle(from);
        _settle(to);
        super._update(from, to, amount);
    }

    function _settle(address holder) private {
        _earned[holder] += balanceOf(holder) * (divided - _seen[holder]);
        _seen[holder] = divided;
    }

    /// @dev What came in and was not divided; nothing while nobody has shares, for whom it waits.
    function _fresh() private view returns (uint256) {
        return totalSupply() == 0 ? 0 : token.balanceOf(address(this)) + paid - divided;
    }
}
