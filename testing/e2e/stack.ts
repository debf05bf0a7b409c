import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import { type Clone, type Outcome, PROJECT } from "./clone";
import { portsFrom } from "./ports";

interface StateResource {
  readonly type: string;
  readonly id?: string;
  readonly outputs?: { readonly name?: string };
}

/** A stack of a clone with its own name, ports and settings. */
export class Stack {
  readonly ports;

  constructor(
    private readonly clone: Clone,
    readonly name: string,
    firstPort: number,
    private settings: Readonly<Record<string, unknown>> = {},
  ) {
    this.ports = portsFrom(firstPort);
    this.configure({});
  }

  url(port: keyof Stack["ports"]): string {
    return `http://127.0.0.1:${this.ports[port]}`;
  }

  container(service: string): string {
    return `observability-${this.name}-${service}`;
  }

  /** Adds settings to the stack. A value of undefined removes a setting. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    this.settings = { ...this.settings, ...settings };
    const file = join(this.clone.folder, `Pulumi.${this.name}.yaml`);
    const before = existsSync(file) ? (load(readFileSync(file, "utf8")) as object) : {};
    const all: Readonly<Record<string, unknown>> = {
      ...this.ports,
      scrapeInterval: "2s",
      evaluationInterval: "2s",
      ...this.settings,
    };
    const config = Object.fromEntries(
      Object.entries(all)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [`${PROJECT}:${key}`, value]),
    );
    writeFileSync(file, dump({ ...before, config }));
  }

  /** Applies these settings only while `body` runs. They are reverted even if it fails. */
  async during<T>(settings: Readonly<Record<string, unknown>>, body: () => Promise<T>): Promise<T> {
    const before = this.settings;
    this.configure(settings);
    try {
      return await body();
    } finally {
      this.settings = before;
      this.configure({});
    }
  }

  up(...words: string[]): Promise<Outcome> {
    const common = ["--yes", "--stack", this.name, "--skip-preview", "--no-verify"];
    return this.clone.npm("up", [...common, ...words]);
  }

  /** Runs `up` or `down` and kills it after a time: see `Clone.killed`. */
  killed(script: "up" | "down", afterMs: number): Promise<string | undefined> {
    const words = ["--yes", "--stack", this.name, "--skip-preview"];
    const only = script === "up" ? ["--no-verify"] : [];
    return this.clone.killed(script, [...words, ...only], afterMs);
  }

  /** Returns the state that `pulumi stack export` prints. */
  async state(): Promise<{ resources: StateResource[]; pending_operations?: unknown[] }> {
    const { printed } = await this.clone.npm("pulumi", ["stack", "export", "--stack", this.name]);
    return (JSON.parse(printed) as { deployment: Awaited<ReturnType<Stack["state"]>> }).deployment;
  }

  preview(words: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.clone.npm("preview", ["--stack", this.name, ...words], environment);
  }

  verify(words: readonly string[] = []): Promise<Outcome> {
    return this.clone.npm("verify", ["--stack", this.name, ...words]);
  }

  down(): Promise<Outcome> {
    return this.clone.npm("down", ["--yes", "--stack", this.name]);
  }

  async outputs(): Promise<Record<string, string>> {
    const { output } = await this.clone.npm("outputs", [
      "--stack",
      this.name,
      "--json",
      "--show-secrets",
    ]);
    return JSON.parse(output) as Record<string, string>;
  }

  /** Returns the headers with the credentials of Grafana's administrator. */
  async grafanaLogin(): Promise<{ authorization: string }> {
    const { grafanaAdminPassword = "", grafanaAdminUser = "" } = await this.outputs();
    const login = Buffer.from(`${grafanaAdminUser}:${grafanaAdminPassword}`);
    return { authorization: `Basic ${login.toString("base64")}` };
  }
}
