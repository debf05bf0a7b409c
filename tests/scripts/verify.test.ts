import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onTerminal } from "../../scripts/verify/progress";
import { brief, line, wholeLine, type Report } from "../../scripts/verify/report";
import { verify } from "../../scripts/verify/verify";
import { FakeStack } from "../../testing/fake-stack";

const AT_ONCE = { arrivesWithinMs: 0, healthyWithinMs: 0 };

let stack: FakeStack;

beforeEach(async () => {
  stack = await FakeStack.start();
});

afterEach(() => {
  stack.stop();
});

const report = () => verify("test", stack.outputs, stack.endpoint, { patience: AT_ONCE });
const row = ({ rows }: Report, check: string) =>
  rows.find((candidate) => candidate.check === check);
const notOk = ({ rows }: Report) =>
  Object.fromEntries(
    rows.filter(({ status }) => status !== "ok").map(({ check, answer }) => [check, answer]),
  );

describe("verify", () => {
  it("reads every signal back, also through Grafana, and removes what it started", async () => {
    const found = await report();
    expect(notOk(found)).toEqual({});
    expect(found.ok).toBe(true);
    expect(found.rows.map(({ check }) => check)).toEqual([
      "Docker engine",
      ...["agent", "cadvisor", "collector", "grafana", "loki", "prometheus", "tempo"].map(
        (name) => `Service ${name}`,
      ),
      "Send a trace, a log, a metric",
      ...["Trace", "Log record", "Metric", "Printed line", "Container series"].flatMap((signal) => [
        signal,
        `${signal}, by Grafana`,
      ]),
      "Clocks agree",
      "Disk has room",
      "Every container has series",
      "Every container has logs",
      "Every scrape target is up",
      "Every rule evaluates",
      "Running versions",
      "Containers are listed",
      "Labelled containers are scraped",
      "Data source links resolve",
      "Dashboard links resolve",
      "Span to its container",
      "Span to logs",
    ]);
    expect(stack.senderRemoved).toBe(true);
  });

  it("reports each row as soon as it is known", async () => {
    const reported: string[] = [];
    const found = await verify("test", stack.outputs, stack.endpoint, {
      patience: AT_ONCE,
      onRow: ({ check }) => reported.push(check),
    });
    expect(reported[0]).toBe("Docker engine");
    expect([...reported].sort()).toEqual(found.rows.map(({ check }) => check).sort());
  });

  it("does not miss a container that ends while it looks", async () => {
    stack.ended = ["migration"];
    expect(notOk(await report())).toEqual({});
  });

  it("names a service that does not run, how to bring it back, and does not wait for what needs it", async () => {
    stack.states = { tempo: "exited" };
    const found = await report();
    expect(found.ok).toBe(false);
    expect(row(found, "Service tempo")).toMatchObject({
      status: "failed",
      answer: "exited: Exited (137)",
      fix: expect.stringContaining("npm run up -- --stack test") as string,
    });
    expect(row(found, "Trace")).toMatchObject({
      status: "skipped",
      answer: "skipped, because tempo does not run",
    });
    expect(row(found, "Metric")?.status).toBe("ok");
  });

  it("tells a signal that came under another container's name", async () => {
    stack.tellsId = "ffffffffffff";
    const found = await report();
    expect(row(found, "Log record")).toMatchObject({
      status: "failed",
      answer: expect.stringMatching(
        /\(ffffffffffff\), and was sent by .*\(0123456789ab\)/,
      ) as string,
    });
  });

  describe("of containers with scrape labels", () => {
    const shop = {
      container_id: "0123456789ab",
      container_name: "shop",
      network: "observability-test",
    };
    const answer = async () => row(await report(), "Labelled containers are scraped");

    it("counts those that answer, on whichever networks they are", async () => {
      stack.listed = [
        { ...shop, prometheus_port: "8080" },
        { ...shop, prometheus_port: "8080", network: "other" },
        { container_id: "ffffffffffff", container_name: "plain", network: "other" },
      ];
      stack.scraped = [shop];
      expect(await answer()).toMatchObject({ status: "ok", answer: "1 of 1 up" });
    });

    it("leaves those on another stack's network to that stack", async () => {
      const others = { network: "observability-other" };
      stack.listed = [
        { ...shop, ...others, prometheus_port: "8080" },
        { container_id: "ffffffffffff", ...others, observability_stack: "observability-other" },
      ];
      expect(await answer()).toMatchObject({
        status: "ok",
        answer: "no container has such a label",
      });
    });

    it("names those on no stack's network, which another Prometheus may scrape", async () => {
      stack.listed = [{ ...shop, network: "other", prometheus_port: "abc" }];
      expect(await answer()).toMatchObject({
        status: "ok",
        answer:
          "0 of 0 up; shop: not on the network observability-test (on other); shop: label prometheus-port: not valid (abc). Allowed: 1 to 65535.",
      });
    });

    it("names every one at once", async () => {
      stack.listed = [
        { ...shop, prometheus_port: "80" },
        {
          container_id: "ffffffffffff",
          container_name: "plain",
          network: "other",
          prometheus_port: "80",
        },
      ];
      stack.scraped = [{ ...shop, up: "0" }];
      expect(await answer()).toMatchObject({
        status: "failed",
        answer:
          "shop: port 80 does not serve metrics; plain: not on the network observability-test (on other)",
      });
    });

    it.each([
      [
        { prometheus_port: "abc" },
        "shop: label prometheus-port: not valid (abc). Allowed: 1 to 65535.",
      ],
      [{ prometheus_job: "shop" }, "shop: label prometheus-port: missing. Allowed: 1 to 65535."],
      [
        { prometheus_port: "80", prometheus_path: "metrics" },
        "shop: label prometheus-path: not valid (metrics). Allowed: a path that begins with /, without blanks, query or fragment.",
      ],
      [
        { prometheus_port: "80", prometheus_scheme: "ftp" },
        "shop: label prometheus-scheme: not valid (ftp). Allowed: http or https.",
      ],
      [{ prometheus_port: "80" }, "shop: port 80 is not scraped yet"],
    ])("fails when one has %o", async (labels, problem) => {
      stack.listed = [{ ...shop, ...labels }];
      expect(await answer()).toMatchObject({ status: "failed", answer: problem });
    });

    it("fails when one does not answer", async () => {
      stack.listed = [{ ...shop, prometheus_port: "80" }];
      stack.scraped = [{ ...shop, up: "0" }];
      expect(await answer()).toMatchObject({
        status: "failed",
        answer: "shop: port 80 does not serve metrics",
      });
    });
  });

  it("finds links to data sources and dashboards that are not there", async () => {
    stack.dataSources = [{ uid: "loki", name: "Loki", jsonData: { a: { datasourceUid: "gone" } } }];
    stack.correlations = [{ label: "Logs", targetUID: "lost" }];
    stack.panel = { datasource: { uid: "nowhere" }, links: [{ url: "/d/lost" }] };
    const found = await report();
    expect(row(found, "Data source links resolve")?.answer).toBe(
      'Loki links to "gone", which is not a data source; the correlation Logs links to "lost", which is not a data source',
    );
    expect(row(found, "Dashboard links resolve")?.answer).toBe(
      'Containers queries "nowhere", which is not a data source; Containers links to /d/lost, which is not a dashboard',
    );
  });

  it("skips Grafana's queries where it says that it is a stand-in", async () => {
    stack.grafanaHealth = { stub: true };
    const found = await report();
    expect(found.ok).toBe(true);
    const skipped = found.rows.filter(({ status }) => status === "skipped");
    expect(skipped.map(({ check }) => check)).toEqual(
      ["Trace", "Log record", "Metric", "Printed line", "Container series"].map(
        (signal) => `${signal}, by Grafana`,
      ),
    );
  });

  it("asks from inside the stack's network where its loopback is another machine's", async () => {
    stack.local = false;
    const found = await report();
    expect(notOk(found)).toEqual({});
    const asked = stack.ranInside.map((words) => words.at(-1) ?? "");
    expect(asked).toContain("http://prometheus:9090/api/v1/rules");
    expect(asked.some((url) => url.startsWith("http://grafana:3000/api/datasources/proxy/"))).toBe(
      true,
    );
  });

  it("fails in a row where the engine does not answer", async () => {
    const { outputs, endpoint } = stack;
    const gone = { ...endpoint, host: "unix:///nowhere/docker.sock" };
    const found = await verify("test", outputs, gone, { patience: AT_ONCE });
    expect(row(found, "Docker engine")).toMatchObject({ status: "failed" });
    expect(row(found, "Send a trace, a log, a metric")).toMatchObject({ status: "failed" });
    expect(row(found, "Every scrape target is up")).toMatchObject({ status: "ok" });
  });
});

