import {
  CARRIER,
  DIGEST,
  EXTENSION,
  ONCE,
  STACK,
  bind,
  container,
  hostPath,
  port,
  type Cases,
} from "./case";

/** Cases for rules about the rights of a container on its host. */
export const rightsCases: Readonly<Record<string, Cases>> = {
  "loopback-ports": {
    passes: {
      "no port": container({}),
      loopback: container(port("127.0.0.1")),
      "another address of loopback": container(port("127.0.0.2")),
      "loopback of IPv6": container(port("::1")),
      "an allowed address": container(port("10.0.0.5"), {
        config: { addresses: ["10.0.0.5"] },
      }),
    },
    refused: {
      "no address, which means all addresses": container(port(), { tells: "0.0.0.0:8080" }),
      "all addresses": container(port("0.0.0.0"), { tells: "0.0.0.0:8080" }),
      "all IPv6 addresses": container(port("::"), { tells: ":::8080" }),
      "an address that is not the allowed one": container(port("10.0.0.6"), {
        config: { addresses: ["10.0.0.5"] },
        tells: "10.0.0.6",
      }),
      "a name that looks like loopback": container(port("127.0.0.1.example.com"), {
        tells: "127.0.0.1.example.com",
      }),
      "a container that never starts": container({ ...CARRIER, ...port("0.0.0.0") }),
    },
  },
  "host-namespaces": {
    passes: {
      "its own namespaces": container({ networkMode: "bridge" }),
      "no network": container({ networkMode: "none" }),
    },
    refused: {
      "the host's network": container({ networkMode: "host" }, { tells: "networkMode" }),
      "the host's processes": container({ pidMode: "host" }, { tells: "pidMode" }),
      "the host's memory segments": container({ ipcMode: "host" }, { tells: "ipcMode" }),
      "the host's users": container({ usernsMode: "host" }, { tells: "usernsMode" }),
      "another container's processes": container(
        { pidMode: "container:db" },
        { tells: "container:db" },
      ),
    },
  },
  privileged: {
    passes: { "not privileged": container({ privileged: false }) },
    refused: {
      privileged: container({ privileged: true }),
      "a privileged cAdvisor": container({ name: "obs-cadvisor", labels: STACK, privileged: true }),
    },
  },
  capabilities: {
    passes: {
      "all dropped": container({ capabilities: { drops: ["ALL"] } }),
      "an allowed one": container({ capabilities: { drops: ["ALL"], adds: ["CAP_SYSLOG"] } }),
      "an allowed one without its prefix": container({
        capabilities: { drops: ["all"], adds: ["syslog"] },
      }),
      "one in a custom list": container(
        { capabilities: { drops: ["ALL"], adds: ["NET_BIND_SERVICE"] } },
        { config: { allowed: ["CAP_NET_BIND_SERVICE"] } },
      ),
      "a container that never starts": container(CARRIER),
    },
    refused: {
      "nothing dropped": container({}, { tells: "drops nothing" }),
      "some dropped": container({ capabilities: { drops: ["NET_RAW"] } }, { tells: "NET_RAW" }),
      "one that is not in the list": container(
        { capabilities: { drops: ["ALL"], adds: ["CAP_SYS_ADMIN"] } },
        { tells: "CAP_SYS_ADMIN" },
      ),
      "all added": container({ capabilities: { drops: ["ALL"], adds: ["ALL"] } }, { tells: "ALL" }),
    },
  },
  "no-new-privileges": {
    passes: {
      set: container({ securityOpts: ["no-new-privileges:true"] }),
      "set in the short form": container({ securityOpts: ["no-new-privileges"] }),
    },
    refused: {
      "not set": container({}),
      "set to false": container({ securityOpts: ["no-new-privileges:false"] }, { tells: ":false" }),
      "not set on a container that never starts": container(CARRIER),
    },
  },
  "non-root": {
    passes: {
      "a number": container({ user: "65534:65534" }),
      "a name": container({ user: "nobody" }),
      "the default user of a known image": container({ image: "grafana/tempo:2.9.0" }),
      "a known image from a mirror, with a digest": container({
        image: `registry.example.com:5000/mirror/grafana/tempo:2.9.0@${DIGEST}`,
      }),
      "an allowed image": container({}, { config: { images: ["registry.example.com/*"] } }),
      "cAdvisor of a stack": container({ name: "obs-cadvisor", labels: STACK, user: "0:0" }),
      "an exempt container": container(
        { user: "0" },
        { config: { exempt: [{ container: "a*", reason: "It reads what only root may." }] } },
      ),
      "a container that never starts": container(CARRIER),
    },
    refused: {
      root: container({ user: "root" }, { tells: '"root"' }),
      "root by its ID": container({ user: "0:0" }, { tells: '"0:0"' }),
      "root with another group": container({ user: "0:65534" }, { tells: '"0:65534"' }),
      "no user, and an unknown image": container({}, { tells: "registry.example.com/shop:1.2" }),
      "an image whose name has a similar ending": container(
        { image: "evil-grafana/tempo:1" },
        { tells: "evil-grafana" },
      ),
      "a container that only has the name of cAdvisor": container({
        name: "obs-cadvisor",
        user: "0:0",
      }),
      "an exemption for another container": container(
        { user: "0" },
        { config: { exempt: [{ container: "b*", reason: "It reads what only root may." }] } },
      ),
    },
  },
  "read-only-root": {
    passes: {
      "read-only": container({ readOnly: true }),
      "a container that never starts": container(CARRIER),
      "a publisher, to which Docker uploads files": container({ labels: EXTENSION }),
    },
    refused: {
      "not set, which means writable": container({}),
      writable: container({ readOnly: false }),
      "of a container that runs once": container(ONCE),
    },
  },
  "host-mounts-read-only": {
    passes: {
      "the whole host, read-only": container(bind("/")),
      "a data folder, writable": container(bind("/srv/shop", false)),
      "a volume": container({ volumes: [{ volumeName: "shop-data", containerPath: "/data" }] }),
      "an allowed folder": container(hostPath("/var/lib/shop", false), {
        config: { writable: ["/var/lib/shop"] },
      }),
    },
    refused: {
      "the whole host, writable": container(bind("/", false), { tells: "host's /" }),
      "its configuration, writable": container(bind("/etc", false), { tells: "/etc" }),
      "a folder in the other notation": container(hostPath("/var/lib/docker/", false), {
        tells: "/var/lib/docker",
      }),
      "a folder beside an allowed one": container(bind("/var/lib/shop2", false), {
        config: { writable: ["/var/lib/shop"] },
        tells: "/var/lib/shop2",
      }),
      "the engine's socket, writable, even for the agent role": container(
        { name: "obs-agent", labels: STACK, ...bind("/var/run/docker.sock", false) },
        { tells: "/var/run/docker.sock" },
      ),
    },
  },
  "docker-socket": {
    passes: {
      "no mount": container({}),
      "another socket": container(bind("/run/shop/shop.sock")),
      "cAdvisor of a stack": container({
        name: "obs-cadvisor",
        labels: STACK,
        ...bind("/var/run/docker.sock"),
      }),
      "the agent of a stack": container({ name: "obs-agent", labels: STACK, ...bind("/") }),
      "an exempt container": container(bind("/var/run/docker.sock"), {
        config: { exempt: [{ container: "app", reason: "It starts the builds of the CI." }] },
      }),
    },
    refused: {
      "the socket": container(bind("/var/run/docker.sock"), { tells: "/var/run/docker.sock" }),
      "its folder in the other notation": container(hostPath("/run/"), { tells: "/run" }),
      "the whole host": container(bind("/"), { tells: "mounts /," }),
      "the socket of containerd": container(bind("/run/containerd"), { tells: "/run/containerd" }),
      "an additional socket": container(bind("/opt/engine/engine.sock"), {
        config: { sockets: ["/opt/engine/engine.sock"] },
        tells: "/opt/engine/engine.sock",
      }),
      "another service of a stack": container({
        name: "obs-grafana",
        labels: STACK,
        ...bind("/var/run/docker.sock"),
      }),
    },
  },
};
