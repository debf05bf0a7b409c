import { cadvisorScrape } from "../../components/settings/cadvisor-scrape";
import { defaults } from "../../components/settings/defaults";
import { docker } from "../../testing/e2e/engine";
import { eventually, getText } from "../../testing/e2e/stores";
import type { ContainerInputs } from "../compose/inputs";
import { ownResources } from "../compose/own";
import { CADVISOR_FOLDERS } from "../stock/cadvisor";
import { cpuSeconds } from "../usage";
import type { Agent } from "./agent";

const PORT = 8080;
/** The pipeline's interval, for both. */
const EVERY_MS = 15_000;
export const PLAIN = "cAdvisor, default options";

/** cAdvisor as the stack has it. */
export function ownCadvisor(): Agent {
  return cadvisor("this project", "bench-cadvisor-own", keptByRules(), async () => {
    const resources = await ownResources({}, "bench");
    const found = resources.find(({ inputs }) => inputs["name"] === "observability-bench-cadvisor");
    if (found === undefined) throw new Error("The program has no container for cAdvisor.");
    return wordsOf(found.inputs as unknown as ContainerInputs);
  });
}

/**
 * cAdvisor as its own README and dockprom start it: with the host's folders, and no option of its own. Dockprom asks it
 * each 5 s, so that its cost there is more than here.
 */
export function plainCadvisor(): Agent {
  const words = [
    "--privileged",
    "--device=/dev/kmsg",
    ...CADVISOR_FOLDERS.flatMap((folder) => ["--volume", folder]),
    defaults.cadvisorImage,
  ];
  const everything = () => true;
  return cadvisor(PLAIN, "bench-cadvisor-plain", everything, () => Promise.resolve(words));
}

/** Whether the pipeline's Prometheus keeps a series. */
function keptByRules(): (series: string) => boolean {
  const place = { hostName: "bench", environment: "bench" };
  const { metric_relabel_configs: rules = [] } = cadvisorScrape({
    ...defaults,
    ...place,
    hostNetwork: defaults.hostMetrics,
  });
  const byName = rules
    .filter(({ source_labels }) => source_labels?.join() === "__name__")
    .map(({ regex = "", action }) => ({
      names: new RegExp(`^(?:${regex})$`),
      keeps: action === "keep",
    }));
  return (series) => byName.every(({ names, keeps }) => names.test(series) === keeps);
}

function cadvisor(
  name: string,
  container: string,
  stores: (series: string) => boolean,
  words: () => Promise<readonly string[]>,
): Agent {
  const ask = () => getText(`http://${addressOf(container)}:${PORT}`, "/metrics");
  return {
    name,
    everyMs: EVERY_MS,
    stores,
    start: async () => {
      docker("run", "--detach", "--no-healthcheck", "--name", container, ...(await words()));
      await eventually(`metrics of ${container}`, async () =>
        (await ask()).includes("container_cpu_usage_seconds_total") ? true : undefined,
      );
    },
    remove: () => {
      docker("rm", "--force", container);
      return Promise.resolve();
    },
    halt: () => docker("kill", "--signal", "STOP", container),
    proceed: () => docker("kill", "--signal", "CONT", container),
    ask,
    cpuSeconds: () => cpuSeconds(container),
  };
}

function wordsOf(inputs: ContainerInputs): string[] {
  const { image, command = [], user, mounts = [], devices = [], capabilities, privileged } = inputs;
  return [
    ...mounts.flatMap(({ source, target }) => ["--volume", `${source}:${target}:ro`]),
    ...devices.map(
      ({ hostPath, permissions }) => `--device=${hostPath}:${hostPath}:${permissions}`,
    ),
    ...(capabilities?.drops ?? []).map((name) => `--cap-drop=${name}`),
    ...(capabilities?.adds ?? []).map((name) => `--cap-add=${name}`),
    ...(user === undefined ? [] : ["--user", user]),
    ...(privileged === true ? ["--privileged"] : []),
    "--read-only",
    image,
    ...command,
  ];
}

function addressOf(container: string): string {
  return docker("inspect", "--format", "{{.NetworkSettings.Networks.bridge.IPAddress}}", container);
}
