import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseBackend } from "../../scripts/stack/backend";
import { findPulumi } from "../../scripts/stack/cli";
import { retained } from "../../scripts/stack/retained";
import { parseOptions } from "../../scripts/stack/options";
import { Help, parseWords, refuseKeptByNpm } from "../../scripts/stack/words";
import { summary } from "../../scripts/stack/summary";

const temporary = () => mkdtempSync(join(tmpdir(), "stack-"));

describe("parseOptions", () => {
  it("keeps its own options and hands the others to Pulumi", () => {
    expect(parseOptions(["up", "--yes", "--stack", "prod", "--diff", "-m", "why"])).toEqual({
      command: "up",
      stack: "prod",
      yes: true,
      verify: true,
      pulumi: ["--diff", "-m", "why"],
    });
    expect(parseOptions(["preview", "--stack=prod"]).stack).toBe("prod");
    expect(parseOptions(["down"])).toEqual({
      command: "down",
      stack: "dev",
      yes: false,
      verify: true,
      pulumi: [],
    });
    expect(parseOptions(["up", "--no-verify"])).toMatchObject({ verify: false, pulumi: [] });
  });

  it.each([[[]], [["restart"]], [["up", "--help"]]])("fails with the usage for %j", (words) => {
    expect(() => parseOptions(words)).toThrow(/Usage: npm run up\|preview\|down\|outputs/);
  });

  it("takes a question for the usage for no fault", () => {
    expect(() => parseOptions(["up", "--help"])).toThrow(Help);
    expect(() => parseWords(["--help"], {}, "Usage")).toThrow(Help);
    expect(() => parseOptions(["restart"])).not.toThrow(Help);
  });

  it.each([[["up", "--stack"]], [["up", "--stack="]], [["up", "--stack", "--yes"]]])(
    "fails when the stack's name is missing: %j",
    (words) => {
      expect(() => parseOptions(words)).toThrow(/--stack needs the name/);
    },
  );
});

describe("options that npm kept for itself", () => {
  const options = { stack: { type: "string" }, down: { type: "boolean" } } as const;
  const refused = (kept: Record<string, string>) => () => {
    refuseKeptByNpm(options, { npm_lifecycle_event: "demo", ...kept });
  };

  it.each([
    [{ npm_config_stack: "prod" }, "npm run demo -- --stack prod"],
    // The word behind a space is handed on without its option.
    [{ npm_config_stack: "true" }, "npm run demo -- --stack STACK"],
    [{ npm_config_down: "true" }, "npm run demo -- --down"],
    [{ npm_config_down: "" }, "npm run demo -- --no-down"],
  ])("are refused with the command to type: %j", (kept, command) => {
    expect(refused(kept as Record<string, string>)).toThrow(command);
  });

  it("are distinguished from settings of npm itself", () => {
    expect(refused({ npm_config_registry: "https://registry.example.com" })).not.toThrow();
    expect(() => {
      refuseKeptByNpm({ yes: { type: "boolean" } }, { npm_config_yes: "true" });
    }).not.toThrow();
  });
});

