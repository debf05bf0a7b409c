import { userInfo } from "node:os";
import { describe, expect, it } from "vitest";
import { updateText, userOf } from "../../scripts/stack/update-event";

describe("the event of an update", () => {
  it("says who changed what, at which commit", () => {
    const update = {
      message: "shop: more memory\n\nIt ran out of it.",
      environment: { "git.head": "0123456789abcdef" },
      resourceChanges: { create: 2, update: 1, same: 90, replace: 1, delete: 3, read: 1 },
    };
    expect(updateText(update, "alice")).toBe(
      "alice updated the stack at commit 01234567 (shop: more memory). Resources: 2 created, 1 updated, 1 replaced, 3 deleted.",
    );
  });

  it("says less where less is known", () => {
    expect(updateText({ resourceChanges: { create: 98 } }, "bob")).toBe(
      "bob updated the stack. Resources: 98 created.",
    );
  });

  it("is none where nothing changed", () => {
    expect(updateText({ resourceChanges: { same: 98, read: 2 } }, "bob")).toBeUndefined();
    expect(updateText({}, "bob")).toBeUndefined();
  });

  it("names whoever started the CI job, or else the user of the machine", () => {
    expect(userOf({ GITHUB_ACTOR: "alice" })).toBe("alice");
    expect(userOf({ GITLAB_USER_LOGIN: "carol" })).toBe("carol");
    expect(userOf({})).toBe(userInfo().username);
  });
});
