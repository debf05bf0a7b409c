import { afterEach, describe, expect, it, vi } from "vitest";
import type { EngineClient } from "../../components/engine/client";
import { UserError } from "../../components/problem";
import { exclusions, LEFT_OUT } from "../../components/hosts/skipped";
import { prepareHosts } from "../../components/hosts/prepare-hosts";
import { HOST_LABEL, STACK_LABEL } from "../../components/settings/labels";
import type { Host } from "../../components/settings/host-settings";
import { settingsWith } from "../../testing/settings";
import { ok, withEngine } from "../../testing/fake-engine";

const { busyboxImage, cadvisorImage, collectorImage, dockerSocketProxyImage } = settingsWith();
const IMAGES = [busyboxImage, cadvisorImage, collectorImage, dockerSocketProxyImage];

/** An engine that has the images of an agent, and nothing else. */
function engine<T>(
  id: string,
  use: (client: EngineClient) => Promise<T>,
  images = IMAGES,
  running: readonly object[] = [],
) {
  return withEngine(
    {
      "/version": ok({ ApiVersion: "1.52", Version: "29.0.0" }),
      "/info": ok({ ID: id, Name: id, DockerRootDir: "/var/lib/docker" }),
      "/containers/json": ok([]),
      "/containers/json?all=true": ok(running),
      ...Object.fromEntries(images.map((image) => [`/images/${image}/json`, ok({})])),
    },
    use,
  );
}

const noWarning = (text: string) => Promise.reject(new Error(`unexpected warning: ${text}`));

/** What is told of hosts at these addresses, with the stack on the engine `own`. */
async function told(
  own: EngineClient,
  ...hosts: readonly Host[]
): Promise<{ names: string[]; problems: readonly string[] }> {
  try {
    const prepared = await prepareHosts(
      settingsWith({ hosts: [...hosts] }),
      own.endpoint,
      noWarning,
    );
    return { names: prepared.map(({ name }) => name), problems: [] };
  } catch (error) {
    if (error instanceof UserError) return { names: [], problems: error.problems };
    throw error;
  }
}

const silent: Host = { name: "gone", docker: "unix:///nowhere/docker.sock" };

describe("the hosts of a list", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("are asked for what they are, and are ready", async () => {
    const found = await engine("own", (own) =>
      engine("one", (one) => told(own, { name: "web-1", docker: one.endpoint.host })),
    );
    expect(found).toEqual({ names: ["web-1"], problems: [] });
  });

  it("are each an engine of its own, by whatever address", async () => {
    const found = await engine("own", (own) =>
      engine("one", (one) =>
        told(
          own,
          { name: "web-0", docker: own.endpoint.host },
          { name: "web-1", docker: one.endpoint.host },
          { name: "web-2", docker: one.endpoint.host.replace("/docker.sock", "/./docker.sock") },
        ),
      ),
    );
    expect(found.problems).toEqual([
      expect.stringMatching(/web-0 .*is the same Docker engine as this stack's own host/),
      expect.stringMatching(/web-2 .*is the same Docker engine as web-1\. Take one out/),
    ]);
  });

  it("are none by the name of the stack's own, as the engine tells it", async () => {
    const { hostName } = settingsWith();
    const found = await engine("own", (own) =>
      engine("one", (one) => told(own, { name: hostName, docker: one.endpoint.host })),
    );
    expect(found.problems).toEqual([
      expect.stringMatching(
        new RegExp(`^hosts: ${hostName} is also the name of the stack's own host`),
      ),
    ]);
  });

  it("are told apart from what they were called before, which Docker's names do not", async () => {
    const labels = (host?: string) => ({
      [STACK_LABEL]: settingsWith().namePrefix,
      ...(host === undefined ? {} : { [HOST_LABEL]: host }),
    });
    const agent = (host?: string) => [{ Names: ["/agent"], Labels: labels(host), Ports: [] }];
    const of = (running: readonly object[], ...names: string[]) =>
      engine("own", (own) =>
        engine(
          "one",
          (one) => {
            const hosts = ["web-3", ...names].map((name) => ({ name, docker: one.endpoint.host }));
            return told(own, ...hosts);
          },
          IMAGES,
          running,
        ),
      );
    expect((await of(agent("web-2"))).problems).toEqual([
      expect.stringMatching(
        /^hosts: the engine of web-3 is still web-2 .*Take it off the list.*docker rm --force/,
      ),
    ]);
    expect(await of(agent("web-3"))).toEqual({ names: ["web-3"], problems: [] });
    expect(await of(agent())).toEqual({ names: ["web-3"], problems: [] });
    expect((await of(agent("web-2"), "web-2")).problems).toEqual([
      expect.stringMatching(/web-2 .*is the same Docker engine as web-3/),
    ]);
  });

  it("are each told of by name where they do not answer, or cannot take an agent", async () => {
    const found = await engine("own", (own) =>
      engine("one", (one) => told(own, silent, { name: "web-1", docker: one.endpoint.host }), [
        busyboxImage,
      ]),
    );
    expect(found.problems).toEqual([
      expect.stringMatching(
        /No Docker engine answers at .*\(hosts: gone\): .*npm run up skips the host/,
      ),
      expect.stringMatching(/^web-1: Not on the engine.*cadvisor/),
    ]);
  });

  it("are not asked where they are to be left as they are, of which Pulumi is told, too", async () => {
    vi.stubEnv(LEFT_OUT, "gone");
    expect(await engine("own", (own) => told(own, silent))).toEqual({ names: [], problems: [] });
    expect(exclusions(["gone"])).toEqual([
      "--exclude",
      "**::host/gone",
      "--exclude",
      "**::host/gone/**",
    ]);
  });
});
