import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEndpoint } from "../components/engine/endpoint";
import { VERSION } from "../components/settings/version";
import type { Outputs } from "../scripts/stack/outputs";

/** Returns the answer to one request: a JSON value, or undefined for 404. */
type Answers = (url: URL, body: string) => unknown;

const PREFIX = "observability-test";
const PASSWORD = "right";
const SERVICES = ["agent", "cadvisor", "collector", "grafana", "loki", "prometheus", "tempo"];

/** A fake stack: an engine, three stores, and a Grafana that forwards queries to them. */
export class FakeStack {
  /** Commands that the engine received to run inside the sender. */
  readonly ranInside: string[][] = [];
  /** Overrides the state of a service, such as `{ tempo: "exited" }`. */
  states: Record<string, string> = {};
  /** Labels of the containers that the agent lists, and of those that are scraped. `up` is the value of the sample. */
  listed: Record<string, string>[] = [];
  scraped: Record<string, string>[] = [];
  /** Container ID that the stores report for the sender. */
  tellsId = ID;
  /** Containers that the engine lists, but that no longer exist when they are inspected. */
  ended: string[] = [];
  grafanaHealth: object = { database: "ok" };
  dataSources: object[] = [
    { uid: "prometheus", name: "Prometheus", jsonData: { x: { datasourceUid: "tempo" } } },
    { uid: "tempo", name: "Tempo", jsonData: { serviceMap: { datasourceUid: "prometheus" } } },
    { uid: "loki", name: "Loki", jsonData: {} },
  ];
  correlations: object[] = [{ label: "Container logs", targetUID: "loki" }];
  panel: object = { datasource: { uid: "prometheus" }, links: [{ url: "/d/containers" }] };
  local = true;

  #sender: { name: string; mark: string } | undefined;
  #removed = false;
  readonly #servers: Server[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "fake-stack-"));
  #base = "";

