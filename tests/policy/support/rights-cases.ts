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

/** What a container may do, on its host and to others. */
export const rightsCases: Readonly<Record<string, Cases>> = {
  "loopback-ports": {
    passes: {
      "no port": container({}),
      loopback: container(port("127.0.0.1")),
      "another address of loopback": container(port("127.0.0.2")),
      "loopback of IPv6": container(port("::1")),
      "an address that is named": container(port("10.0.0.5"), {
        config: { addresses: ["10.0.0.5"] },
      }),
    },
    refused: {
      "no address, which is every one": container(port(), { tells: "0.0.0.0:8080" }),
      "every address": container(port("0.0.0.0"), { tells: "0.0.0.0:8080" }),
      "every address of IPv6": container(port("::"), { tells: ":::8080" }),
      "another address than the one that is named": container(port("10.0.0.6"), {
        config: { addresses: ["10.0.0.5"] },
        tells: "10.0.0.6",
      }),
      "what only looks like loopback": container(port("127.0.0.1.example.com"), {
        tells: "127.0.0.1.example.com",
      }),
      "a container that is not started yet": container({ ...CARRIER, ...port("0.0.0.0") }),
    },
  },
  "host-namespaces": {
    passes: {
      "its own": container({ networkMode: "bridge" }),
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
    passes: { "an ordinary one": container({ privileged: false }) },
    refused: {
      "a privileged one": container({ privileged: true }),
      "a privileged cAdvisor": container({ name: "obs-cadvisor", labels: STACK, privileged: true }),
    },
  },
  capabilities: {
    passes: {
      "all dropped": container({ capabilities: { drops: ["ALL"] } }),
      "one of the list": container({ capabilities: { drops: ["ALL"], adds: ["CAP_SYSLOG"] } }),
      "the same without its prefix": container({
        capabilities: { drops: ["all"], adds: ["syslog"] },
      }),
      "one of a list of one's own": container(
        { capabilities: { drops: ["ALL"], adds: ["NET_BIND_SERVICE"] } },
        { config: { allowed: ["CAP_NET_BIND_SERVICE"] } },
      ),
      "what runs nothing": container(CARRIER),
    },
    refused: {
      "nothing dropped": container({}, { tells: "drops nothing" }),
      "some dropped": container({ capabilities: { drops: ["NET_RAW"] } }, { tells: "NET_RAW" }),
      "one beyond the list": container(
        { capabilities: { drops: ["ALL"], adds: ["CAP_SYS_ADMIN"] } },
        { tells: "CAP_SYS_ADMIN" },
      ),
      "all kept": container({ capabilities: { drops: ["ALL"], adds: ["ALL"] } }, { tells: "ALL" }),
    },
  },
  "no-new-privileges": {
    passes: {
      "it is set": container({ securityOpts: ["no-new-privileges:true"] }),
      "it is set the short way": container({ securityOpts: ["no-new-privileges"] }),
    },
    refused: {
      "it is not set": container({}),
      "it is set to false": container(
        { securityOpts: ["no-new-privileges:false"] },
        { tells: ":false" },
      ),
      "not even by what is never started": container(CARRIER),
    },
  },
  "non-root": {
    passes: {
      "a number": container({ user: "65534:65534" }),
      "a name": container({ user: "nobody" }),
      "the own user of an image that is known": container({ image: "grafana/tempo:2.9.0" }),
      "the same from a mirror, with a digest": container({
        image: `registry.example.com:5000/mirror/grafana/tempo:2.9.0@${DIGEST}`,
      }),
      "an image that is named": container({}, { config: { images: ["registry.example.com/*"] } }),
      "cAdvisor of a stack": container({ name: "obs-cadvisor", labels: STACK, user: "0:0" }),
      "a container that is exempt with a reason": container(
        { user: "0" },
        { config: { exempt: [{ container: "a*", reason: "It reads what only root may." }] } },
      ),
      "what runs nothing": container(CARRIER),
    },
    refused: {
      root: container({ user: "root" }, { tells: '"root"' }),
      "root by its number": container({ user: "0:0" }, { tells: '"0:0"' }),
      "root with another group": container({ user: "0:65534" }, { tells: '"0:65534"' }),
      "no user, and an image that is not known": container(
        {},
        { tells: "registry.example.com/shop:1.2" },
      ),
      "an image whose name only ends alike": container(
        { image: "evil-grafana/tempo:1" },
        { tells: "evil-grafana" },
      ),
      "what is only called like cAdvisor": container({ name: "obs-cadvisor", user: "0:0" }),
      "a container that another exemption covers": container(
        { user: "0" },
        { config: { exempt: [{ container: "b*", reason: "It reads what only root may." }] } },
      ),
    },
  },
  "read-only-root": {
    passes: {
      "it is read-only": container({ readOnly: true }),
      "what runs nothing": container(CARRIER),
      "a publisher, into which Docker uploads": container({ labels: EXTENSION }),
    },
    refused: {
      "nothing is said": container({}),
      "it is writable": container({ readOnly: false }),
      "of what runs once, too": container(ONCE),
    },
  },
  "host-mounts-read-only": {
    passes: {
      "the whole host, to read": container(bind("/")),
      "data of one's own, to write": container(bind("/srv/shop", false)),
      "a volume": container({ volumes: [{ volumeName: "shop-data", containerPath: "/data" }] }),
      "a folder that is named": container(hostPath("/var/lib/shop", false), {
        config: { writable: ["/var/lib/shop"] },
      }),
    },
    refused: {
      "the whole host, to write": container(bind("/", false), { tells: "host's /" }),
      "its configuration": container(bind("/etc", false), { tells: "/etc" }),
      "a folder of it, the other way to mount": container(hostPath("/var/lib/docker/", false), {
        tells: "/var/lib/docker",
      }),
      "beside a folder that is named": container(bind("/var/lib/shop2", false), {
        config: { writable: ["/var/lib/shop"] },
        tells: "/var/lib/shop2",
      }),
      "the engine's socket, by the agent role, too": container(
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
      "a container that is exempt with a reason": container(bind("/var/run/docker.sock"), {
        config: { exempt: [{ container: "app", reason: "It starts the builds of the CI." }] },
      }),
    },
    refused: {
      "the socket": container(bind("/var/run/docker.sock"), { tells: "/var/run/docker.sock" }),
      "its folder, the other way to mount": container(hostPath("/run/"), { tells: "/run" }),
      "the whole host": container(bind("/"), { tells: "mounts /," }),
      "containerd's": container(bind("/run/containerd"), { tells: "/run/containerd" }),
      "one that is named": container(bind("/opt/engine/engine.sock"), {
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
