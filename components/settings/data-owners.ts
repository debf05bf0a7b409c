import { byName } from "../services";

/** Services that keep data, each with the user and group that write it. */
export const dataOwners = byName("dataOwner");

export type DataService = keyof typeof dataOwners;

export const DATA_SERVICES = Object.keys(dataOwners) as [DataService, ...DataService[]];

/** Name of the volume in which a stack keeps a service's data, unless it adopts another. */
export function dataVolumeName(namePrefix: string, service: DataService): string {
  return `${namePrefix}-${service}-data`;
}