  static async start(): Promise<FakeStack> {
    const stack = new FakeStack();
    const http = stack.#serve((url) => stack.#store(url));
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    stack.#base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const engine = stack.#serve((url, body) => stack.#engine(url, body));
    await new Promise<void>((resolve) => engine.listen(join(stack.#folder, "engine"), resolve));
    return stack;
  }

  stop(): void {
    for (const server of this.#servers) server.close();
    rmSync(this.#folder, { recursive: true });
  }

  get senderRemoved(): boolean {
    return this.#removed;
  }

  get endpoint(): EngineEndpoint {
    const host = `unix://${join(this.#folder, "engine")}`;
    return { host, source: "test", local: this.local, certPath: undefined };
  }

  get outputs(): Outputs {
    const url = (store: string) => `${this.#base}/${store}`;
    return {
      grafanaUrl: url("grafana"),
      grafanaAdminUser: "admin",
      grafanaAdminPassword: PASSWORD,
      prometheusUrl: url("prometheus"),
      tempoUrl: url("tempo"),
      lokiUrl: url("loki"),
      alertmanagerUrl: "",
      otlpGrpcEndpoint: "127.0.0.1:4317",
      otlpHttpEndpoint: "http://127.0.0.1:4318",
      otlpGrpcEndpointInternal: "http://otel-collector:4317",
      otlpHttpEndpointInternal: "http://otel-collector:4318",
      gatewayEndpoint: "",
      otlpToken: "",
      tlsCaCertificate: "",
      tlsClientCertificate: "",
      tlsClientKey: "",
      networkName: PREFIX,
      extensionsVolume: `${PREFIX}-extensions`,
      environment: "test",
      hostName: "docker-host",
      namePrefix: PREFIX,
      signals: {
        containerMetrics: true,
        containerLogs: true,
        containerDiscovery: true,
        logInclude: [],
        logExclude: [],
      },
      dataSourceUids: {
        prometheus: "prometheus",
        loki: "loki",
        tempo: "tempo",
        alertmanager: "alertmanager",
      },
      versions: Object.fromEntries([...SERVICES, "busybox"].map((name) => [name, `${name}:1`])),
      version: VERSION,
    };
  }

  #serve(answers: Answers): Server {
    const server = createServer((request, response) => {
      void read(request).then((body) => {
        const url = new URL(request.url ?? "", "http://fake");
        const allowed =
          !url.pathname.startsWith("/grafana/") ||
          url.pathname === "/grafana/api/health" ||
          request.headers.authorization === `Basic ${btoa(`admin:${PASSWORD}`)}`;
        const answer = allowed ? answers(url, body) : undefined;
        response.writeHead(!allowed ? 401 : answer === undefined ? 404 : 200);
        response.end(typeof answer === "string" ? answer : JSON.stringify(answer ?? {}));
      });
    });
    this.#servers.push(server);
    return server;
  }

  #store(url: URL): unknown {
    const [, store = "", ...rest] = url.pathname.split("/");
    const path = `/${rest.join("/")}`;
    const proxied = /^\/api\/datasources\/proxy\/uid\/(\w+)(.*)$/.exec(path);
    if (store === "grafana" && proxied !== null) {
      return this.#query(proxied[2] ?? "", url.searchParams.get("query") ?? "");
    }
    if (store !== "grafana") return this.#query(path, url.searchParams.get("query") ?? "");
    if (path === "/api/health") return this.grafanaHealth;
    if (path === "/api/datasources") return this.dataSources;
    if (path.startsWith("/api/datasources/uid/")) return { jsonData: LINKS };
    if (path === "/api/search") return [{ uid: "containers", title: "Containers" }];
    if (path === "/api/datasources/correlations") return { correlations: this.correlations };
    const list = [{ name: "of" }, { name: "container" }];
    return {
      dashboard: { panels: [this.panel], templating: { list } },
      meta: { provisioned: true },
    };
  }

  #query(path: string, query: string): unknown {
    const sender = this.#sender;
    const identity = { container_id: this.tellsId, container_name: sender?.name ?? "" };
    if (path.startsWith("/api/traces/")) return { spans: [sender?.mark] };
    if (path === "/loki/api/v1/query_range") {
      return { data: { result: [{ stream: identity, values: [["1", sender?.mark]] }] } };
    }
    if (path === "/api/v1/targets") return { data: { activeTargets: [{ health: "up" }] } };
    if (path === "/api/v1/rules") return { data: { groups: [{ rules: [{ health: "ok" }] }] } };
    if (query.startsWith("container_network_info{") || query.startsWith("up{")) {
      const found = query.startsWith("up{") ? this.scraped : this.listed;
      return {
        data: { result: found.map(({ up = "1", ...metric }) => ({ metric, value: [0, up] })) },
      };
    }
    if (query === "time()") return { data: { result: [Date.now() / 1000, ""] } };
    const everyone = SERVICES.map((name) => ({
      metric: { container_id: ID, container_name: `${PREFIX}-${name}` },
      value: [0, "1"],
    }));
    const others = query.includes("host_name") ? everyone : [];
    return { data: { result: [...others, { metric: identity, value: [0, "1"] }] } };
  }

  #engine(url: URL, body: string): unknown {
    const path = url.pathname;
    if (path === "/version") return { ApiVersion: "1.52", Version: "29.0.0" };
    if (path === "/info") {
      return { Name: "docker-host", DockerRootDir: "/d", SystemTime: new Date().toISOString() };
    }
    if (path === "/containers/create") {
      const mark = /verify-\w+/.exec(url.searchParams.get("name") ?? "")?.[0] ?? "";
      this.#sender = { name: url.searchParams.get("name") ?? "", mark };
      return { Id: LONG_ID };
    }
    if (path === "/containers/json") {
      if (!(url.searchParams.get("filters") ?? "").includes("verify")) {
        const ended = this.ended.map((name) => ({ Id: ENDED_ID, Names: [`/${name}`], Labels: {} }));
        return [...SERVICES.map((name) => this.#service(name)), ...ended];
      }
      return this.#sender === undefined ? [] : [{ Id: LONG_ID, Names: [], Labels: {} }];
    }
    if (path.startsWith(`/containers/${ENDED_ID}/`)) return undefined;
    if (path.endsWith("/exec")) {
      const { Cmd } = JSON.parse(body) as { Cmd: string[] };
      this.ranInside.push(Cmd);
      return { Id: `exec-${this.ranInside.length - 1}` };
    }
    const [, started] = /^\/exec\/exec-(\d+)\/start$/.exec(path) ?? [];
    if (started !== undefined) return this.#inside(this.ranInside[Number(started)] ?? []);
    if (path.startsWith("/exec/")) return { ExitCode: 0 };
    if (path.endsWith("/logs")) return "a line\n";
    if (path.endsWith("/start") || path.endsWith("/archive")) return {};
    if (path === `/containers/${LONG_ID}`) {
      this.#removed = true;
      return {};
    }
    const State = { Running: true, Restarting: false, StartedAt: "2026-01-01T00:00:00Z" };
    return { RestartCount: 0, State, HostConfig: { LogConfig: { Type: "json-file" } } };
  }

  #service(name: string): object {
    const state = this.states[name] ?? "running";
    const Status = state === "running" ? "Up 1 minute (healthy)" : "Exited (137)";
    return { Id: LONG_ID, Names: [`/${PREFIX}-${name}`], Labels: {}, State: state, Status };
  }

  #inside(command: readonly string[]): unknown {
    if (command[0] === "df") return "Filesystem\noverlay 1000 400 600 40% /\n";
    const url = new URL(command.at(-1) ?? "");
    const store =
      { prometheus: "prometheus", tempo: "tempo", loki: "loki" }[url.hostname] ?? "grafana";
    return this.#store(new URL(`/${store}${url.pathname}${url.search}`, "http://fake"));
  }
}

const LINKS = {
  tracesToLogsV2: { query: '{a="b"} | trace_id = "${__trace.traceId}"' },
};

const ENDED_ID = "f".repeat(64);
const LONG_ID = "0123456789ab".padEnd(64, "c");
const ID = "0123456789ab";

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString("utf8");
}