describe("the report", () => {
  const rows = [
    { check: "A", asked: "x", answer: "fine", seconds: 1.25, status: "ok", fix: "" },
    { check: "B", asked: "y", answer: "gone", seconds: 0, status: "failed", fix: "do this" },
  ] as const;
  const made: Report = { stack: "dev", ok: false, seconds: 2, rows };

  it("prints the result of each check, and on demand what was asked", () => {
    expect(line(rows[0])).toMatch(/^ {2}A +ok +1\.3 s$/);
    expect(line(rows[0]).length).toBeLessThan(80);
    expect(wholeLine(rows[1])).toMatch(
      /^ {2}B +FAILED +0\.0 s\n {4}query: {2}y\n {4}answer: gone$/,
    );
  });

  it("counts on a terminal what is done, keeps what failed there, and is silent elsewhere", () => {
    const written: string[] = [];
    const write = (text: string) => written.push(text) > 0;
    for (const stream of [{ write, isTTY: true }, { write }]) {
      rows.forEach(onTerminal(stream));
    }
    const shown = written.join("").replaceAll("\r\u001b[K", "|");
    expect(shown).toBe(
      "|  1 checks done, the last of them: A|  B: FAILED\n|  2 checks done, the last of them: B",
    );
  });

  it("in brief tells what failed and the verdict", () => {
    expect(brief(made)).toBe(
      "B: gone\n  query: y\n  fix:   do this\n\nStack dev: 1 of 2 checks failed (2.0 s).",
    );
    expect(brief({ ...made, ok: true, rows: [rows[0]] })).toBe(
      "Stack dev: all 1 checks passed (2.0 s).",
    );
  });
});
