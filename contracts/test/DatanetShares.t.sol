// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {DatanetRegistry} from "../src/DatanetRegistry.sol";
import {DatanetShares} from "../src/DatanetShares.sol";
import {WrappedOpen} from "../src/WrappedOpen.sol";
import {Test} from "./Test.sol";

contract DatanetSharesTest is Test {
    uint256 private constant WHOLE = 1_000 ether;
    uint256 private constant PEOPLE = 5;
    uint256 private constant STEPS = 24;

    WrappedOpen private open = new WrappedOpen();
    DatanetRegistry private datanets = new DatanetRegistry();
    DatanetShares private shares;
    address private founder = address(0xF00D);
    address private ben = address(0xBE2);
    address private payer = address(0xCA5);

    mapping(address holder => uint256) private earned; // in wei of income times wei of shares
    mapping(address holder => uint256) private got;

    function setUp() public {
        vm.warp(1_800_000_000);
        datanets.createDatanetFor(founder, "Birds", "terms", "", DatanetRegistry.UsageLicence(0, 0, 0));
        datanets.createDatanetFor(founder, "Bees", "terms", "", DatanetRegistry.UsageLicence(0, 0, 0));
        shares = new DatanetShares(datanets, IERC20(address(open)), 1);
        vm.deal(payer, type(uint128).max);
        vm.prank(payer);
        open.deposit{value: type(uint128).max}();
    }

    function test_theDatanetBecomesAThousandShares() public {
        _give();
        vm.assertEq(shares.balanceOf(founder), WHOLE);
        vm.assertEq(shares.totalSupply(), shares.SHARES());
        vm.assertEq(datanets.ownerOf(1), address(shares));
        vm.assertEq(datanets.treasuryOf(1), address(shares));
    }

    function test_onlyThisDatanetIsTaken() public {
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotThisDatanet.selector, address(datanets), 2));
        vm.prank(founder);
        datanets.safeTransferFrom(founder, address(shares), 2);
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotThisDatanet.selector, address(this), 1));
        shares.onERC721Received(address(this), founder, 1, "");
        vm.assertEq(shares.totalSupply(), 0);
    }

    function test_nothingIsWithoutItsContracts() public {
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.ZeroAddress.selector));
        new DatanetShares(DatanetRegistry(address(0)), IERC20(address(open)), 1);
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.ZeroAddress.selector));
        new DatanetShares(datanets, IERC20(address(0)), 1);
    }

    /// @dev What came in before a share moved is who held it then, whoever claims and when.
    function test_aTransferMovesNoIncome() public {
        _give();
        _pay(10 ether);
        vm.prank(founder);
        shares.transfer(ben, WHOLE / 4);
        vm.assertEq(shares.claimable(ben), 0);
        _pay(8 ether);
        vm.assertEq(shares.claimable(founder), 16 ether);
        vm.assertEq(shares.claimable(ben), 2 ether);
        vm.prank(ben);
        shares.transfer(founder, WHOLE / 4);
        vm.assertEq(shares.claim(ben), 2 ether);
        vm.assertEq(shares.claim(ben), 0);
        vm.assertEq(shares.claim(founder), 16 ether);
        vm.assertEq(open.balanceOf(ben), 2 ether);
        vm.assertEq(open.balanceOf(address(shares)), 0);
    }

    function test_aLicenceFeeIsIncome() public {
        _give();
        address treasury = datanets.treasuryOf(1);
        vm.prank(payer);
        open.transfer(treasury, 5 ether);
        vm.assertEq(shares.claim(founder), 5 ether);
    }

    function test_whoHasAllSharesGetsTheDatanetBack() public {
        _give();
        _pay(3 ether);
        vm.prank(founder);
        shares.transfer(ben, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, founder, WHOLE - 1, WHOLE)
        );
        vm.prank(founder);
        shares.giveBack();
        vm.prank(ben);
        shares.transfer(founder, 1);
        _majority(founder);
        vm.startPrank(founder);
        shares.appoint(ben);
        shares.giveBack();
        vm.stopPrank();
        vm.assertEq(datanets.ownerOf(1), founder);
        vm.assertEq(shares.totalSupply(), 0);
        vm.assertEq(shares.steward(), address(0));
        vm.assertEq(shares.claim(founder), 3 ether); // what they earned stays theirs
        // what comes meanwhile is for who holds shares next
        _pay(2 ether);
        shares.divide();
        vm.assertEq(shares.claimable(founder), 0);
        vm.prank(founder);
        datanets.safeTransferFrom(founder, address(shares), 1);
        vm.assertEq(shares.claim(founder), 2 ether);
    }

    function test_whoHasMostVotesAppointsWhoTends() public {
        _give();
        vm.prank(founder);
        shares.transfer(ben, WHOLE / 2);
        _majority(founder);
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotMajority.selector, founder, WHOLE / 2));
        vm.prank(founder);
        shares.appoint(ben);
        vm.prank(ben);
        shares.delegate(founder);
        vm.warp(vm.getBlockTimestamp() + 1);
        vm.expectEmit(address(shares));
        emit DatanetShares.StewardAppointed(ben, founder);
        vm.prank(founder);
        shares.appoint(ben);
        vm.startPrank(ben);
        vm.assertEq(shares.publishVersion("root", 7, "manifest"), 1);
        shares.changeTerms("other");
        shares.changeLicence(DatanetRegistry.UsageLicence("CC0-1.0", 1, 0));
        vm.stopPrank();
        vm.assertEq(datanets.datanet(1).termsDigest, bytes32("other"));
        vm.assertEq(datanets.licenceOf(1, 2).spdx, bytes32("CC0-1.0"));
        vm.prank(founder);
        shares.appoint(address(0));
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotSteward.selector, ben));
        vm.prank(ben);
        shares.publishVersion("root", 7, "manifest");
    }

    /// @dev Who borrows most shares for one transaction, or gives them all up in it, leaves nobody behind who tends the Datanet.
    function test_borrowedSharesAppoint() public {
        _give();
        vm.prank(founder);
        shares.transfer(ben, WHOLE);
        vm.startPrank(ben);
        shares.delegate(ben);
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotMajority.selector, ben, 0));
        shares.appoint(ben);
        shares.transfer(founder, WHOLE);
        vm.stopPrank();
        _majority(founder);
        vm.startPrank(founder);
        shares.giveBack();
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotMajority.selector, founder, 0));
        shares.appoint(founder);
        vm.stopPrank();
        vm.assertEq(shares.steward(), address(0));
    }

    /// @dev Before anybody has shares nobody has the majority of none.
    function test_nobodyTendsWhatNobodyOwns() public {
        vm.expectRevert(abi.encodeWithSelector(DatanetShares.NotMajority.selector, ben, 0));
        vm.prank(ben);
        shares.appoint(ben);
    }

    function test_onlyTheStewardTends() public {
        _give();
        bytes memory refused = abi.encodeWithSelector(DatanetShares.NotSteward.selector, founder);
        vm.startPrank(founder);
        vm.expectRevert(refused);
        shares.publishVersion("root", 7, "manifest");
        vm.expectRevert(refused);
        shares.changeTerms("other");
        vm.expectRevert(refused);
        shares.changeLicence(DatanetRegistry.UsageLicence("CC0-1.0", 1, 0));
        vm.stopPrank();
    }

    function test_votesCountByTime() public view {
        vm.assertEq(shares.clock(), block.timestamp);
        vm.assertEq(shares.CLOCK_MODE(), "mode=timestamp");
    }

    /// @dev Income, transfers and claims in any order, beside a reference that keeps the exact sum of income times shares held.
    function testFuzz_incomeIsExactUnderTransfers(uint256 seed) public {
        _give();
        for (uint256 i = 0; i < STEPS; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            _step(seed % 4, _person(seed >> 8), _person(seed >> 16), seed >> 32);
            _check();
        }
        for (uint256 i = 0; i < PEOPLE; i++) {
            _claim(_person(i));
        }
        _check();
        vm.assertLe(open.balanceOf(address(shares)), PEOPLE - 1, "no more than a part of a wei each is left");
    }

    function _step(uint256 what, address who, address whom, uint256 amount) private {
        if (what == 0) _pay(amount % 2 == 0 ? amount % 1_000 : amount % 1_000_000 ether);
        else if (what == 1) _claim(who);
        else _move(who, whom, amount % (shares.balanceOf(who) + 1));
    }

    function _move(address from, address to, uint256 amount) private {
        vm.prank(from);
        shares.transfer(to, amount);
    }

    function _claim(address who) private {
        got[who] += shares.claim(who);
        vm.assertEq(open.balanceOf(who), got[who]);
    }

    function _pay(uint256 amount) private {
        for (uint256 i = 0; i < PEOPLE; i++) {
            earned[_person(i)] += amount * shares.balanceOf(_person(i));
        }
        vm.prank(payer);
        open.transfer(address(shares), amount);
    }

    function _check() private view {
        uint256 due = 0;
        for (uint256 i = 0; i < PEOPLE; i++) {
            address who = _person(i);
            uint256 has = got[who] + shares.claimable(who);
            due += shares.claimable(who);
            vm.assertEq(has, earned[who] / WHOLE, "everybody gets what its shares earned");
        }
        vm.assertLe(due, open.balanceOf(address(shares)), "all that is due is there");
        vm.assertLe(open.balanceOf(address(shares)), due + PEOPLE - 1, "and nothing else but parts of a wei");
    }

    function _person(uint256 which) private view returns (address) {
        which %= PEOPLE;
        return which == 0 ? founder : address(uint160(0x7000 + which));
    }

    function _give() private {
        vm.prank(founder);
        datanets.safeTransferFrom(founder, address(shares), 1);
    }

    function _majority(address who) private {
        vm.prank(who);
        shares.delegate(who);
        vm.warp(vm.getBlockTimestamp() + 1);
    }
}
