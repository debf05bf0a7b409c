import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defaults } from "../../components/settings/defaults";
import { Clone } from "../../testing/e2e/clone";
import { Stack } from "../../testing/e2e/stack";
import { docker } from "../../testing/e2e/engine";
import { KEY, ObjectStorage } from "../../testing/e2e/object-storage";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { eventually, getJson, logql, promql, sendAll, traceql } from "../../testing/e2e/stores";

const NAME = "growth";
const FIRST_PORT = 27500;
const PREFIX = `observability-${NAME}`;
const RECEIVER = "growth-long-term";
const RECEIVER_PORT = FIRST_PORT + 20;
const PASSWORD = "remote-write-secret";
/** Bcrypt hash of that password, for Prometheus. */
const HASH = "$2b$04$bg1MjzklzCV9DsRS2eQAu.KxMzUiNPLsBUymY.dxTA86AJUBlv7uq";
/** Runs the Docker client without blocking the object storage in this process. */
const meanwhile = (...words: string[]) => promisify(execFile)("docker", words);
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

describeOnEngine("a stack with data outside of its host", () => {
  const folder = mkdtempSync(join(tmpdir(), "growth-"));
  let storage: ObjectStorage;
  let clone: Clone;
  let stack: Stack;
  const login = { authorization: `Basic ${Buffer.from(`shop:${PASSWORD}`).toString("base64")}` };
  const flush = async (port: "tempoPort" | "lokiPort") => {
    const { ok } = await fetch(`${stack.url(port)}/flush`, { method: "POST" });
    expect(ok).toBe(true);
  };

  beforeAll(async () => {
    storage = new ObjectStorage(["traces", "logs"]);
    await storage.listen();
    writeFileSync(join(folder, "web.yml"), `basic_auth_users:\n  shop: ${HASH}\n`, { mode: 0o644 });
    docker(
      ...["run", "-d", "--name", RECEIVER, "-p", `0.0.0.0:${RECEIVER_PORT}:9090`],
      ...["-v", `${join(folder, "web.yml")}:/web.yml:ro`, defaults.prometheusImage],
      ...["--config.file=/etc/prometheus/prometheus.yml", "--web.config.file=/web.yml"],
      "--web.enable-remote-write-receiver",
    );
    clone = Clone.furnished();
    stack = new Stack(clone, NAME, FIRST_PORT, {
      protectData: false,
      services: ["prometheus", "collector", "tempo", "loki"],
      remoteWriteUrl: `http://host.docker.internal:${RECEIVER_PORT}/api/v1/write`,
      remoteWriteHeaders: { "X-Scope-OrgID": "shop" },
      remoteWriteUser: "shop",
      remoteWritePassword: PASSWORD,
      objectStorageUrl: storage.url,
      objectStorageAccessKey: KEY,
      objectStorageSecretKey: KEY,
      tracesBucket: "traces",
      logsBucket: "logs",
      logsBucketFrom: YESTERDAY,
    });
    const { status, output } = await stack.up();
    expect(status, output).toBe(0);
  }, 300_000);

  afterAll(async () => {
    await stack.down();
    docker("rm", "-f", "-v", RECEIVER);
    await storage.remove();
    clone.remove();
    rmSync(folder, { recursive: true });
  }, 120_000);

  it("writes each sample to another store, with its environment and the credentials", async () => {
    await eventually("series of the stack in the other store", async () => {
      const query = `up{job="prometheus",environment="${NAME}"}`;
      const url = `http://127.0.0.1:${RECEIVER_PORT}/api/v1/query?query=${encodeURIComponent(query)}`;
      const { data } = (await (await fetch(url, { headers: login })).json()) as {
        data: { result: unknown[] };
      };
      return data.result.length === 1 ? true : undefined;
    });
    const [failed] = await promql(
      stack.url("prometheusPort"),
      'prometheus_remote_storage_samples_failed_total{remote_name="long-term"}',
    );
    expect(failed?.value?.[1]).toBe("0");
  });

  it("has the series that both alerts about it use", async () => {
    for (const name of ["timestamp", "sent_timestamp"]) {
      const query = `prometheus_remote_storage_queue_highest_${name}_seconds{job="prometheus"}`;
      await eventually(query, async () =>
        (await promql(stack.url("prometheusPort"), query)).length === 1 ? true : undefined,
      );
    }
  });

  it("finds nothing to do in the second preview, and does not show the password", async () => {
    const { status, output } = await stack.preview(["--expect-no-changes", "--diff"]);
    expect(status, output).toBe(0);
    expect(output).not.toContain(PASSWORD);
  });

  it("keeps traces and logs in buckets, and reads them from there when its own volumes are empty", async () => {
    const mark = "kept-beyond-its-host";
    const sent = await sendAll(stack.url("otlpHttpPort"), { "service.name": "shop" }, mark);
    const query = `{service_name="shop"} |= "${mark}"`;
    await eventually("the trace", async () =>
      (await traceql(stack.url("tempoPort"), `{name="${mark}"}`)).length === 1 ? true : undefined,
    );
    await eventually("the line", async () =>
      (await logql(stack.url("lokiPort"), query)).length === 1 ? true : undefined,
    );

    await flush("tempoPort");
    await flush("lokiPort");
    const stored = (bucket: string, isData: (path: string) => boolean) =>
      eventually(`data in the bucket ${bucket}`, () =>
        Promise.resolve(storage.objects(bucket).some(isData) ? true : undefined),
      );
    await stored("traces", (path) => /^single-tenant\/.*\/data\.parquet$/.test(path));
    await stored("logs", (path) => path.startsWith("fake/"));

    // A restart uploads Loki's index immediately. Otherwise, the upload takes up to 15 minutes.
    await meanwhile("restart", `${PREFIX}-loki`);
    await stored("logs", (path) => path.startsWith("index/"));
    for (const store of ["tempo", "loki"]) {
      await meanwhile("stop", "--time", "5", `${PREFIX}-${store}`);
      const volume = `${PREFIX}-${store}-data:/data`;
      await meanwhile(
        "run",
        "--rm",
        "-v",
        volume,
        defaults.busyboxImage,
        "sh",
        "-c",
        "rm -rf /data/*",
      );
      await meanwhile("start", `${PREFIX}-${store}`);
    }
    await eventually("the trace, from the bucket", async () => {
      const found = await getJson(stack.url("tempoPort"), `/api/traces/${sent.traceId}`);
      return JSON.stringify(found).includes(mark) ? true : undefined;
    });
    await eventually("the line, from the bucket", async () =>
      (await logql(stack.url("lokiPort"), query)).length === 1 ? true : undefined,
    );
  }, 400_000);
});
