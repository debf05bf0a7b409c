import type { Problem } from "../problem";
import { parseDuration } from "../render/units";
import { having } from "../services";
import { alertChecks } from "./alert-checks";
import type { DataService } from "./data-owners";
import { isGiven } from "./defaults";
import { addService, dropService, fill, remove, set } from "./fixes";
import { imageChecks } from "./image-checks";
import { hostChecks } from "./host-checks";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings, SettingName } from "./schema";
import { jobNameProblem } from "./scrape-job";
import { securityChecks } from "./security-checks";
import type { ServiceName } from "./services";
import { storeChecks } from "./store-checks";
import { swarmChecks } from "./swarm-checks";

/** Problems of settings that are valid on their own but contradict each other. */
export function crossChecks(settings: PipelineSettings): Problem[] {
  return [
    ...portsUsedTwice(settings),
    ...volumesUsedTwice(settings),
    ...missingBackends(settings),
    ...brokenPaths(settings),
    ...wrongScrapeTargets(settings),
    ...withoutEffect(settings),
    ...ofUnlistedServices(settings),
    ...imageChecks(settings),
    ...alertChecks(settings),
    ...securityChecks(settings),
    ...hostChecks(settings),
    ...storeChecks(settings),
    ...swarmChecks(settings),
  ];
}

function portsUsedTwice(settings: PipelineSettings): Problem[] {
  const owners = new Map<number, SettingName[]>();
  for (const { setting, service } of PUBLISHED_PORTS) {
    const port = settings[setting];
    if (port === 0 || !settings.services.includes(service)) continue;
    owners.set(port, [...(owners.get(port) ?? []), setting]);
  }
  return [...owners]
    .filter(([, names]) => names.length > 1)
    .map(([port, names]) => ({
      setting: names.join(", "),
      message: `these settings have the same port, ${port}.`,
      fix: set(
        "Give each its own port, or 0 to publish nothing, for example",
        names.at(-1) ?? "grafanaPort",
        String(unusedPort(port, owners)),
      ),
    }));
}

function unusedPort(from: number, used: ReadonlyMap<number, unknown>): number {
  const next = from < 65535 ? from + 1 : 1024;
  return used.has(next) ? unusedPort(next, used) : next;
}

/** Two services in one volume would overwrite each other's files. */
function volumesUsedTwice({ dataVolumes }: PipelineSettings): Problem[] {
  const owners = new Map<string, string[]>();
  for (const [service, volume] of Object.entries(dataVolumes)) {
    owners.set(volume, [...(owners.get(volume) ?? []), service]);
  }
  return [...owners]
    .filter(([, services]) => services.length > 1)
    .map(([volume, services]) => ({
      setting: "dataVolumes",
      given: services.join(" and "),
      message: `have the same volume, ${volume}, and would overwrite each other's files.`,
      fix: "Give each service its own volume.",
    }));
}

function missingBackends(settings: PipelineSettings): Problem[] {
  if (settings.backendStack !== "") return [];
  const runs = runsIn(settings);
  const problems: Problem[] = [];
  for (const { name: service, elsewhere } of having("elsewhere")) {
    for (const url of elsewhere) {
      if (runs(service) && settings[url] !== "") {
        problems.push({
          setting: url,
          given: `"${settings[url]}"`,
          message: `names your own ${service}, and services lists ${service}, too.`,
          fix: remove(url, `Remove ${service} from services, or remove ${url}`),
        });
      }
      if (!runs(service) && settings[url] === "") {
        problems.push({
          setting: url,
          message: `it is empty, and services does not list ${service}.`,
          fix: addService(
            settings,
            service,
            `Set it to the address of your own ${service}, or add ${service} to services`,
          ),
        });
      }
    }
  }
  return problems;
}

function brokenPaths(settings: PipelineSettings): Problem[] {
  const runs = runsIn(settings);
  const problems: Problem[] = [];
  const sendsElsewhere = settings.backendStack !== "";
  if (runs("agent") && !runs("collector") && !sendsElsewhere) {
    problems.push({
      setting: "services",
      message: "the agent sends to the collector, which is not listed.",
      fix: addService(
        settings,
        "collector",
        "Set backendStack to the stack that runs the collector, or add collector to services",
      ),
    });
  }
  const agentOnly = [
    ["containerMetrics", "docker_stats"],
    ["cadvisorTransport", "otlp"],
  ] as const;
  for (const [setting, given] of agentOnly) {
    if (settings[setting] === given && !runs("agent")) {
      problems.push({
        setting,
        given,
        message: "requires the agent, which services does not list.",
        fix: addService(settings, "agent"),
      });
    }
  }
  if (settings.containerMetrics === "docker_stats" && settings.cadvisorTransport === "otlp") {
    problems.push({
      setting: "cadvisorTransport",
      given: "otlp",
      message: "contradicts containerMetrics: docker_stats, which runs without cAdvisor.",
      fix: remove("cadvisorTransport", "Remove containerMetrics, or remove cadvisorTransport"),
    });
  }
  return [...problems, ...idleAgent(settings), ...unscraped(settings)];
}

