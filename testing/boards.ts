/** The parts of the dashboards' rendered JSON that the tests check. */

export interface BoardFile {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly PanelFile[];
  readonly templating: { readonly list: readonly VariableFile[] };
  readonly annotations?: { readonly list?: readonly AnnotationFile[] };
  readonly links?: readonly {
    readonly type: string;
    readonly includeVars: boolean;
    readonly keepTime: boolean;
    readonly asDropdown: boolean;
  }[];
}

export interface AnnotationFile {
  readonly name: string;
  readonly expr: string;
  readonly iconColor: string;
  readonly datasource: { readonly type: string; readonly uid: string };
}

export interface PanelFile {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelFile[];
  readonly targets?: readonly TargetFile[];
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly noValue?: string;
      readonly max?: number;
      readonly thresholds?: {
        readonly steps: readonly { readonly value: number | null; readonly color: string }[];
      };
      readonly custom?: {
        readonly axisSoftMax?: number;
        readonly thresholdsStyle?: { readonly mode: string };
      };
    };
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
    }[];
  };
  readonly options?: {
    readonly legend?: {
      readonly showLegend: boolean;
      readonly placement: string;
      readonly displayMode: string;
    };
  };
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly transformations?: readonly {
    readonly id: string;
    readonly options: { readonly indexByName?: Readonly<Record<string, number>> };
  }[];
}

export interface TargetFile {
  readonly refId: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly expr?: string;
  readonly query?: string;
  readonly queryType?: string;
  readonly serviceMapQuery?: readonly string[];
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly interval?: string;
  readonly format?: string;
}

export interface VariableFile {
  readonly name: string;
  readonly type: string;
  readonly query?: string | { readonly label: string; readonly stream: string };
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly regex?: string;
  readonly allValue?: string;
  readonly current?: { readonly text: string | readonly string[] };
}

/** Returns the dashboards among a stack's rendered files. */
export function boardsOf(grafanaFiles: Readonly<Record<string, string>> | undefined): BoardFile[] {
  return Object.entries(grafanaFiles ?? {})
    .filter(([path]) => path.endsWith(".json"))
    .map(([, text]) => JSON.parse(text) as BoardFile);
}

/** Returns every panel that shows data: also those in collapsed rows, but not the rows themselves. */
export function panelsOf(board: BoardFile): PanelFile[] {
  return board.panels.flatMap((panel) => (panel.type === "row" ? (panel.panels ?? []) : [panel]));
}
