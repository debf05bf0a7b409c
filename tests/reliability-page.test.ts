import { expect, it } from "vitest";
import { faults } from "./e2e/faults/catalogue";
import { faultsOnPage } from "./e2e/faults/page";
import { read } from "./support/pages";

it("docs/reliability.md has a row for each fault of the tests and no other, in their order", () => {
  const names = faults.map(({ name }) => name);
  expect(names).toHaveLength(new Set(names).size);
  expect(faultsOnPage(read("docs/reliability.md"))).toEqual(names);
});
