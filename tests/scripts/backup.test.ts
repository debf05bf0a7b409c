import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { store } from "../../scripts/backup/archive";
import { makeFolder, requireRoom } from "../../scripts/backup/folder";
import { damages, readManifest, writeManifest, type Manifest } from "../../scripts/backup/manifest";
import { parseBackupWords, parseRestoreWords } from "../../scripts/backup/options";
import { chosenServices, findStores } from "../../scripts/backup/services";
import { requireImages, wantedVolumes } from "../../scripts/restore/choice";
import { imageProblem } from "../../scripts/restore/images";
import { stream, tar } from "../../testing/archives";
import { ok, withEngine } from "../../testing/fake-engine";

const temporary = () => mkdtempSync(join(tmpdir(), "backup-"));
const never = new AbortController().signal;

describe("the words of backup and restore", () => {
  it("are a folder, a stack, services in the order in which they are copied", () => {
    expect(parseBackupWords(["/b", "--stack", "prod", "--service", "prometheus, loki"])).toEqual({
      folder: "/b",
      stack: "prod",
      services: ["loki", "prometheus"],
    });
    expect(parseBackupWords(["b"])).toEqual({ folder: "b", stack: "dev", services: undefined });
    expect(parseRestoreWords(["b", "--replace-data"])).toEqual({
      folder: "b",
      stack: "dev",
      services: undefined,
      replaceData: true,
      fromOtherStack: false,
      allowOlderImages: false,
    });
  });

  it.each([[[]], [["a", "b"]], [["--help"]], [["a", "--replace-data"]]])(
    "fail with the usage of backup for %j",
    (words) => {
      expect(() => parseBackupWords(words)).toThrow(/Usage: npm run backup -- DIR/);
    },
  );

  it.each(["", "tempo,cadvisor", "Tempo"])("refuse --service %j", (value) => {
    expect(() => parseBackupWords(["b", "--service", value])).toThrow(
      /--service: .*Those that do: prometheus, collector/,
    );
  });
});

describe("what is backed up", () => {
  const versions = { prometheus: "p:1", tempo: "t:1", collector: "c:1", cadvisor: "x:1" };

  it("is every store, and a queue where it is named", () => {
    expect(chosenServices({ versions }, "dev", undefined)).toEqual(["tempo", "prometheus"]);
    expect(chosenServices({ versions }, "dev", ["collector"])).toEqual(["collector"]);
  });

  it("is of services that the stack runs", () => {
    expect(() => chosenServices({ versions }, "dev", ["loki", "tempo"])).toThrow(
      "The stack dev runs no loki. Those of its services that keep data: tempo, prometheus, collector.",
    );
    expect(() => chosenServices({ versions: { cadvisor: "x" } }, "dev", undefined)).toThrow(
      /no service with data/,
    );
  });

  const tempo = (state: object, volumes: object[]) => ({
    "/containers/p-tempo/json": ok({ Config: { Image: "t:1" }, State: state, Mounts: volumes }),
  });
  const data = { Type: "volume", Name: "adopted", RW: true };
  const config = { Type: "volume", Name: "config", RW: false };
  const found = (answers: Parameters<typeof withEngine>[0]) =>
    withEngine(answers, (client) => findStores(client, { namePrefix: "p" }, "dev", ["tempo"]));

  it("is the volume that the service writes to, whatever its name", async () => {
    expect(await found(tempo({ Running: true }, [config, data]))).toEqual([
      { service: "tempo", container: "p-tempo", volume: "adopted", image: "t:1" },
    ]);
  });

  it("is refused where a service does not run, or writes elsewhere", async () => {
    await expect(found({})).rejects.toThrow(/tempo does not run .*there is none.*npm run up/);
    const ended = tempo({ Running: false, Status: "exited" }, [data]);
    await expect(found(ended)).rejects.toThrow(/container p-tempo: exited/);
    await expect(found(tempo({ Running: true }, [data, data]))).rejects.toThrow(/2 volumes/);
    await expect(found(tempo({ Running: true }, [config]))).rejects.toThrow(/0 volumes/);
  });
});

const HASH = "0".repeat(64);

function manifest(more: Partial<Manifest> = {}): Omit<Manifest, "format"> {
  return {
    version: "0.2.0",
    madeAt: "2026-01-01T00:00:00.000Z",
    stack: "prod",
    environment: "prod",
    hostName: "host",
    namePrefix: "observability-prod",
    volumes: [
      {
        service: "tempo",
        volume: "observability-prod-tempo-data",
        image: "grafana/tempo:2.9.0",
        tree: { files: 1, bytes: 1, sha256: HASH },
        archive: { file: "tempo.tar.gz", bytes: 4, sha256: HASH },
        stoppedSeconds: 1,
      },
    ],
    state: [],
    ...more,
  };
}

