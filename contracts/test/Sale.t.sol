// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors, IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {Licences} from "../src/Licences.sol";
import {ModelRegistry} from "../src/ModelRegistry.sol";
import {Parameters} from "../src/Parameters.sol";
import {Sale} from "../src/Sale.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";
import {HostileToken} from "./Wallets.sol";

/// @dev Answers as an ERC-721 that asks for more royalty than the price.
contract GreedyCollection {
    address private immutable _owner = msg.sender;

    function ownerOf(uint256) external view returns (address) {
        return _owner;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id != 0xffffffff;
    }

    function getApproved(uint256) external view returns (address) {
        return msg.sender;
    }

    function royaltyInfo(uint256, uint256 price) external view returns (address, uint256) {
        return (_owner, price + 1);
    }
}

contract SaleTest is Test {
    uint256 private constant PRICE = 100 ether;

    WrappedOpen private open = new WrappedOpen();
    DatanetRegistry private datanets = new DatanetRegistry();
    ModelRegistry private models = new ModelRegistry(datanets, new Licences(datanets, open), Parameters(address(0)));
    Sale private sale = new Sale(open);
    IERC721 private collection = IERC721(address(datanets));
    address private seller = address(0x5E11);
    address private buyer = address(0xB47);

    function setUp() public {
        vm.warp(1_800_000_000);
        datanets.createDatanetFor(seller, "Birds", "terms", "", DatanetRegistry.UsageLicence(0, 0, 0));
        models.registerModel(
            seller,
            ModelRegistry.Facts("adapter", 0, 0, true, 250),
            new ModelRegistry.Parent[](0),
            new ModelRegistry.Source[](0),
            ""
        );
        vm.deal(buyer, 1000 ether);
        vm.startPrank(buyer);
        open.deposit{value: 1000 ether}();
        open.approve(address(sale), type(uint256).max);
        vm.stopPrank();
        vm.startPrank(seller);
        datanets.approve(address(sale), 1);
        models.approve(address(sale), 1);
        vm.stopPrank();
    }

    function test_aDatanetIsSold() public {
        uint256 id = _offer(collection);
        Sale.Offer memory kept = sale.offerOf(id);
        vm.assertEq(kept.seller, seller);
        vm.expectEmit(address(sale));
        emit Sale.Sold(id, buyer, address(0), 0);
        vm.prank(buyer);
        sale.buy(id);
        vm.assertEq(datanets.ownerOf(1), buyer);
        vm.assertEq(open.balanceOf(seller), PRICE);
        vm.assertEq(open.balanceOf(address(sale)), 0);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotOffered.selector, id));
        vm.prank(buyer);
        sale.buy(id);
    }

    function test_aModelPaysItsRoyalty() public {
        uint256 id = _offer(IERC721(address(models)));
        vm.expectEmit(address(sale));
        emit Sale.Sold(id, buyer, seller, PRICE * 250 / 10_000);
        vm.prank(buyer);
        sale.buy(id);
        vm.assertEq(models.ownerOf(1), buyer);
        vm.assertEq(open.balanceOf(seller), PRICE);
    }

    /// @dev Whatever is missing, nobody loses anything.
    function test_aSaleThatRevertsMovesNothing() public {
        uint256 id = _offer(collection);
        vm.prank(seller);
        datanets.approve(address(0), 1);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotApproved.selector, id));
        vm.prank(buyer);
        sale.buy(id);
        vm.prank(seller);
        datanets.approve(address(sale), 1);
        vm.prank(buyer);
        open.approve(address(sale), PRICE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(sale), PRICE - 1, PRICE)
        );
        vm.prank(buyer);
        sale.buy(id);
        // this contract cannot receive tokens of the kind
        vm.prank(buyer);
        open.transfer(address(this), PRICE);
        open.approve(address(sale), PRICE);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(this)));
        sale.buy(id);
        vm.assertEq(open.balanceOf(address(this)), PRICE);
        vm.assertEq(open.balanceOf(buyer), 900 ether);
        vm.assertEq(open.balanceOf(seller), 0);
        vm.assertEq(datanets.ownerOf(1), seller);
    }

    function test_whoSoldElsewhereSellsNothing() public {
        uint256 id = _offer(collection);
        vm.prank(seller);
        datanets.transferFrom(seller, address(0xE15E), 1);
        vm.expectRevert(abi.encodeWithSelector(Sale.SellerGone.selector, id));
        vm.prank(buyer);
        sale.buy(id);
    }

    /// @dev Sold elsewhere, bought back, and offered for more: what was asked for once is nobody's price any more, also where the seller
    /// lets the sale move all its tokens.
    function test_anOldOfferIsBroughtBack() public {
        uint256 id = _offer(collection);
        vm.startPrank(seller);
        datanets.setApprovalForAll(address(sale), true);
        datanets.transferFrom(seller, address(0xE15E), 1);
        vm.stopPrank();
        vm.prank(address(0xE15E));
        datanets.transferFrom(address(0xE15E), seller, 1);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotApproved.selector, id));
        vm.prank(buyer);
        sale.buy(id);
        vm.startPrank(seller);
        datanets.approve(address(sale), 1);
        vm.expectEmit(address(sale));
        emit Sale.Cancelled(id);
        uint256 next = sale.offer(collection, 1, 3 * PRICE, uint64(block.timestamp + 1 days));
        vm.stopPrank();
        vm.startPrank(buyer);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotOffered.selector, id));
        sale.buy(id);
        sale.buy(next);
        vm.stopPrank();
        vm.assertEq(open.balanceOf(seller), 3 * PRICE);
    }

    function test_onlyTheOwnerOffersAndOnlyTheSellerCancels() public {
        vm.expectRevert(abi.encodeWithSelector(Sale.NotOwner.selector, buyer));
        vm.prank(buyer);
        sale.offer(collection, 1, PRICE, uint64(block.timestamp + 1));
        uint256 id = _offer(collection);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotSeller.selector, buyer));
        vm.prank(buyer);
        sale.cancel(id);
        vm.prank(seller);
        sale.cancel(id);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotOffered.selector, id));
        vm.prank(buyer);
        sale.buy(id);
    }

    function test_offersEnd() public {
        vm.startPrank(seller);
        uint64 now_ = uint64(block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(Sale.DurationInvalid.selector, now_));
        sale.offer(collection, 1, PRICE, now_);
        vm.expectRevert(abi.encodeWithSelector(Sale.DurationInvalid.selector, now_ + 90 days + 1));
        sale.offer(collection, 1, PRICE, now_ + 90 days + 1);
        vm.expectRevert(abi.encodeWithSelector(Sale.ZeroAmount.selector));
        sale.offer(collection, 1, 0, now_ + 1);
        uint256 id = sale.offer(collection, 1, PRICE, now_ + 1);
        vm.expectRevert(abi.encodeWithSelector(Sale.OwnOffer.selector, id));
        sale.buy(id);
        vm.stopPrank();
        vm.warp(now_ + 1);
        vm.expectRevert(abi.encodeWithSelector(Sale.NotOffered.selector, id));
        vm.prank(buyer);
        sale.buy(id);
    }

    function test_aRoyaltyAboveThePriceIsRefused() public {
        GreedyCollection greedy = new GreedyCollection();
        uint256 id = sale.offer(IERC721(address(greedy)), 1, PRICE, uint64(block.timestamp + 1));
        vm.expectRevert(abi.encodeWithSelector(Sale.RoyaltyTooHigh.selector, PRICE + 1, PRICE));
        vm.prank(buyer);
        sale.buy(id);
    }

    function test_noHookBuysTwice() public {
        HostileToken hostile = new HostileToken();
        Sale other = new Sale(IERC20(address(hostile)));
        vm.prank(seller);
        datanets.approve(address(other), 1);
        vm.prank(seller);
        uint256 id = other.offer(collection, 1, PRICE, uint64(block.timestamp + 1));
        hostile.mint(buyer, 2 * PRICE);
        hostile.arm(address(other), abi.encodeCall(Sale.buy, (id)));
        vm.startPrank(buyer);
        hostile.approve(address(other), 2 * PRICE);
        other.buy(id);
        vm.stopPrank();
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(hostile.balanceOf(seller), PRICE);
        vm.expectRevert(abi.encodeWithSelector(Sale.ZeroAddress.selector));
        new Sale(IERC20(address(0)));
    }

    function _offer(IERC721 sold) private returns (uint256) {
        vm.prank(seller);
        return sale.offer(sold, 1, PRICE, uint64(block.timestamp + 1 days));
    }
}
