import { byName } from "../services";

/** Services with data, each with the user and group that own it. */
export const dataOwners = byName("dataOwner");

export type DataService = keyof typeof dataOwners;

export const DATA_SERVICES = Object.keys(dataOwners) as [DataService, ...DataService[]];

/** Name of a service's data volume, unless the stack adopts another one. */
export function dataVolumeName(namePrefix: string, service: DataService): string {
  return `${namePrefix}-${service}-data`;
}
