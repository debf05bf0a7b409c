import { having, type With } from "../services";
import { dataVolumeName, type DataService } from "./data-owners";
import { isGiven } from "./defaults";
import { SETTING_NAMES, type PipelineSettings } from "./schema";

/** Maximum size of a service's volume, from a setting. */
export interface DiskBudget {
  readonly setting: With<"budget">["budget"]["setting"] | "queueSize";
  readonly service: DataService;
  readonly volume: string;
  readonly bytes: number;
}

/**
 * Size of the file of a full queue, relative to the data in it: measured as 1.4 while the queue fills, and as 1.8 after
 * a restart, which rewrites the file.
 */
const QUEUE_FILE = 2;
const SIGNALS = 3;

/** Maximum disk space of each service. */
export function diskBudgets(settings: PipelineSettings): DiskBudget[] {
  const { services, namePrefix, dataVolumes } = settings;
  const of = (service: DataService, setting: DiskBudget["setting"], bytes: number): DiskBudget[] =>
    services.includes(service)
      ? [
          {
            setting,
            service,
            bytes,
            volume: dataVolumes[service] ?? dataVolumeName(namePrefix, service),
          },
        ]
      : [];
  const budgets = [
    ...having("budget")
      .filter(({ budget }) => !("unless" in budget) || settings[budget.unless] === "")
      .flatMap(({ name, budget }) => of(name, budget.setting, settings[budget.setting])),
    ...having("keepsQueues").flatMap(({ name }) =>
      of(name, "queueSize", queues(name, settings) * settings.queueSize * QUEUE_FILE),
    ),
  ];
  return budgets.toSorted(
    (a, b) => SETTING_NAMES.indexOf(a.setting) - SETTING_NAMES.indexOf(b.setting),
  );
}

/** Number of queues: one for each signal and destination. */
function queues(service: With<"keepsQueues">["name"], settings: PipelineSettings): number {
  if (service === "agent") return agentSignals(settings);
  return SIGNALS * (settings.upstreamOtlpEndpoint === "" ? 1 : 2);
}

/** Whether the user has set any of the disk budgets. */
export function choosesBudgets(settings: PipelineSettings): boolean {
  return diskBudgets(settings).some(({ setting }) => isGiven(settings, setting));
}

function agentSignals(settings: PipelineSettings): number {
  const metrics =
    settings.hostMetrics ||
    settings.containerMetrics === "docker_stats" ||
    settings.cadvisorTransport === "otlp";
  return Number(settings.containerLogs) + Number(metrics);
}
