import type { Problem } from "../problem";
import { parseDuration } from "../render/units";
import { having } from "../services";
import { alertChecks } from "./alert-checks";
import type { DataService } from "./data-owners";
import { isGiven } from "./defaults";
import { imageChecks } from "./image-checks";
import { hostChecks } from "./host-checks";
import { PUBLISHED_PORTS } from "./published-ports";
import type { PipelineSettings, SettingName } from "./schema";
import { jobNameProblem } from "./scrape-job";
import { securityChecks } from "./security-checks";
import type { ServiceName } from "./services";
import { storeChecks } from "./store-checks";
import { swarmChecks } from "./swarm-checks";

/** What is wrong with settings that are each right by themselves. */
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
  const owners = new Map<number, string[]>();
  for (const { setting, service } of PUBLISHED_PORTS) {
    const port = settings[setting];
    if (port === 0 || !settings.services.includes(service)) continue;
    owners.set(port, [...(owners.get(port) ?? []), setting]);
  }
  return [...owners]
    .filter(([, names]) => names.length > 1)
    .map(([port, names]) => ({
      setting: names.join(", "),
      message: `all are ${port}.`,
      fix: "Give each a port of its own, or 0 to publish nothing.",
    }));
}

/** Two services in one volume would write over each other's files, which may bear the same names. */
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
      message: `are given the same volume, ${volume}.`,
      fix: "Give each a volume of its own.",
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
          message: `names a ${service} of your own, and services lists ${service} too.`,
          fix: "Remove one of them.",
        });
      }
      if (!runs(service) && settings[url] === "") {
        problems.push({
          setting: url,
          message: `it is empty, and services does not list ${service}.`,
          fix: `Add ${service} to services, or give the address of your own.`,
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
      fix: "Add collector, or name the stack that runs it with backendStack.",
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
        message: "is the agent's work, and services does not list agent.",
        fix: "Add agent.",
      });
    }
  }
  if (settings.containerMetrics === "docker_stats" && settings.cadvisorTransport === "otlp") {
    problems.push({
      setting: "cadvisorTransport",
      given: "otlp",
      message: "contradicts containerMetrics: docker_stats, with which no cAdvisor runs.",
      fix: "Remove one of them.",
    });
  }
  const hasWork =
    settings.containerLogs ||
    settings.hostMetrics ||
    settings.containerDiscovery ||
    settings.containerMetrics === "docker_stats" ||
    settings.cadvisorTransport === "otlp" ||
    (sendsElsewhere && runs("cadvisor"));
  if (runs("agent") && !hasWork) {
    problems.push({
      setting: "services",
      message: "the agent has nothing to do.",
      fix: "Leave it out, or turn containerLogs, hostMetrics or containerDiscovery on.",
    });
  }
  const scraped =
    settings.containerMetrics === "cadvisor" && settings.cadvisorTransport === "scrape";
  if (runs("cadvisor") && scraped && !runs("prometheus") && !sendsElsewhere) {
    problems.push({
      setting: "cadvisorTransport",
      given: "scrape",
      message: "needs the prometheus of this stack, which services does not list.",
      fix: "Set cadvisorTransport to otlp.",
    });
  }
  return problems;
}

function wrongScrapeTargets({ scrapeTargets }: PipelineSettings): Problem[] {
  return scrapeTargets.flatMap((target, index) => {
    const problem = jobNameProblem(target, scrapeTargets.slice(0, index));
    return problem === undefined
      ? []
      : [{ setting: "scrapeTargets", given: `the job "${target.job}"`, ...problem }];
  });
}

/** A setting that would reach nothing is refused: its user believes that it does something. */
function withoutEffect(settings: PipelineSettings): Problem[] {
  const runs = runsIn(settings);
  const problems: Problem[] = [];
  if (
    Object.keys(settings.upstreamOtlpHeaders).length > 0 &&
    settings.upstreamOtlpEndpoint === ""
  ) {
    problems.push({
      setting: "upstreamOtlpHeaders",
      message: "there is no upstreamOtlpEndpoint to send them to.",
      fix: "Set it.",
    });
  }
  if (!runs("prometheus") && settings.scrapeTargets.length > 0) {
    problems.push({
      setting: "scrapeTargets",
      message: "services does not list prometheus, so nothing scrapes them.",
    });
  }
  if (!runs("prometheus") && settings.engineMetricsTarget !== "") {
    problems.push({
      setting: "engineMetricsTarget",
      message: "services does not list prometheus, so nothing scrapes it.",
    });
  }
  for (const service of Object.keys(settings.dataVolumes) as DataService[]) {
    if (runs(service)) continue;
    problems.push({
      setting: "dataVolumes",
      message: `services does not list ${service}, so nothing uses the volume ${settings.dataVolumes[service] ?? ""}.`,
      fix: `Add ${service} to services, or take it out of dataVolumes.`,
    });
  }
  const filters = settings.logInclude.length + settings.logExclude.length;
  if (filters > 0 && !(settings.containerLogs && runs("agent"))) {
    problems.push({
      setting: "logInclude, logExclude",
      message: "no container logs are collected here.",
    });
  }
  const [window, retention] = [settings.outOfOrderWindow, settings.metricsRetention];
  if ((parseDuration(window) ?? 0) > (parseDuration(retention) ?? Infinity)) {
    problems.push({
      setting: "outOfOrderWindow",
      given: window,
      message: `is longer than metricsRetention, ${retention}.`,
      fix: "Make it shorter.",
    });
  }
  return problems;
}

/** Settings of a service that is not listed, but for those that any service has: its image, its memory limit, its ports. */
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
        fix: `Add ${name} to services.`,
      }));
  });
}

function runsIn(settings: PipelineSettings) {
  return (service: ServiceName) => settings.services.includes(service);
}
