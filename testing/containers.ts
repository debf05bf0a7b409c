import type { Registered } from "./mocks";

export const CONTAINER = "docker:index/container:Container";

/** The containers, by the names of their resources. */
export function containers(resources: readonly Registered[]) {
  return new Map(
    resources.filter(({ type }) => type === CONTAINER).map((resource) => [resource.name, resource]),
  );
}

/** Those that run for long. */
export function services(resources: readonly Registered[]) {
  return [...containers(resources).values()].filter(({ name }) =>
    name.endsWith("-service-container"),
  );
}
