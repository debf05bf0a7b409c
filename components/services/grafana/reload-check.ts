import * as pulumi from "@pulumi/pulumi";
import type { ReloadCheck } from "../../platform/reload-check";
import type { RunningService } from "../../engine/running-service";
import type { Files } from "../../render/content-hash";
import { endpoints } from "../../settings/endpoints";

/**
 * Asks Grafana as its administrator. The password is read inside the container and stands in no argument, which others
 * on the host could see. The line stays open until the answer is there: Grafana drops the request of one who hangs up.
 */
const ASK = [
  `login=$({ printf '%s:' "$GF_SECURITY_ADMIN_USER"; cat "$GF_SECURITY_ADMIN_PASSWORD__FILE"; } | base64 | tr -d '\\n')`,
  "{",
  `printf '%s %s HTTP/1.0\\r\\nHost: localhost\\r\\nAuthorization: Basic %s\\r\\nContent-Length: 0\\r\\n\\r\\n' "$1" "$2" "$login"`,
  "while sleep 0.1; do printf '\\r\\n' || exit; done",
  `} | nc 127.0.0.1 ${endpoints.grafana.http}`,
].join("\n");

interface Dashboard {
  readonly uid: string;
}

/** Grafana shows each of these dashboards as its file has it. */
export function shows(dashboards: Files): ReloadCheck {
  return async function* (service) {
    const wanted = Object.values(dashboards).map((text) => JSON.parse(text) as Dashboard);
    let asked = false;
    for (;;) {
      const found = await Promise.all(wanted.map((dashboard) => difference(service, dashboard)));
      if (found.includes(NOT_LET_IN)) {
        await pulumi.log.warn(
          `${service.container} does not take the administrator's password that this stack made, so whether it shows the changed dashboards is not known. It looks for them every ten seconds.`,
        );
        return;
      }
      const notYet = found.find((reason) => reason !== undefined);
      if (notYet === undefined) return;
      if (!asked) await ask(service, "POST", "/api/admin/provisioning/dashboards/reload");
      asked = true;
      yield notYet;
    }
  };
}

const NOT_LET_IN = "not let in";

/** In what Grafana's dashboard is another than this one; undefined where in nothing. */
async function difference(service: RunningService, wanted: Dashboard): Promise<string | undefined> {
  const { status, body } = await ask(service, "GET", `/api/dashboards/uid/${wanted.uid}`);
  if (status === 401 || status === 403) return NOT_LET_IN;
  if (status !== 200) return `the dashboard ${wanted.uid}: it answers ${status || "nothing"}`;
  const found = whole(body);
  if (found === undefined) return `the dashboard ${wanted.uid}: the answer was cut off`;
  const part = differingPart(wanted, found.dashboard);
  return part === undefined
    ? undefined
    : `the dashboard ${wanted.uid} is not as its file, in ${part}`;
}

/**
 * Undefined where the end is missing: what is sent to keep the line open may come when Grafana has closed it, and then the
 * kernel drops what is still to be read.
 */
function whole(body: string): { dashboard: object } | undefined {
  try {
    return JSON.parse(body) as { dashboard: object };
  } catch {
    return undefined;
  }
}

async function ask(
  service: RunningService,
  method: string,
  path: string,
): Promise<{ status: number; body: string }> {
  const { output } = await service.run(["sh", "-c", ASK, "sh", method, path]);
  const [head = "", ...rest] = output.replaceAll("\r", "").split("\n\n");
  return { status: Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1] ?? 0), body: rest.join("\n\n") };
}

/** What Grafana writes into a dashboard itself. */
const BY_GRAFANA = ["id", "version"];

/** The key of the first part that is not the same; undefined where all are. */
export function differingPart(wanted: object, found: object): string | undefined {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  const [one, other] = [wanted, found] as Record<string, unknown>[];
  return [...keys]
    .filter((key) => !BY_GRAFANA.includes(key))
    .find((key) => canonical(one?.[key]) !== canonical(other?.[key]));
}

function canonical(value: unknown): string {
  // In an array, because what is not there has no text by itself.
  return JSON.stringify([value], (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
