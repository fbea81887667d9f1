import { expect, test } from "vitest";
import type { Column } from "./column";
import { print } from "./file";

interface Tea {
  name: string;
  grams?: number;
}

const COLUMNS: Column<Tea>[] = [
  { id: "name", name: "name", value: (tea) => tea.name },
  { id: "weightGrams", name: "weight", value: (tea) => tea.grams, kind: "number" },
];

test("CSV quotes what would end a cell or a line, and has the columns' ids as its head", () => {
  const rows = [{ name: 'Green, "first"\nflush', grams: -3 }, { name: "black" }];
  expect(print("csv", COLUMNS, rows)).toBe('name,weightGrams\r\n"Green, ""first""\nflush",-3\r\nblack,\r\n');
});

test("no text of a stranger becomes a spreadsheet's formula", () => {
  for (const start of ["=", "+", "-", "@", "\t"]) {
    const [, line = ""] = print("csv", COLUMNS, [{ name: `${start}HYPERLINK` }]).split("\r\n");
    expect(line).toBe(`'${start}HYPERLINK,`);
  }
});

test("JSON has the rows as the node gave them", () => {
  const rows = [{ name: "black", grams: 5, harvest: "spring" }];
  expect(JSON.parse(print("json", COLUMNS, rows))).toEqual(rows);
});
