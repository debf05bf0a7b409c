import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { docker } from "./engine";

/** Returns this host's addresses, including those on Docker's networks, but not loopback and link-local IPv6. */
export function outerAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((all = []) => all)
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80"))
    .map(({ address }) => address);
}

/** Returns whether a program accepts connections there. */
export function listens(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 2_000 });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.on("connect", () => {
      end(true);
    });
    socket.on("timeout", () => {
      end(false);
    });
    socket.on("error", () => {
      end(false);
    });
  });
}

interface Binding {
  readonly HostIp: string;
  readonly HostPort: string;
}

/** A container's network and published ports, both configured and actual. */
export interface Published {
  readonly container: string;
  readonly network: string;
  readonly everyPort: boolean;
  readonly bindings: readonly string[];
}

/** Returns the network and the published ports of a container, the ports as `address:port`. */
export function publishedOf(container: string): Published {
  const [told] = JSON.parse(docker("container", "inspect", container)) as [
    {
      HostConfig: {
        NetworkMode: string;
        PublishAllPorts: boolean;
        PortBindings: Record<string, Binding[] | null> | null;
      };
      NetworkSettings: { Ports: Record<string, Binding[] | null> | null };
    },
  ];
  const { HostConfig, NetworkSettings } = told;
  const all = [HostConfig.PortBindings, NetworkSettings.Ports].flatMap((ports) =>
    Object.values(ports ?? {}).flatMap((bindings) => bindings ?? []),
  );
  return {
    container,
    network: HostConfig.NetworkMode,
    everyPort: HostConfig.PublishAllPorts,
    bindings: [...new Set(all.map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`))],
  };
}
