import * as pulumi from "@pulumi/pulumi";

/**
 * What has to hold before a resource is made; where it throws, the update fails with its message and the next one tries
 * again. A preview skips it. So do Pulumi's mocks, with which projects test their programs: they know no hooks.
 */
export function beforeCreate(hook: () => Promise<void>): pulumi.CustomResourceOptions {
  const monitor = pulumi.runtime.getMonitor() as object | undefined;
  return monitor !== undefined && "registerResourceHook" in monitor
    ? { hooks: { beforeCreate: [hook] } }
    : {};
}

/** The value of an input, for code that runs during an update, when all of them are known. */
export function known<T>(input: pulumi.Input<T>): Promise<T> {
  return new Promise((resolve) => {
    pulumi.output(input).apply((value) => {
      resolve(value as T);
    });
  });
}
