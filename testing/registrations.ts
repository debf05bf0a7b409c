import * as pulumi from "@pulumi/pulumi";

/** A resource by its key in a stack's state, and the other keys under which an update would find it there. */
export interface Registration {
  readonly key: string;
  readonly aliases: readonly string[];
}

interface Request {
  getAliasurnsList(): string[];
}
type Callback = (error: unknown, response: { getUrn(): string } | undefined) => void;
interface Monitor {
  supportsFeature(
    request: { getId(): string },
    callback: (error: unknown, response: { getHassupport(): boolean }) => void,
  ): void;
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: Request, callback: Callback): Promise<void>;
}

const PROJECT = "container-observability";
const STACK = "test";

/** Returns the resources that a program registers under Pulumi's mocks. The aliases include those from the parents. */
export async function registrations(program: () => object): Promise<Registration[]> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as object }),
      call: ({ inputs }) => inputs as object,
    },
    PROJECT,
    STACK,
  );
  const found: Registration[] = [];
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  monitor.newUrn = urnOf;
  // With this feature, the program would send unresolved aliases, and Pulumi's engine would resolve them to URNs.
  const asked = monitor.supportsFeature.bind(monitor);
  monitor.supportsFeature = (request, callback) => {
    if (request.getId() === "aliasSpecs") callback(null, { getHassupport: () => false });
    else asked(request, callback);
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (response !== undefined) {
        found.push({
          key: keyOf(response.getUrn()),
          aliases: request.getAliasurnsList().map(keyOf),
        });
      }
      callback(error, response);
    });
  await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program()));
  await pulumi.runtime.disconnect();
  return found.filter(({ key }) => isKept(key));
}

/** Builds a URN like Pulumi's engine, with the types of all parents but the stack. The mocks use only the nearest. */
function urnOf(parent: string, type: string, name: string): string {
  const chain = parent.split("::").slice(2, -1).join("::");
  const types = ["", "pulumi:pulumi:Stack"].includes(chain) ? type : `${chain}$${type}`;
  return `urn:pulumi:${STACK}::${PROJECT}::${types}::${name}`;
}

/** Returns a URN without project and stack: the types of the parents and the resource, and the name. */
function keyOf(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

/** Skips the stack, which is Pulumi's own, and images: their names contain a version, and deletion keeps them. */
function isKept(key: string): boolean {
  return !/(?:^pulumi:pulumi:Stack|docker:index\/remoteImage:RemoteImage)::/.test(key);
}

/** Returns one message about all resources that this program would delete or recreate in an existing stack, or "". */
export function lostNames(listed: readonly string[], registered: readonly Registration[]): string {
  const known = new Set(registered.flatMap(({ key, aliases }) => [key, ...aliases]));
  const lost = listed.filter((key) => !known.has(key));
  return lost.length === 0
    ? ""
    : `These resources are in tests/contract/resources.json but no longer registered. An update would delete them from existing stacks:\n` +
        lost.map((key) => `  ${key}\n`).join("") +
        `If a resource was renamed or has a new parent, give it \`aliases\`: see CONTRIBUTING.md, "a resource's name, type or parent". ` +
        `If it was removed on purpose, remove it from the list and add a note to CHANGELOG.md.`;
}

/** Returns the keys that are registered but not on the list, to add to it. */
export function newNames(listed: readonly string[], registered: readonly Registration[]): string[] {
  const keys = new Set(registered.map(({ key }) => key));
  return [...keys].filter((key) => !listed.includes(key)).sort();
}
