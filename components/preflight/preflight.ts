import { statSync } from "node:fs";
import { createServer } from "node:net";
import { UserError, type Problem } from "../problem";
import type { EngineClient } from "../engine/client";
import { ifThere } from "../engine/error";
import { hasApi, OLDEST_API, type EngineFacts } from "../engine/facts";
import { volumeProblems } from "./adopted-volumes";
import { lookForSpace, type SpaceFinding } from "./disk-space";
import type { PublishedPort } from "../platform/types";
import type { EngineRequirements } from "./requirements";
import { noSwarmManager } from "./swarm-manager";
import { placementProblems } from "./placement";
import { deploymentModeChange } from "./deployment-mode";
import { isOurs, nameOf, type RunningContainer } from "../engine/running-containers";

/** Shows a warning to the user. A parameter, so that commands that only read do not load Pulumi's SDK: that takes seconds. */
export type Warn = (text: string) => Promise<void>;

/** Why a stack cannot be brought up on this engine. */
export function unfitEngine(problems: readonly Problem[]): UserError {
  return new UserError(
    "Nothing was changed: this Docker engine cannot take the stack as configured.",
    problems,
  );
}

/**
 * Looks for everything that would make an update fail half-way.
 *
 * @param warn Gets what should not stop the update.
 * @throws UserError with every obstacle, each with its remedy.
 */
export async function preflight(
  client: EngineClient,
  facts: EngineFacts,
  requirements: EngineRequirements,
  warn: Warn,
): Promise<void> {
  const tooOld = oldEngine(facts, requirements);
  if (tooOld.length > 0) throw unfitEngine(tooOld);
  const noManager = requirements.swarm === undefined ? undefined : await noSwarmManager(client);
  if (noManager !== undefined) throw unfitEngine([noManager]);

  const running = await client.get<RunningContainer[]>("/containers/json");
  const volumes = await volumeProblems(client, running, requirements);
  const problems = await Promise.all([
    ...requirements.ports.map((port) => takenPort(client, running, requirements, port)),
    missingImages(client, requirements.images),
    deploymentModeChange(client, running, {
      toSwarm: requirements.swarm !== undefined,
      namePrefix: requirements.namePrefix,
      protectData: requirements.protectData,
    }),
  ]);
  const placement =
    requirements.swarm === undefined ? [] : await placementProblems(client, requirements.swarm);
  const { problem, warning } = await space(client, facts, running, requirements);
  if (warning !== undefined) await warn(warning);
  const directories = client.endpoint.local ? missingDirectories(requirements) : [];
  const found = [...problems, problem, ...volumes, ...directories, ...placement].filter(
    (each) => each !== undefined,
  );
  if (found.length > 0) throw unfitEngine(found);
}

function oldEngine(facts: EngineFacts, { apis }: EngineRequirements): Problem[] {
  if (!hasApi(facts, OLDEST_API)) {
    return [
      {
        message: `The engine is Docker ${facts.serverVersion} (API ${facts.apiVersion}); at least 20.10 (API ${OLDEST_API}) is needed.`,
        fix: "Upgrade it.",
      },
    ];
  }
  return apis
    .filter(({ version }) => !hasApi(facts, version))
    .map(({ version, setting }) => ({
      message: `${setting} needs version ${version} of the engine's API; Docker ${facts.serverVersion} has ${facts.apiVersion}.`,
      fix: "Upgrade the engine, or change the setting.",
    }));
}

async function takenPort(
  { endpoint }: EngineClient,
  running: readonly RunningContainer[],
  { namePrefix, bindAddress }: EngineRequirements,
  { setting, external }: PublishedPort & { setting: string },
): Promise<Problem | undefined> {
  const taken = (by: string): Problem => ({
    setting,
    message: `port ${external} is taken by ${by}.`,
    fix: { how: "Stop it, or choose another port", setting, value: "<port>" },
  });
  const holder = running.find(({ Ports }) =>
    Ports.some(({ IP, PublicPort }) => PublicPort === external && overlaps(IP ?? "", bindAddress)),
  );
  if (holder !== undefined) {
    return isOurs(holder, namePrefix) ? undefined : taken(`the container ${nameOf(holder)}`);
  }
  if (!endpoint.local) return undefined;
  switch (await listenError(bindAddress, external)) {
    case "EADDRINUSE":
      return taken("a program on this host");
    case "EADDRNOTAVAIL":
      return {
        setting: "bindAddress",
        given: bindAddress,
        message: "is not an address of this host.",
        fix: { how: "Choose one of its own", setting: "bindAddress", value: "<address>" },
      };
    default:
      return undefined;
  }
}

function listenError(address: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code);
    });
    server.listen({ host: address, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

async function missingImages(
  client: EngineClient,
  images: readonly string[],
): Promise<Problem | undefined> {
  const reasons = await Promise.all(images.map((image) => whyMissing(client, image)));
  const missing = reasons.filter((reason) => reason !== undefined);
  if (missing.length === 0) return undefined;
  return {
    message: `Not on the engine, and not to be had from its registry: ${missing.join("; ")}.`,
    fix: {
      how: "Bring it there (docker load, docker pull), or name a registry that has it",
      setting: "imageRegistry",
      value: "<registry>",
    },
  };
}

/** The image with what its registry says; undefined where the engine has it or can get it. */
async function whyMissing(client: EngineClient, image: string): Promise<string | undefined> {
  if ((await ifThere(client.get(`/images/${image}/json`))) !== undefined) return undefined;
  try {
    await client.get(`/distribution/${image}/json`);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    // The provider may have credentials that this look-up has not, and more patience.
    const inDoubt = /unauthorized|authentication|denied|basic auth|aborted/i.test(message);
    return inDoubt ? undefined : `${image} (${message})`;
  }
}

async function space(
  client: EngineClient,
  { rootDir }: EngineFacts,
  running: readonly RunningContainer[],
  { namePrefix, budgets, choosesBudgets }: EngineRequirements,
): Promise<SpaceFinding> {
  if (!client.endpoint.local) return {};
  const deployed = running.some((container) => isOurs(container, namePrefix));
  return lookForSpace(client, { rootDir, budgets, chosen: choosesBudgets, deployed });
}

/** Docker would find out only when it makes the container. */
function missingDirectories({ directories }: EngineRequirements): Problem[] {
  return directories
    .filter(({ path }) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    .map(({ setting, path }) => ({
      setting,
      given: path,
      message: "is not a directory on this host.",
      fix: { how: `Create it with mkdir -p ${path}, or choose another`, setting, value: "<path>" },
    }));
}

function overlaps(held: string, wanted: string): boolean {
  const everywhere = ["", "0.0.0.0", "::"];
  return held === wanted || everywhere.includes(held) || everywhere.includes(wanted);
}
