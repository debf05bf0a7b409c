import { blocked, runs, type Context } from "./context";

/**
 * How Grafana is asked. One that says of itself that it is a stand-in runs no queries: what would go
 * through it is then told as skipped, not as failed.
 */
export async function grafanaAccess(
  context: Omit<Context, "grafana">,
): Promise<Context["grafana"]> {
  const { outputs, stores } = context;
  const login = `${outputs.grafanaAdminUser}:${outputs.grafanaAdminPassword}`;
  const headers = { Authorization: `Basic ${Buffer.from(login).toString("base64")}` };
  if (!runs(context, "grafana") || blocked(context, "grafana") !== undefined) {
    return { headers, cannot: undefined };
  }
  try {
    const health = await stores.json<{ stub?: boolean }>("grafana", "/api/health");
    if (health.stub === true) {
      return { headers, cannot: "this Grafana is a stand-in that runs no queries (/api/health)" };
    }
  } catch {
    // The checks themselves tell what is wrong with it.
  }
  return { headers, cannot: undefined };
}
