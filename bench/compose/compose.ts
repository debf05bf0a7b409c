import type { Registered } from "../../testing/mocks";
import type { ContainerInputs } from "./inputs";
import type { ProjectFiles } from "./project";

/** How the services are asked whether they are ready. */
export type Probes = "stock" | "tuned";

const CONTAINER = "docker:index/container:Container";

/**
 * The same containers as a Compose file: images, commands, limits, networks, volumes and files are those of the
 * program's own resources.
 *
 * With tuned probes they are asked as often as the program has it. With stock ones they are asked the same at Docker's own
 * pace: every 30 seconds, and for the first time after as long.
 */
export function composeFile(
  resources: readonly Registered[],
  { project, probes }: { readonly project: string; readonly probes: Probes },
): { readonly document: object; readonly files: ProjectFiles } {
  const containers = resources
    .filter(({ type }) => type === CONTAINER)
    .map(({ inputs }) => inputs as unknown as ContainerInputs);
  const carriers = containers.filter(({ start }) => start === false);
  const carried = carriedBy(carriers);
  const lenders = carriers.filter(({ uploads = [] }) => uploads.length === 0);
  const services = containers.filter(({ start }) => start !== false);
  // Those that lend their files, and those that make a volume ready and end.
  const before = [...lenders, ...services.filter(({ mustRun }) => mustRun === false)];
  const prefix = commonPrefix(services.map(({ name }) => name));
  const named = [...services, ...lenders].flatMap(({ volumes = [] }) =>
    volumes.map(({ volumeName }) => volumeName).filter((name) => !carried.has(name)),
  );
  return {
    document: {
      name: project,
      services: Object.fromEntries([
        ...services.map((inputs) => [
          inputs.name.slice(prefix.length),
          serviceOf(inputs, { project, prefix, probes, carried, before }),
        ]),
        ...lenders.map((inputs) => [inputs.name.slice(prefix.length), lenderOf(inputs, project)]),
      ]) as object,
      volumes: Object.fromEntries(named.map((name) => [name, { name: `${project}-${name}` }])),
    },
    files: Object.fromEntries(
      [...carried].flatMap(([volume, contents]) =>
        Object.entries(contents).map(([path, content]) => [`${volume}/${path}`, content]),
      ),
    ),
  };
}

/** Volume to path in it to text. */
type Carried = ReadonlyMap<string, Readonly<Record<string, string>>>;

interface Around {
  readonly project: string;
  readonly prefix: string;
  readonly probes: Probes;
  readonly carried: Carried;
  /** What has ended before those start that share a volume with it. */
  readonly before: readonly ContainerInputs[];
}

function serviceOf(inputs: ContainerInputs, { project, prefix, probes, carried, before }: Around) {
  const { volumes = [], mounts = [], capabilities, devices = [], hosts = [] } = inputs;
  const awaited = before.filter(
    (other) =>
      other !== inputs &&
      (other.volumes ?? []).some(({ volumeName }) =>
        volumes.some((own) => own.volumeName === volumeName),
      ),
  );
  return {
    container_name: `${project}-${inputs.name.slice(prefix.length)}`,
    image: inputs.image,
    ...given("entrypoint", escaped(inputs.entrypoints)),
    ...given("command", escaped(inputs.command)),
    ...given("user", inputs.user),
    ...given("environment", escaped(inputs.envs)),
    ...networkOf(inputs),
    ports: (inputs.ports ?? []).map(
      ({ ip, external, internal }) => `${ip}:${external}:${internal}`,
    ),
    volumes: [
      ...volumes.map(({ volumeName, containerPath, readOnly }) => ({
        ...(carried.has(volumeName)
          ? { type: "bind", source: `./${volumeName}` }
          : { type: "volume", source: volumeName }),
        target: containerPath,
        read_only: readOnly === true,
      })),
      ...mounts.map(({ source, target }) => ({ type: "bind", source, target, read_only: true })),
    ],
    tmpfs: Object.keys(inputs.tmpfs ?? {}),
    read_only: inputs.readOnly,
    ...(inputs.privileged === true ? { privileged: true } : {}),
    ...given("cap_drop", capabilities?.drops),
    ...given("cap_add", capabilities?.adds),
    ...given("security_opt", inputs.securityOpts),
    devices: devices.map(
      ({ hostPath, containerPath, permissions }) => `${hostPath}:${containerPath}:${permissions}`,
    ),
    extra_hosts: hosts.map(({ host, ip }) => `${host}:${ip}`),
    ...given("mem_limit", inputs.memory && `${inputs.memory}m`),
    ...given("memswap_limit", inputs.memorySwap && `${inputs.memorySwap}m`),
    ...given("restart", inputs.restart),
    ...given("stop_grace_period", inputs.stopTimeout && `${inputs.stopTimeout}s`),
    ...given("logging", inputs.logDriver && { driver: inputs.logDriver, options: inputs.logOpts }),
    healthcheck: healthOf(inputs, probes),
    depends_on: Object.fromEntries(
      awaited.map(({ name }) => [
        name.slice(prefix.length),
        { condition: "service_completed_successfully" },
      ]),
    ),
  };
}

/** Lends its files by volumes, which Docker fills when the container is made. */
function lenderOf({ name, image, volumes = [] }: ContainerInputs, project: string) {
  return {
    container_name: `${project}-${name}`,
    image,
    command: ["true"],
    network_mode: "none",
    volumes: volumes.map(({ volumeName, containerPath }) => ({
      type: "volume",
      source: volumeName,
      target: containerPath,
    })),
  };
}

function networkOf({ networkMode, networksAdvanced = [] }: ContainerInputs) {
  if (networkMode === "none") return { network_mode: "none" };
  const aliases = networksAdvanced.flatMap((network) => network.aliases ?? []);
  return { networks: { default: { aliases } } };
}

function healthOf({ healthcheck }: ContainerInputs, probes: Probes) {
  if (healthcheck === undefined) return { disable: true };
  const { tests, interval, timeout, retries, startPeriod, startInterval } = healthcheck;
  const test = escaped(tests);
  return probes === "stock"
    ? { test }
    : {
        test,
        interval,
        timeout,
        retries,
        start_period: startPeriod,
        ...given("start_interval", startInterval),
      };
}

function carriedBy(carriers: readonly ContainerInputs[]): Carried {
  const found = new Map<string, Record<string, string>>();
  for (const { uploads = [], volumes = [] } of carriers) {
    for (const { volumeName, containerPath } of volumes) {
      const inside = uploads.filter(({ file }) => file.startsWith(`${containerPath}/`));
      if (inside.length === 0) continue;
      const entries = inside.map(({ file, content }) => [
        file.slice(containerPath.length + 1),
        content,
      ]);
      found.set(volumeName, Object.fromEntries(entries) as Record<string, string>);
    }
  }
  return found;
}

/** Compose takes a dollar for the beginning of a variable. */
function escaped(words: readonly string[] | undefined): string[] | undefined {
  return words?.map((word) => word.replaceAll("$", "$$$$"));
}

function given(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

function commonPrefix([first = "", ...others]: readonly string[]): string {
  let prefix = first.slice(0, first.lastIndexOf("-") + 1);
  while (!others.every((name) => name.startsWith(prefix))) {
    prefix = prefix.slice(0, prefix.lastIndexOf("-", prefix.length - 2) + 1);
  }
  return prefix;
}
