import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { containersDashboard } from "./containers";

/** Every dashboard of the product. Its uid is part of its URL and never changes. */
export function dashboards(): Dashboard[] {
  return [containersDashboard()];
}
