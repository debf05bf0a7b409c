import * as pulumi from "@pulumi/pulumi";
import type { GivenCertificates } from "../components/certificates/given";
import type { EngineFacts } from "../components/engine/facts";
import { endpointOf } from "../components/hosts/prepare-hosts";
import { settingsOf } from "../components/hosts/settings-of";
import { ObservabilityPipeline } from "../components/pipeline";
import type { PipelineSettings } from "../components/settings/schema";
import { withShortTraces } from "./short-traces";

/** A resource as the program registered it; secrets unwrapped, their paths listed. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly secrets: readonly string[];
  /** Whether Pulumi rejects an update that would delete it. */
  readonly protect: boolean;
}

interface Monitor {
  registerResource(
    request: { getName(): string; getProtect(): boolean },
    callback: unknown,
  ): Promise<void>;
}

const SECRET = "4dabf18193072939515e22adb298388d";

/** Outputs of the stack that `backendStack` names. */
const BACKEND = {
  gatewayEndpoint: "gateway.example:4317",
  otlpAuth: "token",
  environment: "test",
  gatewayCredentials: {
    ca: "ca",
    token: pulumi.secret("token"),
    clientCertificate: "",
    clientKey: "",
  },
} as const;

/** Runs the pipeline's program under Pulumi's mocks and returns the resources that it registered. */
export async function register(
  settings: PipelineSettings,
  engine: EngineFacts,
  preview = false,
  certificates?: GivenCertificates,
  deployedImages: ReadonlyMap<string, string> = new Map(),
): Promise<{ resources: Registered[]; outputs: Record<string, unknown> }> {
  const resources: Registered[] = [];
  const protectedOnes = new Set<string>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const secrets: string[] = [];
        const plain = unwrap(inputs, "", secrets) as Record<string, unknown>;
        resources.push({ type, name, inputs: plain, secrets, protect: protectedOnes.has(name) });
        return { id: `${name}-id`, state: { ...plain, ...computed(type, name, plain) } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "container-observability",
    "test",
    preview,
  );
  // The mocks' own callback does not receive a resource's options.
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const registerResource = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    if (request.getProtect()) protectedOnes.add(request.getName());
    return registerResource(request, callback);
  };
  const args = {
    settings,
    engine,
    deployedImages,
    hosts: settings.hosts.map((host) => ({
      name: host.name,
      endpoint: endpointOf(host),
      engine,
      settings: settingsOf(host, settings),
    })),
    ...(certificates === undefined ? {} : { certificates }),
    ...(settings.backendStack === "" ? {} : { backend: BACKEND }),
  };
  const outputs = await withShortTraces(() =>
    pulumi.runtime.runInPulumiStack(() =>
      Promise.resolve(new ObservabilityPipeline("pipeline", args).outputs),
    ),
  );
  await pulumi.runtime.disconnect();
  return { resources, outputs: outputs as Record<string, unknown> };
}

function computed(
  type: string,
  name: string,
  { input, keepers }: Record<string, unknown>,
): Record<string, unknown> {
  // Different keepers produce a different value.
  const made = keepers === undefined ? "result" : `result-${JSON.stringify(keepers)}`;
  if (type === "random:index/randomPassword:RandomPassword") return { result: `${name}-${made}` };
  return type === "pulumi:index:Stash" ? { output: input } : {};
}

function unwrap(value: unknown, path: string, secrets: string[]): unknown {
  if (Array.isArray(value)) return value.map((item, i) => unwrap(item, `${path}[${i}]`, secrets));
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value && "value" in value) {
    secrets.push(path);
    return unwrap(value.value, path, secrets);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      unwrap(item, path === "" ? key : `${path}.${key}`, secrets),
    ]),
  );
}
