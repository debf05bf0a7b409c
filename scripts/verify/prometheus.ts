import { blocked, runs, upCommand, type Context } from "./context";
import type { Check } from "./rows";

interface Targets {
  data: {
    activeTargets: { health: string; scrapePool: string; scrapeUrl: string; lastError: string }[];
  };
}
interface Rules {
  data: {
    groups: { rules: { name: string; health: string; lastError?: string }[] }[];
  };
}
interface Alertmanagers {
  data: { activeAlertmanagers: { url: string }[] };
}

/** What Prometheus says of its own work. */
export function prometheusChecks(context: Context): Check[] {
  if (!runs(context, "prometheus")) return [];
  const { stores, outputs, stack } = context;
  const base = stores.base("prometheus");
  const skip = blocked(context, "prometheus");
  const checks: Check[] = [
    {
      check: "Every scrape target is up",
      asked: `${base}/api/v1/targets`,
      fix: `Bring back the one that is down: ${upCommand(stack)}, or see its docker logs`,
      skip,
      attempt: () => everyTarget(stores),
    },
    {
      check: "Every rule evaluates",
      asked: `${base}/api/v1/rules`,
      fix: `docker logs ${outputs.namePrefix}-prometheus shows the cause`,
      skip,
      attempt: async () => {
        const { data } = await stores.json<Rules>("prometheus", "/api/v1/rules");
        const rules = data.groups.flatMap(({ rules: some }) => some);
        const bad = rules.filter(({ health }) => health !== "ok");
        if (rules.length === 0) throw new Error("there is no rule");
        if (bad.length > 0) {
          const told = bad.map(
            ({ name, health, lastError }) => `${name} is ${lastError ?? health}`,
          );
          throw new Error(told.slice(0, 3).join("; "));
        }
        return `${rules.length} of ${rules.length} evaluate`;
      },
    },
  ];
  if (Object.hasOwn(outputs.versions, "alertmanager")) {
    checks.push({
      check: "Alerts reach Alertmanager",
      asked: `${base}/api/v1/alertmanagers`,
      fix: `docker logs ${outputs.namePrefix}-alertmanager, then ${upCommand(stack)}`,
      skip: skip ?? blocked(context, "alertmanager"),
      attempt: async () => {
        const { data } = await stores.json<Alertmanagers>("prometheus", "/api/v1/alertmanagers");
        const [active] = data.activeAlertmanagers;
        if (active === undefined) throw new Error("Prometheus knows none that answers");
        return active.url;
      },
    });
  }
  return checks;
}

async function everyTarget(stores: Context["stores"]): Promise<string> {
  const { data } = await stores.json<Targets>("prometheus", "/api/v1/targets", {
    state: "active",
  });
  const down = data.activeTargets.filter(({ health }) => health !== "up");
  if (down.length > 0) {
    const told = down.map(
      ({ scrapePool, scrapeUrl, health, lastError }) =>
        `${scrapePool} (${scrapeUrl}) is ${health}${lastError === "" ? "" : `: ${lastError}`}`,
    );
    throw new Error(told.join("; "));
  }
  return `${data.activeTargets.length} of ${data.activeTargets.length} up`;
}
