import type { Registered } from "./mocks";

export const CONTAINER = "docker:index/container:Container";

/** Returns the containers by resource name. */
export function containers(resources: readonly Registered[]) {
  return new Map(
    resources.filter(({ type }) => type === CONTAINER).map((resource) => [resource.name, resource]),
  );
}

/** Returns the long-running containers. */
export function services(resources: readonly Registered[]) {
  return [...containers(resources).values()].filter(({ name }) =>
    name.endsWith("-service-container"),
  );
}
