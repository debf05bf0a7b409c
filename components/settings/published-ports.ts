import { having, type With } from "../services";
import { SETTING_NAMES } from "./schema";

type Published = With<"published">;

/** A setting that publishes a port of a service. `internal` is the port in the container. */
export interface PublishedPort {
  readonly setting: Published["published"][number]["setting"];
  readonly service: Published["name"];
  readonly internal: number;
}

/** All settings that publish a port. */
export const PUBLISHED_PORTS: readonly PublishedPort[] = having("published")
  .flatMap(({ name, published, endpoint }) =>
    published.map(({ setting, port }) => ({
      setting,
      service: name,
      internal: (endpoint as Readonly<Record<string, string | number>>)[port] as number,
    })),
  )
  .toSorted((a, b) => SETTING_NAMES.indexOf(a.setting) - SETTING_NAMES.indexOf(b.setting));
