import type { Stack } from "../e2e/stack";
import { askSecurely, type Shown } from "../e2e/secure";
import type { Series } from "../e2e/stores";

/** Queries a Swarm manager, and the stores of a stack with TLS on the Swarm. */
export class SwarmView {
  #shown: Shown | undefined;

  constructor(
    private readonly stack: Stack,
    private readonly manager: (...words: string[]) => string,
    private readonly addresses: ReadonlyMap<string, string>,
  ) {}

  /** Reads the credentials for the stores. The stack must be up. */
  async open(): Promise<void> {
    const out = await this.stack.outputs();
    this.#shown = {
      ca: out["tlsCaCertificate"] ?? "",
      cert: out["tlsClientCertificate"],
      key: out["tlsClientKey"],
    };
  }

  /** Returns the nodes on which a service's tasks run. */
  nodesOf(service: string): string[] {
    return this.manager(
      ...["service", "ps", this.stack.container(service), "--filter", "desired-state=running"],
      ...["--format", "{{.Node}} {{.CurrentState}}"],
    )
      .split("\n")
      .filter((row) => row.includes("Running"))
      .map((row) => row.split(" ")[0] ?? "")
      .sort();
  }

  image(service: string): string {
    return this.manager(
      ...["service", "inspect", this.stack.container(service)],
      ...["--format", "{{.Spec.TaskTemplate.ContainerSpec.Image}}"],
    );
  }

  async metric(query: string): Promise<readonly Series[]> {
    const told = await this.ask("prometheus", "/api/v1/query", { query });
    return (told as { data: { result: Series[] } }).data.result;
  }

  async lines(query: string): Promise<string[]> {
    const start = `${Date.now() - 3_600_000}000000`;
    const words = { query, limit: "5000", start };
    const { data } = (await this.ask("loki", "/loki/api/v1/query_range", words)) as {
      data: { result: { values: [string, string][] }[] };
    };
    return data.result.flatMap(({ values }) => values.map(([, line]) => line));
  }

  /** Queries a store at its published port, on the node that it runs on. */
  async ask(
    service: "prometheus" | "tempo" | "loki",
    path: string,
    query: Record<string, string>,
  ): Promise<unknown> {
    const [node = ""] = this.nodesOf(service);
    const address = this.addresses.get(node);
    if (this.#shown === undefined || address === undefined) {
      throw new Error(`${service} does not run on any node`);
    }
    const words = new URLSearchParams(query).toString();
    const url = `https://${address}:${this.stack.ports[`${service}Port`]}${path}?${words}`;
    const { status, text } = await askSecurely(url, this.#shown);
    if (status !== 200) throw new Error(`${url}: ${status} ${text}`);
    return JSON.parse(text);
  }
}
