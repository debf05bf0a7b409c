import type { Plan } from "../../plan/plan";
import { bucketOf, storageKeysOf } from "../../settings/object-storage";
import { container, type ServiceModule } from "../module";
import { tempo } from "./manifest";
import { Tempo, tempoFiles, type TempoInput } from "./tempo";

export function tempoInput({ settings, backends, tls, tempoMajor }: Plan): TempoInput {
  return {
    major: tempoMajor,
    retention: settings.traceRetention,
    prometheusUrl: backends.prometheusUrl,
    prometheusTls: backends.prometheusTls,
    secure: tls !== undefined,
    environment: settings.environment,
    bucket: bucketOf(settings, settings.tracesBucket),
  };
}

export const tempoModule: ServiceModule = {
  name: tempo.name,
  files: (plan) => {
    const { config, limits } = tempoFiles(tempoInput(plan));
    return { ...config.files, ...limits.files };
  },
  deploy: (plan, { context }, opts) => {
    const { settings } = plan;
    new Tempo(
      tempo.name,
      {
        ...tempoInput(plan),
        ...container(plan, tempo),
        context,
        port: settings.tempoPort,
        storageKeys: storageKeysOf(settings),
      },
      opts,
    );
    return {};
  },
};
