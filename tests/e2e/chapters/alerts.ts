import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labels } from "../../../components/settings/labels";
import { SERVICES as ALL_SERVICES } from "../../../components/settings/services";
import { docker, health } from "../../../testing/e2e/engine";
import { type Life, PREFIX } from "../../../testing/e2e/life";
import { eventually, getJson, promql } from "../../../testing/e2e/stores";
import { type SentAlert, Webhook } from "../../../testing/e2e/webhook";

/** Metrics that exist only after their first event, or on hosts with swap. */
const WITH_AN_EVENT = [
  "loki_discarded_samples_total",
  "loki_ingester_chunk_stored_bytes_total",
  "otelcol_exporter_enqueue_failed_log_records_total",
  "otelcol_exporter_enqueue_failed_metric_points_total",
  "otelcol_exporter_enqueue_failed_spans_total",
  "otelcol_exporter_send_failed_log_records_total",
  "otelcol_exporter_send_failed_metric_points_total",
  "otelcol_exporter_send_failed_spans_total",
  "system_paging_usage_bytes",
];

/** Tempo counts its stored data every five minutes. */
const APPEARS_WITHIN_SECONDS = 330;

/** Real faults and the notifications about them. */
export function alerts(life: () => Life): void {
  describe("alerts", () => {
    const webhook = new Webhook();
    const people = "/people-token";
    const deadMan = "/dead-man-token";

    beforeAll(() => webhook.listen());
    afterAll(() => {
      webhook.close();
    });

    const told = (status: SentAlert["status"], wanted: Record<string, string>) =>
      eventually(
        `${status} ${JSON.stringify(wanted)}`,
        () =>
          Promise.resolve(
            webhook
              .sent(people)
              .find(
                (alert) =>
                  alert.status === status &&
                  Object.entries(wanted).every(([name, value]) => alert.labels[name] === value),
              ),
          ),
        120,
      );

    it("come with an Alertmanager that a setting adds, while Prometheus keeps running", async () => {
      life().stack.configure({
        containerMetrics: undefined,
        services: [...ALL_SERVICES],
        textfileDirectory: tmpdir(),
        queueSize: "16MiB",
        alertPendingPeriod: "0s",
        alertGroupWait: "0s",
        alertWebhookUrl: webhook.url(people),
        alertDeadManUrl: webhook.url(deadMan),
        alertDeadManInterval: "5s",
      });
      const changed = await life().changedByUp();
      expect(changed).toContain("alertmanager");
      expect(changed).toContain("prometheus-config");
      expect(changed).not.toContain("prometheus");
      expect(health(`${PREFIX}alertmanager`)).toBe("healthy");
      const inspected = docker("inspect", `${PREFIX}alertmanager`, `${PREFIX}alertmanager-config`);
      expect(inspected).not.toMatch(/people-token|dead-man-token/);
      expect(await life().stack.outputs()).toMatchObject({
        alertmanagerUrl: life().stack.url("alertmanagerPort"),
      });
    });

    it("report a target that is down, a queue that fills, and a container that is out of memory", async () => {
      // Limits the stop, because Tempo may take two minutes to write its data to disk.
      docker("stop", "-t", "10", `${PREFIX}tempo`);
      const eats = "while :; do tail /dev/zero; sleep 1; done";
      docker(
        ...["run", "-d", "--name", "e2e-oom", "--network", "none", "--cpus", "0.5"],
        ...["--memory", "16m", "--memory-swap", "16m", "busybox:1.37", "sh", "-c", eats],
      );
      for (let i = 0; i < 14; i++) await sendLargeSpan(life().stack.url("otlpHttpPort"));

      const down = await told("firing", { alertname: "TargetDown", job: "tempo" });
      expect(down.labels).toMatchObject({
        severity: "critical",
        deployment_environment_name: "e2e",
        environment: "e2e",
        instance: "tempo:3200",
      });
      const filling = await told("firing", { alertname: "CollectorQueueFilling" });
      expect(filling.labels).toMatchObject({
        job: "otel-collector",
        exporter: "otlp_grpc/tempo",
        data_type: "traces",
      });
      const killed = await told("firing", {
        alertname: "ContainerOomKilled",
        container_name: "e2e-oom",
      });
      expect(killed.labels["container_id"]).toBe(
        docker("inspect", "--format", "{{.Id}}", "e2e-oom").slice(0, 12),
      );
      expect(killed.annotations).toMatchObject({
        summary: "Container e2e-oom ran out of memory",
        runbook_url: "docs/reference/alerts.md#containeroomkilled",
      });
      expect(killed.annotations["dashboard_url"]).toMatch(
        new RegExp(`^${life().stack.url("grafanaPort")}/d/container\\?.*var-container=e2e-oom$`),
      );
    });

    it("use only existing metrics", async () => {
      docker("start", `${PREFIX}tempo`);
      const prometheus = life().stack.url("prometheusPort");
      const { data } = await getJson<{
        data: { groups: { rules: { name: string; query: string; health: string }[] }[] };
      }>(prometheus, "/api/v1/rules", { type: "alert" });
      const rules = data.groups.flatMap((group) => group.rules);
      expect(rules.length).toBeGreaterThan(40);
      expect(rules.filter((rule) => rule.health !== "ok")).toEqual([]);
      const asked = rules.flatMap(({ query }) =>
        [...query.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+(?=\{|\[|\)| )/g)].map(([name]) => name),
      );
      const noMetrics: readonly string[] = Object.values(labels);
      const metrics = [...new Set(asked)].filter(
        (name) =>
          /^(?:container|system|otelcol|prometheus|tempo|loki|alertmanager)/.test(name) &&
          !noMetrics.includes(name),
      );
      expect(metrics.length).toBeGreaterThan(50);
      for (const name of metrics.filter((metric) => !WITH_AN_EVENT.includes(metric))) {
        await eventually(
          name,
          async () => (await promql(prometheus, name))[0],
          APPEARS_WITHIN_SECONDS,
        );
      }
    }, 600_000);

    it("send a repeated heartbeat, only to the dead man's switch", async () => {
      // Prometheus may have evaluated the alert before it found Alertmanager. It resends the alert after a minute.
      await eventually(
        "three calls",
        () => Promise.resolve(webhook.sent(deadMan).length >= 3 ? true : undefined),
        120,
      );
      const names = (path: string) => webhook.sent(path).map((alert) => alert.labels["alertname"]);
      expect(new Set(names(deadMan))).toEqual(new Set(["Watchdog"]));
      expect(names(people)).not.toContain("Watchdog");
    });

    it("are resolved when the fault ends", async () => {
      docker("rm", "-f", "e2e-oom");
      await told("resolved", { alertname: "TargetDown", job: "tempo" });
      await told("resolved", { alertname: "CollectorQueueFilling" });
      await told("resolved", { alertname: "ContainerOomKilled", container_name: "e2e-oom" });
    });

    it("are removed without notifications when the setting is reverted", async () => {
      life().stack.configure({
        services: undefined,
        textfileDirectory: undefined,
        queueSize: undefined,
        alertPendingPeriod: undefined,
        alertGroupWait: undefined,
        alertWebhookUrl: undefined,
        alertDeadManUrl: undefined,
        alertDeadManInterval: undefined,
      });
      expect(await life().changedByUp()).toContain("alertmanager");
      expect([...life().ids().keys()].filter((name) => name.includes("alertmanager"))).toEqual([]);
      const { status, output } = await life().stack.preview(["--refresh", "--expect-no-changes"]);
      expect(status, output).toBe(0);
    });
  });
}

/** Sends one span of one mebibyte. */
async function sendLargeSpan(endpoint: string): Promise<void> {
  const now = `${Date.now()}000000`;
  const span = {
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    name: "large",
    kind: 2,
    startTimeUnixNano: now,
    endTimeUnixNano: now,
    attributes: [{ key: "blob", value: { stringValue: "x".repeat(2 ** 20) } }],
  };
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "e2e-large" } }] };
  const response = await fetch(`${endpoint}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }),
  });
  if (!response.ok) throw new Error(`/v1/traces: ${response.status} ${await response.text()}`);
}
