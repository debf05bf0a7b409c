import { load } from "js-yaml";
import { cadvisorFlags } from "../../components/services/cadvisor/flags";
import { headersText } from "../../components/services/collector/gateway";
import { requirementsOf } from "../../components/plan/requirements";
import { withoutContentHash } from "../../components/render/content-hash";
import { renderedFiles } from "../../components/plan/files";
import type { PipelineSettings } from "../../components/settings/schema";

/** Texts and numbers of rendered files, by their path of keys and positions. */
export type Leaves = ReadonlyMap<string, unknown>;

/** Everything that is rendered from settings, by name: the text of each file, and input for Docker as JSON. */
export function rendered(settings: PipelineSettings): Readonly<Record<string, string>> {
  const files = Object.entries(renderedFiles(settings)).flatMap(([service, texts]) =>
    Object.entries(texts).map(([path, text]) => [`${service}:${withoutContentHash(path)}`, text]),
  );
  const flags = cadvisorFlags({
    scrapeInterval: settings.scrapeInterval,
    dockerSocket: settings.dockerSocket,
    containerdSocket: undefined,
    hostNetwork: settings.hostMetrics,
  });
  return {
    ...(Object.fromEntries(files) as Record<string, string>),
    "collector:headers.yaml": headersText(settings.upstreamOtlpHeaders),
    "cadvisor:flags.json": JSON.stringify(flags),
    "demands.json": JSON.stringify(requirementsOf(settings)),
  };
}

/** Content of a file as its service reads it. */
export function parsed(name: string, text: string): unknown {
  if (name.endsWith(".json")) return JSON.parse(text);
  return name.endsWith(".tmpl") ? text : load(text);
}

export function leaves(value: unknown, at: readonly string[] = []): Leaves {
  if (typeof value !== "object" || value === null) return new Map([[at.join("\n"), value]]);
  const entries = Object.entries(value);
  if (entries.length === 0) return new Map([[at.join("\n"), "{}"]]);
  return new Map(entries.flatMap(([key, item]) => [...leaves(item, [...at, key])]));
}
