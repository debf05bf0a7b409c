import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";

interface Upload {
  file: string;
  content: string;
}

const outputs = {
  namePrefix: "observability-dev",
  networkName: "observability-dev",
  extensionsVolume: "observability-dev-extensions",
  hostName: "web-1",
  environment: "dev",
  versions: { prometheus: "prom/prometheus:v3.16.0", grafana: "grafana/grafana:12.2.0" },
  version: "0.2.0",
};

it("joins the stack's network, and uses the same container in its scrape job, alert and dashboard", async () => {
  const made = new Map<string, Record<string, unknown>>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const given = inputs as Record<string, unknown>;
        made.set(name, given);
        return type === "pulumi:pulumi:StackReference"
          ? { id: id ?? name, state: { ...given, outputs, secretOutputNames: [] } }
          : { id: name, state: given };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "own-monitoring",
    "dev",
    false,
    "organization",
  );
  await pulumi.runtime.runInPulumiStack(() => import("../index.js"));
  await pulumi.runtime.disconnect();

  expect(made.get("exporter")?.["networksAdvanced"]).toEqual([
    { name: "observability-dev", aliases: ["own-monitoring-exporter"] },
  ]);
  const uploads = made.get("monitoring-publisher")?.["uploads"] as Upload[];
  const text = (file: string) =>
    uploads.find((upload) => upload.file === `/extension/${file}`)?.content ?? "";
  expect(text("scrape.yml")).toContain("own-monitoring-exporter:9100");
  const job = /job_name: (\S+)/.exec(text("scrape.yml"))?.[1] ?? "none";
  expect(text("rules.yml")).toContain(`job="${job}"`);
  expect(text("dashboards/Own monitoring/own-monitoring-load.json")).toContain(`job=\\"${job}\\"`);
});
