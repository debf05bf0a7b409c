import { describe, expect, it } from "vitest";
import { asJson } from "../../../scripts/explain/explanation";
import { markdown } from "../../../scripts/explain/markdown";
import { places } from "../../../scripts/explain/resources";
import {
  altered,
  effects,
  explained,
  of,
  type ChangeableState,
  type ChangeableStep,
} from "./previews";

/** What Pulumi shows for a value that it does not know yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Has Grafana's container mount another volume than before, as where the setting dataVolumes names one. */
function mountedInstead(steps: ChangeableStep[], before: string, after: string | undefined): void {
  const container = steps.filter(({ urn }) => urn.endsWith("::grafana-service-container"));
  for (const { op, oldState, newState } of container) {
    setData(oldState, before);
    setData(newState, op === "refresh" ? before : after);
  }
}

function setData(state: ChangeableState | undefined, name: string | undefined): void {
  const mount = state?.inputs?.volumes?.find(
    ({ containerPath }) => containerPath === "/var/lib/grafana",
  );
  if (mount === undefined) return;
  if (name === undefined) delete mount.volumeName;
  else mount.volumeName = name;
}

/** The container that gives a volume to Grafana, as a preview shows it where it is new. */
function owner(volumeName: string): ChangeableStep {
  const types =
    "observability:index:ObservabilityPipeline$observability:index:Grafana$observability:index:DataVolume$docker:index/container:Container";
  return {
    op: "create",
    urn: `urn:pulumi:prod::container-observability::${types}::grafana-data-owner`,
    newState: {
      type: "docker:index/container:Container",
      custom: true,
      inputs: { name: "own", volumes: [{ volumeName, containerPath: "/data" }] },
    },
  };
}

/** A copy of what was recorded, as a replaced resource that was not deleted yet. */
function leftover(steps: ChangeableStep[], name: string, id: string): ChangeableStep[] {
  const step = steps.find(({ op, urn }) => op === "refresh" && urn.endsWith(`::${name}`));
  if (step?.oldState === undefined) throw new Error(`no ${name}`);
  const oldState = { ...step.oldState, id, delete: true, inputs: { name: id } };
  return [
    { op: "refresh", urn: step.urn, oldState, newState: oldState },
    { op: "delete-replaced", urn: step.urn, oldState },
  ];
}

describe("explain, of volumes that no step names and of what an update left", () => {
  const OWN = "observability-prod-grafana-data";
  it.each([
    ["an adopted one", OWN, "adopted", "adopted"],
    ["an adopted one that its owner is not set of", OWN, UNKNOWN, "adopted"],
    ["one that Pulumi does not name", OWN, undefined, "adopted"],
    ["another adopted one", "adopted before", UNKNOWN, "adopted"],
    ["the stack's own one again", "adopted before", OWN, OWN],
  ])("ends with 2 where a data volume makes room for %s", (_, before, after, instead) => {
    const found = altered("settings", ({ steps, changeSummary }) => {
      mountedInstead(steps, before, after);
      steps.push(owner("adopted"));
      changeSummary["create"] = 1;
    });
    expect(found.exit).toBe(2);
    expect(found.data).toEqual([
      { volume: before, service: "grafana", fate: "left behind", instead, refused: false },
    ]);
    expect(of(found, "grafana")?.keeps).toEqual([]);
    expect(markdown(found)).toMatch(
      new RegExp(`\`${before}\` \\*\\*is used no more.*; \`${instead}\` is used instead$`, "m"),
    );
  });

  it("ends with 0 where an adopted data volume stays, and names it", () => {
    for (const after of ["adopted", UNKNOWN]) {
      const found = altered("settings", ({ steps, changeSummary }) => {
        mountedInstead(steps, "adopted", after);
        steps.push(owner("adopted"));
        changeSummary["create"] = 1;
      });
      expect(found).toMatchObject({ exit: 0, data: [] });
      expect(of(found, "grafana")?.keeps).toEqual(["adopted"]);
    }
  });

  it("tells of an adopted data volume whose service goes", () => {
    const found = altered("settings", ({ steps }) => {
      for (const { urn, oldState } of steps) {
        if (!urn.endsWith("::cadvisor-service-container")) continue;
        if (oldState?.inputs) {
          oldState.inputs.volumes = [{ volumeName: "adopted", containerPath: "/data" }];
        }
      }
    });
    expect(found.exit).toBe(2);
    expect(found.data).toMatchObject([{ volume: "adopted", fate: "left behind" }]);
  });

  it("tells of what an earlier update did not come to delete, beside what took its place", () => {
    const found = altered("settings", ({ steps }) => {
      steps.push(...leftover(steps, "loki-data-volume", "old-data"));
      steps.push(...leftover(steps, "tempo-data-volume", "old-kept"));
      steps.push(...leftover(steps, "loki-service-container", "old-container"));
      steps.push(...leftover(steps, "grafana-service-container", "old-grafana"));
      const kept = steps.filter(({ oldState }) => oldState?.id === "old-kept");
      for (const { oldState } of kept) if (oldState) oldState.retainOnDelete = true;
      const lost = steps.filter(({ oldState }) => oldState?.id === "old-data");
      for (const { oldState } of lost) if (oldState) delete oldState.retainOnDelete;
    });
    expect(found.exit).toBe(2);
    expect(found.unexplained).toEqual([]);
    expect(found.data.map(({ volume, fate }) => [volume, fate])).toEqual([
      ["old-data", "destroyed"],
      ["old-kept", "left behind"],
    ]);
    const effectsBefore = effects(explained("settings"));
    expect(effects(found)).toEqual(effectsBefore);
    expect(of(found, "grafana")?.keeps).toEqual([OWN]);
    expect(markdown(found)).toContain(
      "container `old-container`: removed (an earlier update replaced it, and did not come to remove it)",
    );
  });

  it("tells of a replacement once, whether or not Pulumi shows its parts", () => {
    const found = altered("settings", ({ steps }) => {
      for (const step of steps.filter(({ op }) => op === "replace")) {
        const { urn, oldState } = step;
        if (oldState === undefined) continue;
        oldState.delete = true;
        oldState.id = urn;
        steps.push({ ...step, op: "create-replacement" }, { op: "delete-replaced", urn, oldState });
      }
    });
    expect(asJson(found)).toBe(asJson(explained("settings")));
  });
});

it("takes the volume with the socket of the filter for no data", () => {
  const types =
    "observability:index:ObservabilityPipeline$observability:index:SocketProxy$docker:index/volume:Volume";
  const urn = `urn:pulumi:prod::container-observability::${types}::socket-proxy-volume`;
  expect(places({ steps: [], diagnostics: [] })(urn).role).toBe("derived volume");
});
