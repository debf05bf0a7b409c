import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import type { Clone } from "../e2e/clone";
import { eventually } from "../e2e/stores";

/** Not below /tmp, which may be in memory: the images need space on a disk. */
const PLACE = "/var/lib";
/** Paths that are the same on every node: of its folder, and of its socket. */
const NODE_FOLDER = "/mnt";
const NODE_SOCKET = "/var/run/docker.sock";
const START_WITHIN_SECONDS = 240;
const LOG_LINES = 12;

/** Returns the missing requirements of a second engine; empty if it can run here. */
export function missingForSecondEngine(): string {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "root on Linux";
  const absent = ["dockerd", "containerd", "unshare", "nsenter", "ip", "iptables"].filter(
    (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0,
  );
  return absent.length === 0 ? "" : `the programs ${absent.join(", ")}`;
}

/**
 * A second Docker engine, which tests can kill. It has its own network and mount namespaces, because an engine changes
 * the networks and mounts that it finds. As in Docker's packages, containerd is a separate process: it survives a kill.
 */
export class SecondEngine {
  readonly #folder = mkdtempSync(join(PLACE, "second-engine-"));
  readonly #containerd: ChildProcess;
  #dockerd: ChildProcess | undefined;
  #forward: ChildProcess | undefined;
  readonly #listeners: Server[] = [];
  readonly address = `unix://${this.#folder}/docker.sock`;

  /**
   * @param node Host name, for an engine that is a Swarm node. It then has the same paths as the other nodes.
   * @param registry A registry without TLS from which the engine may pull.
   */
  constructor(
    readonly node = "",
    private readonly registry = "",
  ) {
    const root = join(this.#inner, "containerd");
    const flags = ["--root", root, "--state", `${root}-state`, "--address", this.#socket];
    const command = ["ip link set lo up", ...this.#asNode(), `exec containerd ${flags.join(" ")}`];
    const words = [...this.#spaces(), "sh", "-c", command.join(" && ")];
    this.#containerd = this.#run("containerd", "unshare", ...words);
  }

  #asNode(): string[] {
    if (this.node === "") return [];
    return [
      `hostname ${this.node}`,
      `mount --bind ${this.#folder} ${NODE_FOLDER}`,
      // Its socket has the same path as that of this machine's engine.
      "mount -t tmpfs tmpfs /run",
    ];
  }

  /** Path of the folder inside the engine's mount namespace. */
  get #inner(): string {
    return this.node === "" ? this.#folder : NODE_FOLDER;
  }

  /** Starts the engine, for the first time or again. */
  async start(): Promise<void> {
    // The socket proves that containerd's namespaces exist. Before that, the engine would enter those of this machine.
    const socket = join(this.#folder, "containerd.sock");
    await eventually("the second engine's containerd", () =>
      Promise.resolve(existsSync(socket) ? true : undefined),
    );
    const folder = this.#inner;
    this.#dockerd = this.#inside(
      "dockerd",
      ...["dockerd", "--data-root", join(folder, "data"), "--exec-root", join(folder, "exec")],
      ...["--pidfile", join(folder, "docker.pid"), "--containerd", this.#socket],
      ...["--host", `unix://${folder}/docker.sock`],
      ...(this.node === "" ? [] : ["--host", `unix://${NODE_SOCKET}`]),
      ...(this.registry === "" ? [] : ["--insecure-registry", this.registry]),
    );
    // After a kill, it first stops the containers that still run, each with its grace period.
    await eventually(
      "an answer of the second engine",
      () => {
        const { status } = spawnSync("docker", ["--host", this.address, "version"]);
        return Promise.resolve(status === 0 ? true : undefined);
      },
      START_WITHIN_SECONDS,
    );
  }

  /** Returns the last lines of output of the engine and its containerd, to explain a failure. */
  logs(): string {
    return ["containerd", "dockerd"]
      .map((name) => {
        const file = join(this.#folder, `${name}.log`);
        const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
        return [`${name} of the second engine:`, ...lines.slice(-LOG_LINES)].join("\n");
      })
      .join("\n");
  }

  /** The process that owns the engine's namespaces. */
  get pid(): number {
    return this.#containerd.pid ?? 0;
  }

  /** Runs a command in its namespaces and waits for it. */
  run(...command: string[]): void {
    const target = ["--target", String(this.pid), ...this.#spaces()];
    execFileSync("nsenter", [...target, ...command], { stdio: ["ignore", "ignore", "pipe"] });
  }

  /** Runs the Docker client on this engine and returns its output. */
  docker(...words: string[]): string {
    const all = ["--host", this.address, ...words];
    return execFileSync("docker", all, { encoding: "utf8", maxBuffer: 2 ** 26 }).trim();
  }

  /** Stops the engine like a service manager: its containers stop, and start again with it. */
  async stop(): Promise<void> {
    this.#dockerd?.kill();
    await ended(this.#dockerd);
  }

  kill(): void {
    this.#dockerd?.kill("SIGKILL");
  }

  /** Copies images from the engine of the tests, without a pull. */
  load(images: readonly string[]): void {
    const command = `docker save ${images.join(" ")} | docker --host ${this.address} load`;
    const { status, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    if (status !== 0) throw new Error(`copying images to the second engine: ${stderr}`);
  }

  /** Returns the clone, with npm commands that use this engine. */
  commands(clone: Clone): Clone {
    const npm: Clone["npm"] = (script, words, more) =>
      clone.npm(script, words, { ...more, DOCKER_HOST: this.address });
    return Object.create(clone, { npm: { value: npm } }) as Clone;
  }

  /** Forwards ports from this machine's loopback address to the engine's. */
  async publish(ports: readonly number[]): Promise<void> {
    const sockets = join(this.#folder, "ports");
    mkdirSync(sockets);
    const program = join(__dirname, "forward.mjs");
    this.#forward = this.#inside(
      "forward",
      process.execPath,
      program,
      sockets,
      ...ports.map(String),
    );
    for (const port of ports) {
      const server = createServer((from) => {
        const to = connect(join(sockets, String(port)));
        from.pipe(to).pipe(from);
        from.on("error", () => to.destroy());
        to.on("error", () => from.destroy());
      });
      this.#listeners.push(server);
      await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    }
  }

  async remove(): Promise<void> {
    for (const server of this.#listeners) server.close();
    this.#forward?.kill();
    this.#dockerd?.kill();
    await ended(this.#dockerd);
    this.#containerd.kill();
    await ended(this.#containerd);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #socket(): string {
    return join(this.#inner, "containerd.sock");
  }

  #spaces(): string[] {
    return ["--net", "--mount", ...(this.node === "" ? [] : ["--uts"])];
  }

  #inside(name: string, ...command: string[]): ChildProcess {
    return this.#run(name, "nsenter", "--target", String(this.pid), ...this.#spaces(), ...command);
  }

  #run(name: string, program: string, ...words: string[]): ChildProcess {
    const log = openSync(join(this.#folder, `${name}.log`), "a");
    return spawn(program, words, { cwd: this.#folder, stdio: ["ignore", log, log] });
  }
}

function ended(child: ChildProcess | undefined): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
}
