import {
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { dataSourceUids, labels } from "../../settings/labels";

export const prometheusSource = { type: "prometheus", uid: dataSourceUids.prometheus };

/** Docker hosts that send container metrics. */
export function hostVariable(): QueryVariableBuilder {
  return ofLabel("host", "Host", labels.hostName, "container_start_time_seconds");
}

/** Containers of the chosen hosts. */
export function containerVariable(): QueryVariableBuilder {
  return ofLabel(
    "container",
    "Container",
    labels.containerName,
    `container_start_time_seconds{${labels.hostName}=~"$host"}`,
  );
}

function ofLabel(
  name: string,
  label: string,
  source: string,
  metric: string,
): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(prometheusSource)
    .query(`label_values(${metric}, ${source})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current({ selected: true, text: "All", value: "$__all" });
}
