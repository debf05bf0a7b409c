import { GRAFANA_INI, OPEN_INI, STACK, type Case, type Cases } from "./case";

export const SERVICE = "docker:index/service:Service";

interface Parts {
  readonly name?: string;
  /** Inputs of the tasks' containers. */
  readonly container?: object;
  /** Inputs of the tasks. */
  readonly task?: object;
  /** Inputs of the service. */
  readonly service?: object;
}

/** A service that violates no rule, except through the given inputs. */
function service(parts: Parts, more: Omit<Case, "inputs" | "type"> = {}): Case {
  return {
    type: SERVICE,
    inputs: {
      name: parts.name ?? "app",
      taskSpec: {
        containerSpec: {
          image: "registry.example.com/shop:1.2",
          user: "65534:65534",
          readOnly: true,
          capDrops: ["ALL"],
          healthcheck: { tests: ["CMD", "true"] },
          ...parts.container,
        },
        resources: { limits: { memoryBytes: 2 ** 26 } },
        logDriver: { name: "json-file", options: { "max-size": "10m", "max-file": "3" } },
        ...parts.task,
      },
      ...parts.service,
    },
    ...more,
  };
}

const file = (type: string, content: string): Case => ({
  type: `docker:index/${type}`,
  inputs: { name: "app-file", data: Buffer.from(content).toString("base64") },
});
const published = {
  service: { endpointSpec: { ports: [{ targetPort: 80, publishedPort: 8080 }] } },
};
const socket = {
  container: {
    labels: STACK,
    mounts: [{ type: "bind", source: "/run/docker.sock", target: "/s", readOnly: true }],
  },
};
const root = { container: { labels: STACK, user: "0:0" } };

/** Passing and failing cases of Swarm services and their files, for each rule that applies to them. */
export const serviceCases: Readonly<Record<string, Cases>> = {
  "loopback-ports": {
    passes: {
      none: service({}),
      "all addresses, which are allowed": service(published, {
        config: { addresses: ["0.0.0.0"] },
      }),
    },
    refused: {
      "a port, which Docker publishes on all addresses": service(published, {
        tells: 'add "0.0.0.0" to addresses',
      }),
    },
  },
  "host-namespaces": {
    passes: { "its own network": service({ task: { networksAdvanceds: [{ id: "net" }] } }) },
    refused: {
      "the network of the host": service({ task: { networksAdvanceds: [{ id: "host" }] } }),
      "the network of the host, by name": service({
        task: { networksAdvanceds: [{ name: "host" }] },
      }),
    },
  },
  capabilities: {
    passes: { "an allowed one": service({ container: { capAdds: ["CAP_CHOWN"] } }) },
    refused: {
      "none dropped": service({ container: { capDrops: [] } }),
      "one that is not in the list": service(
        { container: { capAdds: ["SYS_ADMIN"] } },
        { tells: "SYS_ADMIN" },
      ),
    },
  },
  "non-root": {
    passes: {
      "the gateway, whose volume cannot change its owner": service({
        ...root,
        name: "obs-collector",
      }),
    },
    refused: {
      root: service(root, { tells: "0:0" }),
      "no user": service({ container: { user: "" } }),
    },
  },
  "read-only-root": {
    passes: { "read-only": service({}) },
    refused: { writable: service({ container: { readOnly: false } }) },
  },
  "host-mounts-read-only": {
    passes: { "read-only": service(socket) },
    refused: {
      writable: service({
        container: { mounts: [{ type: "bind", source: "/etc", target: "/e" }] },
      }),
    },
  },
  "docker-socket": {
    passes: {
      "the proxy that lists the tasks for Prometheus": service({
        ...socket,
        name: "obs-swarm-api",
      }),
    },
    refused: { another: service(socket, { tells: "/run/docker.sock" }) },
  },
  "default-passwords": {
    passes: {
      "none in a config": file("serviceConfig:ServiceConfig", "[users]\nallow_sign_up = false\n"),
    },
    refused: {
      "in a variable": service({ container: { env: { GF_SECURITY_ADMIN_PASSWORD: "admin" } } }),
      "in the command": service({ container: { args: ["--password=changeme"] } }),
      "in a config": file("serviceConfig:ServiceConfig", GRAFANA_INI),
      "in a secret": file("secret:Secret", GRAFANA_INI),
    },
  },
  "grafana-anonymous-admin": {
    passes: { "no anonymous access": service({}) },
    refused: {
      "by a variable": service({
        container: {
          env: { GF_AUTH_ANONYMOUS_ENABLED: "true", GF_AUTH_ANONYMOUS_ORG_ROLE: "Admin" },
        },
      }),
      "in a config": file("serviceConfig:ServiceConfig", OPEN_INI),
    },
  },
  "secrets-in-environment": {
    passes: { "the path of a file": service({ container: { env: { DB_PASSWORD: "/run/pw" } } }) },
    refused: { "a value": service({ container: { env: { DB_PASSWORD: "x1y2" } } }) },
  },
  "memory-limit": {
    passes: { "a limit, without an input for swap": service({}) },
    refused: { none: service({ task: { resources: {} } }) },
  },
  "log-rotation": {
    passes: { rotated: service({}) },
    refused: { "the engine's default": service({ task: { logDriver: undefined } }) },
  },
  "health-check": {
    passes: { "its own check": service({}) },
    refused: { none: service({ container: { healthcheck: undefined } }) },
  },
  "pinned-images": {
    passes: { "a tag": service({}) },
    refused: { latest: service({ container: { image: "shop:latest" } }, { tells: "shop:latest" }) },
  },
};
