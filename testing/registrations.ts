import * as pulumi from "@pulumi/pulumi";

/** A resource as it is known in a stack's state, and as what else it would be taken there. */
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

/** What a program registers under Pulumi's mocks, with its aliases and those that its parents bring. */
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
  // Else aliases are sent as they are written, and the engine works out which URNs they and those of the parents mean.
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

/** As the engine makes it, with the types of all parents but the stack; the mocks' own has the nearest only. */
function urnOf(parent: string, type: string, name: string): string {
  const chain = parent.split("::").slice(2, -1).join("::");
  const types = ["", "pulumi:pulumi:Stack"].includes(chain) ? type : `${chain}$${type}`;
  return `urn:pulumi:${STACK}::${PROJECT}::${types}::${name}`;
}

/** A URN without project and stack: the types of its parents and its own, and its name. */
function keyOf(urn: string): string {
  return urn.split("::").slice(2).join("::");
}

/** The stack itself is Pulumi's. An image is named by its version, and left on the engine when it goes. */
function isKept(key: string): boolean {
  return !/(?:^pulumi:pulumi:Stack|docker:index\/remoteImage:RemoteImage)::/.test(key);
}

/** Why resources of a stack in use would be deleted and made anew by this program, a sentence for all; empty for none. */
export function lostNames(listed: readonly string[], registered: readonly Registration[]): string {
  const known = new Set(registered.flatMap(({ key, aliases }) => [key, ...aliases]));
  const lost = listed.filter((key) => !known.has(key));
  return lost.length === 0
    ? ""
    : `These are in tests/contract/resources.json and are registered no more: an update of a stack in use deletes them.\n` +
        lost.map((key) => `  ${key}\n`).join("") +
        `Renamed, or moved below another parent? Give the new one \`aliases\`: CONTRIBUTING.md, "a resource's name, type or parent". ` +
        `Meant to go? Take it off the list, with a note in CHANGELOG.md.`;
}

/** What is registered and not on the list, as lines to add to it. */
export function newNames(listed: readonly string[], registered: readonly Registration[]): string[] {
  const keys = new Set(registered.map(({ key }) => key));
  return [...keys].filter((key) => !listed.includes(key)).sort();
}
