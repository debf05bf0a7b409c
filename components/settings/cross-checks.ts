import { parseDuration } from "../render/units";
import { having } from "../services";
import { alertChecks } from "./alert-checks";
import type { DataService } from "./data-owners";
import { isGiven } from "./defaults";
import { hostChecks } from "./host-checks";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings, SettingName } from "./schema";
import { jobNameProblem } from "./scrape-job";
import { securityChecks } from "./security-checks";
import type { ServiceName } from "./services";
import { storeChecks } from "./store-checks";
import { swarmChecks } from "./swarm-checks";

/** What is wrong with settings that are each right by themselves. */
export function crossChecks(settings: PipelineSettings): string[] {
  return [
    ...portsUsedTwice(settings),
    ...volumesUsedTwice(settings),
    ...missingBackends(settings),
    ...brokenPaths(settings),
    ...wrongScrapeTargets(settings),
    ...withoutEffect(settings),
    ...ofUnlistedServices(settings),
    ...alertChecks(settings),
    ...securityChecks(settings),
    ...hostChecks(settings),
    ...storeChecks(settings),
    ...swarmChecks(settings),
  ];
}

function portsUsedTwice(settings: PipelineSettings): string[] {
  const owners = new Map<number, string[]>();
  for (const { setting, service } of PUBLISHED_PORTS) {
    const port = settings[setting];
    if (port === 0 || !settings.services.includes(service)) continue;
    owners.set(port, [...(owners.get(port) ?? []), setting]);
  }
  return [...owners]
    .filter(([, names]) => names.length > 1)
    .map(
      ([port, names]) =>
        `${names.join(", ")}: all are ${port}. Give each a port of its own, or 0 to publish nothing.`,
    );
}

/** Two services in one volume would write over each other's files, which may bear the same names. */
function volumesUsedTwice({ dataVolumes }: PipelineSettings): string[] {
  const owners = new Map<string, string[]>();
  for (const [service, volume] of Object.entries(dataVolumes)) {
    owners.set(volume, [...(owners.get(volume) ?? []), service]);
  }
  return [...owners]
    .filter(([, services]) => services.length > 1)
    .map(
      ([volume, services]) =>
        `dataVolumes: ${services.join(" and ")} are given the same volume, ${volume}. Give each a volume of its own.`,
    );
}

function missingBackends(settings: PipelineSettings): string[] {
  if (settings.backendStack !== "") return [];
  const runs = runsIn(settings);
  const problems: string[] = [];
  for (const { name: service, elsewhere } of having("elsewhere")) {
    for (const url of elsewhere) {
      if (runs(service) && settings[url] !== "") {
        problems.push(
          `${url}: "${settings[url]}" names a ${service} of your own, and services lists ${service} too. Remove one of them.`,
        );
      }
      if (!runs(service) && settings[url] === "") {
        problems.push(
          `${url}: it is empty, and services does not list ${service}. Add ${service} to services, or give the address of your own.`,
        );
      }
    }
  }
  return problems;
}

