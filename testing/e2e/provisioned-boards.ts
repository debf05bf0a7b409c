import type { BoardFile } from "../boards";
import type { Stack } from "./stack";
import { getJson } from "./stores";

/** Returns the dashboards of the running Grafana: all, or those with the given UIDs. */
export async function provisionedBoards(
  stack: Stack,
  uids?: readonly string[],
): Promise<BoardFile[]> {
  const base = stack.url("grafanaPort");
  const headers = await stack.grafanaLogin();
  const get = <T>(path: string) => getJson<T>(base, path, {}, headers);
  const all = async () =>
    (await get<{ uid: string; type: string }[]>("/api/search"))
      .filter(({ type }) => type === "dash-db")
      .map(({ uid }) => uid);
  return Promise.all(
    (uids ?? (await all())).map(
      async (uid) => (await get<{ dashboard: BoardFile }>(`/api/dashboards/uid/${uid}`)).dashboard,
    ),
  );
}
