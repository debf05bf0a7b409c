import { pinnedVersion } from "../../components/settings/image-version";
import { having } from "../../components/services";
import { runningVersions, versionLabels } from "../../components/settings/running-versions";
import { blocked, runs, type Context } from "./context";
import type { Check } from "./rows";

interface Series {
  data: { result: { metric: Readonly<Record<string, string>> }[] };
}

/** Which versions run, beside the ones that the settings pin: they differ where a host was left as it was. */
export function versionChecks(context: Context): Check[] {
  if (!runs(context, "prometheus")) return [];
  const { stores, outputs } = context;
  return [
    {
      check: "Running versions",
      asked: `${stores.base("prometheus")}/api/v1/query`,
      fix: `docker logs ${outputs.namePrefix}-prometheus`,
      skip: blocked(context, "prometheus"),
      attempt: async () => {
        const { data } = await stores.json<Series>("prometheus", "/api/v1/query", {
          query: runningVersions(Object.keys(outputs.versions)),
        });
        const rows = having("buildInfo").flatMap(({ name, scrape }) => {
          const image = outputs.versions[name];
          if (image === undefined) return [];
          const found = data.result
            .filter(({ metric }) => metric["job"] === scrape.job)
            .map(({ metric }) => metric[versionLabels.running] ?? "");
          return [`${name} ${beside([...new Set(found)], pinnedVersion(image))}`];
        });
        return rows.join(", ");
      },
    },
  ];
}

function beside(running: readonly string[], pinned: string): string {
  const known = running.filter((version) => version !== "");
  if (known.length === 0) return `unknown (pinned ${pinned})`;
  return known.every((version) => version === pinned)
    ? pinned
    : `${known.join(" and ")} (pinned ${pinned})`;
}
