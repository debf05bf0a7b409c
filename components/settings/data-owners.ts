/** Services that keep data, each with the user and group that write it. */
export const dataOwners = Object.freeze({
  prometheus: 65534,
  collector: 10001,
  agent: 0,
  tempo: 10001,
  loki: 10001,
  grafana: 472,
  alertmanager: 65534,
});

export type DataService = keyof typeof dataOwners;

export const DATA_SERVICES = Object.keys(dataOwners) as [DataService, ...DataService[]];

/** Name of the volume in which a stack keeps a service's data, unless it adopts another. */
export function dataVolumeName(namePrefix: string, service: DataService): string {
  return `${namePrefix}-${service}-data`;
}
