import type { DataService } from "../../components/settings/data-owners";
import type { ArchivedVolume, Manifest } from "../backup/manifest";
import type { RestoreOptions } from "../backup/options";
import type { Store } from "../backup/services";
import { UserError } from "../../components/problem";
import { imageProblem } from "./images";

/** One volume that is to become what an archive holds. */
export interface Task {
  readonly store: Store;
  readonly archived: ArchivedVolume;
}

/** @throws UserError where the backup is of another stack, or lacks a service that was asked for. */
export function wantedVolumes(
  manifest: Manifest,
  { stack, services, fromOtherStack, folder }: RestoreOptions,
): readonly ArchivedVolume[] {
  if (manifest.stack !== stack && !fromOtherStack) {
    throw new UserError(
      `Nothing was touched: ${folder} is a backup of the stack ${manifest.stack}, not of ${stack}. ` +
        `To restore it into ${stack}, add --from-other-stack.`,
    );
  }
  const held = manifest.volumes.map(({ service }) => service);
  const absent = (services ?? []).filter((service) => !held.includes(service));
  if (absent.length > 0) {
    throw new UserError(
      `Nothing was touched: ${folder} holds no ${absent.join(" and no ")}. It holds ${held.join(", ")}.`,
    );
  }
  const isWanted = (service: DataService) => services === undefined || services.includes(service);
  return manifest.volumes.filter(({ service }) => isWanted(service));
}

/** @throws UserError where a service runs an older version than the one that wrote its data. */
export function requireImages(tasks: readonly Task[], allowOlder: boolean): void {
  const problems = tasks.flatMap(({ store, archived }) => {
    const problem = imageProblem(archived.image, store.image);
    return problem === undefined ? [] : [`  ${store.service}: the data ${problem}.`];
  });
  if (problems.length === 0 || allowOlder) return;
  throw new UserError(
    [
      "Nothing was touched: an older version may not read what a newer one wrote.",
      ...problems,
      "Bring the stack up with the images that wrote it, or add --allow-older-images.",
    ].join("\n"),
  );
}
