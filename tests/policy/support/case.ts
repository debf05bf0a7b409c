import { CONTAINER } from "./judge";

/** A resource for a rule: inputs of a container, unless `type` is set. */
export interface Case {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly protect?: boolean;
  /** Options of the rule. */
  readonly config?: object;
  /** Text that the message must contain, such as the rejected value. */
  readonly tells?: string;
}

export interface Cases {
  readonly passes: Readonly<Record<string, Case>>;
  readonly refused: Readonly<Record<string, Case>>;
}

export const IMAGE = "docker:index/remoteImage:RemoteImage";
export const VOLUME = "docker:index/volume:Volume";
export const STACK = [{ label: "container-observability.stack", value: "obs" }];
export const EXTENSION = [{ label: "container-observability.extends", value: "obs" }];
export const DIGEST = `sha256:${"a".repeat(64)}`;
export const CARRIER = { start: false, mustRun: false };
export const ONCE = { attach: true, mustRun: false };
export const GRAFANA_INI = "[security]\nadmin_user = admin\nadmin_password = admin\n";
export const OPEN_INI = "[auth.anonymous]\nenabled = true\norg_role = Admin\n[users]\n";

export const bind = (source: string, readOnly = true) => ({
  mounts: [{ type: "bind", source, target: "/host", readOnly }],
});
export const hostPath = (path: string, readOnly = true) => ({
  volumes: [{ hostPath: path, containerPath: "/host", readOnly }],
});
export const container = (inputs: Case["inputs"], more: Omit<Case, "inputs"> = {}): Case => ({
  type: CONTAINER,
  inputs: { name: "app", image: "registry.example.com/shop:1.2", ...inputs },
  ...more,
});
export const port = (ip?: string) => ({
  ports: [{ internal: 80, external: 8080, ...(ip === undefined ? {} : { ip }) }],
});