function brokenPaths(settings: PipelineSettings): string[] {
  const runs = runsIn(settings);
  const problems: string[] = [];
  const sendsElsewhere = settings.backendStack !== "";
  if (runs("agent") && !runs("collector") && !sendsElsewhere) {
    problems.push(
      "services: the agent sends to the collector, which is not listed. Add collector, or name the stack that runs it with backendStack.",
    );
  }
  const agentOnly = [
    [settings.containerMetrics === "docker_stats", "containerMetrics: docker_stats"],
    [settings.cadvisorTransport === "otlp", "cadvisorTransport: otlp"],
  ] as const;
  for (const [used, what] of agentOnly) {
    if (used && !runs("agent")) {
      problems.push(`${what} is the agent's work, and services does not list agent. Add agent.`);
    }
  }
  if (settings.containerMetrics === "docker_stats" && settings.cadvisorTransport === "otlp") {
    problems.push(
      "cadvisorTransport: otlp contradicts containerMetrics: docker_stats, with which no cAdvisor runs. Remove one of them.",
    );
  }
  const hasWork =
    settings.containerLogs ||
    settings.hostMetrics ||
    settings.containerDiscovery ||
    settings.containerMetrics === "docker_stats" ||
    settings.cadvisorTransport === "otlp" ||
    (sendsElsewhere && runs("cadvisor"));
  if (runs("agent") && !hasWork) {
    problems.push(
      "services: the agent has nothing to do. Leave it out, or turn containerLogs, hostMetrics or containerDiscovery on.",
    );
  }
  const scraped =
    settings.containerMetrics === "cadvisor" && settings.cadvisorTransport === "scrape";
  if (runs("cadvisor") && scraped && !runs("prometheus") && !sendsElsewhere) {
    problems.push(
      "cadvisorTransport: scrape needs the prometheus of this stack, which services does not list. Set cadvisorTransport to otlp.",
    );
  }
  return problems;
}

function wrongScrapeTargets({ scrapeTargets }: PipelineSettings): string[] {
  return scrapeTargets.flatMap((target, index) => {
    const problem = jobNameProblem(target, scrapeTargets.slice(0, index));
    return problem === undefined ? [] : [`scrapeTargets: the job "${target.job}" ${problem}`];
  });
}

/** A setting that would reach nothing is refused: its user believes that it does something. */
function withoutEffect(settings: PipelineSettings): string[] {
  const runs = runsIn(settings);
  const problems: string[] = [];
  if (
    Object.keys(settings.upstreamOtlpHeaders).length > 0 &&
    settings.upstreamOtlpEndpoint === ""
  ) {
    problems.push("upstreamOtlpHeaders: there is no upstreamOtlpEndpoint to send them to. Set it.");
  }
  if (!runs("prometheus") && settings.scrapeTargets.length > 0) {
    problems.push("scrapeTargets: services does not list prometheus, so nothing scrapes them.");
  }
  if (!runs("prometheus") && settings.engineMetricsTarget !== "") {
    problems.push("engineMetricsTarget: services does not list prometheus, so nothing scrapes it.");
  }
  for (const service of Object.keys(settings.dataVolumes) as DataService[]) {
    if (runs(service)) continue;
    problems.push(
      `dataVolumes: services does not list ${service}, so nothing uses the volume ${settings.dataVolumes[service] ?? ""}. Add ${service} to services, or take it out of dataVolumes.`,
    );
  }
  const filters = settings.logInclude.length + settings.logExclude.length;
  if (filters > 0 && !(settings.containerLogs && runs("agent"))) {
    problems.push("logInclude, logExclude: no container logs are collected here.");
  }
  const [window, retention] = [settings.outOfOrderWindow, settings.metricsRetention];
  if ((parseDuration(window) ?? 0) > (parseDuration(retention) ?? Infinity)) {
    problems.push(
      `outOfOrderWindow: ${window} is longer than metricsRetention, ${retention}. Make it shorter.`,
    );
  }
  return problems;
}

/** Settings of a service that is not listed, but for those that any service has: its image, its memory limit, its ports. */
function ofUnlistedServices(settings: PipelineSettings): string[] {
  return having("unlisted").flatMap((manifest) => {
    const { name, unlisted, image, memory } = manifest;
    if (settings.services.includes(name)) return [];
    const ports = "published" in manifest ? manifest.published.map(({ setting }) => setting) : [];
    const common: readonly string[] = [image, memory, ...ports];
    return (Object.keys(manifest.settings) as SettingName[])
      .filter((setting) => !common.includes(setting) && isGiven(settings, setting))
      .map(
        (setting) =>
          `${setting}: services does not list ${name}, so ${unlisted}. Add ${name} to services.`,
      );
  });
}

function runsIn(settings: PipelineSettings) {
  return (service: ServiceName) => settings.services.includes(service);
}
