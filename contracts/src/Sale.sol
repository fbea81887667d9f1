// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Datanets and models for a price
/// @notice The token stays with its owner, who lets this contract move it (`approve`). A sale is one call: money and token change
/// hands, or neither does. An offer never changes; another price is another offer, which ends the one before.
/// @custom:invariant This contract holds no money and no tokens.
/// @custom:invariant Who buys pays the price of the offer, and owns the token in the same call.
/// @custom:invariant Of a token at most one offer stands: the last. It needs the approval of this one token, which ends when the token
/// changes hands: so what was offered before it was sold elsewhere and bought back is offered no more.
contract Sale is ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @param until second from which it cannot be bought any more
    struct Offer {
        address seller;
        uint64 until;
        IERC721 collection;
        uint256 tokenId;
        uint256 priceWei;
    }

    /// @notice The longest that an offer lasts: a forgotten one does not sell for what the token was worth long ago.
    uint256 public constant MAX_SECONDS = 90 days;

    IERC20 public immutable token;
    uint256 public offers;

    mapping(uint256 offerId => Offer) private _offers;
    mapping(IERC721 collection => mapping(uint256 tokenId => uint256 offerId)) private _offerOf;

    event Offered(
        uint256 indexed offerId,
        address indexed seller,
        address indexed collection,
        uint256 tokenId,
        uint256 priceWei,
        uint64 until
    );
    event Cancelled(uint256 indexed offerId);
    event Sold(uint256 indexed offerId, address indexed buyer, address royaltyTo, uint256 royaltyWei);

    error ZeroAddress();
    error ZeroAmount();
    error NotOwner(address caller);
    error NotSeller(address caller);
    error DurationInvalid(uint256 until);
    error NotOffered(uint256 offerId);
    error SellerGone(uint256 offerId);
    error NotApproved(uint256 offerId);
    error OwnOffer(uint256 offerId);
    error RoyaltyTooHigh(uint256 royaltyWei, uint256 priceWei);

    constructor(IERC20 token_) {
        if (address(token_) == address(0)) revert ZeroAddress();
        token = token_;
    }

    /// @notice Offers a token of the caller's; it is sold once, while the caller still owns it and lets this contract move it.
    function offer(IERC721 collection, uint256 tokenId, uint256 priceWei, uint64 until)
        external
        returns (uint256 offerId)
    {
        if (priceWei == 0) revert ZeroAmount();
        if (until <= block.timestamp || until > block.timestamp + MAX_SECONDS) revert DurationInvalid(until);
        if (collection.ownerOf(tokenId) != msg.sender) revert NotOwner(msg.sender);
        uint256 before = _offerOf[collection][tokenId];
        if (_offers[before].seller != address(0)) {
            delete _offers[before];
            emit Cancelled(before);
        }
        offerId = ++offers;
        _offerOf[collection][tokenId] = offerId;
        _offers[offerId] = Offer(msg.sender, until, collection, tokenId, priceWei);
        emit Offered(offerId, msg.sender, address(collection), tokenId, priceWei, until);
    }

    function cancel(uint256 offerId) external {
        if (msg.sender != _offers[offerId].seller) revert NotSeller(msg.sender);
        delete _offers[offerId];
        emit Cancelled(offerId);
    }

    /// @notice Pays the price, of which a royalty (ERC-2981) goes to whom the collection says, and gets the token.
    function buy(uint256 offerId) external nonReentrant {
        Offer memory offer_ = _offers[offerId];
        if (block.timestamp >= offer_.until) revert NotOffered(offerId);
        if (offer_.seller == msg.sender) revert OwnOffer(offerId);
        if (offer_.collection.ownerOf(offer_.tokenId) != offer_.seller) revert SellerGone(offerId);
        if (offer_.collection.getApproved(offer_.tokenId) != address(this)) revert NotApproved(offerId);
        delete _offers[offerId];
        (address royaltyTo, uint256 royaltyWei) = _royalty(offer_);
        emit Sold(offerId, msg.sender, royaltyTo, royaltyWei);
        if (royaltyWei != 0) token.safeTransferFrom(msg.sender, royaltyTo, royaltyWei);
        token.safeTransferFrom(msg.sender, offer_.seller, offer_.priceWei - royaltyWei);
        offer_.collection.safeTransferFrom(offer_.seller, msg.sender, offer_.tokenId);
    }

    /// @return the offer; all zero where there is none
    function offerOf(uint256 offerId) external view returns (Offer memory) {
        return _offers[offerId];
    }

    function _royalty(Offer memory offer_) private view returns (address to, uint256 amountWei) {
        address collection = address(offer_.collection);
        if (!ERC165Checker.supportsInterface(collection, type(IERC2981).interfaceId)) return (address(0), 0);
        (to, amountWei) = IERC2981(collection).royaltyInfo(offer_.tokenId, offer_.priceWei);
        if (amountWei > offer_.priceWei) revert RoyaltyTooHigh(amountWei, offer_.priceWei);
    }
}
