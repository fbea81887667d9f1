import { expect, test } from "vitest";
import { gweiFrom, inOpen, money, openOfWei } from "./format";

test("an amount in OPEN is exact to the gwei, and has no digits that say nothing", () => {
  expect(inOpen(0)).toBe("0");
  expect(inOpen(1)).toBe("0.000000001");
  expect(inOpen(12_600)).toBe("0.0000126");
  expect(inOpen(1_000_000_000)).toBe("1");
  expect(inOpen(1_234_500_000_000)).toBe("1,234.5");
  expect(inOpen(-20)).toBe("−0.00000002");
  expect(inOpen(9_007_199_254_740_991)).toBe("9,007,199.254740991");
  expect(money(12_600)).toBe("0.0000126 OPEN");
});

test("an amount typed in OPEN is the same amount in gwei", () => {
  for (const gwei of [0, 1, 12_600, 999_999_999, 1_234_500_000_001]) {
    expect(gweiFrom(Number(inOpen(gwei).replaceAll(",", "")))).toBe(gwei);
  }
});

test("an amount of wei in OPEN is exact", () => {
  expect(openOfWei("0")).toBe("0");
  expect(openOfWei("1")).toBe("0.000000000000000001");
  expect(openOfWei("2500000000000000000")).toBe("2.5");
  expect(openOfWei("1234000000000000000000")).toBe("1,234");
});
