import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { PipelineExtension } from "../../components/attach/extension";
import type { PipelineExtensionArgs } from "../../components/attach/extension-args";
import { DEFAULT_SERVICES } from "../../components/settings/services";
import { attached, failures, pipelineOutputs, type Recorded } from "../../testing/attached";

const DEV = "organization/container-observability/dev";
const BOARD = JSON.stringify({ uid: "shop", title: "Shop" });
const everything: PipelineExtensionArgs = {
  stack: "dev",
  scrapeTargets: [
    { job: "shop", targets: ["shop:8080"], path: "/stats", scheme: "https", labels: { team: "a" } },
  ],
  alertRules: [
    {
      alert: "ShopDown",
      expr: "up == 0",
      for: "1m",
      keepFiringFor: "5m",
      annotations: { summary: "s" },
    },
  ],
  ruleFile:
    "groups: [{name: own, interval: 1m, rules: [{record: a:b, expr: up}, {alert: X, expr: up}]}]",
  dashboards: { "shop.json": BOARD },
  folder: "My shop",
};

async function registered(
  args: PipelineExtensionArgs,
  recorded = pipelineOutputs(),
  preview = false,
) {
  const { resources } = await attached(
    { [DEV]: recorded },
    () => new PipelineExtension("monitoring", args),
    { preview },
  );
  const inputs = (name: string) => resources.find((one) => one.name === name)?.inputs ?? {};
  return {
    resources,
    check: inputs("monitoring-check"),
    publisher: inputs("monitoring-publisher"),
  };
}

async function refused(args: PipelineExtensionArgs, recorded: Recorded = pipelineOutputs()) {
  const errors = await failures(() => registered(args, recorded));
  return [...new Set(errors.map(({ message }) => message))].join("\n");
}

function uploads(inputs: Record<string, unknown>): Record<string, string> {
  const list = inputs["uploads"] as { file: string; content: string; permissions: string }[];
  expect(new Set(list.map(({ permissions }) => permissions))).toEqual(new Set(["0644"]));
  return Object.fromEntries(list.map(({ file, content }) => [file, content]));
}

