import { isDeepStrictEqual } from "node:util";
import { MAY_MOVE_LABEL } from "../../components/settings/labels";
import { ONLY_FOR_ITS_USER } from "./files";
import type { Preview, ResourceState, Step } from "./preview";
import { isSecret } from "./reasons";
import { SWARM_FILES, SWARM_SECRET, SWARM_SERVICE } from "./swarm-types";

const MIB = 2 ** 20;

export const ON_EACH_NODE = "one on each node";

interface Mount {
  readonly type?: string;
  readonly source?: string;
  readonly target?: string;
  readonly readOnly?: boolean;
}

interface NamedFile {
  readonly configName?: string;
  readonly secretName?: string;
  readonly fileName?: string;
}

/** The inputs of a service that have another name or place than those of a container. */
interface ServiceInputs {
  readonly name?: string;
  readonly mode?: { readonly replicated?: { readonly replicas?: number } };
  readonly endpointSpec?: {
    readonly ports?: readonly { targetPort?: number; publishedPort?: number }[];
  };
  readonly labels?: readonly { readonly label?: string }[];
  readonly updateConfig?: unknown;
  readonly rollbackConfig?: unknown;
  readonly taskSpec: {
    readonly containerSpec?: {
      readonly commands?: readonly string[];
      readonly args?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
      readonly mounts?: readonly Mount[];
      readonly configs?: readonly NamedFile[];
      readonly secrets?: readonly NamedFile[];
    };
    readonly resources?: { readonly limits?: { readonly memoryBytes?: number } };
    readonly placement?: { readonly constraints?: readonly string[] };
    readonly networksAdvanceds?: unknown;
  };
}

/**
 * The preview with the services, configs and secrets of a Swarm in the words of containers, which is how everything else
 * here reads it: one of a stack without a Swarm comes back as it is.
 */
export function inContainersWords(preview: Preview): Preview {
  const paths = pathsOfFiles(preview);
  const translated = (state: ResourceState | null | undefined) =>
    state ? { ...state, inputs: translatedInputs(state, paths) } : state;
  return {
    ...preview,
    steps: preview.steps.map((step) => {
      const type = (step.newState ?? step.oldState)?.type ?? "";
      if (type !== SWARM_SERVICE && !SWARM_FILES.includes(type)) return step;
      const [oldState, newState] = [translated(step.oldState), translated(step.newState)];
      return { ...step, oldState, newState, diffReasons: differing(step, oldState, newState) };
    }),
  };
}

/** Where services see the configs and secrets, by their names: only they tell. */
function pathsOfFiles({ steps }: Preview): ReadonlyMap<string, string> {
  return new Map(
    steps
      .flatMap(({ oldState, newState }) => [oldState, newState])
      .flatMap((state) => (state?.type === SWARM_SERVICE ? filesOf(serviceInputs(state)) : []))
      .map(({ name, path }) => [name, path]),
  );
}

/** Undefined where all of it is hidden, or known to the update only. */
function serviceInputs({ inputs }: ResourceState): ServiceInputs | undefined {
  return typeof inputs?.["taskSpec"] === "object" ? (plain(inputs) as ServiceInputs) : undefined;
}

function filesOf(inputs: ServiceInputs | undefined): { name: string; path: string }[] {
  const { configs = [], secrets = [] } = inputs?.taskSpec.containerSpec ?? {};
  return [...configs, ...secrets].map(({ configName, secretName, fileName = "" }) => ({
    name: configName ?? secretName ?? "",
    path: fileName,
  }));
}

function translatedInputs(
  state: ResourceState,
  paths: ReadonlyMap<string, string>,
): ResourceState["inputs"] {
  const { type, inputs = {} } = state;
  if (type === SWARM_SERVICE) {
    const service = serviceInputs(state);
    return service === undefined ? inputs : asContainer(service);
  }
  const { name, data } = inputs as { name?: string; data?: string };
  const file = paths.get(name ?? "") ?? name;
  const secret = type === SWARM_SECRET || isSecret(data);
  const upload = secret
    ? // The name is made of what it says.
      { file, content: name, permissions: ONLY_FOR_ITS_USER }
    : { file, content: Buffer.from(data ?? "", "base64").toString("utf8") };
  return { name, uploads: [upload] };
}

function asContainer(inputs: ServiceInputs): Record<string, unknown> {
  const { name, mode, endpointSpec, labels = [], updateConfig, rollbackConfig, taskSpec } = inputs;
  const { containerSpec = {}, resources, placement, ...task } = taskSpec;
  const { commands = [], args = [], env = {}, mounts = [], ...container } = containerSpec;
  const rest = Object.entries(container).filter(([key]) => key !== "configs" && key !== "secrets");
  const ofType = (volume: boolean) => mounts.filter(({ type }) => (type === "volume") === volume);
  return {
    ...Object.fromEntries(rest),
    ...task,
    name,
    updateConfig,
    rollbackConfig,
    replicas: mode?.replicated?.replicas ?? ON_EACH_NODE,
    placement: placement?.constraints ?? [],
    mayMove: labels.some(({ label }) => label === MAY_MOVE_LABEL),
    memory: (resources?.limits?.memoryBytes ?? 0) / MIB,
    command: [...commands, ...args],
    envs: Object.entries(env).map(([key, value]) => `${key}=${value}`),
    volumes: ofType(true).map(({ source, target, readOnly }) => ({
      volumeName: source,
      containerPath: target,
      readOnly,
    })),
    mounts: ofType(false),
    ports: (endpointSpec?.ports ?? []).map(({ targetPort, publishedPort }) => ({
      internal: targetPort,
      external: publishedPort,
    })),
    uploads: filesOf(inputs),
  };
}

function differing(
  { diffReasons }: Step,
  old: ResourceState | null | undefined,
  next: ResourceState | null | undefined,
): string[] | null {
  // Pulumi names none where it does it for another resource's sake.
  if (!old || !next || (diffReasons ?? []).length === 0) return null;
  const [was, is] = [old.inputs ?? {}, next.inputs ?? {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => !isDeepStrictEqual(was[key], is[key]),
  );
}

/** Without what Pulumi writes down for itself. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__defaults")
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
