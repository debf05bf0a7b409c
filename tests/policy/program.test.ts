import { expect, it } from "vitest";
import { DATA_SERVICES } from "../../components/settings/data-owners";
import type { PipelineSettings } from "../../components/settings/schema";
import { SERVICES } from "../../components/settings/services";
import { cases } from "../../testing/cases";
import { register, type Registered } from "../../testing/mocks";
import { modernEngine, oldEngine, settingsWith } from "../../testing/settings";
import { judge } from "./support/judge";

/** Violations in the form `<rule> <name of the resource>`. */
async function violations(
  resources: readonly Registered[],
  config: object = {},
): Promise<string[]> {
  const found = await Promise.all(
    resources.map(async (each) =>
      (await judge(each, undefined, config)).map(({ rule }) => `${rule} ${each.name}`),
    ),
  );
  return found.flat().sort();
}

async function made(settings: PipelineSettings, engine = modernEngine): Promise<Registered[]> {
  return (await register(settings, engine)).resources;
}

const all: Readonly<Record<string, [PipelineSettings, typeof modernEngine]>> = {
  ...Object.fromEntries<[PipelineSettings, typeof modernEngine]>(
    Object.entries(cases).map(([name, settings]) => [name, [settings, modernEngine]]),
  ),
  "an old engine": [settingsWith(), oldEngine],
  "every service": [settingsWith({ services: [...SERVICES] }), modernEngine],
  "metrics from docker_stats": [settingsWith({ containerMetrics: "docker_stats" }), modernEngine],
  "a proxy in front of the socket": [
    settingsWith({ containerMetrics: "docker_stats", dockerSocketProxy: true }),
    modernEngine,
  ],
  "an adopted volume": [settingsWith({ dataVolumes: { loki: "old_loki" } }), modernEngine],
};

it.each(Object.entries(all))("the program violates no rule: %s", async (_, [settings, engine]) => {
  const unprotected = settings.protectData
    ? []
    : DATA_SERVICES.filter((name) => settings.services.includes(name)).map(
        (name) => `protected-data-volumes ${name}-data-volume`,
      );
  // A user must configure the images with a default user other than root, and the addresses of an open stack.
  const config = { images: ["example.com/*"], addresses: [settings.bindAddress] };
  const found = await violations(await made(settings, engine), config);
  expect(found).toEqual(unprotected.sort());
});

it("reports settings that weaken the defaults", async () => {
  const settings = settingsWith({
    bindAddress: "0.0.0.0",
    cadvisorPrivileged: true,
    lokiImage: "example.com/loki",
  });
  const found = await violations(await made(settings));
  expect(found.filter((each) => each.startsWith("loopback-ports"))).not.toEqual([]);
  expect(found.filter((each) => !each.startsWith("loopback-ports"))).toEqual([
    "capabilities cadvisor-service-container",
    "no-new-privileges cadvisor-service-container",
    "non-root loki-service-container",
    "pinned-images loki-service-container",
    "pinned-pulls example.com/loki",
    "privileged cadvisor-service-container",
  ]);
});

it("has only these exemptions", async () => {
  const resources = await made(settingsWith({ services: [...SERVICES] }));
  const strangers = resources.map((each) => ({ ...each, inputs: unlabelled(each) }));
  expect(await violations(strangers)).toEqual([
    "docker-socket agent-service-container",
    "docker-socket cadvisor-service-container",
    "docker-socket cadvisor-service-container",
    "docker-socket cadvisor-service-container",
    "docker-socket socket-proxy-service-container",
    "non-root agent-service-container",
    "non-root cadvisor-service-container",
    "non-root collector-data-owner",
    "non-root extensions-owner",
    "non-root socket-proxy-service-container",
  ]);
});

it("has only these exemptions on a Swarm", async () => {
  const settings = settingsWith({
    swarm: true,
    bindAddress: "0.0.0.0",
    tls: "generated",
    otlpAuth: "token",
  });
  const strangers = (await made(settings)).map((each) => ({ ...each, inputs: unlabelled(each) }));
  expect(await violations(strangers, { addresses: ["0.0.0.0"] })).toEqual([
    "docker-socket agent-service-swarm",
    "docker-socket cadvisor-service-swarm",
    "docker-socket cadvisor-service-swarm",
    "docker-socket cadvisor-service-swarm",
    "docker-socket socket-proxy-service-swarm",
    "docker-socket swarm-api-service-swarm",
    "non-root agent-service-swarm",
    "non-root cadvisor-service-swarm",
    "non-root collector-service-swarm",
    "non-root socket-proxy-service-swarm",
    "non-root swarm-api-service-swarm",
  ]);
});

/** Inputs without the labels of this project, as in another program. */
function unlabelled({ inputs }: Registered): Registered["inputs"] {
  const { taskSpec } = inputs as { taskSpec?: { containerSpec: object } };
  if (taskSpec === undefined) return { ...inputs, labels: [] };
  const containerSpec = { ...taskSpec.containerSpec, labels: [] };
  return { ...inputs, taskSpec: { ...taskSpec, containerSpec } };
}
