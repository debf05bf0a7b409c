import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { labels } from "../../../settings/labels";
import { HOST_LEGEND } from "./queries/selectors";
import { HIDDEN } from "./scales";

/** Minimum width of a graph with a legend beside it, in columns of Grafana's grid. */
const WIDE = 10;
const ON_HOST = ` on ${HOST_LEGEND}`;

/**
 * Adapts a panel to its width and stack: a narrow graph has its legend below, and with a single host, nothing shows the
 * host's name.
 */
export function fitted(panel: Panel, columns: number, severalHosts: boolean): Panel {
  const sized = columns < WIDE ? withLegendBelow(panel) : panel;
  return severalHosts ? sized : withoutPlaces(withoutHost(sized));
}

interface Legend {
  readonly placement?: string;
  readonly showLegend?: boolean;
}

function withLegendBelow(panel: Panel): Panel {
  const legend = legendOf(panel);
  if (legend?.placement !== "right") return panel;
  return withLegend(panel, { placement: "bottom" });
}

function withoutHost(panel: Panel): Panel {
  const targets = (panel.targets ?? []).map((target) =>
    "legendFormat" in target && typeof target.legendFormat === "string"
      ? { ...target, legendFormat: target.legendFormat.replace(ON_HOST, "") }
      : target,
  );
  const [only, ...others] = targets;
  const single = only !== undefined && others.length === 0 && "legendFormat" in only;
  const named = single ? only.legendFormat : undefined;
  const shown = { ...panel, targets };
  return legendOf(panel)?.showLegend === true && named !== undefined && isConstant(named)
    ? withLegend(shown, { showLegend: false })
    : shown;
}

/** Whether a single host has only one series with this legend. */
function isConstant(legend: string): boolean {
  return legend === HOST_LEGEND || !legend.includes("{{");
}

function legendOf(panel: Panel): Legend | undefined {
  return (panel.options as { legend?: Legend } | undefined)?.legend;
}

function withLegend(panel: Panel, legend: object): Panel {
  return {
    ...panel,
    options: { ...(panel.options as object), legend: { ...legendOf(panel), ...legend } },
  };
}

/**
 * Columns with an identical value in each row if there is only one host. They are hidden, because links still use their
 * values.
 */
const PLACES: readonly unknown[] = [labels.hostName, labels.environment];

function withoutPlaces(panel: Panel): Panel {
  const { fieldConfig } = panel;
  if (panel.type !== "table" || fieldConfig === undefined) return panel;
  const overrides = fieldConfig.overrides.map((override) =>
    PLACES.includes(override.matcher.options)
      ? { ...override, properties: [...override.properties, HIDDEN] }
      : override,
  );
  return { ...panel, fieldConfig: { ...fieldConfig, overrides } };
}
