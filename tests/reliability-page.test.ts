import { expect, it } from "vitest";
import { faults } from "./e2e/faults/catalogue";
import { faultsOnPage } from "./e2e/faults/page";
import { read } from "../testing/pages";

const rows = faultsOnPage(read("docs/explain/reliability.md"));
const names = faults.map(({ name }) => name);

it("each fault of the tests has a name of its own", () => {
  expect(names).toHaveLength(new Set(names).size);
});

it("docs/explain/reliability.md has a row for each fault of the tests and no other, in their order", () => {
  expect(rows).toEqual(names);
});
