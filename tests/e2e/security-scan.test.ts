import { readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DataService, dataOwners } from "../../components/settings/data-owners";
import { SERVICES } from "../../components/settings/services";
import { occurrences, type Secrets } from "../../testing/secret-forms";
import { logins } from "./chapters/logins";
import { Clone, type Outcome } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import * as inSight from "../../testing/e2e/in-sight";
import { KEY, ObjectStorage } from "../../testing/e2e/object-storage";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { listens, outerAddresses, publishedOf } from "../../testing/e2e/open-ports";
import { RefusingReceiver } from "../../testing/e2e/refusing-receiver";
import { madeSecrets, secretSettings } from "../../testing/e2e/secrets";
import { eventually } from "../../testing/e2e/stores";
import { FAILURES, pages, useSecrets, visitor } from "../../testing/e2e/visit";

const NAME = "scan";
const PREFIX = `observability-${NAME}`;
const PASSPHRASE = join(".pulumi-local", "passphrase");

const GIVEN = {
  alertWebhookUrl: ["alertmanager-secrets"],
  alertSlackWebhookUrl: ["alertmanager-secrets"],
  alertDeadManUrl: ["alertmanager-secrets"],
  smtpPassword: ["alertmanager-secrets"],
  upstreamOtlpHeaders: ["collector-secrets"],
  remoteWritePassword: ["prometheus-secrets"],
  objectStorageSecretKey: ["loki-storage-keys", "tempo-storage-keys"],
};

/** Volumes that hold secrets. */
const GUARDED = /-(?:secrets|tls|storage-keys)$/;

/** Services with a TLS server, if TLS is on. */
const SERVERS = ["alertmanager", "collector", "loki", "prometheus", "tempo"];

const FIRST = "with Grafana and without TLS";

const rounds = [
  {
    title: FIRST,
    tls: false,
    services: [...SERVICES],
    settings: { textfileDirectory: tmpdir() },
    /** Volumes that contain each secret. */
    holders: {
      ...GIVEN,
      "grafana-admin-password.result": ["grafana-secrets"],
      "grafana-admin-password.bcryptHash": [],
      "grafana-secret-key.result": ["grafana-secrets"],
      "grafana-secret-key.bcryptHash": [],
    },
    /** Volumes that still contain replaced secrets. */
    left: [],
  },
  {
    // Without Grafana: not every Grafana image that the tests use supports TLS.
    title: "with TLS, a token and other secrets",
    tls: true,
    services: SERVICES.filter((service) => service !== "grafana"),
    settings: { tls: "generated", otlpAuth: "token" },
    holders: {
      ...GIVEN,
      "certificates-otlp-token.result": ["collector-tls"],
      "certificates-otlp-token.bcryptHash": [],
      "certificates-authority.key": [],
      "certificates-issued.people.key": [],
      "certificates-issued.server.key": SERVERS.map((service) => `${service}-tls`),
      // Loki is not a client of any service.
      "certificates-issued.services.key": SERVERS.filter((service) => service !== "loki").map(
        (service) => `${service}-tls`,
      ),
    },
    // Other headers change the name of the Collector's file, and Docker never deletes files from a volume.
    left: [[`upstreamOtlpHeaders ${FIRST}`, ["collector-secrets"]]],
  },
];

