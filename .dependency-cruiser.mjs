/** Which file may import which. Imports of types count, too. */
export default {
  forbidden: [
    {
      name: "no-circular",
      comment: "What two files need of each other belongs in a third one.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "services-are-apart",
      comment: "What two services share is in components/settings.",
      severity: "error",
      from: { path: "^components/services/([^/]+)/" },
      to: { path: "^components/services/[^/]+/", pathNot: "^components/services/$1/" },
    },
    {
      name: "services-are-below-the-pipeline",
      comment: "settings, plan, services, pipeline: imports go backwards only.",
      severity: "error",
      from: { path: "^components/(?:settings|services|platform|engine)/" },
      to: {
        path: "^components/(?:pipeline|outputs|prepare)\\.ts$|^components/plan/(?:files|requirements)\\.ts$|^components/hosts/",
      },
    },
    {
      name: "plain-data",
      comment:
        "Every rendered file is known at preview and testable without an engine: these layers know nothing of Pulumi.",
      severity: "error",
      from: {
        path: [
          "^components/(?:settings|render|engine|plan|preflight)/",
          "^components/services/(?:manifest|index)\\.ts$",
          "^components/services/[^/]+/(?:[^/]*manifest|[^/]*config|rules|flags|files|datasources|messages|[^/]*input)\\.ts$",
          "^components/services/collector/(?:blocks|container-logs|docker-stats|discovery)\\.ts$",
          "^components/services/(?:prometheus/alerts|grafana/dashboards)/",
        ],
        pathNot: "^components/settings/load\\.ts$",
      },
      to: { path: "node_modules/@pulumi/" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
