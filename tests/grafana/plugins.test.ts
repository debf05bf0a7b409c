import { describe, expect, it } from "vitest";
import { schema } from "../../components/settings/schema";
import { register } from "../../testing/mocks";
import { modernEngine, settingsWith } from "../../testing/settings";

/** Returns Grafana's environment variables about plugins. */
async function environment(grafanaPlugins: string[]): Promise<Record<string, string>> {
  const { resources } = await register(settingsWith({ grafanaPlugins }), modernEngine);
  const service = resources.find(({ name }) => name === "grafana-service-container");
  const texts = service?.inputs["envs"] as string[];
  const pairs = texts.map((text) => text.split(/=(.*)/s).slice(0, 2) as [string, string]);
  return Object.fromEntries(pairs.filter(([name]) => name.startsWith("GF_PLUGINS_")));
}

describe("grafanaPlugins", () => {
  it("downloads nothing by default", async () => {
    expect(await environment([])).toMatchObject({ GF_PLUGINS_PREINSTALL_DISABLED: "true" });
  });

  it("installs the listed plugins, and none that Grafana would add", async () => {
    const own = ["grafana-lokiexplore-app@1.0.32", "acme-clock-panel@2.0@https://mirror/acme.zip"];
    const found = await environment(own);
    expect(found).toMatchObject({
      GF_PLUGINS_PREINSTALL: own.join(","),
      GF_PLUGINS_PREINSTALL_AUTO_UPDATE: "false",
    });
    expect(found).not.toHaveProperty("GF_PLUGINS_PREINSTALL_DISABLED");
    expect(found["GF_PLUGINS_DISABLE_PLUGINS"]?.split(",")).toEqual([
      "grafana-exploretraces-app",
      "grafana-metricsdrilldown-app",
      "grafana-pyroscope-app",
    ]);
  });

  const { check } = schema.grafanaPlugins;
  it.each(["grafana-clock-panel", "grafana-clock-panel@1.2.3", "a-b@@https://mirror/a.zip"])(
    "accepts %s",
    (plugin) => {
      expect(check.safeParse(JSON.stringify([plugin])).success).toBe(true);
    },
  );

  it.each(["clock", "Grafana-clock", "a-b,c-d", "a-b@1@ftp://mirror/a.zip", "a-b@1@https://m/a,b"])(
    "rejects %s",
    (plugin) => {
      expect(check.safeParse(JSON.stringify([plugin])).success).toBe(false);
    },
  );
});
