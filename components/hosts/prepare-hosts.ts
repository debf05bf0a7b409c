import { requirementsOf } from "../plan/requirements";
import type { EngineEndpoint } from "../engine/endpoint";
import { EngineClient } from "../engine/client";
import { readEngineFacts, type EngineFacts } from "../engine/facts";
import { preflight, unfitEngine, type Warn } from "../preflight/preflight";
import { UserError, type Problem } from "../problem";
import { isOurs, type RunningContainer } from "../engine/running-containers";
import type { Host } from "../settings/host-settings";
import { HOST_LABEL, STACK_LABEL } from "../settings/labels";
import type { PipelineSettings } from "../settings/schema";
import { skippedHosts } from "./skipped";
import { settingsOf } from "./settings-of";

/** A remote host of a stack, with all that has to be known of it before its resources are registered. */
export interface PreparedHost {
  readonly name: string;
  readonly endpoint: EngineEndpoint;
  readonly engine: EngineFacts;
  /** The stack's settings as they are there. */
  readonly settings: PipelineSettings;
}

/** The engine of a host of the list. */
export function endpointOf({ name, docker, certPath }: Host): EngineEndpoint {
  return {
    host: docker,
    source: `hosts: ${name}`,
    // A socket may be a forwarded one: its files and ports are another machine's.
    local: false,
    certPath,
  };
}

/**
 * Asks every host of the list, all at once, what it is and whether it can take an agent. Those that are to be left as they are
 * are not asked.
 *
 * @throws UserError with a problem for each that does not answer, that cannot, or that is another one of the list.
 */
export async function prepareHosts(
  settings: PipelineSettings,
  own: EngineEndpoint,
  warn: Warn,
): Promise<PreparedHost[]> {
  const excluded = skippedHosts();
  const asked = settings.hosts.filter(({ name }) => !excluded.has(name));
  if (asked.length === 0) return [];
  const [ownIdentity, found] = await Promise.all([
    identityOf(new EngineClient(own)),
    Promise.all(asked.map((host) => prepare(host, settings, warn))),
  ]);
  const problems: Problem[] = [
    ...asked.filter(({ name }) => name === settings.hostName).map(({ name }) => namedAsOwn(name)),
    ...found.flatMap((each) => each.problems),
  ];
  const ready = found.flatMap((each) => each.ready ?? []);
  const names = new Map([[ownIdentity, "this stack's own host"]]);
  for (const { identity, host } of ready) {
    const other = names.get(identity);
    if (other !== undefined) {
      problems.push({
        setting: "hosts",
        message: `${host.name} (${host.endpoint.host}) is the same Docker engine as ${other}.`,
        fix: "Take one out: a host has one agent.",
      });
    }
    names.set(identity, host.name);
  }
  for (const { identity, host, former } of ready) {
    const known = ready.some((other) => other.identity === identity && other.host.name === former);
    if (former !== undefined && !known) problems.push(renamed(host, former));
  }
  if (problems.length > 0) throw unfitEngine(problems);
  return ready.map(({ host }) => host);
}

/** What was found out of a host: that it is ready, or why it is not. */
interface Answer {
  readonly problems: readonly Problem[];
  readonly ready?: ReadyHost;
}

interface ReadyHost {
  readonly host: PreparedHost;
  readonly identity: string;
  /** The other name that the host has had until now. */
  readonly former: string | undefined;
}

async function prepare(host: Host, settings: PipelineSettings, warn: Warn): Promise<Answer> {
  const { name } = host;
  const endpoint = endpointOf(host);
  try {
    const client = new EngineClient(endpoint);
    const engine = await readEngineFacts(client, "");
    const own = settingsOf(host, settings);
    await preflight(client, engine, requirementsOf(own), warn);
    const former = await formerName(client, name, settings.namePrefix);
    const identity = await identityOf(client);
    const prepared = { name, endpoint, engine, settings: own };
    return { problems: [], ready: { host: prepared, identity, former } };
  } catch (error) {
    if (error instanceof UserError && error.details.length > 0) {
      return { problems: error.details.map((problem) => ({ ...problem, host: name })) };
    }
    return {
      problems: [
        {
          message: `${(error as Error).message}.`,
          fix: "Fix it. Until then, npm run up skips the host.",
        },
      ],
    };
  }
}

function namedAsOwn(name: string): Problem {
  return {
    setting: "hosts",
    given: name,
    message:
      "is also the name of the stack's own host, so their signals could not be distinguished.",
    fix: "Give one of them another name (hostName for the stack's own).",
  };
}

function renamed({ name, settings: { namePrefix } }: PreparedHost, former: string): Problem {
  const ours = `docker ps --all --quiet --filter label=${STACK_LABEL}=${namePrefix}`;
  return {
    setting: "hosts",
    message: `the engine of ${name} is still ${former} of this stack, and Docker takes no second network and no second container of a name.`,
    fix: `Take it off the list and run the update; then put it there as ${name}. If the stack has forgotten ${former}, remove what it left on that engine: docker rm --force $(${ours}); docker network rm ${namePrefix}`,
  };
}

/** The other name by which the engine's containers know that host. */
async function formerName(
  client: EngineClient,
  name: string,
  namePrefix: string,
): Promise<string | undefined> {
  const running = await client.get<RunningContainer[]>("/containers/json", {
    query: { all: "true" },
  });
  return running
    .filter((container) => isOurs(container, namePrefix))
    .map(({ Labels }) => Labels[HOST_LABEL])
    .find((known) => known !== undefined && known !== name);
}

/** What tells one engine from another, however it is reached. A copied machine has the id of the other, but a name of its own. */
async function identityOf(client: EngineClient): Promise<string> {
  const { ID, Name } = await client.get<{ ID: string; Name: string }>("/info");
  return `${ID} ${Name}`;
}
