import { PUBLISHED_PORTS } from "../components/settings/published-ports";

type Port = (typeof PUBLISHED_PORTS)[number]["setting"];

/** Settings with which no service publishes a port on the host. */
export const unpublished = Object.fromEntries(
  PUBLISHED_PORTS.map(({ setting }) => [setting, 0]),
) as Readonly<Record<Port, 0>>;
