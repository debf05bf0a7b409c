import type { EngineClient } from "../../components/engine/client";
import { ifThere } from "../../components/engine/error";
import { having } from "../../components/services";
import { DATA_SERVICES, type DataService } from "../../components/settings/data-owners";
import type { Outputs } from "../stack/outputs";
import { UserError } from "../../components/problem";

/** Queues and read positions: of use for minutes only, so they are taken where they are asked for. */
const QUEUES: readonly DataService[] = having("keepsQueues").map(({ name }) => name);

const ORDER: readonly DataService[] = having("backupTurn")
  .toSorted((a, b) => a.backupTurn - b.backupTurn)
  .map(({ name }) => name);

/** A service of a running stack, and where it keeps its data. */
export interface Store {
  readonly service: DataService;
  readonly container: string;
  readonly volume: string;
  /** The reference of the image that writes there. */
  readonly image: string;
}

/** What `--service` means: names, separated by commas. Undefined where it is not given. */
export function parseServices(words: string | undefined): DataService[] | undefined {
  if (words === undefined) return undefined;
  const names = words
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const isKnown = (name: string): name is DataService =>
    (DATA_SERVICES as readonly string[]).includes(name);
  const unknown = names.filter((name) => !isKnown(name));
  if (names.length === 0 || unknown.length > 0) {
    throw new UserError(
      `--service: ${unknown.length === 0 ? "nothing is named" : `${unknown.join(", ")} keeps no data`}. ` +
        `Those that do: ${DATA_SERVICES.join(", ")}.`,
    );
  }
  return ORDER.filter((service) => names.includes(service));
}

/** The services of a stack that are worth a backup, or those that were asked for. */
export function chosenServices(
  { versions }: Pick<Outputs, "versions">,
  stack: string,
  asked: readonly DataService[] | undefined,
): readonly DataService[] {
  const here = ORDER.filter((service) => Object.hasOwn(versions, service));
  const absent = (asked ?? []).filter((service) => !here.includes(service));
  if (absent.length > 0) {
    throw new UserError(
      `The stack ${stack} runs no ${absent.join(" and no ")}. Those of its services that keep data: ${here.join(", ")}.`,
    );
  }
  const chosen = asked ?? here.filter((service) => !QUEUES.includes(service));
  if (chosen.length === 0) throw new UserError(`The stack ${stack} runs no service with data.`);
  return chosen;
}

interface Inspected {
  readonly Config: { readonly Image: string };
  readonly State: { readonly Running: boolean; readonly Status: string };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly RW: boolean;
  }[];
}

/**
 * Where the services keep their data: the one volume that each may write to, whether it is the stack's own or an
 * adopted one.
 *
 * @throws UserError where one does not run.
 */
export async function findStores(
  client: EngineClient,
  { namePrefix }: Pick<Outputs, "namePrefix">,
  stack: string,
  services: readonly DataService[],
): Promise<Store[]> {
  return Promise.all(
    services.map(async (service) => {
      const container = `${namePrefix}-${service}`;
      const found = await ifThere(client.get<Inspected>(`/containers/${container}/json`));
      if (found?.State.Running !== true) {
        throw new UserError(
          `Nothing was touched: ${service} does not run (container ${container}: ${found?.State.Status ?? "there is none"}). ` +
            `Where a backup or restore was killed, it is down since then. Bring it back with: npm run up -- --stack ${stack}`,
        );
      }
      const volumes = found.Mounts.filter(({ Type, RW }) => Type === "volume" && RW);
      const volume = volumes[0]?.Name;
      if (volume === undefined || volumes.length > 1) {
        throw new UserError(
          `Nothing was touched: ${container} writes to ${volumes.length} volumes, and its data is known to be in one. ` +
            `Bring it to what this project makes with: npm run up -- --stack ${stack}`,
        );
      }
      return { service, container, volume, image: found.Config.Image };
    }),
  );
}