describe("an extension of a pipeline", () => {
  it("is files in the forms of Prometheus and Grafana, with the labels of the stack", async () => {
    const { publisher, check } = await registered(everything);
    const files = uploads(publisher);
    expect(uploads(check)).toEqual(files);
    expect(Object.keys(files)).toEqual([
      "/extension/publisher.sh",
      "/extension/scrape.yml",
      "/extension/rules.yml",
      "/extension/dashboards/My shop/shop.json",
    ]);
    expect(load(files["/extension/scrape.yml"] ?? "")).toEqual({
      scrape_configs: [
        {
          job_name: "shop",
          scheme: "https",
          metrics_path: "/stats",
          static_configs: [
            {
              targets: ["shop:8080"],
              labels: expect.objectContaining({
                host_name: "docker-host",
                deployment_environment_name: "test",
                team: "a",
              }) as object,
            },
          ],
        },
      ],
    });
    expect(load(files["/extension/rules.yml"] ?? "")).toEqual({
      groups: [
        {
          name: "shop-prod-monitoring",
          rules: [
            {
              alert: "ShopDown",
              expr: "up == 0",
              for: "1m",
              keep_firing_for: "5m",
              labels: { severity: "warning" },
              annotations: { summary: "s" },
            },
          ],
        },
        {
          name: "own",
          interval: "1m",
          rules: [
            { record: "a:b", expr: "up" },
            { alert: "X", expr: "up", labels: { severity: "warning" } },
          ],
        },
      ],
    });
    expect(files["/extension/dashboards/My shop/shop.json"]).toBe(BOARD);
  });

  it.each([true, false])("confines both containers (preview: %s)", async (preview) => {
    const { publisher, check } = await registered(everything, pipelineOutputs(), preview);
    for (const inputs of [publisher, check]) {
      expect(inputs).toMatchObject({
        image: "prom/prometheus:v3.16.0",
        user: "65534:65534",
        networkMode: "none",
        capabilities: { drops: ["ALL"], adds: [] },
        securityOpts: ["no-new-privileges:true"],
        memory: 128,
        memorySwap: 128,
        logDriver: "json-file",
      });
      // Each is replaced by one beside it.
      expect(inputs).not.toHaveProperty("name");
    }
    expect(check).toMatchObject({ attach: true, logs: true, mustRun: false, restart: "no" });
    expect(publisher).toMatchObject({
      restart: "always",
      wait: true,
      destroyGraceSeconds: 75,
    });
    const writable = (inputs: Record<string, unknown>) =>
      (inputs["volumes"] as { volumeName: string; readOnly: boolean }[])
        .filter(({ readOnly }) => !readOnly)
        .map(({ volumeName }) => volumeName);
    expect(writable(check)).toEqual([]);
    expect(writable(publisher)).toEqual(["observability-test-extensions"]);
  });

  it("tells everything that is wrong at once, before anything is made", async () => {
    const message = await refused({
      stack: "dev",
      extensionName: "My shop",
      scrapeTargets: [
        { job: "prometheus", targets: ["http://shop:8080"], path: "stats", scheme: "ftp" },
        { job: "shop", targets: [], labels: { "a-b": "c" } },
        { job: "shop", targets: ["shop:1"] },
      ],
      alertRules: [{ alert: "Shop down", expr: " " }],
      ruleFile: "rules: []",
      dashboards: {
        "a.json": "{",
        "b.json": "{}",
        "c.json": BOARD,
        "d.json": BOARD,
        "e.json": '{"dashboard":{}}',
        "f.json": '{"__inputs":[{}],"uid":"x","title":"X"}',
        "g.json": '{"uid":"y","title":" "}',
      },
      folder: "a/b",
    });
    expect(message).toMatch(/^PipelineExtension ".*": nothing was changed\.\n/);
    for (const expected of [
      'extensionName: "My shop" must be',
      'job "prometheus": it has the name of one of the stack\'s own',
      '"http://shop:8080" must be host:port',
      'the path "stats" must begin',
      'the scheme "ftp" must be',
      'job "shop": it has no target',
      'job "shop": the label "a-b"',
      'job "shop": it is listed twice',
      'alertRules, "Shop down": the name',
      'alertRules, "Shop down": it has no expr',
      "ruleFile: it must be a Prometheus rule file",
      "dashboards, a.json: it is not valid JSON",
      "dashboards, b.json: its uid must be",
      'dashboards, d.json: c.json has the same uid "shop"',
      "dashboards, e.json: it is an answer of Grafana's API",
      "dashboards, f.json: it was exported for sharing",
      "dashboards, g.json: it has no title",
      'folder: "a/b" must be',
    ]) {
      expect(message).toContain(expected);
    }
    for (const nothing of [
      {},
      { scrapeTargets: [] },
      { ruleFile: "groups: []" },
      { scrapeTargets: [], alertRules: [], ruleFile: "groups: []", dashboards: {} },
    ]) {
      expect(await refused({ stack: "dev", ...nothing })).toContain("give one of them at least");
    }
    expect(await refused({ stack: "dev", ruleFile: "rules: []" })).not.toContain(
      "give one of them",
    );
  });

  it("is one of several of a program that may refer to the stack itself", async () => {
    const { resources } = await attached({ [DEV]: pipelineOutputs() }, () => {
      new pulumi.StackReference(DEV);
      new PipelineExtension("a", everything);
      new PipelineExtension("b", everything);
    });
    const references = resources.filter(({ type }) => type.endsWith("StackReference"));
    expect(references.map(({ name }) => name)).toEqual([DEV, "a-stack", "b-stack"]);
    expect(references.map(({ inputs }) => inputs["name"])).toEqual([DEV, DEV, DEV]);
  });

  it("says whose it is, by organization, project, stack and name", async () => {
    const { publisher, check } = await registered({ ...everything, extensionName: "x" });
    for (const { envs } of [publisher, check]) {
      expect(envs).toEqual(["ID=x", "OWNER=organization/shop/prod/monitoring"]);
    }
  });

  it("is refused by a stack that runs nothing to read it, or is too old to", async () => {
    const without = (service: string) =>
      pipelineOutputs({ services: DEFAULT_SERVICES.filter((name) => name !== service) });
    expect(await refused(everything, without("prometheus"))).toContain(
      `the stack ${DEV} runs no Prometheus (its setting services), so nothing would read scrapeTargets and rules`,
    );
    expect(await refused(everything, without("grafana"))).toContain("runs no Grafana");
    const onSwarm = { outputs: { ...pipelineOutputs().outputs, extensionsVolume: "" } };
    expect(await refused(everything, onSwarm)).toContain(
      `the stack ${DEV} is on a Docker Swarm, where no volume reaches the node`,
    );
    const boards = { stack: "dev", dashboards: { "shop.json": BOARD }, scrapeTargets: [] };
    expect((await registered(boards, without("prometheus"))).publisher["image"]).toBe(
      "busybox:1.37",
    );
    const { outputs } = pipelineOutputs();
    const old = Object.fromEntries(
      Object.entries(outputs).filter(([name]) => name !== "extensionsVolume"),
    );
    expect(await refused(everything, { outputs: old })).toContain(
      'has no output "extensionsVolume": container-observability has it from version 0.2.0 on',
    );
  });
});
