import { afterAll, beforeAll, expect, it } from "vitest";
import type { Explanation } from "../../scripts/explain/explanation";
import { unpublished } from "../../testing/unpublished";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { docker, volumes } from "../../testing/e2e/engine";
import { hostState, whatHappened, whatWasSaid } from "../../testing/e2e/host-state";
import { CONTAINERS, SERVICES } from "../../testing/e2e/life";
import { describeOnEngine } from "../../testing/e2e/on-engine";

const NAME = "explain";
const PREFIX = `observability-${NAME}`;
const OTHER_PREFIX = "explained";
const IMAGE = "explain.example.com/loki:1";
const HEADERS = { authorization: "Bearer explain-1" };

/** Changes that one `up` applies, with the expected effect on each service. */
interface Round {
  readonly title: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Manual changes of the host. */
  readonly byHand?: () => void;
  readonly effects: Readonly<Record<string, string>>;
  readonly exit?: number;
  /** Expected fates of data volumes, by service. */
  readonly data?: Readonly<Record<string, string>>;
}

const allServices = (effect: string) =>
  Object.fromEntries(CONTAINERS.map((service) => [service, effect]));
const withData = (fate: string, services = SERVICES) =>
  Object.fromEntries(
    services.filter((service) => service !== "cadvisor").map((service) => [service, fate]),
  );

const rounds: readonly Round[] = [
  { title: "the first up", effects: allServices("created"), data: withData("new") },
  {
    title: "a scrape target, an alert's threshold, a dashboard, retentions and a memory limit",
    settings: {
      scrapeTargets: [{ job: "own", targets: ["cadvisor:8080"] }],
      alertHostCpuPercent: 77,
      engineMetricsTarget: "host.docker.internal:9323",
      logRetention: "48h",
      traceRetention: "36h",
      cadvisorMemoryMiB: 300,
    },
    effects: {
      prometheus: "reload",
      grafana: "reload",
      loki: "reload",
      tempo: "reload",
      cadvisor: "changed in place",
    },
  },
  {
    title: "the gateway's and the agent's config, a data source, an image and a port",
    settings: {
      upstreamOtlpEndpoint: "http://upstream.invalid:4318",
      upstreamOtlpHeaders: HEADERS,
      logExclude: ["noise-*"],
      scrapeInterval: "3s",
      lokiImage: IMAGE,
      tempoPort: 24109,
    },
    effects: {
      collector: "replaced",
      agent: "replaced",
      grafana: "replaced",
      prometheus: "reload",
      loki: "replaced",
      tempo: "replaced",
      cadvisor: "replaced",
    },
  },
  {
    title: "another secret, one service less, and containers that were removed or stopped by hand",
    settings: {
      upstreamOtlpHeaders: { authorization: "Bearer explain-2" },
      services: SERVICES.filter((service) => service !== "grafana"),
    },
    byHand: () => {
      docker("rm", "-f", `${PREFIX}-tempo`, `${PREFIX}-loki-limits`);
      docker("stop", `${PREFIX}-agent`);
    },
    effects: {
      collector: "replaced",
      grafana: "removed",
      tempo: "recreated",
      loki: "keeps running",
      agent: "restarted",
      prometheus: "reload",
    },
    exit: 2,
    data: { grafana: "destroyed" },
  },
  {
    title: "protection of the data",
    settings: { protectData: true },
    effects: {},
    data: withData(
      "protected from now on",
      SERVICES.filter((service) => service !== "grafana"),
    ),
  },
];

const lastRound: Round = {
  title: "another name for everything, without the protection",
  settings: { ...unpublished, protectData: false, namePrefix: OTHER_PREFIX, services: undefined },
  effects: { ...allServices("replaced"), grafana: "created" },
  exit: 2,
  data: {
    ...withData(
      "left behind",
      SERVICES.filter((service) => service !== "grafana"),
    ),
    grafana: "new",
  },
};

// Each round continues from the previous one.
describeOnEngine("explain", () => {
  const clone = Clone.furnished();
  const stack = new Stack(clone, NAME, 24100, { protectData: false });
  const state = () => hostState([PREFIX, OTHER_PREFIX]);
  const explainStack = (...words: string[]) => clone.npm("explain", ["--stack", NAME, ...words]);

  beforeAll(async () => {
    docker("tag", "grafana/loki:3.7.8", IMAGE);
    const made = await clone.npm("pulumi", ["stack", "init", NAME, "--non-interactive"]);
    expect(made.status, made.output).toBe(0);
  });

  afterAll(async () => {
    await stack.down();
    for (const volume of volumes(`${PREFIX}-`)) docker("volume", "rm", volume);
    docker("rmi", IMAGE);
    clone.remove();
  });

  async function play({ settings, byHand, effects, exit = 0, data = {} }: Round): Promise<void> {
    stack.configure(settings ?? {});
    byHand?.();
    const said = await explainStack("--json");
    expect(said.status, said.output).toBe(exit);
    const explanation = JSON.parse(said.printed) as Explanation;
    expect(explanation.unexplained).toEqual([]);
    expect(said.output).not.toContain("Bearer");
    expect(
      Object.fromEntries(explanation.services.map(({ service, effect }) => [service, effect])),
    ).toEqual(effects);
    expect(
      Object.fromEntries(explanation.data.map(({ service, fate }) => [service, fate])),
    ).toEqual(data);

    const before = state();
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
    expect(whatHappened(before, state())).toEqual(whatWasSaid(explanation, before));
  }

  it.each(rounds.map((round) => [round.title, round] as const))(
    "is right about %s",
    async (_title, round) => {
      await play(round);
    },
  );

  it("reports that protected data would be lost, and up does not delete it", async () => {
    stack.configure({
      services: SERVICES.filter((name) => !["grafana", "loki"].includes(name)),
      lokiUrl: "http://loki.invalid:3100",
    });
    const { status, printed } = await explainStack();
    expect(status).toBe(2);
    expect(printed).toContain(`DATA LOSS, refused: data volume ${PREFIX}-loki-data would go`);
    expect(printed).toMatch(/`protectData` to `false`/);
    // `up` without the preview that would have stopped it applies all changes except the deletion of data.
    const data = () => volumes(PREFIX).filter((name) => name.endsWith("-data"));
    const before = data();
    const { status: refused } = await stack.up();
    stack.configure({
      lokiUrl: undefined,
      services: SERVICES.filter((name) => name !== "grafana"),
    });
    expect(refused).not.toBe(0);
    expect(data()).toEqual(before);
    expect((await stack.up()).status).toBe(0);
  });

  it("exits with 1 and names the problem if the settings are rejected", async () => {
    stack.configure({ scrapeInterval: "often" });
    const { status, printed } = await explainStack();
    expect(status).toBe(1);
    expect(printed).toMatch(/Refused: the stack cannot be brought up as it is set/);
    expect(printed).toMatch(/scrapeInterval: "often" is not allowed/);
    stack.configure({ scrapeInterval: "3s" });
  });

  it(`is right about ${lastRound.title}`, async () => {
    await play(lastRound);
  });

  it("finds nothing to do at the end", async () => {
    const { status, printed } = await explainStack();
    expect([status, printed.trim()]).toEqual([0, `## \`${NAME}\`: No changes of resources`]);
  });
});
