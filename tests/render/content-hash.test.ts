import { expect, it } from "vitest";
import { hashedDirectory, keyedHash } from "../../components/render/content-hash";
import { toYaml } from "../../components/render/yaml";

it("names a directory after its content, whatever the order of its files", () => {
  const a = hashedDirectory("/config", { one: "1", two: "2" });
  const b = hashedDirectory("/config", { two: "2", one: "1" });
  expect(a.path).toBe(b.path);
  expect(a.path).toMatch(/^\/config\/[0-9a-f]{12}$/);
  expect(Object.keys(a.files)).toEqual([`${a.path}/one`, `${a.path}/two`]);
  expect(hashedDirectory("/config", { one: "1", two: "3" }).path).not.toBe(a.path);
  expect(hashedDirectory("/config", { one: "1", three: "2" }).path).not.toBe(a.path);
});

it("writes YAML without anchors, folds or guesses", () => {
  const shared = { a: "x ".repeat(100).trim() };
  const text = toYaml({ one: shared, two: shared, on: "yes", time: "1:20" });
  expect(text).not.toMatch(/[&*]ref/);
  expect(text).toContain("x x x");
  expect(text.split("\n").filter((line) => line.includes("x x"))).toHaveLength(2);
  expect(text).toContain('"yes"'.replaceAll('"', "'"));
});

it("tells what a secret is in its name to nobody who has not the key", () => {
  const hash = keyedHash("/tls/key", "secret", "one");
  expect(hash).toMatch(/^[0-9a-f]{12}$/);
  expect(keyedHash("/tls/key", "secret", "one")).toBe(hash);
  expect(keyedHash("/tls/key", "secret", "two")).not.toBe(hash);
  expect(keyedHash("/tls/key", "other", "one")).not.toBe(hash);
  expect(keyedHash("/tls/other", "secret", "one")).not.toBe(hash);
});
