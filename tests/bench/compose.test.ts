import { beforeAll, describe, expect, it } from "vitest";
import { composeFile } from "../../bench/compose/compose";
import { register, type Registered } from "../../testing/mocks";
import { modernEngine, settingsWith } from "../../testing/settings";

type Document = Record<"services" | "volumes", Record<string, Record<string, unknown>>>;

describe("the Compose file", () => {
  let resources: Registered[];
  const made = (probes: "stock" | "tuned") => {
    const { document, files } = composeFile(resources, { project: "race", probes });
    return { document: document as Document, files };
  };

  beforeAll(async () => {
    ({ resources } = await register(settingsWith(), modernEngine));
  });

  it("has every service of the program, with its image, command and limits", () => {
    const { document } = made("tuned");
    const running = resources.filter(
      ({ type, inputs }) =>
        type === "docker:index/container:Container" && inputs["start"] !== false,
    );
    expect(running.length).toBeGreaterThan(5);
    for (const { inputs } of running) {
      const service = document.services[String(inputs["name"]).replace("observability-test-", "")];
      expect(service).toMatchObject({
        image: inputs["image"],
        mem_limit: `${String(inputs["memory"])}m`,
        read_only: true,
      });
      expect(service?.["command"]).toEqual(inputs["command"]);
    }
  });

  it("mounts every file that the program writes, and no volume that only carries them", () => {
    const { document, files } = made("tuned");
    const written = resources.flatMap(
      ({ inputs }) => (inputs["uploads"] as { content: string }[] | undefined) ?? [],
    );
    expect(Object.values(files).sort()).toEqual(written.map(({ content }) => content).sort());
    const folders = new Set(Object.keys(files).map((path) => path.split("/")[0] ?? ""));
    const mounts = JSON.stringify(document.services);
    for (const folder of folders) {
      expect(mounts).toContain(`"./${folder}"`);
      expect(document.volumes).not.toHaveProperty(folder);
    }
  });

  it("asks as the program does, or at Docker's own pace", () => {
    const probeOf = (probes: "stock" | "tuned") =>
      made(probes).document.services["loki"]?.["healthcheck"];
    expect(probeOf("tuned")).toMatchObject({ interval: "15s", start_interval: "1s" });
    expect(Object.keys(probeOf("stock") as object)).toEqual(["test"]);
  });
});
