import { dataOwners, type DataService } from "../../components/settings/data-owners";
import { BUSY, pathOf, type Helper } from "../backup/helper";
import { MOVING, NEW, OLD } from "../backup/volumes";

/**
 * The change-over of a volume's content. Old and new lie in the volume itself, so that each only gets another name, at
 * once and however much it is. Where it was cut off, the names that are there tell how far it was:
 *
 *   .restore-new      the new data, not all of it or not in its place yet
 *   .restore-moving   old data on its way out: what lies beside it is old, too
 *   .restore-old      all of the old data: what lies beside it is new
 */

/** Everything in a directory into another, but for what the change-over itself keeps there. */
const MOVE =
  'move() { find "$1" -mindepth 1 -maxdepth 1 ! -name ".restore-*" -exec mv {} "$2" ";"; }';
/** Owner and mode of one directory for another. */
const LIKE = 'like() { chown "$(stat -c %u:%g "$1")" "$2"; chmod "$(stat -c %a "$1")" "$2"; }';
/** The helper does not end in between. */
const UNDISTURBED = `touch ${BUSY}; trap 'rm -f ${BUSY}' EXIT`;

/** Where the new data is unpacked: an archive's entries begin with the service's name. */
export function unpackedPath(service: DataService): string {
  return `${pathOf(service)}/${NEW}/${service}`;
}

export async function makeRoom(helper: Helper, service: DataService): Promise<string> {
  await helper.shell('mkdir "$1/$2"', pathOf(service), NEW);
  return `${pathOf(service)}/${NEW}`;
}

/** Gives the unpacked data to the user that the service runs as, where another wrote it. */
export async function own(helper: Helper, service: DataService): Promise<void> {
  const user = String(dataOwners[service]);
  await helper.shell(
    'find "$1" ! -user "$2" -exec chown -h "$2" {} +',
    unpackedPath(service),
    user,
  );
}

/** The old data moves out, the new one in. */
export async function changeOver(helper: Helper, service: DataService): Promise<void> {
  const script = [
    UNDISTURBED,
    MOVE,
    LIKE,
    'cd "$1"',
    `mkdir ${MOVING}; like . ${MOVING}; move . ${MOVING}; mv ${MOVING} ${OLD}`,
    `like "${NEW}/$2" .; move "${NEW}/$2" .; rm -r ${NEW}`,
  ].join("\n");
  await helper.shell(script, pathOf(service), service);
}

/** Puts the old data back, however far the change-over was; says whether there was something to put back. */
export async function takeBack(helper: Helper, service: DataService): Promise<boolean> {
  const script = [
    UNDISTURBED,
    MOVE,
    LIKE,
    'cd "$1"',
    `if [ -d ${MOVING} ]; then like ${MOVING} .; move ${MOVING} .; rmdir ${MOVING}; echo back; fi`,
    `if [ -d ${OLD} ]; then`,
    `  mkdir -p ${NEW}/failed; move . ${NEW}/failed`,
    `  mv ${OLD} ${MOVING}; like ${MOVING} .; move ${MOVING} .; rmdir ${MOVING}; echo back`,
    "fi",
    `rm -rf ${NEW}`,
  ].join("\n");
  return (await helper.shell(script, pathOf(service))) !== "";
}

/** The old data is gone from here on. */
export async function letGo(helper: Helper, service: DataService): Promise<void> {
  await helper.shell(`rm -rf "$1/${OLD}"`, pathOf(service));
}