describe("the manifest", () => {
  it("is read as it was written, by its owner alone", () => {
    const folder = temporary();
    writeManifest(folder, manifest());
    expect(readManifest(folder)).toEqual({ format: 1, ...manifest() });
    expect(statSync(join(folder, "manifest.json")).mode & 0o777).toBe(0o600);
  });

  it("is missing in what is no backup, or was cut off", () => {
    expect(() => readManifest("/nowhere/at/all")).toThrow(
      "The directory /nowhere/at/all does not exist.",
    );
    expect(() => readManifest(temporary())).toThrow(/an incomplete one/);
  });

  it.each([
    ["{", /cannot be read/],
    ["null", /not a valid backup manifest/],
    [JSON.stringify({ format: 2, version: "9.0.0" }), /written by version 9.0.0 .* in format 2/],
    [JSON.stringify({ format: 1, ...manifest({ stack: undefined as never }) }), /stack/],
    [JSON.stringify({ format: 1, ...manifest() }).replace("tempo.tar.gz", "../x"), /volumes/],
  ])("is refused: %s", (text, message) => {
    const folder = temporary();
    writeFileSync(join(folder, "manifest.json"), text);
    expect(() => readManifest(folder)).toThrow(message);
  });

  it("tells a file that is missing, or has one other byte", async () => {
    const folder = temporary();
    const path = join(folder, "tempo.tar.gz");
    const { file } = await store(stream(await tar({ a: "1" })), path, never);
    const [volume] = manifest().volumes;
    if (volume === undefined) throw new Error("no volume");
    const whole = { format: 1 as const, ...manifest({ volumes: [{ ...volume, archive: file }] }) };
    expect(await damages(folder, whole)).toEqual([]);
    const bytes = readFileSync(path);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await damages(folder, whole)).toEqual([
      expect.stringMatching(/^tempo.tar.gz is damaged/),
    ]);
    const lacking = { ...whole, state: [{ file: "state.json", bytes: 1, sha256: HASH }] };
    expect(await damages(folder, lacking)).toContain("state.json is missing.");
  });
});

describe("what is restored", () => {
  const options = parseRestoreWords(["b", "--stack", "prod"]);
  const whole = { format: 1 as const, ...manifest() };

  it("is what the backup holds of this stack", () => {
    expect(wantedVolumes(whole, options)).toHaveLength(1);
    expect(() => wantedVolumes(whole, { ...options, stack: "dev" })).toThrow(
      /backup of the stack prod, not of dev.*--from-other-stack/,
    );
    expect(wantedVolumes(whole, { ...options, stack: "dev", fromOtherStack: true })).toHaveLength(
      1,
    );
    expect(() => wantedVolumes(whole, { ...options, services: ["loki"] })).toThrow(
      "Nothing was touched: b holds no loki. It holds tempo.",
    );
  });

  it.each([
    ["grafana/tempo:2.9.0", "grafana/tempo:2.9.0", true],
    ["grafana/tempo:2.9.0", "mirror.example.com:5000/grafana/tempo:2.10.1", true],
    ["prom/prometheus:v3.16.0", "prom/prometheus:v3.9.9", false],
    ["grafana/grafana:12.2.0-ubuntu", "grafana/grafana:12.2.0", true],
    ["grafana/tempo:2.9.0", "grafana/tempo:latest", false],
    ["grafana/tempo:latest", "grafana/tempo:latest", true],
    ["grafana/tempo:2.9.0", `grafana/tempo@sha256:${"12".repeat(32)}`, false],
  ])("%s may be read by %s: %s", (wrote, reads, may) => {
    expect(imageProblem(wrote, reads) === undefined).toBe(may);
  });

  it("needs images that are not older, unless that is allowed", () => {
    const [archived] = whole.volumes;
    if (archived === undefined) throw new Error("no volume");
    const store = { ...archived, container: "c", image: "grafana/tempo:2.8.0" };
    expect(() => {
      requireImages([{ store, archived }], false);
    }).toThrow(/tempo: the data was written by grafana\/tempo:2.9.0, and .*2.8.0 is older/);
    expect(() => {
      requireImages([{ store, archived }], true);
    }).not.toThrow();
  });
});

describe("a backup's folder", () => {
  it("is new or empty, and for its owner alone", () => {
    const folder = join(temporary(), "a", "b");
    makeFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    mkdirSync(join(folder, "..", "open"), { mode: 0o755 });
    makeFolder(join(folder, "..", "open"));
    expect(statSync(join(folder, "..", "open")).mode & 0o777).toBe(0o700);
    appendFileSync(join(folder, "file"), "x");
    expect(() => {
      makeFolder(folder);
    }).toThrow(/is not empty/);
  });

  it("needs room", () => {
    expect(() => {
      requireRoom(temporary(), 2 ** 60);
    }).toThrow(/volumes take 1048576 TiB, and the disk/);
  });
});
