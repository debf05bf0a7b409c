import { describe, expect, it } from "vitest";
import { markdown } from "../../../scripts/explain/markdown";
import { explain } from "../../../scripts/explain/explanation";
import { effects, explained, of } from "./previews";

describe("explain, of a stack with further hosts", () => {
  // web-2 goes, web-3 comes, and the agents of all others change.
  const found = explained("hosts");

  it("tells what happens to each service on each of them", () => {
    expect(effects(found)).toEqual({
      agent: "replaced",
      "agent on web-1": "replaced",
      "agent on web-2": "removed",
      "agent on web-3": "created",
      cadvisor: "replaced",
      "cadvisor on web-1": "replaced",
      "cadvisor on web-2": "removed",
      "cadvisor on web-3": "created",
    });
    expect(of(found, "agent on web-1")?.consequence).toMatch(/^Log collection resumes/);
    expect(of(found, "agent on web-2")?.consequence).toMatch(/are no longer collected\.$/);
    expect(of(found, "agent on web-1")?.files.map(({ path }) => path)).toEqual([
      "/config/agent.yaml",
    ]);
  });

  it("names a host that comes or goes in one line", () => {
    expect(markdown(found)).toMatch(
      /### Shared by all services\n\n- host `web-2`: removed\n- host `web-3`: new\n$/,
    );
  });

  it("names those that do not answer, which an update leaves as they are", () => {
    const problem = "No Docker engine answers at ssh://web-9 (hosts: web-9): timed out";
    const quiet = explain({ steps: [], diagnostics: [], changeSummary: {} }, "prod", [
      { name: "web-9", problem },
    ]);
    expect(quiet.exit).toBe(0);
    expect(markdown(quiet)).toBe(
      `## \`prod\`: No changes of resources\n\n### Left as they are, because they do not answer\n\n- ${problem}\n`,
    );
  });

  it("counts what an agent has not sent yet as no stored data, and says that it goes", () => {
    expect(found.data).toEqual([]);
    expect(found.exit).toBe(0);
    expect(markdown(found)).toContain(
      "- volume `observability-prod-agent-queue`: removed (with what its agent has not sent yet)",
    );
  });
});
