import { expect, it } from "vitest";
import { docker } from "../../../testing/e2e/engine";
import { type Life, NETWORK, PREFIX, CONTAINERS, STACK } from "../../../testing/e2e/life";
import { resolveEndpoint } from "../../../components/engine/endpoint";
import type { Outputs } from "../../../scripts/stack/outputs";
import type { Report } from "../../../scripts/verify/report";
import { verify } from "../../../scripts/verify/verify";

/** `npm run verify` on a healthy and on a broken stack. */
export function verifying(life: () => Life): void {
  const label = `container-observability.verify=${NETWORK}`;
  const left = () => docker("ps", "-aq", "--filter", `label=${label}`);

  it("finds no problem in a healthy stack, and leaves nothing behind", async () => {
    const { status, output } = await life().clone.npm("verify", ["--stack", STACK, "--json"]);
    const report = JSON.parse(output) as Report;
    expect(report.rows.filter((row) => row.status === "failed")).toEqual([]);
    expect(status).toBe(0);
    const made = report.rows.filter((row) => row.status === "ok").map(({ check }) => check);
    expect(made).toEqual(
      expect.arrayContaining([
        ...["Trace", "Log record", "Metric", "Printed line", "Container series"],
        ...["Every container has series", "Every container has logs", "Every scrape target is up"],
        ...["Every rule evaluates", "Clocks agree", "Disk has room"],
        ...["Data source links resolve", "Dashboard links resolve"],
        ...[
          "Span to its container",
          "Span to logs",
          "Containers are listed",
          "Labelled containers are scraped",
        ],
      ]),
    );
    expect(left()).toBe("");
  });

  it("queries from inside the network if the stack's loopback is on another machine", async () => {
    const outputs = (await life().stack.outputs()) as unknown as Outputs;
    const elsewhere = { ...resolveEndpoint({}), local: false };
    const report = await verify(STACK, outputs, elsewhere);
    expect(report.rows.filter((row) => row.status === "failed")).toEqual([]);
    const trace = report.rows.find(({ check }) => check === "Trace");
    expect(trace).toMatchObject({
      status: "ok",
      asked: expect.stringMatching(/^http:\/\/tempo:3200\//) as string,
    });
  });

  it("reports each killed service, and its fix restarts all of them", async () => {
    const outputs = (await life().stack.outputs()) as unknown as Outputs;
    const killed: string[] = [];
    let fix = "";
    for (const service of CONTAINERS) {
      docker("kill", PREFIX + service);
      killed.push(service);
      const report = await verify(STACK, outputs, resolveEndpoint({}), {
        patience: { arrivesWithinMs: 0, healthyWithinMs: 0 },
      });
      expect(report.ok).toBe(false);
      const failed = report.rows.filter((row) => row.status === "failed");
      const services = failed
        .map(({ check }) => check)
        .filter((check) => check.startsWith("Service "));
      expect(services).toEqual(killed.map((name) => `Service ${name}`));
      fix = failed.at(0)?.fix ?? "";
    }
    const [, command, words] = /npm run (\w+) -- (--stack \S+)/.exec(fix) ?? [];
    const { status, output } = await life().clone.npm(command ?? "", [
      ...(words ?? "").split(" "),
      "--yes",
      "--skip-preview",
    ]);
    expect(status, output).toBe(0);
    expect(output).toMatch(/all \d+ checks passed/);
    expect(left()).toBe("");
  });
}
