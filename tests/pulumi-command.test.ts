import { describe, expect, it } from "vitest";
import { pulumiCommand, STARTED_FOR } from "../components/pulumi-command";

describe("a Pulumi command in a message", () => {
  const words = "config set grafanaPort 3001";

  it.each([
    [{}, "pulumi config set grafanaPort 3001"],
    [{ [STARTED_FOR]: "prod" }, "npm run pulumi -- config set grafanaPort 3001 --stack prod"],
    [{ [STARTED_FOR]: "" }, "npm run pulumi -- config set grafanaPort 3001"],
  ])("works for users who started the program with %j", (environment, command) => {
    expect(pulumiCommand(words, environment)).toBe(command);
  });
});
