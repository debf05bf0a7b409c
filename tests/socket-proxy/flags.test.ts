import { describe, expect, it } from "vitest";
import { socketProxyFlags, swarmApiFlags } from "../../components/socket-proxy/flags";

const ID = "0123456789abcdef".repeat(4);
const flags = socketProxyFlags();
const pattern = /^-allowGET=(.*)$/.exec(flags.find((flag) => flag.startsWith("-allowGET=")) ?? "");
/** As the filter reads it: it adds the ends itself. */
const allowed = new RegExp(`^${pattern?.[1] ?? ""}$`);

describe("the filter in front of the engine's API", () => {
  it("allows GET only", () => {
    const methods = flags.filter((flag) => /^-allow[A-Z]+=/.test(flag));
    expect(methods.map((flag) => flag.split("=")[0])).toEqual(["-allowGET"]);
  });

  it.each([
    "/v1.44/containers/json",
    `/v1.44/containers/${ID}/json`,
    `/v1.44/containers/${ID}/stats`,
    "/v1.52/events",
  ])("lets %s pass", (path) => {
    expect(path).toMatch(allowed);
  });

  it.each([
    `/v1.44/containers/${ID}/archive`,
    `/v1.44/containers/${ID}/export`,
    `/v1.44/containers/${ID}/logs`,
    `/v1.44/containers/${ID}/attach/ws`,
    "/v1.44/containers/json/../../secrets",
    "/v1.44/secrets",
    "/v1.44/images/json",
    "/containers/json",
  ])("fails when %s is asked for", (path) => {
    expect(path).not.toMatch(allowed);
  });

  it("listens on a socket, and on no port", () => {
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
