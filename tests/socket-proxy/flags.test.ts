import { describe, expect, it } from "vitest";
import { socketProxyFlags, swarmApiFlags } from "../../components/services/socket-proxy/flags";

const ID = "0123456789abcdef".repeat(4);
const FOR_DISCOVERY = { discovery: {}, containerMetrics: "cadvisor" } as const;
const FOR_STATS = { discovery: undefined, containerMetrics: "docker_stats" } as const;

/** What the filter lets pass, as it reads it: it adds the ends itself. */
function allowed(flags: readonly string[], method: string): RegExp | undefined {
  const prefix = `-allow${method}=`;
  const flag = flags.find((one) => one.startsWith(prefix));
  return flag === undefined ? undefined : new RegExp(`^${flag.slice(prefix.length)}$`);
}

describe("the filter in front of the engine's API", () => {
  it.each([
    ["discovery", FOR_DISCOVERY, ["HEAD", "GET"]],
    ["docker_stats", FOR_STATS, ["GET"]],
  ])("allows %s nothing but reading", (_reader, readers, methods) => {
    const flags = socketProxyFlags(readers).filter((flag) => /^-allow[A-Z]+=/.test(flag));
    expect(flags.map((flag) => flag.split("=")[0])).toEqual(methods.map((one) => `-allow${one}`));
  });

  const listing = ["/v1.44/containers/json"];
  const ofDiscovery = ["/_ping", "/v1.41/networks"];
  const ofStats = [
    `/v1.44/containers/${ID}/json`,
    `/v1.44/containers/${ID}/stats`,
    "/v1.52/events",
  ];

  it.each([
    ["discovery", FOR_DISCOVERY, [...listing, ...ofDiscovery], ofStats],
    ["docker_stats", FOR_STATS, [...listing, ...ofStats], ofDiscovery],
    [
      "both",
      { discovery: {}, containerMetrics: "docker_stats" } as const,
      [...listing, ...ofDiscovery, ...ofStats],
      [],
    ],
  ])("lets pass what %s reads, and no more", (_reader, readers, open, closed) => {
    const get = allowed(socketProxyFlags(readers), "GET");
    for (const path of open) expect(path).toMatch(get ?? /never/);
    for (const path of closed) expect(path).not.toMatch(get ?? /.*/);
  });

  it.each([
    `/v1.44/containers/${ID}/archive`,
    `/v1.44/containers/${ID}/export`,
    `/v1.44/containers/${ID}/logs`,
    `/v1.44/containers/${ID}/attach/ws`,
    "/v1.44/containers/json/../../secrets",
    `/v1.44/networks/${ID}`,
    "/v1.44/secrets",
    "/v1.44/images/json",
    "/containers/json",
  ])("fails when %s is requested", (path) => {
    const both = socketProxyFlags({ discovery: {}, containerMetrics: "docker_stats" });
    expect(path).not.toMatch(allowed(both, "GET") ?? /.*/);
    expect(path).not.toMatch(allowed(both, "HEAD") ?? /.*/);
  });

  it("listens on a socket, and on no port", () => {
    const flags = socketProxyFlags(FOR_DISCOVERY);
    expect(flags).toContain("-proxysocketendpoint=/filtered/docker.sock");
    expect(flags.filter((flag) => /listenip|proxyport|allowfrom/.test(flag))).toEqual([]);
  });
});

describe("the filter in front of a manager's API", () => {
  const ofSwarm = swarmApiFlags();
  const get = ofSwarm.find((flag) => flag.startsWith("-allowGET=")) ?? "";
  const open = new RegExp(`^${get.slice("-allowGET=".length)}$`);

  it("allows Prometheus alone, and nothing but reading", () => {
    expect(ofSwarm.filter((flag) => /^-allow(?:from|[A-Z]+)=/.test(flag)).sort()).toEqual([
      get,
      "-allowHEAD=/_ping",
      "-allowfrom=prometheus",
    ]);
  });

  it.each(["/_ping", "/v1.44/nodes", "/v1.52/services", "/v1.52/tasks", "/v1.52/networks"])(
    "lets %s pass",
    (path) => {
      expect(path).toMatch(open);
    },
  );

  it.each([
    "/v1.52/secrets",
    "/v1.52/configs",
    "/_ping/v1.52/configs",
    "/v1.52/swarm",
    "/v1.52/tasks/a/logs",
  ])("fails when %s is asked for", (path) => {
    expect(path).not.toMatch(open);
  });
});
