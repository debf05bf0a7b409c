import { container, type ServiceModule } from "../module";
import { nodeExporter } from "./manifest";
import { NodeExporter } from "./node-exporter";

export const nodeExporterModule: ServiceModule = {
  name: nodeExporter.name,
  files: () => ({}),
  deploy: (plan, { context }, opts) => {
    const directory = plan.settings.textfileDirectory;
    new NodeExporter(
      nodeExporter.name,
      { ...container(plan, nodeExporter), context, directory },
      opts,
    );
    return {};
  },
};
