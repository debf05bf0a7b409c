import { describe, expect, it } from "vitest";
import { cpuSecondsOf, parseStat, treeOf } from "../../bench/processes";

function statLine(pid: number, name: string, parent: number, ticks: readonly number[]): string {
  return `${pid} (${name}) S ${parent} 1 1 0 -1 4194560 0 0 0 0 ${ticks.join(" ")} 20 0 1 0 100\n`;
}

describe("what the kernel tells of a process", () => {
  it("is read behind a name of any form", () => {
    expect(parseStat(statLine(12, "a) b (c", 7, [150, 50, 30, 20]))).toEqual({
      pid: 12,
      parent: 7,
      name: "a) b (c",
      cpuSeconds: 2,
      goneCpuSeconds: 0.5,
    });
  });
});

describe("a tree of processes", () => {
  const all = [
    statLine(30, "grandchild", 20, [100, 0, 0, 0]),
    statLine(10, "root", 1, [100, 100, 50, 50]),
    statLine(11, "another's", 1, [900, 900, 900, 900]),
    statLine(20, "child", 10, [0, 100, 0, 100]),
  ].map(parseStat);

  it("has all that descend from its root, parents first", () => {
    expect(treeOf(10, all).map(({ name }) => name)).toEqual(["root", "child", "grandchild"]);
    expect(treeOf(99, all)).toEqual([]);
  });

  it("has used what they have used, and those that are gone", () => {
    expect(cpuSecondsOf(treeOf(10, all))).toBe(6);
  });
});
