import type { Plan } from "../../plan/plan";
import { bucketOf, storageKeysOf } from "../../settings/object-storage";
import { container, type ServiceModule } from "../module";
import { Loki, lokiFiles, type LokiInput } from "./loki";
import { loki } from "./manifest";

export function lokiInput({ settings, tls }: Plan): LokiInput {
  const bucket = bucketOf(settings, settings.logsBucket);
  return {
    retention: settings.logRetention,
    secure: tls !== undefined,
    bucket: bucket === undefined ? undefined : { ...bucket, from: settings.logsBucketFrom },
  };
}

export const lokiModule: ServiceModule = {
  name: loki.name,
  files: (plan) => {
    const { config, limits } = lokiFiles(lokiInput(plan));
    return { ...config.files, ...limits.files };
  },
  deploy: (plan, { context }, opts) => {
    const { settings } = plan;
    new Loki(
      loki.name,
      {
        ...lokiInput(plan),
        ...container(plan, loki),
        context,
        port: settings.lokiPort,
        storageKeys: storageKeysOf(settings),
      },
      opts,
    );
    return {};
  },
};
