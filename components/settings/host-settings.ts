import { z } from "zod";
import * as kinds from "./kinds";

const path = z
  .string()
  .regex(/^\/[\w./@+-]+$/, "is not an absolute path of letters, digits and . / @ + _ -");

const host = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-zA-Z0-9][\w.-]{0,62}$/,
      "is not a name of up to 63 letters, digits, '.', '_' and '-'",
    ),
  docker: z
    .string()
    .regex(
      /^(?:ssh|tcp|https|unix):\/\/[\w.:@/[\]-]+$/,
      "is not an engine's address, such as ssh://root@web-1",
    )
    .max(300),
  certPath: z
    .string()
    .regex(/^\P{C}+$/u, "is not a path without control characters")
    .optional(),
  dockerSocket: path.optional(),
});

/** A remote Docker host whose agent belongs to this stack. */
export type Host = z.infer<typeof host>;

/** Settings of a stack with several Docker hosts. */
export const hostSettings = {
  hosts: kinds.structured(z.array(host), {
    form: 'a list of objects with the keys "name", "docker" (an ssh://, tcp://, https:// or unix:// address), and optionally "certPath" and "dockerSocket"',
    example: '[{"name":"web-1","docker":"ssh://root@web-1.example.com"}]',
    default: [],
    sample: [{ name: "web-2", docker: "ssh://root@web-2.example.com" }],
    requires: {
      tls: "generated",
      otlpAuth: "token",
      gatewayEndpoint: "telemetry.example.com:4317",
    },
    description:
      "Remote Docker hosts, each with the address of its Docker Engine as in `DOCKER_HOST`. `up` deploys an agent and cAdvisor to each host, which push to `gatewayEndpoint`. `name` becomes the `host.name` of the host. `certPath` is the folder with the client certificate for an engine behind TLS. `dockerSocket` is the path of the engine's socket on the host, by default `/var/run/docker.sock`. See [hosts](how-to/hosts.md).",
  }),
  gatewayEndpoint: kinds.hostPort({
    example: "telemetry.example.com:4317",
    sample: "telemetry.example.com:4317",
    requires: { tls: "generated", otlpAuth: "token" },
    description:
      "Address at which agents on remote hosts reach this stack's OTLP port over gRPC. It is the published `otlpGrpcPort`, or an address that forwards to it. Requires `tls` and `otlpAuth`.",
  }),
  backendStack: kinds.text({
    form: "a stack name such as dev or organization/project/dev, or empty",
    example: "dev",
    pattern: /^(?:[\w.-]{1,100}(?:\/[\w.-]{1,100}){0,2})?$/,
    default: "",
    sample: "dev",
    requires: { services: ["agent", "cadvisor"] },
    description:
      "Name of the stack with the gateway that this stack's agent sends to. Use it on a host with its own stack, which runs `agent` and `cadvisor` only. `up` reads the gateway's endpoint, token and certificates from the outputs of the backend stack, which must have a `gatewayEndpoint`.",
  }),
};
