import { describe, expect, it } from "vitest";
import { waitFor } from "../../components/platform/reload-check";
import { differingPart, shows } from "../../components/services/grafana/reload-check";
import { ScriptedService } from "../../testing/scripted-service";

const BOARD = { uid: "logs", title: "Logs", panels: [{ title: "Lines", span: 2 }] };
const FILES = { "/dashboards/logs.json": JSON.stringify(BOARD) };

const answer = (status: number, body: object) =>
  `HTTP/1.0 ${status} X\r\r\nContent-Type: application/json\r\r\n\r\r\n${JSON.stringify(body)}`;
const stored = (more: object) =>
  answer(200, { dashboard: { ...BOARD, id: 7, version: 3, ...more }, meta: {} });

async function asked(get: (count: number) => string) {
  let questions = 0;
  const service = new ScriptedService((command) =>
    command.at(-2) === "POST" ? answer(200, {}) : get(++questions),
  );
  const message = await waitFor(service, shows(FILES), 2000).then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
  const words = service.commands.map((command) => command.slice(-2).join(" "));
  return { message, words, service };
}

const GET = "GET /api/dashboards/uid/logs";
const RELOAD = "POST /api/admin/provisioning/dashboards/reload";

describe("Grafana", () => {
  it("shows a dashboard as in its file, except for the keys that Grafana adds", async () => {
    const { message, words } = await asked(() => stored({}));
    expect([message, words]).toEqual(["", [GET]]);
  });

  it("is triggered to reload once, and polled until it has reloaded", async () => {
    const { message, words } = await asked((count) =>
      count === 1 ? answer(404, {}) : stored(count === 2 ? { title: "Old" } : {}),
    );
    expect(message).toBe("");
    expect(words).toEqual([GET, RELOAD, GET, GET]);
  });

  it("is queried again if its response was cut off", async () => {
    const { message, words } = await asked((count) => {
      const text = stored({});
      return count === 1 ? text.slice(0, -10) : text;
    });
    expect(message).toBe("");
    expect(words).toEqual([GET, RELOAD, GET]);
  });

  it("fails the update and names the dashboard and the part that differs", async () => {
    const { message } = await asked(() => stored({ panels: [] }));
    expect(message).toMatch(/dashboard logs differs from its file in panels$/m);
  });

  it("is not waited for if it rejects the password", async () => {
    expect((await asked(() => answer(401, {}))).message).toBe("");
  });

  it("is queried without the password in any argument", async () => {
    const { service } = await asked(() => stored({}));
    expect(service.commands.flat().join("\n")).toContain('cat "$GF_SECURITY_ADMIN_PASSWORD__FILE"');
  });

  it("does not differ if only the order of keys does", () => {
    expect(differingPart({ a: { x: 1, y: [1, 2] } }, { a: { y: [1, 2], x: 1 } })).toBeUndefined();
    expect(differingPart({ a: [1, 2] }, { a: [2, 1] })).toBe("a");
    expect(differingPart({ a: 1 }, { a: 1, b: 2 })).toBe("b");
  });
});
