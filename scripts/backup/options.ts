import type { DataService } from "../../components/settings/data-owners";
import { parseFolderAndWords } from "../stack/words";
import { parseServices } from "./services";

export const BACKUP_USAGE = `Usage: npm run backup -- DIR [--stack NAME] [--service a,b]

  Copies the data of a running stack into DIR, a new or empty folder: an archive for each store with its checksum, the
  stack's state with its secrets encrypted, and its settings. Each store is stopped for its own copy, one after the
  other, and started again. The engine may be on another machine.

  --service a,b   these alone (default: every store; collector and agent, whose queues hold what is
                  not delivered yet, are taken only where they are named)`;

export const RESTORE_USAGE = `Usage: npm run restore -- DIR [--stack NAME] [--service a,b] [--replace-data]

  Puts the data of a backup into the volumes of a running stack. Everything is checked before anything is touched, and
  the new data is unpacked and compared beside the old while the service runs; then it is stopped, changed over and
  started. Where it does not become healthy with the new data, it gets the old back.

  --service a,b          these alone (default: every one in the backup)
  --replace-data         what the volumes hold now is deleted when the new data is in its place
  --from-other-stack     the backup may be of another stack
  --allow-older-images   services may be of an older version than the one that wrote the data`;

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
