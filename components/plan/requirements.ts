import { DOCKER_STATS_API } from "../engine/facts";
import { having } from "../services";
import type { EngineRequirements } from "../preflight/requirements";
import { planOf } from "./plan";
import { choosesBudgets, diskBudgets } from "../settings/disk-budgets";
import type { PlacementRequirements } from "../preflight/placement";
import { filtersSocket } from "../settings/filtered-socket";
import { DATA_SERVICES } from "../settings/data-owners";
import { PUBLISHED_PORTS } from "../settings/published-ports";
import type { PipelineSettings } from "../settings/schema";
import { imageSetting } from "../settings/services";
import { usesSwarmApi } from "../settings/swarm-settings";

/** What a stack with these (resolved) settings asks of its engine. */
export function requirementsOf(settings: PipelineSettings): EngineRequirements {
  const { services } = planOf(settings);
  const images = [
    ...services.map((name) => settings[imageSetting(name)]),
    ...(filtersSocket(settings) || usesSwarmApi(settings) ? [settings.dockerSocketProxyImage] : []),
  ];
  // In a Swarm ports, volumes and disks are those of any node.
  const onThisHost = !settings.swarm;
  return {
    swarm: settings.swarm ? placementOf(settings) : undefined,
    protectData: settings.protectData,
    namePrefix: settings.namePrefix,
    bindAddress: settings.bindAddress,
    ports: PUBLISHED_PORTS.map(({ setting, service, internal }) => ({
      setting,
      service,
      internal,
      external: settings[setting],
    })).filter(
      ({ service, external }) => onThisHost && external !== 0 && services.includes(service),
    ),
    dataVolumes: settings.dataVolumes,
    directories: having("hostDirectory")
      .filter(({ name }) => onThisHost && services.includes(name))
      .map(({ hostDirectory: setting }) => ({ setting, path: settings[setting] })),
    dataServices: DATA_SERVICES.filter((name) => services.includes(name)),
    images: [...new Set([settings.busyboxImage, ...images])],
    budgets: onThisHost ? diskBudgets(settings) : [],
    choosesBudgets: choosesBudgets(settings),
    apis:
      settings.containerMetrics === "docker_stats"
        ? [{ version: DOCKER_STATS_API, setting: "containerMetrics: docker_stats" }]
        : [],
  };
}

function placementOf(settings: PipelineSettings): PlacementRequirements {
  const { services, backendPlacement, gatewayPlacement, gatewayReplicas } = settings;
  const stores = DATA_SERVICES.filter((name) => name !== "agent" && name !== "collector");
  const apart = gatewayPlacement.length > 0;
  return {
    placed: [
      ...(stores.some((name) => services.includes(name))
        ? [
            {
              placement: backendPlacement,
              tasks: 1,
              setting: "backendPlacement",
              what: "the stores and Grafana",
            },
          ]
        : []),
      ...(services.includes("collector")
        ? [
            {
              placement: apart ? gatewayPlacement : backendPlacement,
              tasks: gatewayReplicas,
              setting: apart ? "gatewayPlacement" : "backendPlacement",
              what: "the gateways",
              ...(apart ? { counted: "gatewayReplicas" } : {}),
            },
          ]
        : []),
    ],
    mayMove: settings.backendMayMove,
    onManager: usesSwarmApi(settings),
  };
}
