import ts from "typescript";
import { describe, expect, it } from "vitest";
import { manifests } from "../../components/services";
import { sources } from "../../testing/project-files";
import { visitNodes } from "../../testing/syntax";

const NAMES = new Set<string>(manifests.map(({ name }) => name));

/** Files that name a service, with the reason why its manifest is not enough there. No file lists all services. */
const NAMED: Readonly<Record<string, string>> = {
  "components/plan/plan.ts": "each service's part in the files of others",
  "components/plan/requirements.ts": "the gateways are placed apart from the stores",
  "components/outputs.ts": "each output belongs to a service",
  "components/settings/alert-checks.ts": "rules about settings of two services",
  "components/settings/backends.ts": "rules about settings of two services",
  "components/settings/collected.ts": "the agent and cAdvisor read the host",
  "components/settings/container-address.ts": "the agent lists containers",
  "components/settings/cross-checks.ts": "rules about settings of two services",
  "components/settings/disk-budgets.ts": "the agent's queues are counted differently",
  "components/settings/filtered-socket.ts": "the agent reads the engine",
  "components/settings/host-checks.ts": "the agent and cAdvisor run on remote hosts",
  "components/settings/host-settings.ts": "requirements of a setting",
  "components/settings/resolve.ts": "Grafana's address is an output and a link",
  "components/settings/security-checks.ts": "OTLP has its own authentication",
  "components/settings/stack-settings.ts": "values and samples of settings",
  "components/settings/store-checks.ts": "rules about settings of two services",
  "components/settings/swarm-checks.ts": "only the gateway has several replicas",
  "components/settings/swarm-settings.ts": "Prometheus finds the tasks of a Swarm",
  "components/services/prometheus/alerts-input.ts": "alerts link to Grafana",
  "components/services/prometheus/alerts": "alerts about other services",
  "components/services/prometheus/config.ts": "cAdvisor has its own kind of scrape job",
  "components/services/prometheus/module.ts": "values of `containerMetrics`",
  "components/services/prometheus/swarm-targets.ts": "the address of a Swarm's manager",
  "components/services/grafana/module.ts": "signals that dashboards can show",
  "components/services/grafana/datasources.ts": "Grafana's names for data source types",
  "components/services/grafana/alertmanager-source.ts": "Grafana's names for data source types",
  "components/services/grafana/dashboards": "panels about other services",
  "components/services/collector/agent-config.ts": "values of `containerMetrics`",
  "components/services/collector/agent-input.ts": "values of `containerMetrics`",
  "components/services/socket-proxy/flags.ts": "values of `containerMetrics`",
  "scripts/pictures/boards.ts": "location of Grafana's golden files",
  "scripts/stack/summary.ts": "how to log in to Grafana",
  "scripts/verify": "each check is about a service",
};

const FOLDER = /^components\/services\/([^/]+)\//;

/** Returns the services that a file names in a string, except the service that owns the file's folder. */
function namesIn(file: string): string[] {
  const own = FOLDER.exec(file)?.[1];
  const ofFolder = own === "collector" ? ["collector", "agent"] : [own];
  const found: string[] = [];
  visitNodes(file, (node) => {
    if (ts.isStringLiteralLike(node) && NAMES.has(node.text)) found.push(node.text);
  });
  return found.filter((name) => !ofFolder.includes(name));
}

const naming = sources("components", "scripts").filter((file) => namesIn(file).length > 0);
const place = (file: string) =>
  Object.keys(NAMED).find((path) => file === path || file.startsWith(`${path}/`));

describe("a service is named", () => {
  it("only in its folder, in the registry, and where its manifest is not enough", () => {
    expect(naming.filter((file) => place(file) === undefined)).toEqual([]);
  });

  it("in each listed place", () => {
    const places = naming.map(place);
    expect(Object.keys(NAMED).filter((path) => !places.includes(path))).toEqual([]);
  });

  it("never in a list of most services", () => {
    const lists = naming.flatMap((file) => {
      const long: string[] = [];
      visitNodes(file, (node) => {
        if (ts.isArrayLiteralExpression(node)) {
          const names = node.elements.filter(
            (item) => ts.isStringLiteral(item) && NAMES.has(item.text),
          );
          if (names.length > 2 && !file.endsWith("stack-settings.ts")) long.push(file);
        }
        if (ts.isObjectLiteralExpression(node)) {
          const keys = node.properties.filter(
            ({ name }) =>
              name !== undefined &&
              (ts.isIdentifier(name) || ts.isStringLiteral(name)) &&
              NAMES.has(name.text),
          );
          if (keys.length > 2) long.push(file);
        }
      });
      return long;
    });
    expect(lists).toEqual([]);
  });
});