describeOnEngine("a scan for secrets and open ports", () => {
  const receiver = new RefusingReceiver();
  const storage = new ObjectStorage(["traces", "logs"]);
  let clone: Clone;
  let stack: Stack;
  /** All secrets so far, including those of earlier rounds. */
  let secrets: Secrets = {};

  const pulumi = (...words: string[]) => clone.npm("pulumi", [...words, "--stack", NAME]);
  const found = (seen: inSight.InSight) =>
    Object.entries(seen).flatMap(([where, text]) =>
      occurrences(text, secrets).map((what) => `${where}: ${what}`),
    );

  beforeAll(async () => {
    await Promise.all([receiver.listen(), storage.listen()]);
    clone = Clone.furnished();
    stack = new Stack(clone, NAME, 32_100, {
      protectData: false,
      alertGroupWait: "0s",
      alertDeadManInterval: "5s",
      alertEmailTo: "ops@example.com",
      alertEmailFrom: "alerts@example.com",
      smtpSmarthost: "mail.invalid:587",
      smtpUser: "alerts",
      upstreamOtlpEndpoint: receiver.url,
      remoteWriteUrl: `${receiver.url}/api/v1/write`,
      remoteWriteUser: "shop",
      objectStorageUrl: storage.url,
      objectStorageAccessKey: KEY,
      tracesBucket: "traces",
      logsBucket: "logs",
      logsBucketFrom: "2026-01-01",
    });
    const made = await clone.npm("pulumi", ["stack", "init", NAME, "--non-interactive"]);
    expect(made.status, made.output).toBe(0);
    secrets = { passphrase: readFileSync(join(clone.folder, PASSPHRASE), "utf8").trim() };
  });

  afterAll(async () => {
    await stack.down();
    clone.remove();
    receiver.close();
    await storage.remove();
  });

  // Each round continues from the previous one.
  describe.each(rounds)("$title", ({ title, tls, services, settings, holders, left }) => {
    /** The current secrets, by name. */
    let current: Secrets;
    let former: Secrets;
    let ask: ReturnType<typeof visitor>;
    const told: Record<string, string> = {};

    beforeAll(async () => {
      const own = secretSettings(receiver.url);
      former = secrets;
      stack.configure({ ...settings, services });
      const pairs = Object.entries(own.settings).map(([name, value]) => `${name}=${value}`);
      const set = await pulumi("config", "set-all", ...pairs.flatMap((pair) => ["--secret", pair]));
      expect(set.status, set.output).toBe(0);

      const commands: Record<string, () => Promise<Outcome>> = {
        "preview --diff": () => stack.preview(["--diff"]),
        "preview --json": async () => {
          const preview = await pulumi("preview", "--json", "--show-replacement-steps");
          writeFileSync(join(clone.folder, "preview.json"), preview.printed);
          return preview;
        },
        explain: () =>
          clone.npm("explain", ["--stack", NAME, "--json", "--preview", "preview.json"]),
        render: () => clone.npm("render", ["--stack", NAME, "--out", "rendered"]),
        "up --diff": () => stack.up("--diff"),
        outputs: () => clone.npm("outputs", ["--stack", NAME]),
        "outputs --json": () => clone.npm("outputs", ["--stack", NAME, "--json"]),
        "stack export": () => pulumi("stack", "export"),
        config: () => pulumi("config"),
        verify: () => stack.verify(),
      };
      for (const [name, run] of Object.entries(commands)) {
        const { status, output } = await run();
        // `explain` exits with 2 if a data volume is deleted, such as Grafana's here.
        expect(name === "explain" ? [0, 2] : [0], `${name}: ${output}`).toContain(status);
        told[name] = output;
      }

      const clear = await pulumi("stack", "export", "--show-secrets");
      current = { ...own.secrets, ...madeSecrets(clear.printed) };
      for (const [name, secret] of Object.entries(current)) {
        // Proves that the search works: it finds the secret in the decrypted state.
        expect(occurrences(clear.printed, { [name]: secret }), name).not.toEqual([]);
        secrets = { ...secrets, [`${name} ${title}`]: secret };
      }
      const out = await stack.outputs();
      const { tlsCaCertificate: ca = "", tlsClientCertificate: cert, tlsClientKey: key } = out;
      ask = visitor(stack, tls ? { ca, cert, key, token: out["otlpToken"] } : undefined);
      await useSecrets(ask);
    });

    it("finds none in the output of the commands", () => {
      expect(Object.values(told).filter((text) => text.length < 100)).toEqual([]);
      expect(found(told)).toEqual([]);
    });

    it("finds none in the state, its history, the rendered files and the stack's own file", () => {
      const files = inSight.filesBelow(clone.folder, ["node_modules", PASSPHRASE]);
      const names = Object.keys(files).join("\n");
      expect(names).toMatch(/\.pulumi-local\/state\/.*\/stacks\/.*scan\.json$/m);
      expect(names).toMatch(/\.pulumi-local\/state\/.*\/history\/.*\.json$/m);
      expect(names).toMatch(/^rendered\/collector\//m);
      expect(names).toContain(`Pulumi.${NAME}.yaml`);
      expect(found(files)).toEqual([]);
    });

    it("finds that only its owner can read the passphrase", () => {
      expect(statSync(join(clone.folder, PASSPHRASE)).mode & 0o777).toBe(0o600);
      expect(statSync(join(clone.folder, ".pulumi-local")).mode & 0o077).toBe(0);
    });

    it("finds none in the output of docker inspect", () => {
      const seen = inSight.inspected(PREFIX);
      expect(String(seen["docker container inspect"])).toContain("--config.file=");
      expect(found(seen)).toEqual([]);
    });

    it("finds none in the logs, even after requests with them have failed", async () => {
      for (const [service, line] of FAILURES) {
        await eventually(`${service}: ${String(line)}`, () => {
          const log = String(inSight.logOf(stack.container(service)));
          return Promise.resolve(line.test(log) || undefined);
        });
      }
      expect(found(inSight.logs(PREFIX))).toEqual([]);
    });

    it("finds none in the environment and command line of any process except Grafana's", () => {
      // The entry script of Grafana's image reads its two files into its environment.
      const others = services.filter((service) => service !== "grafana");
      const seen = inSight.processes(others.map((service) => stack.container(service)));
      expect(String(seen)).toContain("--config.file=");
      expect(String(seen)).toContain("PATH=");
      expect(found({ processes: seen })).toEqual([]);
      if (tls) return;
      const grafana = occurrences(inSight.processes([stack.container("grafana")]), secrets);
      expect(grafana.filter((each) => !each.startsWith("grafana-"))).toEqual([]);
    });

    it("finds none on the pages on which services show their configuration", async () => {
      const seen = await pages(ask);
      expect(Object.values(seen).filter((text) => text.length < 100)).toEqual([]);
      expect(found(seen)).toEqual([]);
    });

    it("finds each only in the files of its services, which only their users can read", async () => {
      const files = await inSight.filesInVolumes(PREFIX);
      const held = (all: Secrets) =>
        Object.entries(all).map(([name, secret]): [string, string[]] => {
          const holding = files.filter(
            ({ content }) => occurrences(content, { [name]: secret }).length > 0,
          );
          return [name, [...new Set(holding.map(({ volume }) => volume))].sort()];
        });
      expect(Object.fromEntries(held(current))).toEqual(holders);
      expect(held(former).filter(([, volumes]) => volumes.length > 0)).toEqual(left);
      const guarded = ({ volume }: inSight.VolumeFile) => GUARDED.test(volume);
      for (const { volume, path, mode, user, group } of files.filter(guarded)) {
        const owner = dataOwners[volume.replace(GUARDED, "") as DataService];
        expect({ mode, user, group }, `${volume}/${path}`).toEqual({
          mode: 0o400,
          user: owner,
          group: owner,
        });
      }
      const open = files.filter((file) => !guarded(file));
      expect(open.length).toBeGreaterThan(20);
      expect(
        found(
          Object.fromEntries(open.map((file) => [`${file.volume}/${file.path}`, file.content])),
        ),
      ).toEqual([]);
    });

    it("finds no port on any address except loopback", async () => {
      const { grafanaPort, ...others } = stack.ports;
      const ports = Object.values(tls ? others : { ...others, grafanaPort });
      const published = inSight.containersOf(PREFIX).map(publishedOf);
      expect(published.flatMap(({ bindings }) => bindings).sort()).toEqual(
        ports.map((port) => `127.0.0.1:${port}`).sort(),
      );
      expect(published.filter(({ everyPort }) => everyPort)).toEqual([]);
      expect(new Set(published.map(({ network }) => network))).toEqual(new Set(["none", "bridge"]));
      const addresses = outerAddresses();
      expect(addresses).not.toEqual([]);
      for (const port of ports) {
        expect(await listens("127.0.0.1", port), `${port}`).toBe(true);
        for (const address of addresses) {
          expect(await listens(address, port), `${address}:${port}`).toBe(false);
        }
      }
    });

    logins(() => stack, tls);
  });
});