describe("chooseBackend", () => {
  it("prefers what the user has set or logged in to", () => {
    const root = temporary();
    const home = temporary();
    expect(chooseBackend(root, { PULUMI_BACKEND_URL: "s3://b" }).description).toMatch(/s3:\/\/b/);
    expect(chooseBackend(root, { PULUMI_ACCESS_TOKEN: "t" }).description).toMatch(/Pulumi Cloud/);
    writeFileSync(join(home, "credentials.json"), '{"current":"https://api.pulumi.com"}');
    const login = chooseBackend(root, { PULUMI_HOME: home });
    expect(login.description).toBe("https://api.pulumi.com (pulumi login)");
    expect(existsSync(join(root, ".pulumi-local"))).toBe(false);
  });

  it("else keeps state and a passphrase for this user only in the clone, and keeps the passphrase", () => {
    const root = temporary();
    const home = { PULUMI_HOME: join(root, "none") };
    const { environment } = chooseBackend(root, home);
    const file = environment["PULUMI_CONFIG_PASSPHRASE_FILE"] ?? "";
    expect(environment["PULUMI_BACKEND_URL"]).toBe(`file://${root}/.pulumi-local/state`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const passphrase = readFileSync(file, "utf8");
    expect(passphrase.trim().length).toBeGreaterThanOrEqual(40);
    chooseBackend(root, home);
    expect(readFileSync(file, "utf8")).toBe(passphrase);
    const own = chooseBackend(root, { ...home, PULUMI_CONFIG_PASSPHRASE: "mine" }).environment;
    expect(own["PULUMI_CONFIG_PASSPHRASE_FILE"]).toBeUndefined();
  });
});

describe("findPulumi", () => {
  function program(folder: string, version: string): string {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho ${version}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
    return folder;
  }

  it("takes the CLI on the PATH where it is in range, and the project's own where not", () => {
    const root = temporary();
    const own = program(join(root, "node_modules", ".bin"), "v3.259.0");
    const path = (folder: string) => ({ PATH: `${own}:${folder}:/usr/bin:/bin` });
    const recent = program(temporary(), "v3.300.1");
    expect(findPulumi(root, path(recent))).toMatchObject({
      program: join(recent, "pulumi"),
      version: "3.300.1",
    });
    for (const version of ["v3.100.0", "v4.0.0"]) {
      const other = program(temporary(), version);
      expect(findPulumi(root, path(other)).program).toBe(join(own, "pulumi"));
    }
  });

  it("fails when there is none, with where to get one", () => {
    expect(() => findPulumi(temporary(), { PATH: "/usr/bin:/bin" })).toThrow(
      /no Pulumi CLI >=3\.238\.0 <4\.0\.0.*docs\/how-to\/restricted-networks\.md/,
    );
  });
});

describe("summary", () => {
  const outputs = {
    grafanaUrl: "http://127.0.0.1:3000",
    grafanaAdminUser: "admin",
    prometheusUrl: "http://127.0.0.1:9090",
    tempoUrl: "",
    lokiUrl: "http://127.0.0.1:3100",
    alertmanagerUrl: "",
    otlpGrpcEndpoint: "127.0.0.1:4317",
    otlpHttpEndpoint: "http://127.0.0.1:4318",
    otlpHttpEndpointInternal: "http://otel-collector:4318",
    networkName: "observability-dev",
    versions: { grafana: "12.2.0" },
  };

  it("tells addresses, the login and what to do next, and leaves out what is not published", () => {
    const text = summary(outputs, "dev");
    expect(text).toMatch(/Grafana +http:\/\/127\.0\.0\.1:3000/);
    expect(text).not.toMatch(/Tempo/);
    expect(text).toMatch(/as admin.*\n.*outputs -- grafanaAdminPassword --show-secrets/);
    expect(text).toMatch(
      /OTLP inside Docker +http:\/\/otel-collector:4318 on network observability-dev/,
    );
    expect(summary(outputs, "prod")).toMatch(/outputs -- --stack prod grafanaAdminPassword/);
    expect(summary(outputs, "prod")).toMatch(/Next: .*\n {2}npm run demo -- --stack prod\n/);
  });

  it("says what to do next after a failed verification", () => {
    expect(summary(outputs, "dev", false)).toMatch(/Next: fix .*\n {2}npm run verify\n/);
  });

  it("speaks of no login where there is no Grafana", () => {
    const none = summary({ ...outputs, grafanaUrl: "", versions: {} }, "dev");
    expect(none).not.toMatch(/Log in|dashboard/);
    // One of the user's own, whose logins are not known here.
    expect(summary({ ...outputs, versions: {} }, "dev")).not.toMatch(/Log in/);
  });
});

describe("what down keeps", () => {
  const volume = (name: string, protect: boolean) => ({
    type: "docker:index/volume:Volume",
    protect,
    outputs: { name },
  });
  const exported = JSON.stringify({
    deployment: { resources: [volume("b-data", true), volume("a-data", true), volume("c", false)] },
  });
  const configuration = JSON.stringify({
    "container-observability:dataVolumes": { value: '{"prometheus":"old-data"}' },
  });

  it("is said of protected volumes and of adopted ones", () => {
    const both = retained(exported, configuration, "prod");
    expect(both).toMatch(/protectData is on: the data volumes a-data, b-data\.\n.*--stack prod/);
    expect(both).toMatch(/dataVolumes names them: old-data\./);
    expect(retained(exported, "{}", "prod")).not.toContain("dataVolumes");
    expect(retained("{}", configuration, "prod")).not.toContain("protectData");
  });

  it("is not said where there is nothing", () => {
    expect(retained("{}", "{}", "prod")).toBe("");
  });
});
