import { afterEach } from "vitest";
import { STARTED_FOR } from "../components/pulumi-command";

// Unit tests share a process, and a command sets the stack that the messages of its process name.
afterEach(() => {
  Reflect.deleteProperty(process.env, STARTED_FOR);
});
