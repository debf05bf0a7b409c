/** Import circles, of types too: what two files need of each other belongs into a third one. */
export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    // Imports of types count.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
