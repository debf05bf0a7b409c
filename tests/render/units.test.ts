import { describe, expect, it } from "vitest";
import { goDuration, parseDuration, parseSize, showSize } from "../../components/render/units";

describe("units", () => {
  it.each([
    ["15s", 15],
    ["1h30m", 5400],
    ["7d", 604800],
    ["2w", 1209600],
    ["1y", 31536000],
    ["500ms", 0.5],
    ["", undefined],
    ["15", undefined],
    ["-5s", undefined],
    ["1.5h", undefined],
    ["5 s", undefined],
    ["0s", 0],
    ["1y2w3d4h5m6s7ms", 31536000 + 1209600 + 259200 + 14400 + 306.007],
    ["1s1m", undefined],
    ["1m1m", undefined],
    ["0d15s", undefined],
    ["0d", undefined],
  ])("reads the duration %j as %s seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    ["7d", "168h"],
    ["90m", "90m"],
    ["1h30m", "90m"],
    ["15s", "15s"],
  ])("gives Go %s as %s", (text, expected) => {
    expect(goDuration(text)).toBe(expected);
  });

  it("fails when a duration for Go is malformed", () => {
    expect(() => goDuration("soon")).toThrow(/"soon" is not a duration/);
  });

  it.each([
    ["512MiB", 536870912],
    ["10GiB", 10737418240],
    ["10GB", undefined],
    ["10", undefined],
    ["1.5GiB", undefined],
    ["99999999999999TiB", undefined],
  ])("reads the size %j as %s bytes", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    [0, "0 bytes"],
    [12, "12 bytes"],
    [1536, "1.5 KiB"],
    [2 ** 30, "1 GiB"],
    [1.26 * 2 ** 40, "1.3 TiB"],
    [2 ** 60, "1048576 TiB"],
  ])("shows %s bytes as %s", (bytes, text) => {
    expect(showSize(bytes)).toBe(text);
  });
});
