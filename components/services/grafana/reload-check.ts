import * as pulumi from "@pulumi/pulumi";
import type { ReloadCheck } from "../../platform/reload-check";
import type { RunningService } from "../../engine/running-service";
import type { Files } from "../../render/content-hash";
import { endpoints } from "../../settings/endpoints";

/**
 * Script that queries Grafana's API as the administrator. It reads the password inside the container, because other
 * users of the host could see it in an argument. It keeps the connection open until the response arrives: Grafana drops
 * requests of closed connections.
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

/** Waits until Grafana shows each of these dashboards as in its file. */
export function shows(dashboards: Files): ReloadCheck {
  return async function* (service) {
    const wanted = Object.values(dashboards).map((text) => JSON.parse(text) as Dashboard);
    let asked = false;
    for (;;) {
      const found = await Promise.all(wanted.map((dashboard) => difference(service, dashboard)));
      if (found.includes(NOT_LET_IN)) {
        await pulumi.log.warn(
          `${service.container} rejects the administrator password that this stack generated, so the update cannot check whether Grafana shows the changed dashboards. Grafana reloads them every ten seconds.`,
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

/** Returns the difference between Grafana's dashboard and the wanted one. Undefined: none. */
async function difference(service: RunningService, wanted: Dashboard): Promise<string | undefined> {
  const { status, body } = await ask(service, "GET", `/api/dashboards/uid/${wanted.uid}`);
  if (status === 401 || status === 403) return NOT_LET_IN;
  if (status !== 200)
    return `dashboard ${wanted.uid}: Grafana returned ${status === 0 ? "no response" : `status ${status}`}`;
  const found = whole(body);
  if (found === undefined) return `dashboard ${wanted.uid}: the response was cut off`;
  const part = differingPart(wanted, found.dashboard);
  return part === undefined
    ? undefined
    : `dashboard ${wanted.uid} differs from its file in ${part}`;
}

/**
 * Parses a response. Undefined if its end is missing: the script may send data to keep the connection open after
 * Grafana has closed it. The kernel then drops the unread rest of the response.
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

/** Keys that Grafana adds to a dashboard. */
const BY_GRAFANA = ["id", "version"];

/** Returns the first key with a different value. Undefined: no difference. */
export function differingPart(wanted: object, found: object): string | undefined {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  const [one, other] = [wanted, found] as Record<string, unknown>[];
  return [...keys]
    .filter((key) => !BY_GRAFANA.includes(key))
    .find((key) => canonical(one?.[key]) !== canonical(other?.[key]));
}

function canonical(value: unknown): string {
  // In an array, because JSON.stringify(undefined) is not a string.
  return JSON.stringify([value], (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
