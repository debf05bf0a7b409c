import { alertmanagerModule } from "./alertmanager/module";
import { gatewayModule } from "./collector/module";
import { grafanaModule } from "./grafana/module";
import { lokiModule } from "./loki/module";
import type { ServiceModule } from "./module";
import { nodeExporterModule } from "./node-exporter/module";
import { prometheusModule } from "./prometheus/module";
import { tempoModule } from "./tempo/module";

/** Services that a stack runs once. `hosts/agent-role.ts` has the services that run on each host. */
export const modules: readonly ServiceModule[] = [
  prometheusModule,
  tempoModule,
  lokiModule,
  gatewayModule,
  alertmanagerModule,
  grafanaModule,
  nodeExporterModule,
];
