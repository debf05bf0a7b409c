import { alertmanagerFiles } from "../services/alertmanager/alertmanager";
import { agentFiles } from "../services/collector/agent";
import { gatewayFiles, headersFile } from "../services/collector/gateway";
import { grafanaFiles } from "../services/grafana/files";
import { settingsOf } from "../hosts/settings-of";
import { roomInputs } from "./inputs";
import { lokiFiles } from "../services/loki/loki";
import { prometheusFiles } from "../services/prometheus/prometheus";
import type { Files } from "../render/content-hash";
import type { PipelineSettings } from "../settings/schema";
import type { ServiceName } from "../settings/services";
import { tempoFiles } from "../services/tempo/tempo";

/** Every file that is written for a stack with these (resolved) settings, by service and path. No engine is asked. */
export function renderedFiles(
  settings: PipelineSettings,
): Readonly<Partial<Record<ServiceName, Files>>> {
  const inputs = roomInputs(settings);
  const tempo = tempoFiles(inputs.tempo);
  const loki = lokiFiles(inputs.loki);
  const grafana = grafanaFiles(inputs.grafana);
  const endpoint = settings.upstreamOtlpEndpoint;
  const upstream =
    endpoint === ""
      ? undefined
      : { endpoint, headersFile: headersFile(settings.upstreamOtlpHeaders) };
  const all: Partial<Record<ServiceName, Files>> = {
    prometheus: prometheusFiles(inputs.prometheus),
    collector: gatewayFiles({ ...inputs.gateway, upstream }).files,
    agent: agentFiles(inputs.agent).files,
    tempo: { ...tempo.config.files, ...tempo.limits.files },
    loki: { ...loki.config.files, ...loki.limits.files },
    alertmanager: alertmanagerFiles(inputs.alertmanager).files,
    grafana: { ...grafana.provisioning.files, ...grafana.dashboards },
  };
  const own = Object.fromEntries(
    Object.entries(all).filter(([service]) => inputs.services.includes(service as ServiceName)),
  );
  return settings.hosts.length === 0
    ? own
    : { ...own, agent: { ...own["agent"], ...agentsOfHosts(settings) } };
}

/** The agents' configurations on the other hosts, each below the name of its host. */
function agentsOfHosts(settings: PipelineSettings): Files {
  return Object.fromEntries(
    settings.hosts.flatMap((host) => {
      const { files } = agentFiles(roomInputs(settingsOf(host, settings)).agent);
      return Object.entries(files).map(([path, text]) => [`/hosts/${host.name}${path}`, text]);
    }),
  );
}
