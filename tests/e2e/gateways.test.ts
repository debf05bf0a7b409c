import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toYaml } from "../../components/render/yaml";
import { renderedFiles } from "../../components/plan/files";
import { dataOwners } from "../../components/settings/data-owners";
import { defaults } from "../../components/settings/defaults";
import { address, endpoints, httpUrl } from "../../components/settings/endpoints";
import { settingsWith } from "../../testing/settings";
import { docker, ipOf } from "../../testing/e2e/engine";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { eventually, getText } from "../../testing/e2e/stores";

const NETWORK = "gateways-e2e";
const STORE = `${NETWORK}-store`;
const GATEWAYS = [`${NETWORK}-1`, `${NETWORK}-2`] as const;
const TRACES = 40;
const SPANS = 3;
const OWNER = `${dataOwners.collector}:${dataOwners.collector}`;

/** Configuration of a Collector in place of Tempo, which counts and prints the spans from the gateways. */
const store = toYaml({
  receivers: {
    otlp: { protocols: { grpc: { endpoint: address("0.0.0.0", endpoints.tempo.otlpGrpc) } } },
  },
  exporters: { debug: { verbosity: "detailed" } },
  service: {
    telemetry: {
      metrics: {
        readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: 8888 } } } }],
      },
    },
    pipelines: { traces: { receivers: ["otlp"], exporters: ["debug"] } },
  },
});

const traceId = (trace: number) => trace.toString(16).padStart(32, "9");

/** Sends one span of a trace, like an app. */
async function sendSpan(gateway: string, trace: number, span: number): Promise<void> {
  const now = Date.now();
  const body = {
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: traceId(trace),
                spanId: (trace * SPANS + span + 1).toString(16).padStart(16, "0"),
                name: "call",
                kind: 2,
                startTimeUnixNano: `${now - 20}000000`,
                endTimeUnixNano: `${now}000000`,
              },
            ],
          },
        ],
      },
    ],
  };
  const { ok } = await fetch(
    `${httpUrl(ipOf(gateway, NETWORK), endpoints.collector.http)}/v1/traces`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    },
  );
  expect(ok).toBe(true);
}

/** Returns the sum of a Collector's counter over all series that contain `labels`. */
async function counted(container: string, metric: string, labels = ""): Promise<number> {
  const text = await getText(
    httpUrl(ipOf(container, NETWORK), endpoints.collector.telemetry),
    "/metrics",
  );
  return text
    .split("\n")
    .filter((line) => line.startsWith(metric) && line.includes(labels))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}

const taken = (gateway: string) =>
  counted(gateway, "otelcol_receiver_accepted_spans", 'receiver="otlp/peers"');

/** Returns the IDs of all traces of which the store has printed a span. */
function storedTraces(): ReadonlySet<string> {
  const { stdout, stderr } = spawnSync("docker", ["logs", STORE], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const printed = `${stdout}${stderr}`.matchAll(/Trace ID\s*: ([0-9a-f]{32})/g);
  return new Set([...printed].map(([, id = ""]) => id));
}

const stored = () => counted(STORE, "otelcol_receiver_accepted_spans");

describeOnEngine("two gateways of a stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "gateways-"));

  function run(name: string, alias: string, config: string): void {
    docker(
      ...["run", "-d", "--name", name, "--network", NETWORK, "--network-alias", alias],
      ...["--user", OWNER, "--tmpfs", `/var/lib/otelcol:uid=${dataOwners.collector}`],
      ...["-v", `${folder}:/files:ro`, defaults.collectorImage, `--config=/files${config}`],
    );
  }
  const knowsPeers = (gateway: string, count: number) =>
    eventually(`${count} gateways in the list of ${gateway}`, async () =>
      (await counted(gateway, "otelcol_loadbalancer_num_backends")) === count ? true : undefined,
    );
  const inStore = (spans: number) =>
    eventually(`${spans} spans in the store`, async () =>
      (await stored()) >= spans ? true : undefined,
    );

  beforeAll(async () => {
    // The Collector's user must be able to read it.
    chmodSync(folder, 0o755);
    const { collector = {} } = renderedFiles(
      settingsWith({ swarm: true, gatewayReplicas: GATEWAYS.length, bindAddress: "0.0.0.0" }),
    );
    const [[config, text] = ["", ""]] = Object.entries(collector);
    for (const [path, content] of [
      [config, text],
      ["/store.yaml", store],
    ] as const) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    docker("network", "create", NETWORK);
    run(STORE, endpoints.tempo.host, "/store.yaml");
    for (const gateway of GATEWAYS) run(gateway, endpoints.collector.host, config);
    for (const gateway of GATEWAYS) await knowsPeers(gateway, GATEWAYS.length);
  }, 120_000);

  afterAll(() => {
    docker("rm", "-f", "-v", STORE, ...GATEWAYS);
    docker("network", "rm", NETWORK);
    rmSync(folder, { recursive: true });
  });

  it("bring all spans of a trace together exactly once, whichever gateway receives them", async () => {
    const shares: number[][] = [];
    for (let trace = 0; trace < TRACES; trace += 1) {
      const before = await Promise.all(GATEWAYS.map(taken));
      for (let span = 0; span < SPANS; span += 1) {
        await sendSpan(GATEWAYS[span % GATEWAYS.length] ?? "", trace, span);
      }
      await inStore((trace + 1) * SPANS);
      const after = await Promise.all(GATEWAYS.map(taken));
      shares.push(after.map((count, gateway) => count - (before[gateway] ?? 0)));
    }
    for (const share of shares) expect([...share].sort()).toEqual([0, SPANS]);
    for (const gateway of GATEWAYS.keys()) {
      expect(shares.some((share) => share[gateway] === SPANS)).toBe(true);
    }
    expect(await stored()).toBe(TRACES * SPANS);
  }, 240_000);

  it("lose nothing if one is killed: the other processes all traces", async () => {
    const [left, killed] = GATEWAYS;
    const sent = Array.from({ length: TRACES }, (_, index) => TRACES + index);
    docker("kill", killed);
    // At first, half of the traces are routed to the killed gateway, which is still in the list. Each retry of a batch
    // also resends the spans that were already delivered. So this checks which traces arrive, not the number of spans.
    for (const trace of sent) await sendSpan(left, trace, 0);
    await knowsPeers(left, 1);
    await eventually("each trace in the store", () => {
      const found = storedTraces();
      return Promise.resolve(sent.every((trace) => found.has(traceId(trace))) ? true : undefined);
    });
  }, 120_000);
});