function idleAgent(settings: PipelineSettings): Problem[] {
  const runs = runsIn(settings);
  const hasWork =
    settings.containerLogs ||
    settings.hostMetrics ||
    settings.containerDiscovery ||
    settings.containerMetrics === "docker_stats" ||
    settings.cadvisorTransport === "otlp" ||
    (settings.backendStack !== "" && runs("cadvisor"));
  if (!runs("agent") || hasWork) return [];
  return [
    {
      setting: "services",
      message: "the agent has nothing to do.",
      fix: dropService(
        settings,
        "agent",
        "Turn on containerLogs, hostMetrics or containerDiscovery, or remove agent from services",
      ),
    },
  ];
}

function unscraped(settings: PipelineSettings): Problem[] {
  const runs = runsIn(settings);
  const isScraped =
    settings.containerMetrics === "cadvisor" && settings.cadvisorTransport === "scrape";
  const needsPrometheus = runs("cadvisor") && isScraped && settings.backendStack === "";
  if (!needsPrometheus || runs("prometheus")) return [];
  return [
    {
      setting: "cadvisorTransport",
      given: "scrape",
      message: "requires the prometheus of this stack, which services does not list.",
      fix: set("Push the metrics over OTLP instead", "cadvisorTransport", "otlp"),
    },
  ];
}

function wrongScrapeTargets({ scrapeTargets }: PipelineSettings): Problem[] {
  return scrapeTargets.flatMap((target, index) => {
    const problem = jobNameProblem(target, scrapeTargets.slice(0, index));
    return problem === undefined
      ? []
      : [{ setting: "scrapeTargets", given: `the job "${target.job}"`, ...problem }];
  });
}

/** Rejects settings without effect, because users expect an effect. */
function withoutEffect(settings: PipelineSettings): Problem[] {
  const runs = runsIn(settings);
  const problems: Problem[] = [];
  if (
    Object.keys(settings.upstreamOtlpHeaders).length > 0 &&
    settings.upstreamOtlpEndpoint === ""
  ) {
    problems.push({
      setting: "upstreamOtlpHeaders",
      message: "upstreamOtlpEndpoint, which receives these headers, is empty.",
      fix: fill("upstreamOtlpEndpoint", "Set the endpoint, for example"),
    });
  }
  if (!runs("prometheus") && settings.scrapeTargets.length > 0) {
    problems.push({
      setting: "scrapeTargets",
      message: "services does not list prometheus, so nothing scrapes them.",
      fix: remove("scrapeTargets", "Add prometheus to services, or remove scrapeTargets"),
    });
  }
  if (!runs("prometheus") && settings.engineMetricsTarget !== "") {
    problems.push({
      setting: "engineMetricsTarget",
      message: "services does not list prometheus, so nothing scrapes it.",
      fix: remove(
        "engineMetricsTarget",
        "Add prometheus to services, or remove engineMetricsTarget",
      ),
    });
  }
  for (const service of Object.keys(settings.dataVolumes) as DataService[]) {
    if (runs(service)) continue;
    problems.push({
      setting: "dataVolumes",
      message: `services does not list ${service}, so nothing uses the volume ${settings.dataVolumes[service] ?? ""}.`,
      fix: addService(
        settings,
        service,
        `Remove ${service} from dataVolumes, or add it to services`,
      ),
    });
  }
  return [...problems, ...unusedFilters(settings), ...longWindow(settings)];
}

function unusedFilters(settings: PipelineSettings): Problem[] {
  const agent = settings.services.includes("agent");
  if (settings.containerLogs && agent) return [];
  const why = settings.containerLogs ? "services does not list agent" : "containerLogs is false";
  return (["logInclude", "logExclude"] as const)
    .filter((name) => settings[name].length > 0)
    .map((name) => ({
      setting: name,
      message: `no container logs are collected, because ${why}.`,
      fix: remove(name),
    }));
}

function longWindow(settings: PipelineSettings): Problem[] {
  const [window, retention] = [settings.outOfOrderWindow, settings.metricsRetention];
  if ((parseDuration(window) ?? 0) <= (parseDuration(retention) ?? Infinity)) return [];
  return [
    {
      setting: "outOfOrderWindow",
      given: window,
      message: `is longer than metricsRetention, ${retention}.`,
      fix: set("Shorten it", "outOfOrderWindow", retention),
    },
  ];
}

/** Settings of services that are not listed, except their images, memory limits and ports. */
function ofUnlistedServices(settings: PipelineSettings): Problem[] {
  return having("unlisted").flatMap((manifest) => {
    const { name, unlisted, image, memory } = manifest;
    if (settings.services.includes(name)) return [];
    const ports = "published" in manifest ? manifest.published.map(({ setting }) => setting) : [];
    const common: readonly string[] = [image, memory, ...ports];
    return (Object.keys(manifest.settings) as SettingName[])
      .filter((setting) => !common.includes(setting) && isGiven(settings, setting))
      .map((setting) => ({
        setting,
        message: `services does not list ${name}, so ${unlisted}.`,
        fix: addService(settings, name, `Remove ${setting}, or add ${name} to services`),
      }));
  });
}

function runsIn(settings: PipelineSettings) {
  return (service: ServiceName) => settings.services.includes(service);
}
