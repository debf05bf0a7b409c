import { settingsOf } from "../hosts/settings-of";
import type { Files } from "../render/content-hash";
import { agentFiles } from "../services/collector/agent";
import { agentInput } from "../services/collector/agent-input";
import { agent } from "../services/collector/agent-manifest";
import { modules } from "../services/modules";
import type { PipelineSettings } from "../settings/schema";
import type { ServiceName } from "../settings/services";
import { planOf, runs } from "./plan";

/** Every file that is written for a stack with these (resolved) settings, by service and path. No engine is queried. */
export function renderedFiles(
  settings: PipelineSettings,
): Readonly<Partial<Record<ServiceName, Files>>> {
  const plan = planOf(settings);
  const own = modules
    .filter(({ name }) => runs(plan, name))
    .map((module) => [module.name, module.files(plan)] as const);
  const ofAgents: Files = {
    ...(runs(plan, agent.name) ? agentFiles(agentInput(plan)).files : {}),
    ...agentsOfHosts(settings),
  };
  return {
    ...Object.fromEntries(own),
    ...(Object.keys(ofAgents).length === 0 ? {} : { [agent.name]: ofAgents }),
  };
}

/** The agents' configurations on the other hosts, each below the name of its host. */
function agentsOfHosts(settings: PipelineSettings): Files {
  return Object.fromEntries(
    settings.hosts.flatMap((host) => {
      const { files } = agentFiles(agentInput(planOf(settingsOf(host, settings))));
      return Object.entries(files).map(([path, text]) => [`/hosts/${host.name}${path}`, text]);
    }),
  );
}
