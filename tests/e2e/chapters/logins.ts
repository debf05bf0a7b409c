import { expect, it } from "vitest";
import type { Stack } from "../../../testing/e2e/stack";
import { askSecurely } from "../../../testing/e2e/secure";

const GUARDED = [
  "/api/datasources",
  "/api/search",
  "/api/org",
  "/api/users",
  "/api/admin/settings",
  "/api/dashboards/uid/containers",
];

/** Common passwords. At most five: Grafana then blocks all logins of the user for some minutes. */
const WELL_KNOWN = ["admin", "prom-operator", "grafana", "password", ""];

/** Logins with wrong credentials or none. */
export function logins(stack: () => Stack, tls: boolean): void {
  if (tls) {
    it("rejects OTLP with a wrong token or none", async () => {
      const url = `${stack().url("otlpHttpPort").replace("http:", "https:")}/v1/logs`;
      const { tlsCaCertificate: ca = "", otlpToken = "" } = await stack().outputs();
      const answer = async (token: string | undefined) =>
        (await askSecurely(url, { ca, token }, { resourceLogs: [] })).status;
      expect(await answer(otlpToken)).toBe(200);
      for (const wrong of [undefined, "", "token", "admin", otlpToken.slice(0, -1)]) {
        expect(await answer(wrong), wrong).toBe(401);
      }
    });
    return;
  }

  it("rejects logins to Grafana with a wrong password or none", async () => {
    const base = stack().url("grafanaPort");
    const answer = async (path: string, headers: Record<string, string>) =>
      (await fetch(`${base}${path}`, { headers, redirect: "manual" })).status;
    const login = (password: string) => ({
      authorization: `Basic ${Buffer.from(`admin:${password}`).toString("base64")}`,
    });
    expect(await answer("/api/datasources", await stack().grafanaLogin())).toBe(200);
    for (const path of GUARDED) expect(await answer(path, {}), path).toBe(401);
    for (const password of WELL_KNOWN) {
      expect(await answer("/api/datasources", login(password)), password).toBe(401);
    }
  });
}
