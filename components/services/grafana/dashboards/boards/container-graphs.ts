import { toContainer } from "../links";
import { timeseries } from "../panels";
import { CONTAINER_LEGEND as legend } from "../queries/selectors";

export const NO_CONTAINERS = "No other containers run here yet";

type Graph = Omit<Parameters<typeof timeseries>[0], "queries" | "links">;

/** Builds a graph with a line for each container. Each line links to the container's dashboard. */
export function byContainer({ expr, ...panel }: Graph & { expr: string }) {
  return timeseries({
    nothing: NO_CONTAINERS,
    ...panel,
    queries: [{ expr, legend }],
    links: [toContainer("series")],
  });
}

export function memoryByContainer(expr: string, { stacked = false } = {}) {
  return byContainer({
    title: "Memory",
    description: "Working set of each container: memory that the kernel cannot reclaim.",
    unit: "bytes",
    expr,
    stacked,
  });
}
