import type { DataService } from "../../components/settings/data-owners";
import { DEFAULT_STACK, parseFolderAndWords } from "../stack/words";
import { parseServices } from "./services";

export const BACKUP_USAGE = `Usage: npm run backup -- DIR [--stack NAME] [--service a,b]

  Copies the data of a running stack into DIR, a new or empty directory: an archive of each store with its checksum,
  the stack's state with encrypted secrets, and its settings. Stops each store while it is copied, one at a time. The
  engine can be on another machine.

  --stack, -s NAME   the stack (default: ${DEFAULT_STACK})
  --service a,b      back up only these services (default: all stores). The queues of collector and agent hold only
                     undelivered data; they are included only if listed here

  Exit code: 0 if the backup is complete, 1 otherwise.`;

export const RESTORE_USAGE = `Usage: npm run restore -- DIR [--stack NAME] [--service a,b] [--replace-data]

  Replaces the data of a running stack with that of a backup. Checks everything first, and unpacks the new data beside
  the old while the services run. Then it stops each service, swaps the data and starts the service again. A service
  that does not become healthy gets its old data back.

  --stack, -s NAME       the stack (default: ${DEFAULT_STACK})
  --service a,b          restore only these services (default: all in the backup)
  --replace-data         delete the current data of the volumes once the new data is in place
  --from-other-stack     accept a backup of another stack
  --allow-older-images   accept data written by a newer version of a service than the one that runs

  Exit code: 0 if every service runs with the restored data, 1 otherwise.`;

interface Common {
  readonly folder: string;
  readonly stack: string;
  readonly services: readonly DataService[] | undefined;
}

export interface RestoreOptions extends Common {
  readonly replaceData: boolean;
  readonly fromOtherStack: boolean;
  readonly allowOlderImages: boolean;
}

const service = { service: { type: "string" } } as const;

/** @throws UserError with the usage. */
export function parseBackupWords(words: readonly string[]): Common {
  const { folder, values } = parseFolderAndWords(words, service, BACKUP_USAGE);
  return { folder, stack: values.stack, services: parseServices(values.service) };
}

/** @throws UserError with the usage. */
export function parseRestoreWords(words: readonly string[]): RestoreOptions {
  const flag = { type: "boolean", default: false } as const;
  const flags = { "replace-data": flag, "from-other-stack": flag, "allow-older-images": flag };
  const { folder, values } = parseFolderAndWords(words, { ...service, ...flags }, RESTORE_USAGE);
  return {
    folder,
    stack: values.stack,
    services: parseServices(values.service),
    replaceData: values["replace-data"],
    fromOtherStack: values["from-other-stack"],
    allowOlderImages: values["allow-older-images"],
  };
}
